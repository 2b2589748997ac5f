internal import Accounts

/// The rows of names that occur more than once across all files: one account if they agree, otherwise problems.
struct Duplicates {
    /// The maximum number of other rows in a problem; each of those rows has a problem of its own.
    private static let shownPlaces = 20

    private let rows: NamedRows
    /// The lists of columns by which rows were compared besides their fields.
    private let compared: [[String]]

    /// Combines the rows of each name into one entry if they all agree, and otherwise reports a problem for each row.
    ///
    /// - Parameter compared: The lists of columns by which rows were compared, at the number of their shape.
    static func settle(
        _ rows: inout NamedRows, comparedBy compared: [[String]], reportingTo problems: inout ProblemList
    ) {
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
        Duplicates(rows: rows, compared: compared).report(further.filter { agreeing[$0.key] == nil }, to: &problems)
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
                let duplicate = DuplicateRows(
                    count: numbers.count, others: others,
                    topic: rows.topic(of: first, and: further[first] ?? [], columns: compared))
                problems.report(
                    RosterProblem(location: rows.location(number), detail: .duplicate(duplicate), username: name))
            }
        }
    }
}

extension NamedRows {
    /// Returns what the rows of a name contradict each other about; nil if each row has a problem of its own.
    fileprivate func topic(of first: Int, and others: [Int], columns compared: [[String]]) -> DuplicateRows.Topic? {
        if isUnwanted(first) || others.contains(where: isUnwanted) { return .unwanted }
        guard rows[first].flags.contains(.isEntry), others.allSatisfy({ rows[$0].flags.contains(.isEntry) }) else {
            return nil
        }
        let own = substance(first)
        guard let other = others.first(where: { !own.agrees(with: substance($0)) }) else { return nil }
        if own.fields == substance(other).fields {
            let columns = own.shape < compared.count ? compared[own.shape] : []
            return .otherColumns(differing(first, other, among: columns))
        }
        // The flags contain the state and which other fields are present; the values are only in the hash.
        let changed = rows[first].flags.symmetricDifference(rows[other].flags)
        let certain = Self.saying.filter { changed.contains($0.flag) }
        let possible = Self.saying.dropFirst().filter { rows[first].flags.contains($0.flag) }
        return certain.isEmpty ? .oneOf(possible.map(\.field)) : .fields(certain.map(\.field))
    }

    /// Returns the columns in which two rows differ; all of them if the rows do not keep their columns.
    private func differing(_ first: Int, _ other: Int, among columns: [String]) -> [String] {
        let (left, right) = (fields(first), fields(other))
        let certain = columns.filter { column in
            guard let one = left.value(of: column), let two = right.value(of: column) else { return false }
            return !stripped(one).utf8.elementsEqual(stripped(two).utf8)
        }
        return certain.isEmpty ? columns : certain
    }

    private static let saying: [(flag: RowFlags, field: RosterField)] = [
        (.isPending, .state), (.hasPassword, .password), (.hasDay, .activateOn), (.hasID, .flowservID),
    ]

    /// Returns whether the rows of one name are all entries that agree.
    fileprivate func agree(_ first: Int, _ others: [Int]) -> Bool {
        guard rows[first].flags.contains(.isEntry) else { return false }
        let substance = substance(first)
        return others.allSatisfy { rows[$0].flags.contains(.isEntry) && substance.agrees(with: self.substance($0)) }
    }
}
