import Foundation
import Sandbox
import TestSupport
import Testing

/// The snippets that the documentation shows, run as they are, each on a new sandbox.
struct SnippetTests {
    /// What each prints on a sandbox whose one account is `admin`.
    private static let outputs = [
        "RegisterUser": "ann is active.\n",
        "ActivateUser": "ann is active.\n",
        "ListUsers": "admin\nad: admin\n",
        "LoginUser": "admin has the token [redacted].\n",
        "LogoutUser": "The token has ended: not logged in\n",
        "WhoamiUser": "We are admin.\nThe token is admin's.\n",
        "RequestPasswordReset": "[redacted] lets admin choose a new password within 24 hours.\n",
        "ResetPassword": "admin has a new password.\n",
        "ReadRoster": """
        team.csv:2:1: ann is to be active.
        team.csv:3:1: bob is to be pending.
        team.csv:4:6: unknown-state

        """,
        "PlanAndRun": "register ann\nregister bob\n2 of 2 accounts are as planned.\n",
    ]

    @Test(arguments: outputs.keys.sorted())
    func `a snippet runs and prints what it says`(_ name: String) async throws {
        let server = try await SandboxServer.start()
        await server.backend.addAccount("admin", password: "sandbox")
        let ending: Program.Ending
        do {
            ending = try await Program(
                try PackageFiles.program(name), environment: ["ROLLCALL_SERVER": server.url]
            ).run()
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(ending.output == Self.outputs[name])
    }

    @Test func `every snippet is run, and every page shows only snippets that exist`() throws {
        let files = try Self.files(below: "Snippets").filter { $0.hasSuffix(".swift") }
        #expect(Set(files.map(Self.name)) == Set(Self.outputs.keys))
        let pages = try Self.files(below: "Sources").filter { $0.hasSuffix(".md") }
        var shown: Set<String> = []
        for page in pages {
            let text = try String(contentsOfFile: "\(PackageFiles.root)/Sources/\(page)", encoding: .utf8)
            shown.formUnion(
                text.matches(of: /@Snippet\(path: "rollcall\/Snippets\/([^"]+)"/).map { $0.output.1 + ".swift" })
        }
        #expect(shown == Set(files))
    }

    private static func files(below directory: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(PackageFiles.root)/\(directory)")
    }

    private static func name(_ path: String) -> String {
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }
}
