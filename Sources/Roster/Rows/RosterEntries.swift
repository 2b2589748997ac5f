package import Accounts
internal import Bytes

/// The entries of a roster, created from its bytes on access.
///
/// A million of them take two million numbers plus the bytes of their names and passwords.  ``RosterEntry`` values
/// are created only on access.
public struct RosterEntries: Sendable {
    let rows: NamedRows
    /// The rows that are entries; nil if all of them are.
    let selection: [UInt32]?

    /// Creates the entries of all valid rows with a unique name.
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

    /// Creates entries without checking their names.
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

    /// Returns the entries with a row that passes a test, without creating any of them.
    func choosing(_ passes: (NamedRows, Int) -> Bool) -> RosterEntries {
        var chosen: [UInt32] = []
        for position in indices {
            let row = row(position)
            var isChosen = passes(rows, row)
            // An account is chosen if any of its rows passes, and all of them are tested.
            for further in rows.united[row] ?? [] where passes(rows, further) { isChosen = true }
            if isChosen { chosen.append(UInt32(row)) }
        }
        return RosterEntries(rows: rows, selection: chosen)
    }

    /// Calls a function with the bytes of the name of each row that marks its user as not wanted.
    package func forEachUnwantedName(_ body: (Span<UInt8>) -> Void) {
        forEachUnwanted { rows, row in rows.readName(row, body) }
    }

    /// Calls a function with each row that marks its user as not wanted.
    func forEachUnwanted(_ body: (NamedRows, Int) -> Void) {
        for row in rows.rows.indices where rows.isUnwanted(row) { body(rows, row) }
    }

    func row(_ position: Int) -> Int {
        if let selection { Int(selection[position]) } else { position }
    }
}

extension RosterEntries: RandomAccessCollection {
    /// The position of the first entry.
    public var startIndex: Int { 0 }
    /// The position after the last entry.
    public var endIndex: Int { selection?.count ?? rows.count }
    /// The entry at a position, created on each access.
    public subscript(position: Int) -> RosterEntry { rows.entry(row(position)) }
}

extension RosterEntries: RangeReplaceableCollection, ExpressibleByArrayLiteral {
    /// Creates an empty list.
    public init() {
        self.init(rows: NamedRows(), selection: [])
    }

    /// Creates a list of these entries.
    public init(arrayLiteral elements: RosterEntry...) {
        self.init(elements)
    }

    /// Replaces entries by recreating all of them: suitable for a few.
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

/// Comparisons by bytes, without creating entries.
extension RosterEntries {
    /// The number of rows behind the entries.  Each entry is one of them.
    package var rowCount: Int { rows.count }

    /// Returns the number of an entry's row; if an earlier row has the same name, that of the first such row.
    package func nameRow(at position: Int) -> Int {
        let row = row(position)
        return rows.firstRows.isEmpty ? row : rows.firstRows[row] ?? row
    }

    /// Returns the position of the first entry whose name has these bytes.
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

    /// Returns the password at a position.
    package func password(at position: Int) -> Secret? { rows.password(row(position)) }

    /// Calls a function with the bytes of the name at a position.
    package func withName(at position: Int, _ body: (Span<UInt8>) -> Void) {
        rows.readName(row(position), body)
    }

    /// Returns the required state on a day at a position.
    package func state(at position: Int, asOf day: Day) -> DesiredState {
        let row = row(position)
        guard let activateOn = rows.day(row) else { return rows.state(row) }
        return day < activateOn ? .pending : .active
    }

    /// The memory of the rows in bytes, without the index of names.
    package var byteCount: Int { rows.byteCount }

    func counts() -> EntryCounts {
        var counts = EntryCounts()
        for position in indices { counts.add(EntryKind(rows.rows[row(position)].flags)) }
        return counts
    }
}

extension NamedRows {
    /// Appends an entry without checks.
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
