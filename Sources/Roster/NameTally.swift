/// Counts the entries of names that stand in one row, and finds those that stand in more.
struct NameTally {
    private(set) var duplicates = Duplicates()
    /// For each name, what the entry of its first row is; nil when that row has a problem.
    private var kinds: [EntryKind?] = []

    /// Takes in a row of this name.
    mutating func note(_ name: String, at location: SourceLocation, _ kind: EntryKind?) {
        // What further rows of the name are does not matter: none of them counts.
        if duplicates.note(name, at: location) == kinds.count { kinds.append(kind) }
    }

    /// Adds the entries to the counts.
    func add(to counts: inout EntryCounts) {
        for (number, kind) in kinds.enumerated() where !duplicates.isRepeated(number) {
            if let kind { counts.add(kind) }
        }
    }
}
