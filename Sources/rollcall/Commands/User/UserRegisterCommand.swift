import ArgumentParser
import FlowServ
import Foundation
import Provisioning
import Roster

/// `rollcall user register`: creates one account, under the same promise as a run.
struct UserRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Create one account; it is journaled as a run of its own.")

    @Argument(help: "The account's name.") var name: String
    @Flag(help: "Register it as pending; it must be activated before it can be used.") var pending = false
    @Option(help: "A file whose first line is the password; - is standard input.") var passwordFile: String
    @OptionGroup var server: ServerOptions
    @OptionGroup var journalOptions: JournalOptions

    func run() async throws {
        let password = try PasswordInput.read(file: passwordFile)
        let address = try server.address()
        let journal = try journalOptions.open()
        let lock = try journalOptions.lock()
        try journal.reporting { try $0.bind(to: address) }
        try journal.reporting { try $0.recoverInFlight() }
        try await ServerSession.with(server, needsLogin: false) { session in
            try conclude(try await register(password, journal, session))
        }
        withExtendedLifetime(lock) {}
    }

    private func register(_ password: Secret, _ journal: Journal, _ session: ServerSession) async throws -> Action {
        let wanted: DesiredState = pending ? .pending : .active
        let username = AccountName(name)
        let now = Date()
        let plan = Plan(registering: username, wanted: wanted, server: session.address, now: now)
        do {
            return try await SingleRegistration(service: session.service, journal: journal)
                .register(username, password: password, wanted: wanted, plan: plan, now: now)
        } catch let refusal as SingleRegistration.Refusal {
            throw Failure(.error, explain(refusal))
        } catch let error as JournalError {
            throw Failure(error)
        }
    }

    private func explain(_ refusal: SingleRegistration.Refusal) -> String {
        switch refusal {
        case .unfinishedRun(let run): "Run \(run) is not finished.  First type: rollcall resume"
        case .unsettled(.stranded): "\(name) is stranded; rollcall status tells what to do.  Nothing was sent."
        case .unsettled:
            "An earlier registration of \(name) has no known outcome.  Settle it with rollcall apply.  Nothing was sent."
        }
    }

    private func conclude(_ action: Action) throws {
        switch action.state {
        case .active(let id), .registered(let id):
            Console.product(UserText.line(User(id: id, username: action.username.text)))
        case .unknown:
            throw Failure(
                .partial,
                "The registration was sent and its answer was lost: \(action.error ?? "no answer").  Do not send it "
                    + "again; rollcall apply settles it.")
        case .planned:
            throw Failure(.serverTrouble, "Not registered: \(action.error ?? "the server cannot be reached").")
        default:
            throw Failure(.error, "Not registered: \(action.state.reason ?? "refused").")
        }
    }
}
