internal import Bytes
import Foundation

/// The names of a roster that is only counted, written to disk so that memory does not grow with the roster.
///
/// The rows of one name always go to the same of many parts, so that duplicates are found in one part after the
/// other.  Nothing is written before a part exceeds a few kilobytes, and then to a file without a name; if there is
/// no space for it, the parts stay in memory.
struct NameSpill: Sendable {
    private enum Chunk: Sendable {
        case onDisk(offset: Int)
        case inMemory([UInt8])
    }

    private struct Part: Sendable {
        var chunks: [Chunk] = []
        var end: [UInt8] = []
    }

    private struct Rejected {
        var nameWidth = 0
        var passwordWidth = 0
        var places: Set<TextPosition> = []
    }

    private static let chunkSize = 16_384
    private static let partsAtATime = 16

    private var parts = [Part](repeating: Part(), count: 256)
    private var files: [String] = []
    /// For each file, the rows that were found to be invalid at its end.
    private var rejected: [Int: Rejected] = [:]
    private var disk = TemporaryFile()

    /// Stores a row's name.
    mutating func note(
        _ name: Span<UInt8>, at position: TextPosition, of file: String, _ details: NamedRows.Details
    ) {
        if files.last != file { files.append(file) }
        let numbers = (
            UInt32(files.count - 1), UInt32(clamping: position.line), UInt32(clamping: position.column),
            UInt32(name.count), details.substance.fields, details.substance.others,
            UInt32(clamping: details.substance.shape)
        )
        let index = Self.part(of: name)
        withUnsafeBytes(of: numbers) { parts[index].end.append(contentsOf: $0) }
        parts[index].end.append(details.flags.subtracting(.keeping).rawValue)
        parts[index].end.append(UInt8(details.passwordDigits))
        name.withUnsafeBufferPointer { parts[index].end.append(contentsOf: $0) }
        while parts[index].end.count >= Self.chunkSize { spill(index) }
    }

    /// Marks rows of the last file as invalid; their names still count.
    ///
    /// - Parameters:
    ///   - nameWidth: The number of digits in a numeric name without lost zeros; 0 if it is unknown.
    ///   - passwordWidth: The same for passwords.
    ///   - places: The positions of other invalid rows.
    mutating func reject(
        ofFile file: String, namesShorterThan nameWidth: Int, passwordsShorterThan passwordWidth: Int,
        at places: [TextPosition]
    ) {
        guard files.last == file else { return }
        rejected[files.count - 1, default: Rejected()].nameWidth = nameWidth
        rejected[files.count - 1, default: Rejected()].passwordWidth = passwordWidth
        rejected[files.count - 1, default: Rejected()].places.formUnion(places)
    }

    /// Checks all names, part by part: reports duplicates and counts the others.
    ///
    /// - Parameter compared: The lists of columns by which rows were compared, at the number of their shape.
    func report(comparedBy compared: [[String]], to problems: inout ProblemList) throws(RosterError) -> EntryCounts {
        var counts = EntryCounts()
        // A few parts at a time, so that not all rows are in memory together.
        for start in stride(from: 0, to: parts.count, by: Self.partsAtATime) {
            let few = parts[start..<min(start + Self.partsAtATime, parts.count)]
            let looked = ParallelChunks.map(few.count, smallest: 1) { numbers in
                numbers.map { number in Result { () throws(RosterError) in try rows(few[start + number]) } }
            }
            for rows in looked.joined() {
                var rows = try rows.get()
                Duplicates.settle(&rows, comparedBy: compared, reportingTo: &problems)
                for row in rows.rows where row.flags.intersection([.isEntry, .isRepeated]) == .isEntry {
                    counts.add(EntryKind(row.flags))
                }
            }
        }
        return counts
    }

    /// Returns the part of a name.  It is the same in every process, so that the report is too.
    private static func part(of name: Span<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in name.indices { hash = (hash ^ UInt32(name[index])) &* 16_777_619 }
        return Int(hash >> 24)
    }

    private mutating func spill(_ index: Int) {
        let chunk = Array(parts[index].end.prefix(Self.chunkSize))
        parts[index].end.removeFirst(Self.chunkSize)
        parts[index].chunks.append(disk.append(chunk).map(Chunk.onDisk) ?? .inMemory(chunk))
    }

    private func rows(_ part: Part) throws(RosterError) -> NamedRows {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.chunks.count * Self.chunkSize + part.end.count)
        for chunk in part.chunks {
            switch chunk {
            case .inMemory(let chunk): bytes += chunk
            case .onDisk(let offset): bytes += try disk.read(Self.chunkSize, at: offset)
            }
        }
        bytes += part.end
        var rows = NamedRows()
        var offset = 0
        func number() -> Int {
            defer { offset += 4 }
            return Int(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) })
        }
        while offset < bytes.count {
            let (file, line, column, length) = (number(), number(), number(), number())
            let substance = RowSubstance(fields: UInt32(number()), others: UInt32(number()), shape: number())
            // An entry that is only counted has no data after its name.
            var flags = RowFlags(rawValue: bytes[offset])
            let digits = Int(bytes[offset + 1])
            let name = bytes.span.extracting(offset + 2..<offset + 2 + length)
            offset += 2 + length
            let position = TextPosition(line: line, column: column)
            if let rejected = rejected[file],
                NumberWidths.isShort(name, rejected.nameWidth) || digits > 0 && digits < rejected.passwordWidth
                    || rejected.places.contains(position)
            {
                flags.subtract([.isEntry, .isUnwanted])
            }
            rows.append(
                name, at: position, of: files[file], NamedRows.Details(flags: flags, substance: substance), in: name)
        }
        rows.settle()
        return rows
    }
}
