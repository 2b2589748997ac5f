import Foundation

/// The names of a roster that is only counted, put aside on the disk so that memory does not grow with the roster.
///
/// Rows of one name always come into the same of many parts, so that duplicates are found by looking at one part
/// after the other.  Nothing is written before a part has grown beyond a few kilobytes, and what is written is in a
/// file that has no name any more; where there is no room for one, the parts stay in memory.
struct NameSpill {
    private enum Chunk {
        case onDisk(offset: Int)
        case inMemory([UInt8])
    }

    private struct Part {
        var chunks: [Chunk] = []
        var end: [UInt8] = []
    }

    private static let chunkSize = 4_096

    private var parts = [Part](repeating: Part(), count: 256)
    private var files: [String] = []
    private var disk = TemporaryFile()

    /// Puts a row's name aside.
    mutating func note(_ name: String, at location: SourceLocation, _ kind: EntryKind?) {
        if files.last != location.file { files.append(location.file) }
        let numbers = [files.count - 1, location.line, location.column, name.utf8.count].map { UInt32(clamping: $0) }
        let index = Self.part(of: name)
        for number in numbers { withUnsafeBytes(of: number) { parts[index].end.append(contentsOf: $0) } }
        parts[index].end.append(kind.map(\.bits) ?? .max)
        parts[index].end.append(contentsOf: name.utf8)
        while parts[index].end.count >= Self.chunkSize { putAside(index) }
    }

    /// Looks at all names, part by part: reports those that stand twice and counts the others.
    func report(to problems: inout ProblemList) throws(RosterError) -> EntryCounts {
        var counts = EntryCounts()
        for part in parts where !part.end.isEmpty || !part.chunks.isEmpty {
            let tally = try tally(part)
            tally.duplicates.report(to: &problems)
            tally.add(to: &counts)
        }
        return counts
    }

    /// The same for the same name in every process, so that what is reported is too.
    private static func part(of name: String) -> Int {
        Int(name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 24)
    }

    private mutating func putAside(_ index: Int) {
        let chunk = Array(parts[index].end.prefix(Self.chunkSize))
        parts[index].end.removeFirst(Self.chunkSize)
        parts[index].chunks.append(disk.append(chunk).map(Chunk.onDisk) ?? .inMemory(chunk))
    }

    private func tally(_ part: Part) throws(RosterError) -> NameTally {
        var bytes: [UInt8] = []
        for chunk in part.chunks {
            switch chunk {
            case .inMemory(let chunk): bytes += chunk
            case .onDisk(let offset): bytes += try disk.read(Self.chunkSize, at: offset)
            }
        }
        bytes += part.end
        var tally = NameTally()
        var rest = bytes[...]
        func number() -> Int {
            let number = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            return number
        }
        while !rest.isEmpty {
            let (file, line, column, length) = (number(), number(), number(), number())
            let kind = rest.popFirst().flatMap(EntryKind.init(bits:))
            let name = String(decoding: rest.prefix(length), as: UTF8.self)
            rest = rest.dropFirst(length)
            tally.note(name, at: SourceLocation(file: files[file], line: line, column: column), kind)
        }
        return tally
    }
}
