internal import Bytes

/// Detects lines in the last rows that programs write below a table: `Total: 12`, `End of report`.
struct Footers {
    private struct Row {
        var name: [UInt8] = []
        var position = TextPosition()
        var number = 0
    }

    /// The maximum number of remarks to detect.
    private static let most = 4

    /// The last rows, the latest at `count % most`.
    private var last = [Row](repeating: Row(), count: most)
    private var count = 0

    /// Adds a username.
    ///
    /// - Parameter row: The number of its row.
    mutating func note(_ name: Span<UInt8>, at position: TextPosition, row: Int) {
        let place = count % Self.most
        count += 1
        last[place].position = position
        last[place].number = row
        // Reuse the memory for each row.
        last[place].name.removeAll(keepingCapacity: true)
        name.withUnsafeBufferPointer { last[place].name.append(contentsOf: $0) }
    }

    /// Returns the remarks at the end, with their row numbers.
    func found() -> [(name: String, position: TextPosition, row: Int)] {
        var found: [(name: String, position: TextPosition, row: Int)] = []
        for back in 0..<min(Self.most, count) {
            let row = last[(count - 1 - back) % Self.most]
            let name = String(decoding: row.name, as: UTF8.self)
            // At least one row must be above it.
            guard count > back + 1, Self.isRemark(name) else { break }
            found.append((name, row.position, row.number))
        }
        return found.reversed()
    }

    private static func isRemark(_ name: String) -> Bool {
        name.wholeMatch(
            of:
                #/
                (?: (?: grand \s | sub )? totals? | sum | summe | gesamt | count | anzahl | eof | totale? | somme | suma ) \s* [:=]? \s* [0-9]*
                | end \s of \s (?: file | report | list | export | data ) .*
                | (?: page | seite ) \s [0-9]+ .*
                | \(? [0-9]+ \s (?: rows? | records? | users? | entries | results? | zeilen | benutzer ) .*
                | (?: copyright | confidential | generated | exported | created | report ) \s .* \s .*
                /#.ignoresCase()) != nil
    }
}
