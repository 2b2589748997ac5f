import Foundation
import TestSupport

/// What `check --format json` prints, as far as it is compared with other readers.
struct CheckDocument: Decodable {
    let entries: [Entry]
    let problems: [Problem]

    struct Entry: Decodable {
        let username: Exactly
        let file: String
        let line: Int
        let fields: [String: String]
    }

    struct Problem: Decodable {
        let file: String
        let line: Int
        let code: String
    }

    /// Checks files.
    init(_ files: [String], flags: [String] = []) async throws {
        let check = try await Program(
            try PackageFiles.program("rollcall"), ["check", "--format", "json"] + flags + files,
            environment: ["TZ": "UTC"]
        ).run()
        guard [0, 4].contains(check.code) else { throw FailedScript(description: check.everything) }
        self = try check.decoded(as: CheckDocument.self)
    }

    /// The entries of each file.
    var byFile: [String: [Entry]] { Dictionary(grouping: entries, by: \.file) }
    /// The problems of each file.
    var problemsByFile: [String: [Problem]] { Dictionary(grouping: problems, by: \.file) }
}
