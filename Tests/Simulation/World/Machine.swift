import Foundation
import PowerCutDisk

/// A machine with a directory of its own: its rosters, its journal, and what the program writes there.
final class Machine {
    let number: Int
    let directory: String
    /// The disk of its journal, if its power can be cut; its other files are in memory.
    let disk: PowerCutDisk?

    init(_ number: Int, below place: String, disk: PowerCutDisk?) throws {
        self.number = number
        self.disk = disk
        directory = "\(place)/machine\(number)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { directory + "/" + name }

    var journal: String { file("journal.sqlite") }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted() }

    func contents(of name: String) -> [UInt8]? { FileManager.default.contents(atPath: file(name)).map(Array.init) }

    /// The files at one moment.
    struct Snapshot {
        fileprivate struct File {
            let name: String
            let bytes: Data
            let mode: mode_t
            /// The name of an earlier file that is the same one.
            let isLinkTo: String?
        }
        fileprivate var files: [File] = []
    }

    func snapshot() -> Snapshot {
        var snapshot = Snapshot()
        var known: [UInt64: String] = [:]
        for name in names {
            var status = stat()
            guard lstat(file(name), &status) == 0, let bytes = FileManager.default.contents(atPath: file(name)) else {
                continue
            }
            snapshot.files.append(
                Snapshot.File(
                    name: name, bytes: bytes, mode: status.st_mode & 0o777, isLinkTo: known[UInt64(status.st_ino)]))
            known[UInt64(status.st_ino)] = name
        }
        return snapshot
    }

    /// Makes the files what they were.
    func restore(_ snapshot: Snapshot) throws {
        for name in names { unlink(file(name)) }
        for one in snapshot.files {
            if let other = one.isLinkTo {
                link(file(other), file(one.name))
            } else {
                try one.bytes.write(to: URL(fileURLWithPath: file(one.name)))
                chmod(file(one.name), one.mode)
            }
        }
    }
}
