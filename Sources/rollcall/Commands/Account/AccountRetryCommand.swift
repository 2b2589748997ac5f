import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall account retry`: lets a name be registered once more whose account was removed.
struct AccountRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Register a name once more, and owe it nothing.",
        discussion: """
            For a stranded name, when a database administrator has removed the account that stood in the way; for one whose \
            registration has no known outcome and that no roster names any more; and for one to which credentials are owed \
            that nobody waits for.  Where an answer was lost it waits for the settle time first: the registration may still be \
            at work in the server.
            """)

    @Argument(help: "The name.") var name: String
    @OptionGroup var settling: SettleOptions
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        try journal.reporting { try $0.recoverInFlight() }
        let username = AccountName(name)
        let settleTime = try settling.time()
        let shown = PrintableText.escaped(name)
        try journal.requireStranded(username, orUnknownOrOwed: true)
        switch try journal.reporting({ try $0.knowledge(of: username) }) {
        case .active, .pending:
            try journal.reporting { try $0.owesNothing(to: username) }
            Console.note("What was owed to \(shown) is owed no more.")
        case let knowledge:
            if knowledge == .unknown { wait(settleTime) }
            try journal.reporting { try $0.forget(username) }
            Console.note(
                "The next apply registers \(shown) anew, where a roster wants it.  What was owed to it is owed no more."
            )
        }
        withExtendedLifetime(locked) {}
    }

    /// A registration whose answer was lost may have left a moment ago, in a process that is gone.
    private func wait(_ time: Duration) {
        Console.progress("waiting \(time.components.seconds) s: its registration may still be at work in the server")
        Thread.sleep(forTimeInterval: time / .seconds(1))
    }
}
