import Foundation
import TestSupport
import Testing

/// A plan in one form, together with the file that `--out` wrote in the same call.
struct PlanFile {
    /// What the program printed.
    let text: String
    /// What `sha256sum` says of the file.
    let digest: String

    static let extensions = ["text": "txt", "json": "json", "csv": "csv", "markdown": "md", "html": "html"]

    init(_ rollcall: Command, _ format: String, _ options: [String]) async throws {
        let ending = try await rollcall.run(
            ["plan", "team.csv", "--as-of", "2026-03-01", "--format", format, "--out", "plan.json"] + options)
        ending.expect(0)
        #expect(ending.errors == "")
        text = ending.output
        digest = try await Self.digest(of: rollcall.home.file("plan.json"))
    }

    /// The text without what differs from run to run, and without the code of a page.
    var stable: String {
        Page.withoutCode(text).replacing(digest, with: "DIGEST")
    }

    /// The SHA-256 of a file.
    static func digest(of path: String) async throws -> String {
        let ending = try await Program("/usr/bin/sha256sum", [path]).run()
        ending.expect(0)
        return String(ending.output.prefix(64))
    }
}

/// Pages in golden files: their style and their script are the same in all, and are looked at in a browser.
enum Page {
    static func withoutCode(_ html: String) -> String {
        html.replacing(/<style>[^<]*<\/style>/, with: "<style>STYLE</style>")
            .replacing(/<script>(?s:.)*<\/script>/, with: "<script>SCRIPT</script>")
            .replacing(/'sha256-[^']*'/, with: "'sha256-HASH'")
    }
}
