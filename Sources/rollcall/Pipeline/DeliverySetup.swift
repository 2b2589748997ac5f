import FlowServ
import Provisioning
import Roster

/// The first passwords of a run and their delivery; shared by `apply` and `resume`.
struct DeliverySetup {
    let options: CredentialOptions
    let journal: Journal
    private let destination: CredentialsDestination?

    init(_ options: CredentialOptions?, journal: Journal) {
        self.options = options ?? CredentialOptions()
        self.journal = journal
        destination = self.options.destination.map { CredentialsDestination($0, in: "/") }
    }

    /// Finishes the publications that an earlier process began, and reports the result.
    static func recover(_ journal: Journal, isQuiet: Bool) throws {
        let recovery = try journal.recoverPublications()
        guard !isQuiet else { return }
        for path in recovery.published {
            Console.note("The credentials of an earlier, interrupted run are in \(path).")
        }
    }

    /// Throws if credentials could not be written, before anything is sent.
    ///
    /// - Parameter registers: Whether accounts will be created.
    func refuseUnusable(registers: Bool) throws {
        guard let destination, let error = destination.error else { return }
        guard try registers || journal.owedDeliveries() > 0 else { return }
        throw Failure(
            .error,
            "--credentials \(destination): \(error).  Nothing was sent.  Type the same command with another place: "
                + "--credentials FILE")
    }

    /// Returns the passwords and logins for a run.
    ///
    /// - Parameter derives: Whether an account may need a password that its row does not have; if there is no secret
    ///   then, one is created, durable before anything is sent.
    func credentials(_ roster: Roster, derives: Bool, session: ServerSession) throws -> RunCredentials {
        let store = SecretStore(journal: journal.path)
        let pendingDeliveries = try journal.pendingDeliveries()
        let secrets = try store.load()
        var current: PasswordSecret?
        if derives, options.source != .roster {
            current = try secrets.values.min { $0.id.rawValue < $1.id.rawValue } ?? store.create()
        }
        let passwords = FirstPasswords(
            roster: roster.entries, source: options.source, length: options.length ?? PasswordSecret.shortest,
            secrets: secrets, current: current, earlier: pendingDeliveries, deliversRoster: destination != nil)
        var credentials = RunCredentials(
            password: { passwords.password(of: $0) }, logIn: session.logIn)
        credentials.origin = { passwords.origin(of: $0) }
        let entries = roster.entries
        credentials.isWanted = { entries.hasRow(of: $0) }
        credentials.route = destination.map { destination in
            var route = DeliveryRoute(
                passwords: passwords, destination: destination, link: options.resetURL.flatMap(ResetLink.init),
                secrets: store, logsIn: session.logsIn)
            route.unavailableNote = CredentialWords.unavailable
            return route
        }
        return credentials
    }
}
