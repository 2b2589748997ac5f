internal import Accounts

/// The rows whose name stands in more than one, across all files: one account when they agree, problems when not.
struct Duplicates {
    /// How many of the other rows a problem points to; each of those rows has a problem of its own.
    private static let shownPlaces = 20

    private let rows: NamedRows

    /// Makes one entry of the rows of a name when all of them agree, and reports a problem for each row when not.
    static func settle(_ rows: inout NamedRows, reportingTo problems: inout ProblemList) {
        if rows.firstRows.isEmpty { return }
        let further = Dictionary(grouping: rows.firstRows) { $0.value }.mapValues { $0.map(\.key).sorted() }
            .filter { !rows.isUnwanted($0.key) || !$0.value.allSatisfy(rows.isUnwanted) }
        let agreeing = further.filter { rows.agree($0.key, $0.value) }
        for (first, others) in agreeing.sorted(by: { $0.key < $1.key }) {
            rows.unite(first, with: others)
            let shown = [first] + others.prefix(shownPlaces)
            problems.note(
                AgreeingRows(
                    username: rows.name(first).text, locations: shown.map(rows.location), count: others.count + 1))
        }
        Duplicates(rows: rows).report(further.filter { agreeing[$0.key] == nil }, to: &problems)
    }

    private func report(_ further: [Int: [Int]], to problems: inout ProblemList) {
        for (first, others) in further.sorted(by: { $0.key < $1.key }) {
            let numbers = [first] + others
            let shown = numbers.prefix(Self.shownPlaces + 1).map(rows.location)
            let name = rows.name(first).text
            for (index, number) in numbers.enumerated() {
                if problems.isFull {
                    problems.countUnlisted(numbers.count - index, .duplicateUsername)
                    break
                }
                let others = shown.enumerated().filter { $0.offset != index }.prefix(Self.shownPlaces).map(\.element)
                problems.report(
                    problem(
                        name, at: rows.location(number), others: others, count: numbers.count,
                        because: rows.difference(first, further[first] ?? [])))
            }
        }
    }

    private func problem(
        _ name: String, at location: SourceLocation, others: [SourceLocation], count: Int, because reason: String
    ) -> RosterProblem {
        let listed = others.prefix(5).map(\.description).joined(separator: ", ")
        let more = count - 1 > 5 ? " and \(count - 6) more" : ""
        return RosterProblem(
            location: location, code: .duplicateUsername, username: name,
            message:
                "\"\(escaped(name, limit: 80))\" stands in \(count) rows that do not agree, also at \(listed)\(more)\(reason).  "
                + "Keep one of them.",
            relatedLocations: others)
    }
}

extension NamedRows {
    /// What the rows of a name differ in, as the end of a sentence; nothing where each has a problem of its own.
    fileprivate func difference(_ first: Int, _ others: [Int]) -> String {
        if isUnwanted(first) || others.contains(where: isUnwanted) { return "; one says that its user is not wanted" }
        guard rows[first].flags.contains(.isEntry), others.allSatisfy({ rows[$0].flags.contains(.isEntry) }) else {
            return ""
        }
        let own = substance(first)
        guard let other = others.first(where: { !own.agrees(with: substance($0)) }) else { return "" }
        if own.fields == substance(other).fields {
            return "; they differ in a column that one person has one value of"
        }
        // The state is in the flags, and of the other fields whether there are any; the values are in the hash alone.
        let changed = rows[first].flags.symmetricDifference(rows[other].flags)
        let certain = Self.saying.filter { changed.contains($0.flag) }
        let possible = Self.saying.dropFirst().filter { rows[first].flags.contains($0.flag) }
        let fields = (certain.isEmpty ? Array(possible) : certain).map(\.field.rawValue)
        return "; they differ in \(fields.joined(separator: certain.isEmpty ? " or " : " and "))"
    }

    private static let saying: [(flag: RowFlags, field: RosterField)] = [
        (.isPending, .state), (.hasPassword, .password), (.hasDay, .activateOn), (.hasID, .flowservID),
    ]

    /// Whether rows of one name are all entries that say the same.
    fileprivate func agree(_ first: Int, _ others: [Int]) -> Bool {
        guard rows[first].flags.contains(.isEntry) else { return false }
        let substance = substance(first)
        return others.allSatisfy { rows[$0].flags.contains(.isEntry) && substance.agrees(with: self.substance($0)) }
    }
}
