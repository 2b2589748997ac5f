/// Finds names that people would take for the same and the server does not.
struct SimilarNames {
    private var groups: [String: Set<AccountName>] = [:]

    init(_ names: some Sequence<AccountName>) {
        for name in names { groups[Self.fold(name), default: []].insert(name) }
    }

    /// The other names that differ from this one only by case or Unicode form, sorted.
    func others(than name: AccountName) -> [AccountName] {
        (groups[Self.fold(name)] ?? []).filter { $0 != name }.sorted()
    }

    /// Upper case first makes ß and SS meet.  As a key, Swift's String takes canonically equivalent spellings
    /// for the same.
    static func fold(_ name: AccountName) -> String {
        name.text.uppercased().lowercased()
    }
}
