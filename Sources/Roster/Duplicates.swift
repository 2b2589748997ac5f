/// The rows whose name stands in more than one, across all files.
struct Duplicates {
    /// How many of the other rows a problem points to; each of those rows has a problem of its own.
    private static let shownPlaces = 20

    private let rows: NamedRows

    init(_ rows: NamedRows) {
        self.rows = rows
    }

    /// Reports one problem for every row of every name that stands in more than one.
    func report(to problems: inout ProblemList) {
        let further = Dictionary(grouping: rows.firstRows) { $0.value }
        for (first, others) in further.sorted(by: { $0.key < $1.key }) {
            let numbers = [first] + others.map(\.key).sorted()
            let shown = numbers.prefix(Self.shownPlaces + 1).map(rows.location)
            let name = rows.name(first)
            for (index, number) in numbers.enumerated() {
                if problems.isFull {
                    problems.countUnlisted(numbers.count - index, .duplicateUsername)
                    break
                }
                let others = shown.enumerated().filter { $0.offset != index }.prefix(Self.shownPlaces).map(\.element)
                problems.report(problem(name, at: rows.location(number), others: others, count: numbers.count))
            }
        }
    }

    private func problem(
        _ name: String, at location: SourceLocation, others: [SourceLocation], count: Int
    ) -> RosterProblem {
        let listed = others.prefix(5).map(\.description).joined(separator: ", ")
        let more = count - 1 > 5 ? " and \(count - 6) more" : ""
        return RosterProblem(
            location: location, code: .duplicateUsername, username: name,
            message: "\"\(escaped(name, limit: 80))\" stands in \(count) rows, also at \(listed)\(more).  "
                + "Keep one of them.",
            relatedLocations: others)
    }
}
