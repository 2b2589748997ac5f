package import Accounts
internal import Bytes

/// The entries of a roster, made of its bytes when they are looked at.
///
/// A million of them are two million numbers and the bytes of their names and passwords; an entry is a value only as long
/// as somebody holds it.
public struct RosterEntries: Sendable {
    let rows: NamedRows
    /// The rows that are entries; nil when all of them are.
    let selection: [UInt32]?

    /// The valid rows of names that are in one row only.
    init(_ rows: NamedRows) {
        let wanted: RowFlags = [.isEntry]
        let checked: RowFlags = [.isEntry, .isRepeated]
        func isChosen(_ row: NamedRows.Row) -> Bool { row.flags.intersection(checked) == wanted }
        self.rows = rows
        selection =
            rows.rows.allSatisfy(isChosen)
            ? nil
            : rows.rows.indices.filter { isChosen(rows.rows[$0]) }.map(UInt32.init)
    }

    private init(rows: NamedRows, selection: [UInt32]) {
        self.rows = rows
        self.selection = selection
    }

    /// Takes entries as they are, whatever their names.
    public init(_ entries: some Sequence<RosterEntry>) {
        if let entries = entries as? RosterEntries {
            self = entries
            return
        }
        var rows = NamedRows()
        for entry in entries { rows.append(entry) }
        rows.settle()
        self.rows = rows
        selection = nil
    }

    /// Those of which a row passes, without any of them being made.
    func choosing(_ passes: (NamedRows, Int) -> Bool) -> RosterEntries {
        var chosen: [UInt32] = []
        for position in indices {
            let row = row(position)
            var isChosen = passes(rows, row)
            // An account is chosen by any of its rows, and all of them are looked at.
            for further in rows.united[row] ?? [] where passes(rows, further) { isChosen = true }
            if isChosen { chosen.append(UInt32(row)) }
        }
        return RosterEntries(rows: rows, selection: chosen)
    }

    /// Looks at the bytes of the names whose rows say that their user is not wanted.
    package func forEachUnwantedName(_ body: (Span<UInt8>) -> Void) {
        forEachUnwanted { rows, row in rows.readName(row, body) }
    }

    /// Looks at the rows that say that their user is not wanted.
    func forEachUnwanted(_ body: (NamedRows, Int) -> Void) {
        for row in rows.rows.indices where rows.isUnwanted(row) { body(rows, row) }
    }

    func row(_ position: Int) -> Int {
        if let selection { Int(selection[position]) } else { position }
    }
}

extension RosterEntries: RandomAccessCollection {
    /// The first entry's place.
    public var startIndex: Int { 0 }
    /// The place behind the last entry.
    public var endIndex: Int { selection?.count ?? rows.count }
    /// The entry at a place, made anew each time.
    public subscript(position: Int) -> RosterEntry { rows.entry(row(position)) }
}

extension RosterEntries: RangeReplaceableCollection, ExpressibleByArrayLiteral {
    /// No entries.
    public init() {
        self.init(rows: NamedRows(), selection: [])
    }

    /// These entries.
    public init(arrayLiteral elements: RosterEntry...) {
        self.init(elements)
    }

    /// Makes all entries anew: fit for a few.
    public mutating func replaceSubrange(_ range: Range<Int>, with entries: some Collection<RosterEntry>) {
        var all = Array(self)
        all.replaceSubrange(range, with: entries)
        self = RosterEntries(all)
    }
}

extension RosterEntries: Hashable {
    /// Compares the entries one by one.
    public static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }

    /// Hashes the number of entries.
    public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

/// What a comparison by bytes needs, without an entry being made.
extension RosterEntries {
    /// How many rows there are below the entries.  Each entry is one of them.
    package var rowCount: Int { rows.count }

    /// The number of an entry's row; for one whose name an earlier row has, that of the first such row.
    package func nameRow(at position: Int) -> Int {
        let row = row(position)
        return rows.firstRows.isEmpty ? row : rows.firstRows[row] ?? row
    }

    /// The place of the first entry whose name has these bytes.
    package func position(named name: Span<UInt8>) -> Int? {
        guard let first = rows.row(named: name) else { return nil }
        if let position = position(ofRow: first) { return position }
        guard rows.rows[first].flags.contains(.isRepeated) else { return nil }
        return indices.first { rows.isNamed(row($0), name) }
    }

    private func position(ofRow row: Int) -> Int? {
        guard let selection else { return row }
        var (low, high) = (0, selection.count)
        while low < high {
            let middle = (low + high) / 2
            if selection[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < selection.count && selection[low] == row ? low : nil
    }

    /// The password at a place.
    package func password(at position: Int) -> Secret? { rows.password(row(position)) }

    /// Looks at the bytes of the name at a place.
    package func withName(at position: Int, _ body: (Span<UInt8>) -> Void) {
        rows.readName(row(position), body)
    }

    /// The state wanted on a day at a place.
    package func state(at position: Int, asOf day: Day) -> DesiredState {
        let row = row(position)
        guard let activateOn = rows.day(row) else { return rows.state(row) }
        return day < activateOn ? .pending : .active
    }

    /// The bytes that the rows take, beside the index of names.
    package var byteCount: Int { rows.byteCount }

    func counts() -> EntryCounts {
        var counts = EntryCounts()
        for position in indices { counts.add(EntryKind(rows.rows[row(position)].flags)) }
        return counts
    }
}

extension NamedRows {
    /// Adds an entry as it is.
    fileprivate mutating func append(_ entry: RosterEntry) {
        var details = Details(flags: .isEntry)
        if entry.state == .pending { details.flags.insert(.isPending) }
        if entry.hasPassword { details.flags.insert(.hasPassword) }
        let password = entry.password.map { Array($0.reveal().utf8) } ?? []
        if entry.password != nil { details.password = password.indices }
        if let day = entry.activateOn { (details.day, details.flags) = (day, details.flags.union(.hasDay)) }
        if let id = entry.flowservID { (details.id, details.flags) = (id, details.flags.union(.hasID)) }
        if !entry.fieldNames.isEmpty {
            details.flags.insert(.hasFields)
            details.kept = (shape(entry.fieldNames), Array(entry.joinedFields.utf8))
        }
        let position = TextPosition(line: entry.location.line, column: entry.location.column)
        append(
            Array(entry.username.text.utf8).span, at: position, of: entry.location.file, details, in: password.span)
    }
}
