internal import Bytes

/// Collects the rows and problems of all files and builds the roster.
///
/// It is a class because the readers of several files and formats fill the same builder in turn.
final class RosterBuilder {
    let options: RosterOptions
    private var files: [RosterFile] = []
    private var rows = NamedRows()
    /// Replaces `rows` if entries are not kept.
    private var spill = NameSpill()
    private var judge: RowJudge
    private var problems: ProblemList
    /// The number of users in the current file that are not wanted.
    private var unwanted = 0
    /// The names in the current file that are numbers.
    private var numbers = NumberWidths()
    /// The passwords in the current file that are numbers.
    private var numericPasswords = NumberWidths(areSecret: true)
    /// Whether the passwords in the current file are hashes.
    private var hashes = HashColumn()
    /// The rows of numeric passwords and their numbers of digits, if entries are kept.
    private var passwordDigits: [(row: UInt32, digits: UInt32)] = []
    /// The last rows of the current file.
    private var footers = Footers()
    /// The number of the first row of the current file.
    private var firstRow = 0
    /// The lists of columns by which rows are compared.
    private var shapes: [[String]] = []
    /// The most recent list, which is checked first for every row.
    private var lastShape: (number: Int, names: [String]) = (-1, [])
    private static let smallestRow = 16

    init(options: RosterOptions) {
        self.options = options
        judge = RowJudge(
            timeZone: options.timeZone, asOf: options.asOf, words: options.stateWords,
            pattern: options.usernamePattern)
        problems = ProblemList(limit: options.listedProblems)
    }

    /// Checks a row and keeps its entry or its problems.
    ///
    /// - Parameter isUnwanted: Whether the file marks the user as gone outside of the row's fields.
    func add(_ row: RosterRow, of file: String, isUnwanted: Bool = false) {
        switch judge.judge(row, of: file, isUnwanted: isUnwanted) {
        case .unwanted(let name, let position):
            unwanted += 1
            // Another row may include the same user.
            if !name.isEmpty {
                let details = kept(row, NamedRows.Details(flags: .isUnwanted))
                keep(row, named: name, at: position, of: file, details: details)
            }
        case .invalid(let problems, let name, let position):
            for problem in problems { self.problems.report(problem) }
            if let name { keep(row, named: name, at: position, of: file, details: NamedRows.Details()) }
        case .entry(var details, let name, let position):
            details.substance = row.substance(details, rows.hash)
            details.substance.shape = shape(row.columns.comparedNames)
            if let password = details.password {
                let value = row.bytes.span.extracting(password)
                numericPasswords.note(value, at: row.password?.position ?? position)
                hashes.note(value, at: row.password?.position ?? position)
                details.passwordDigits = NumberWidths.digits(value)
                if details.passwordDigits > 0, options.keepsEntries {
                    passwordDigits.append((UInt32(rows.count), UInt32(details.passwordDigits)))
                }
            }
            if !options.keepsPasswords { details.password = nil }
            keep(row, named: name, at: position, of: file, details: kept(row, details))
        }
    }

    /// Returns the details to keep of a row, including its columns if requested.
    private func kept(_ row: RosterRow, _ details: NamedRows.Details) -> NamedRows.Details {
        guard options.keepsEntries, options.keepsFields else { return details }
        var details = details
        details.flags.insert(.hasFields)
        details.kept = (rows.shape(row.columns.keptNames), row.kept)
        return details
    }

    private func keep(
        _ row: RosterRow, named name: Range<Int>, at position: TextPosition, of file: String,
        details: NamedRows.Details
    ) {
        let bytes = row.bytes.span
        if details.flags.subtracting(.keeping) != .isUnwanted {
            numbers.note(bytes.extracting(name), at: position)
            if !row.columns.isMarkup { footers.note(bytes.extracting(name), at: position, row: rows.count) }
        }
        if options.keepsEntries {
            rows.append(bytes.extracting(name), at: position, of: file, details, in: bytes)
        } else {
            spill.note(bytes.extracting(name), at: position, of: file, details)
        }
    }

    /// Returns the number of a list of compared columns; most rows have the same list as the row before.
    private func shape(_ names: [String]) -> Int {
        if lastShape.number >= 0, lastShape.names == names { return lastShape.number }
        let known = shapes.suffix(16).lastIndex(of: names)
        if known == nil { shapes.append(names) }
        lastShape = (known ?? shapes.count - 1, names)
        return lastShape.number
    }

    /// Records the name of a row that was rejected before it could be checked: it still counts as a row of that name.
    func reject(username: String, at position: TextPosition, of file: String) {
        let name = Array(username.utf8)
        if options.keepsEntries {
            rows.append(name.span, at: position, of: file, in: name.span)
        } else {
            spill.note(name.span, at: position, of: file, NamedRows.Details())
        }
    }

    /// Records a problem; one that hides rows makes the roster incomplete.
    func report(_ problem: RosterProblem, hidesRows: Bool = false) {
        problems.report(problem, hidesRows: hidesRows)
    }

    /// Reserves memory for the rest of a partly read file.
    ///
    /// - Parameters:
    ///   - rest: The number of bytes still to come.
    ///   - read: The number of bytes whose rows were added.
    func expect(_ rest: Int, after read: Int) {
        guard options.keepsEntries, read > 0 else { return }
        // Limit the estimate, in case the rows so far are nearly empty.
        rows.reserve(rows.count + min(rest / Self.smallestRow, rest * (rows.count - firstRow) / read))
    }

    /// Adds the summary of a finished file.
    ///
    /// - Parameter name: The file's name in locations.
    func add(_ summary: FileSummary, path: String, name: String) {
        let remarks = reportFooters(of: name)
        report(numbers, of: name)
        report(numericPasswords, of: name)
        if let problem = hashes.problem(of: name) { report(problem, hidesRows: true) }
        let (nameWidth, passwordWidth) = (numbers.width ?? 0, numericPasswords.width ?? 0)
        if options.keepsEntries {
            rows.reject(remarks.map(\.row))
            rows.reject(from: firstRow) { NumberWidths.isShort($0, nameWidth) }
            rows.reject(passwordDigits.lazy.filter { $0.digits < passwordWidth }.map { Int($0.row) })
        } else {
            spill.reject(
                ofFile: name, namesShorterThan: nameWidth, passwordsShorterThan: passwordWidth,
                at: remarks.map(\.position))
        }
        let notes = summary.notes + [numbers.note].compactMap(\.self)
        let file = RosterFile(
            path: path, rows: summary.rows - unwanted, columns: summary.columns.columns,
            passedOver: summary.columns.passedOver, furtherStates: summary.columns.furtherStates,
            unread: summary.columns.unread, hiddenColumns: summary.columns.hidden, unwanted: unwanted,
            repeatedHeaders: summary.repeatedHeaders,
            notes: notes, cutOff: summary.cutOff)
        files.append(file)
        firstRow = rows.count
        unwanted = 0
        footers = Footers()
        numbers = NumberWidths()
        numericPasswords = NumberWidths(areSecret: true)
        passwordDigits = []
        hashes = HashColumn()
    }

    /// Reports remarks in the last rows.
    private func reportFooters(of file: String) -> [(name: String, position: TextPosition, row: Int)] {
        let found = footers.found()
        for (name, position, _) in found {
            problems.report(
                RosterProblem(file: file, position: position, detail: .username(.footer), username: name))
        }
        return found
    }

    /// Reports numbers that have lost leading zeros.
    private func report(_ numbers: NumberWidths, of file: String) {
        guard let width = numbers.width else { return }
        let (listed, unlisted) = numbers.problems(width, of: file)
        for problem in listed { problems.report(problem) }
        problems.countUnlisted(unlisted, .lostZeros)
    }

    /// Returns the roster of all added rows.
    func roster() -> Roster {
        rows.settle()
        Duplicates.settle(&rows, comparedBy: shapes, reportingTo: &problems)
        return roster(counts: nil)
    }

    /// Returns the roster of all added rows if entries were not kept.
    func countedRoster() throws(RosterError) -> Roster {
        roster(counts: try spill.report(comparedBy: shapes, to: &problems))
    }

    private func roster(counts: EntryCounts?) -> Roster {
        Roster(
            files: files, entries: RosterEntries(rows), problems: problems.listed.sorted(),
            unlistedProblems: problems.unlisted, isComplete: !problems.hidesRows,
            counts: counts, problemCounts: problems.counts, agreeing: problems.agreeing.sorted(),
            unlistedAgreeing: problems.unlistedAgreeing)
    }
}
