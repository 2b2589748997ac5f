import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning
import Roster
import Synchronization

/// `rollcall user register`: creates one account, under the same guarantee as a run.
struct UserRegisterCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Create one account; the journal records it as a run.",
        usage: "rollcall user register [<options>] <name> --password-file <file>")

    static let examples = [
        Example("Create an account", "rollcall user register b.lumen --password-file password"),
        Example(
            "Create one to be activated later", "rollcall user register b.lumen --password-file password --pending"),
    ]

    /// The account to register.
    struct Choice: ParsableArguments {
        @Option(
            help: ArgumentHelp("A file whose first line is the password; - is standard input.", valueName: "file"),
            completion: .file())
        var passwordFile: String
        @Flag(help: "Register the account as pending; it cannot be used until it is activated.") var pending = false
    }

    @Argument(help: ArgumentHelp("The name of the account.", valueName: "name")) var name: String
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        let username = AccountRules.username(name)
        try AccountRules.check(username: username)
        let password = try PasswordInput.newPassword(file: choice.passwordFile)
        let address = try server.address()
        let locked = try journalOptions.locked()
        let journal = locked.journal
        try journal.check(address)
        if let shard = try journal.shard(), !shard.contains(AccountName(username)) {
            throw Failure(
                .error,
                "The journal \(journal.path) is for the shard \(shard), and \(name) belongs to another shard.  "
                    + "Pass the journal of that shard: --journal FILE.")
        }
        try journal.recoverInFlight()
        try await ServerSession.with(server, needsLogin: false) { session in
            let stop = StopSignal()
            Interruption.beginRun(stop)
            defer { Interruption.endRun() }
            try conclude(
                try await register(
                    AccountName(username), password: password, journal: journal, session: session, stop: stop))
            if case .interrupted(let signal) = stop.reason { try Interruption.status(of: signal).throwUnlessDone() }
        }
        withExtendedLifetime(locked) {}
    }

    private func register(
        _ username: AccountName, password: Secret, journal: Journal, session: ServerSession, stop: StopSignal
    ) async throws -> Action {
        let wanted: DesiredState = choice.pending ? .pending : .active
        let now = Surroundings.current.date()
        let plan = Plan(registering: username, wanted: wanted, server: session.address, now: now)
        do {
            let answer = Mutex<User?>(nil)
            journal.waitPatiently { waited in
                // The message must be visible to a user who ends the process during the wait.
                if let user = answer.withLock({ $0.take() }) { Console.note(told(user)) }
                Console.note(JournalWords.waiting(waited))
            }
            return try await SingleRegistration(service: session.service, journal: journal, origin: .here, stop: stop)
                .register(username, password: password, wanted: wanted, plan: plan, now: now) { user in
                    answer.withLock { $0 = user }
                }
        } catch let reason as SingleRegistration.NotSent {
            throw Failure(.error, explain(reason))
        } catch let lost as SingleRegistration.Unrecorded {
            throw Failure(
                .error,
                told(lost.answer) + "\n" + lost.error.words)
        }
    }

    /// Returns the message about an answer that is not in the journal.
    private func told(_ user: User) -> String {
        let username = user.username
        return UnrecordedAnswer.sentence(
            username, choice.pending ? .createdPending(user.id) : .createdActive(user.id))
    }

    private func explain(_ reason: SingleRegistration.NotSent) -> String {
        switch reason {
        case .unfinishedRun(let run): "Run \(run) is not finished.  First type: \(SuggestedCommand.text("resume"))"
        case .known(.stranded):
            "\(name) is stranded.  Nothing was sent.  To see what to do, type: \(SuggestedCommand.text("status"))"
        case .known(.unknown):
            "An earlier registration of \(name) has no known outcome.  Nothing was sent.  "
                + "To settle it, type: \(SuggestedCommand.text("apply ROSTER"))"
        case .known(.pending(let id)):
            "\(name) is already registered and pending.  To activate it, type: \(SuggestedCommand.text("user activate \(id)"))"
        case .known(.active(let id)):
            "\(name) is already registered and active as \(id), according to the journal.  Nothing was sent.  "
                + "If the account is missing on the server, type: \(SuggestedCommand.text("apply ROSTER"))"
        }
    }

    private func conclude(_ action: Action) throws {
        switch action.state {
        case .active(let id), .registered(let id):
            Console.product(UserText.line(User(id: id, username: action.username)))
        case .unknown:
            throw Failure(
                .partial,
                "The registration was sent, but its answer was lost: \(action.error ?? "no answer").  Do not send it "
                    + "again.  To find out what happened, type (with a roster that has this name): \(SuggestedCommand.text("apply ROSTER"))\n"
                    + "To forget it and register the name again later, type: "
                    + SuggestedCommand.text("account retry \(PrintableText.escaped(action.username.shellWord))"))
        case .planned:
            throw Failure(.serverFailure, "Not registered: \(action.error ?? "the server cannot be reached").")
        default:
            throw Failure(.error, "Not registered: \(action.state.reason ?? "refused").")
        }
    }
}
