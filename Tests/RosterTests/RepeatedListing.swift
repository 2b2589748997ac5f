import Accounts
import Foundation
import Testing

@testable import Roster

/// Reads a text as one file.
func read(_ text: String, options: RosterOptions = RosterOptions(), named name: String = "team.csv") -> Roster {
    RosterReader(options: options).read(bytes: text.utf8, named: name)
}

extension Roster {
    var usernames: [String] { entries.map(\.username.text) }
    var codes: [RosterProblem.Code] { problems.map(\.code) }
    /// "line:column code" of every problem.
    var marks: [String] {
        problems.map { "\($0.location.line):\($0.location.column) \($0.code.rawValue)" }
    }
}

/// A roster file in a directory of its own, which goes away with it.
final class TemporaryRoster {
    let path: String
    private let directory: URL

    init(_ text: String, name: String = "team.csv") throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        path = file.path
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }
}
