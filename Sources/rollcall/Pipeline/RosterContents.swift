import Accounts
import Foundation
import Provisioning
import Roster

/// The contents of rosters, with the digests of their files.
struct RosterContents {
    let roster: Roster
    /// The digests of the files, in their order; empty unless requested.
    let digests: [RosterDigest]
    private let mustChoose: Bool

    /// How much of the rosters is kept.
    struct Extent {
        var keepsEntries = true
        /// Whether all columns are kept even if no `--where` uses them.
        var keepsFields = false
        /// Whether passwords are kept, not only whether there are any.
        var keepsPasswords = true
        var listedProblems = Roster.listedProblems

        /// Whether the digests of the files are computed.
        var hasDigests = true

        /// Whether a `--where` that selects nothing is an error.
        var mustChoose = true

        static let standard = Extent()
        /// The extent for a plan: it sends no password, so it keeps none.
        static let planning = Extent(keepsPasswords: false)
        /// The extent for resuming a run, whose plan has the digests.
        static let resuming = Extent(hasDigests: false, mustChoose: false)
    }

    /// Reads rosters with these options.
    ///
    /// - Throws: `RosterError` if a file cannot be read; ``Failure``, as a usage error, if standard input would be
    ///   read twice.
    ///
    /// - Parameter asOf: The day with which columns of leaving days are compared; today by default.
    init(paths: [String], options: RunOptions, extent: Extent = .standard, asOf: Day? = nil) throws {
        if paths.count(where: { $0 == "-" }) > 1 {
            throw Failure(.usage, "Standard input can be read only once, but - is given twice.  Save it to a file.")
        }
        mustChoose = extent.mustChoose
        let digester = extent.hasDigests ? RosterDigester() : nil
        var reading = try RosterOptions(options)
        reading.keepsEntries = extent.keepsEntries
        reading.keepsFields = extent.keepsFields || options.filter != nil
        reading.keepsPasswords = extent.keepsPasswords
        // Every row that is left out must be named.
        reading.listedProblems = options.skipInvalid && extent.keepsEntries ? 1_000_000 : extent.listedProblems
        reading.asOf = asOf
        roster = try PatternWatchdog(pattern: reading.usernamePattern).read { [reading] in
            try RosterReader(options: reading).read(paths: paths) { digester?.update($0, $1) }
        }
        digests = digester?.digests(of: roster.files) ?? []
        try checkZone()
    }

    /// Throws if an invalid `TZ` could affect the contents of a roster, and warns otherwise.
    private func checkZone() throws {
        guard let error = LocalZone.current.error else { return }
        // A column that affects the state may contain days as well.
        let hasDays = roster.files.contains { $0.columns[.activateOn] != nil || !$0.furtherStates.isEmpty }
        if hasDays { throw Failure(.usage, error) }
        Console.note("warning: \(error)")
    }

    /// Returns whether reading these files takes longer than a moment; standard input counts as short because its
    /// size is unknown.
    static func areLong(_ paths: [String]) -> Bool {
        let sizes = paths.map { path in
            (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        }
        return sizes.reduce(0, +) > 1 << 20
    }

    /// Throws if the rosters have problems that the options do not allow to skip.
    func validate(_ options: RunOptions) throws {
        guard roster.isValid || (options.skipInvalid && roster.isComplete) else {
            throw Failure(.invalidRoster, ProblemText(roster).render() + "\nNothing was sent.")
        }
        _ = try chosen(options)
    }

    /// Returns the valid rows that `--where` selects, or all of them.
    ///
    /// - Throws: ``Failure`` if it uses a column that no roster has.
    func chosen(_ options: RunOptions) throws -> RosterEntries {
        let choice = (options.filter ?? RowFilter()).choice(of: roster.entries)
        guard let unknown = choice.unknownFields.first else {
            // If rows are invalid, their values are unknown.
            if mustChoose, roster.isValid { try refuseNothing(choice) }
            return choice.entries
        }
        let fields = choice.fields.prefix(30).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = choice.fields.count > 30 ? " and \(choice.fields.count - 30) more" : ""
        throw Failure(
            .usage, "--where \(unknown)=…: no roster has this column.  The columns are: \(fields)\(more).")
    }

    private static func shown(_ value: String, isASCII: Bool) -> String {
        if !isASCII { return PrintableText.escaped(value) }
        return value.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }

    /// Throws if a condition selects no row, or all of them together select none.
    private func refuseNothing(_ choice: RowFilter.Choice) throws {
        if let unmet = choice.unmet.first {
            let values = RowFilter.values(of: unmet.field, in: roster.entries, limit: 30)
            // Spellings that look the same may differ in bytes.
            let twins = values.contains { $0 == unmet.value }
            let shown = values.prefix(30).map { "\"\(Self.shown($0, isASCII: twins))\"" }.joined(separator: ", ")
            throw Failure(
                .usage,
                "--where \(unmet.field)=\(Self.shown(unmet.value, isASCII: twins)): no row has this value.  The column contains: "
                    + "\(shown)\(values.count > 30 ? " and more" : "").")
        }
        if choice.entries.isEmpty, !choice.hasUnwanted, !roster.entries.isEmpty {
            throw Failure(.usage, "--where: no row has all of these values.  Leave one of them out.")
        }
    }
}

extension RosterOptions {
    /// Creates the options for reading rosters from the options of a run.
    ///
    /// - Throws: ``Failure``, as a usage error, if an option is invalid.
    init(_ options: RunOptions) throws {
        func fields(_ texts: [String: String]) -> [RosterField: String] {
            Dictionary(
                texts.compactMap { name, value in RosterField(rawValue: name).map { ($0, value) } },
                uniquingKeysWith: { first, _ in first })
        }
        self.init()
        columns = fields(options.columns)
        xmlFields = fields(options.xmlFields)
        xmlRecord = options.xmlRecord
        encoding = try options.encoding.map { name throws(Failure) in
            do throws(RosterError) {
                return try TextEncoding(named: name)
            } catch {
                throw Failure(.usage, "--encoding: \(error.words)")
            }
        }
        delimiter = options.delimiter.flatMap(Delimiter.byte)
        stateWords = (options.stateWords ?? [:]).compactMapValues(StateMeaning.init)
        usernamePattern = try options.usernamePattern.map { text throws(Failure) in
            do { return try UsernamePattern(text) } catch {
                throw Failure(.usage, "--username-pattern \(text): it is not a valid regular expression: \(error)")
            }
        }
    }
}
