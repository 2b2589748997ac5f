import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall account retry`: allows the name of a removed account to be registered again.
struct AccountRetryCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Forget a name, so that the next apply registers it again.",
        usage: "rollcall account retry [<options>] <name>",
        discussion: """
            Use it for a stranded name once a database administrator has removed the account in the way, for an unknown \
            one that is in no roster any more, and for credentials that nobody is waiting for. If an answer was lost, \
            retry first waits for the settle time, because the server may still be processing the registration.
            """)

    static let examples = [
        Example("Register a name again whose account was removed", "rollcall account retry b.lumen")
    ]

    @Argument(help: ArgumentHelp("The name.", valueName: "name")) var name: String
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup(title: HelpSection.speed) var settling: SettleOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        try journal.recoverInFlight()
        let username = AccountName(name)
        let settleTime = try settling.time()
        let shown = PrintableText.escaped(name)
        try journal.requireStranded(username, orUnknownOrOwed: true)
        switch try journal.knowledge(of: username) {
        case .active, .pending:
            try journal.owesNothing(to: username)
            Console.note("What was owed to \(shown) is owed no more.")
        case let knowledge:
            if knowledge == .unknown { wait(settleTime) }
            try journal.forget(username)
            Console.note(
                "The next apply registers \(shown) anew, where a roster wants it.  What was owed to it is owed no more."
            )
        }
        withExtendedLifetime(locked) {}
    }

    /// Waits for the settle time: a registration whose answer was lost may have been sent just now, by a process that
    /// is gone.
    private func wait(_ time: Duration) {
        Console.progress("waiting \(time.components.seconds) s: its registration may still be at work in the server")
        Surroundings.current.pause(time)
    }
}
