import Foundation
import TestSupport
import Testing

/// Texts that were reviewed by eye, in Golden/.  `RECORD_GOLDEN=1` rewrites them; the tests fail then all the same.
enum Golden {
    /// Fails unless the text is what Golden/NAME holds, apart from what differs from run to run.
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try expect(normalized(text), isFile: "Tests/CommandTests/Golden/\(name)", sourceLocation: sourceLocation)
    }

    /// Fails unless the text is what a file of the package holds.
    static func expect(_ text: String, isFile name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let path = "\(PackageFiles.root)/\(name)"
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("\(name) was recorded; look at the difference", sourceLocation: sourceLocation)
            return
        }
        let golden = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        #expect(
            text == golden, "\(name); if the new text is right: RECORD_GOLDEN=1",
            sourceLocation: sourceLocation)
    }

    /// Ports, moments, machines and people stand for themselves; lines of progress, of which a slow machine has more, for
    /// nothing.
    static func normalized(_ text: String) -> String {
        text.replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:PORT")
            .replacing(/(?m)^[\d,]+\/[\d,]+(  \d+\.\d\/s  [\d,]+ s left)?(  .*)?\n/, with: "")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "MOMENT")
            .replacing(/\/[^" <>\n]*\/rollcall-[0-9A-F-]{36}/, with: "HOME")
            .replacing(ProcessInfo.processInfo.hostName, with: "HOST")
            .replacing("\(NSUserName()) on HOST", with: "USER on HOST")
            .replacing("`\(NSUserName())` on", with: "`USER` on")
            .replacing("\"user\" value=\"\(NSUserName())\"", with: "\"user\" value=\"USER\"")
            .replacing("\"user\" : \"\(NSUserName())\"", with: "\"user\" : \"USER\"")
    }
}
