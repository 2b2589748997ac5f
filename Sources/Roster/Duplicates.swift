/// Remembers where each username stands, across all files, to find those that stand twice.
struct Duplicates {
    /// How many of the other rows a problem points to; each of those rows has a problem of its own.
    private static let shownPlaces = 20

    private struct Place {
        var file: Int32
        var line: Int32
        var column: Int32
    }

    private var names = NameTable()
    private var files: [String] = []
    private var firstPlaces: [Place] = []
    private var furtherPlaces: [Int: [Place]] = [:]

    /// Notes a row's name and returns the name's number, the same for all rows of the name.
    mutating func note(_ name: String, at location: SourceLocation) -> Int {
        if files.last != location.file { files.append(location.file) }
        let place = Place(
            file: Int32(files.count - 1), line: Int32(clamping: location.line),
            column: Int32(clamping: location.column))
        let number = names.insert(name)
        if number == firstPlaces.count {
            firstPlaces.append(place)
        } else {
            furtherPlaces[number, default: []].append(place)
        }
        return number
    }

    /// Whether every name stands in one row.
    var isEmpty: Bool { furtherPlaces.isEmpty }

    /// Whether the name of this number stands in more than one row.
    func isRepeated(_ number: Int) -> Bool { furtherPlaces[number] != nil }

    /// Reports one problem for every row of every name that stands in more than one.
    func report(to problems: inout ProblemList) {
        for number in furtherPlaces.keys.sorted() {
            let places = [firstPlaces[number]] + (furtherPlaces[number] ?? [])
            let shown = places.prefix(Self.shownPlaces + 1).map(location)
            let name = names.name(number)
            for (index, place) in places.enumerated() {
                if problems.isFull {
                    problems.countUnlisted(places.count - index, .duplicateUsername)
                    break
                }
                let others = shown.enumerated().filter { $0.offset != index }.prefix(Self.shownPlaces).map(\.element)
                problems.report(problem(name, at: location(place), others: others, count: places.count))
            }
        }
    }

    private func location(_ place: Place) -> SourceLocation {
        SourceLocation(file: files[Int(place.file)], line: Int(place.line), column: Int(place.column))
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
