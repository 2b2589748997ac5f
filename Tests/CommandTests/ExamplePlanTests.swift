import Foundation
import Sandbox
import TestSupport
import Testing

/// docs/example-plan.html is what the program makes of the samples.
struct ExamplePlanTests {
    private static let server = "https://flowserv.example.org/flowserv/api/v1"

    @Test func `the example in docs is up to date`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for name in ["E.Radian", "guest"] { await sandbox.addAccount(name, password: "secret") }
            let samples = PackageFiles.root + "/samples/"
            try rollcall.home.write(try String(contentsOfFile: samples + "team.csv", encoding: .utf8), to: "team.csv")
            let course = try String(contentsOfFile: samples + "course.xml", encoding: .isoLatin1)
            try rollcall.home.write(course, to: "course.xml", encoding: .isoLatin1)
            let applied = try await rollcall(
                "apply", "team.csv", "--yes", "--concurrency", "1", "--as-of", "2026-09-01")
            applied.expect(3)
            let planned = try await rollcall(
                "plan", "team.csv", "course.xml", "--as-of", "2026-10-01", "--protect", "q.*", "--format", "html",
                "--out", "plan.json")
            planned.expect(0)
            let digest = try await PlanFile.digest(of: rollcall.home.file("plan.json"))
            // What differs from run to run gets a value of its own, and the digest follows it.
            let plan = example(try rollcall.home.read("plan.json"))
            let exampleDigest = try await PlanFile.digest(of: rollcall.home.write(plan, to: "example.json"))
            let page = example(planned.output).replacing(digest, with: exampleDigest)
            try Golden.expect(page, isFile: "docs/example-plan.html")
        }
    }

    private func example(_ text: String) -> String {
        text.replacing(/http:\/\/127\.0\.0\.1:\d+\/flowserv\/api\/v1/, with: Self.server)
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "2026-10-01T06:00:00Z")
            .replacing(/\/[^" <>\n]*\/rollcall-[0-9A-F-]{36}/, with: "/home/ann")
            .replacing("\(NSUserName()) on \(ProcessInfo.processInfo.hostName) in", with: "ann on build-7 in")
    }
}
