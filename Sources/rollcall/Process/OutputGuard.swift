import Foundation
import Provisioning
import Synchronization

/// Refuses to overwrite files that a call reads or relies on: rosters, settings, passwords, saved plans, the journal
/// and the files next to it; also refuses two outputs to one file.
enum OutputGuard {
    private struct Output {
        let flag: String
        let path: String
        let place: Place
    }

    /// The location of an existing or future file, independent of the path's spelling.
    private struct Place: Hashable {
        let identity: FileIdentity?
        /// The path with the links of its directory resolved.
        let path: String

        init(_ path: String) {
            identity = FileIdentity(path)
            let url = URL(fileURLWithPath: path)
            let directory = url.deletingLastPathComponent().resolvingSymlinksInPath()
            self.path = directory.appendingPathComponent(url.lastPathComponent).path
        }

        func isSame(as other: Place) -> Bool {
            path == other.path || (identity != nil && identity == other.identity)
        }
    }

    private static let flags = ["--report", "--metrics", "--out"]
    private static let outputs = Mutex<[Output]>([])

    /// Records the files that the call writes, and compares them with all other files in the call.
    ///
    /// - Parameter arguments: The words after `rollcall`, with those from the environment and the settings file.
    /// - Throws: ``Failure``, as a usage error, if data would be lost.
    static func check(_ arguments: [String]) throws {
        var (written, named): ([Output], [String]) = ([], [])
        var index = arguments.startIndex
        while index < arguments.endIndex {
            let word = arguments[index]
            index += 1
            // -o, also after other letters, is --out.
            let name = TypedFlags.letters(of: word).last == "o" ? "--out" : String(word.prefix { $0 != "=" })
            if flags.contains(name), word.contains("=") || index < arguments.endIndex {
                let path = word.firstIndex(of: "=").map { String(word[$0...].dropFirst()) } ?? arguments[index]
                if !word.contains("=") { index += 1 }
                written.append(Output(flag: name, path: path, place: Place(path)))
            } else {
                // For a flag with its value in one word, the value.
                named +=
                    word.hasPrefix("-")
                    ? word.split(separator: "=", maxSplits: 1).dropFirst().map(String.init) : [word]
            }
        }
        guard !written.isEmpty else { return }
        outputs.withLock { [written] in $0 = written }
        let variables = ["ROLLCALL_CONFIG", "ROLLCALL_PASSWORD_FILE", "SSL_CERT_FILE"].compactMap(Environment.value)
        try protect(named + variables)
        let journals = TypedFlags(arguments).values(of: "--journal")
        for journal in journals.isEmpty ? [JournalOptions.standardPath] : journals { try protect(journal: journal) }
        for (position, output) in written.enumerated() {
            guard let other = written[..<position].first(where: { $0.place.isSame(as: output.place) }),
                OutputFile.isReplaceable(output.path)
            else { continue }
            throw failure(output, "\(other.flag) writes the same file.")
        }
    }

    /// Compares the files that the call writes with files that it is about to read.
    static func protect(_ read: [String]) throws {
        let places = read.filter { $0 != "-" && !$0.isEmpty && OutputFile.isReplaceable($0) }.map(Place.init)
        for output in outputs.withLock({ $0 }) {
            guard places.contains(where: { $0.isSame(as: output.place) }) else { continue }
            throw failure(output, "this file is an input of this call, or the journal, and would be overwritten.")
        }
    }

    private static func protect(journal: String) throws {
        try protect(["", "-wal", "-shm", "-journal", ".lock"].map { journal + $0 })
        let secrets = Place(journal).path + ".secret-"
        for output in outputs.withLock({ $0 }) where output.place.path.hasPrefix(secrets) {
            throw failure(output, "this file is a secret of the journal and would be overwritten.")
        }
    }

    private static func failure(_ output: Output, _ reason: String) -> Failure {
        if output.flag == "--metrics" { MetricsFile.forget() }
        return Failure(.usage, "\(output.flag) \(output.path): \(reason)  Choose another.")
    }
}
