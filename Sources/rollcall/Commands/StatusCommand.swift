import Accounts
import ArgumentParser
import FlowServ
import Provisioning

/// `rollcall status`: shows the last run and every account that needs attention.
struct StatusCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the last run and what needs attention.",
        usage: "rollcall status [<options>]",
        discussion: """
            Accounts that are unfinished, unknown or stranded need attention; status says what to type.
            """)

    static let examples = [
        Example("See whether anything needs attention", "rollcall status"),
        Example("Name every account, each with its remedy", "rollcall status --all"),
    ]

    /// The output options.
    struct Output: ParsableArguments {
        @Flag(help: "Name every account, however many there are.") var all = false
    }

    @OptionGroup(title: HelpSection.journal) var journals: SeveralJournals
    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let opened = try journals.open()
        if opened.all.isEmpty {
            Console.product("There is no journal at \(journals.paths[0]) yet.  Nothing has been applied.")
            return
        }
        let texts = try opened.all.map { try text($0, isOneOfSeveral: opened.all.count > 1) }
        let titles = try opened.all.map(title)
        Console.product(
            texts.count == 1 ? texts[0] : zip(titles, texts).map { $0 + "\n" + $1 }.joined(separator: "\n"))
    }

    /// Returns a title that distinguishes the journals of shards.
    private func title(_ journal: Journal) throws -> String {
        let shard = try journal.shard().map { "shard \($0), " } ?? ""
        return PrintableText.escaped("== \(shard)\(journal.path)")
    }

    private func formerIDs(_ journal: Journal) throws -> [AccountName: [UserID]] {
        var ids: [AccountName: [UserID]] = [:]
        for (username, knowledge) in try journal.unresolvedAccounts() where knowledge != .unknown {
            ids[username] = try journal.formerIDs(of: username)
        }
        return ids
    }

    /// Returns the adopted accounts that are active with a password set by others.
    private func unset(_ journal: Journal) throws -> [AccountName] {
        try journal.adoptedAccounts().filter { name, id in try journal.knowledge(of: name) == .active(id) }.keys
            .sorted()
    }

    private func text(_ journal: Journal, isOneOfSeveral: Bool) throws -> String {
        let holder = RunLock.holder(ofJournal: journal.path)
        let text = try text(journal, isOneOfSeveral: isOneOfSeveral, holder: holder)
        // A run that began while the journal was being read is in progress.
        guard holder == nil, let late = RunLock.holder(ofJournal: journal.path) else { return text }
        return try self.text(journal, isOneOfSeveral: isOneOfSeveral, holder: late)
    }

    private func text(_ journal: Journal, isOneOfSeveral: Bool, holder: String?) throws -> String {
        guard let last = try journal.runs(limit: 1).first else {
            return "The journal \(journal.path) has no run yet."
                + (holder.map { "\n" + StatusText.inUse(by: $0) } ?? "")
        }
        var report = try journal.report(of: last.id, naming: .failures)
        let owing = Set(try journal.pendingDeliveries().map(\.username))
        report.delivery = report.delivery?.owing(owing)
        let shard = try journal.shard().map { (flag: "--shard", value: $0.description) }
        let place = isOneOfSeveral ? (flag: "--journal", value: journal.path) : nil
        return StatusText(
            report: report, run: last,
            unresolved: try journal.unresolvedAccounts(
                besides: holder != nil && last.status == .running ? last.id : nil),
            waves: try journal.heldWaves(), owed: try journal.owedDeliveries(), unseen: try journal.unseenDrafts(),
            formerIDs: try formerIDs(journal), unset: try unset(journal), showsAll: output.all,
            doubted: try journal.doubtfulIDs(),
            places: [place, shard].compactMap(\.self), holder: holder,
            isUnverified: try report.verification == nil && journal.hasActive(last.id)
        ).render()
    }
}
