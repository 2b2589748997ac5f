import Foundation
import TestSupport
import Testing

/// A credentials file as whoever hands the credentials out would read it.
struct CredentialsFile {
    /// One row, by the names of the columns.
    typealias Row = [String: String]

    let rows: [Row]

    /// Reads a file, and fails unless it is its owner's only.
    init(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600, sourceLocation: sourceLocation)
        try self.init(text: String(contentsOfFile: path, encoding: .utf8))
    }

    /// Reads the text of a file without quotes.
    init(text: String) throws {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = try #require(lines.first).map(String.init)
        rows = lines.dropFirst().map { cells in Dictionary(uniqueKeysWithValues: zip(header, cells.map(String.init)))
        }
    }

    /// The names in the order of the file.
    var names: [String] { rows.compactMap { $0["username"] } }

    /// The values of a column by name.
    func values(_ column: String) -> [String: String] {
        Dictionary(rows.map { ($0["username"] ?? "", $0[column] ?? "") }) { first, _ in first }
    }
}

extension Command {
    /// The credentials in a file of the home directory.
    func credentials(
        _ name: String = "credentials.csv", sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> CredentialsFile {
        try CredentialsFile(home.file(name), sourceLocation: sourceLocation)
    }

    /// Whether somebody can log in with a password.
    func logsIn(_ name: String, _ password: String) async throws -> Bool {
        try await self("user", "login", name, "--password-file", "-", input: password + "\n").code == 0
    }

    /// The names of the files beside the journal that have to do with secrets.
    var secretFiles: [String] {
        get throws {
            let state = home.file(".local/state/rollcall")
            return try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.contains("secret") }
        }
    }
}
