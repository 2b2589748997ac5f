internal import Accounts
internal import Bytes
internal import FlowServ
internal import Foundation
internal import Roster

/// Finds names that look the same to people but differ for the server.
///
/// Only names with a due action are examined: all names are compared with them, and a string is created only for
/// names with a non-ASCII letter.
struct SimilarNames {
    private let hash = ByteHash()
    private var index: ByteIndex
    /// The examined names, one of each group of similar ones.
    private var first: [AccountName] = []
    /// Every further name of a group.
    private var further: [Int: Set<AccountName>] = [:]

    /// Creates a search for names similar to these.
    init(_ names: some Collection<AccountName>) {
        index = ByteIndex(capacity: names.count)
        for name in names {
            let key = name.withBytes(key)
            if let group = group(of: name, key) {
                if first[group] != name { further[group, default: []].insert(name) }
            } else {
                index.add(first.count, key)
                first.append(name)
            }
        }
    }

    /// Compares the names of a roster and of a listing with the examined ones.
    ///
    /// - Parameter skips: Whether a listed account can be skipped because an entry has its name.
    mutating func compare(
        _ entries: RosterEntries, _ listing: Listing, skips: @Sendable (Int) -> Bool = { _ in false }
    ) {
        if first.isEmpty { return }
        let found =
            ParallelChunks.map(entries.count) { [self] positions in
                var found: [Found] = []
                for position in positions { entries.withName(at: position) { compare($0, &found) } }
                return found
            }
            + ParallelChunks.map(listing.count) { [self] accounts in
                var found: [Found] = []
                for account in accounts where !skips(account) {
                    listing.withName(at: account) { compare($0, &found) }
                }
                return found
            }
        // A user who has left under one spelling must not return under another.
        var gone: [Found] = []
        entries.forEachUnwantedName { compare($0, &gone) }
        for similar in [found.joined().map(\.self), gone].joined() {
            further[similar.group, default: []].insert(similar.name)
        }
    }

    /// Returns the other names that differ from this one only by case or Unicode form, sorted.
    func others(than name: AccountName) -> [AccountName] {
        if further.isEmpty { return [] }
        guard let group = group(of: name, name.withBytes(key)), let further = further[group] else { return [] }
        return further.union([first[group]]).filter { $0 != name }.sorted()
    }

    /// A name that is similar to those of a group.
    private struct Found {
        let group: Int
        let name: AccountName
    }

    private func compare(_ bytes: Span<UInt8>, _ found: inout [Found]) {
        let key = key(bytes)
        guard let candidate = index.find(key, where: { _ in true }) else { return }
        // Most candidates are one of the examined names themselves.
        if first[candidate].withBytes({ $0.hasSameBytes(as: bytes) }) { return }
        let name = AccountName(bytes)
        guard let group = group(of: name, key), first[group] != name else { return }
        found.append(Found(group: group, name: name))
    }

    private func group(of name: AccountName, _ key: UInt64) -> Int? {
        var folded: String?
        return index.find(key) { candidate in
            let name = folded ?? Self.fold(name)
            folded = name
            return Self.fold(first[candidate]) == name
        }
    }

    /// Returns a key that is the same for all similar names.
    private func key(_ name: Span<UInt8>) -> UInt64 {
        if let key = hash.foldingCase(name) { return key }
        let folded = Self.fold(name.text).precomposedStringWithCanonicalMapping
        return hash.exact(Array(folded.utf8).span)
    }

    /// Folds case according to Unicode's canonical caseless match (3.13, D145), and treats the dotless i as an i,
    /// because upper case does.
    ///
    /// Upper case makes ß and SS equal; lower case before it does so for ß and its capital letter.  As a key, Swift's
    /// String treats canonically equivalent spellings as equal.
    static func fold(_ text: String) -> String {
        text.decomposedStringWithCanonicalMapping.lowercased().uppercased().lowercased()
    }

    static func fold(_ name: AccountName) -> String { fold(name.text) }
}
