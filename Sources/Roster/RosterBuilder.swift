/// Takes in the rows and problems of all files and puts the roster together.
///
/// A class, because the readers of several files and languages fill the same one in turn.
final class RosterBuilder {
    let options: RosterOptions
    private var files: [RosterFile] = []
    private var entries: [RosterEntry] = []
    /// For each entry, the number of its name.
    private var nameNumbers: [Int32] = []
    private var duplicates = Duplicates()
    /// Takes the place of the entries and names where they are not kept.
    private var spill = NameSpill()
    private var problems: ProblemList
    /// How many users of the file at hand are not wanted.
    private var unwanted = 0

    init(options: RosterOptions) {
        self.options = options
        problems = ProblemList(limit: options.listedProblems)
    }

    /// Judges a row and keeps its entry or its problems.
    func add(_ row: RosterRow, of file: String) {
        let verdict = RowJudge(file: file, timeZone: options.timeZone).judge(row)
        for problem in verdict.problems { problems.report(problem) }
        if verdict.isUnwanted { leaveOut() }
        guard let name = verdict.username else { return }
        guard options.keepsEntries else {
            spill.note(name, at: verdict.location, verdict.entry.map(EntryKind.init))
            return
        }
        let number = duplicates.note(name, at: verdict.location)
        guard let entry = verdict.entry else { return }
        entries.append(entry)
        nameNumbers.append(Int32(number))
    }

    /// Notes the name of a row that was rejected before it could be judged: it still counts as one of
    /// the rows of that name.
    func reject(username: String, at location: SourceLocation) {
        if options.keepsEntries {
            _ = duplicates.note(username, at: location)
        } else {
            spill.note(username, at: location, nil)
        }
    }

    /// Counts a user that the file names, but does not want.
    func leaveOut() {
        unwanted += 1
    }

    /// Keeps a problem; one that hides rows makes the roster incomplete.
    func report(_ problem: RosterProblem, hidesRows: Bool = false) {
        problems.report(problem, hidesRows: hidesRows)
    }

    func add(_ summary: FileSummary, path: String) {
        let file = RosterFile(
            path: path, rows: summary.rows - unwanted, columns: summary.columns,
            passedOver: summary.passedOver, unwanted: unwanted)
        files.append(file)
        unwanted = 0
    }

    private var uniqueEntries: [RosterEntry] {
        if duplicates.isEmpty { return entries }
        return zip(entries, nameNumbers).lazy.filter { !self.duplicates.isRepeated(Int($0.1)) }.map(\.0)
    }

    /// The roster of everything added.
    func roster() -> Roster {
        duplicates.report(to: &problems)
        return roster(counts: nil)
    }

    /// The roster of everything added when its entries were not kept.
    func countedRoster() throws(RosterError) -> Roster {
        roster(counts: try spill.report(to: &problems))
    }

    private func roster(counts: EntryCounts?) -> Roster {
        Roster(
            files: files, entries: uniqueEntries, problems: problems.listed.sorted(),
            unlistedProblems: problems.unlisted, isComplete: !problems.hidesRows,
            counts: counts, problemCounts: problems.counts)
    }
}
