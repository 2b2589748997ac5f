public import FlowServ
internal import Foundation
internal import Synchronization

/// How the credentials of new accounts get to whoever hands them out.
public struct HandingOut: Sendable {
    let passwords: FirstPasswords
    let destination: CredentialsDestination
    let link: ResetLink?
    let secrets: SecretStore
    let logsIn: @Sendable (AccountName, Secret) async throws(ServiceError) -> User

    /// - Parameters:
    ///   - passwords: The passwords that the accounts have.
    ///   - destination: Where the credentials go.
    ///   - link: What a reset id is made a link with.
    ///   - secrets: Where the secrets are; those that nobody needs any more are removed.
    ///   - logsIn: Logs in with this name and password, and out again.
    public init(
        passwords: FirstPasswords, destination: CredentialsDestination, link: ResetLink? = nil, secrets: SecretStore,
        logsIn: @escaping @Sendable (AccountName, Secret) async throws(ServiceError) -> User
    ) {
        self.passwords = passwords
        self.destination = destination
        self.link = link
        self.secrets = secrets
        self.logsIn = logsIn
    }
}

extension Executor {
    /// Hands out every credential that is owed, those of earlier runs too.
    ///
    /// - Returns: What became of them; nil when none was asked for or owed.
    func handOut() async throws(ExecutionStop) -> HandOutRecord? {
        guard let handingOut = credentials.handingOut else { return nil }
        do throws(JournalError) {
            guard try journal.owedHandOuts() > 0 else {
                handingOut.secrets.remove(except: Set(try journal.handOuts().compactMap(\.origin.secret)))
                return nil
            }
            var record = HandOutRecord(destination: handingOut.destination.description)
            try await prove(with: handingOut, &record)
            let invitations = try await invite(&record)
            if stop.reason == nil {
                try await publish(invitations, handingOut, &record)
            } else {
                record.note(["stopped before the credentials were written"])
            }
            let left = try journal.handOuts()
            record.owed = left.count { $0.isOwed || $0.waitsForActivation }
            handingOut.secrets.remove(except: Set(left.compactMap(\.origin.secret)))
            return record
        } catch {
            throw .journal(error)
        }
    }

    /// An account that only the listing shows is ours when its password logs in.
    private func prove(with handingOut: HandingOut, _ record: inout HandOutRecord) async throws(JournalError) {
        let unproved = try journal.handOuts().filter(\.needsProof)
        let proofs = Collected<(AccountName, Bool)>()
        let trouble = Collected<String>()
        await withWorkers(on: unproved) { handOut in
            guard let password = handingOut.passwords.password(of: handOut.username, from: handOut.origin) else {
                return proofs.add((handOut.username, false))
            }
            let answer = await attempt { () async throws(ServiceError) in
                try await repeatedly { () async throws(ServiceError) in
                    try await handingOut.logsIn(handOut.username, password)
                }
            }.about(handOut.username)
            switch Outcome.Proof(of: answer, to: handOut.username) {
            case .ours: proofs.add((handOut.username, true))
            case .notOurs: proofs.add((handOut.username, false))
            case .nothing:
                trouble.add("\(handOut.username): no login: \(answer.failure?.description ?? "")")
            }
        }
        let foreign = proofs.all.filter { !$0.1 }.map(\.0).sorted()
        try journal.proved(proofs.all.filter(\.1).map(\.0))
        try journal.endHandOuts(of: foreign)
        record.passwordNotOurs = foreign.isEmpty ? nil : foreign
        record.note(trouble.all)
    }

    /// Asks for the password resets of everybody who is invited and whose id is not published.
    private func invite(
        _ record: inout HandOutRecord
    ) async throws(JournalError) -> [AccountName: Credential.Invitation] {
        let guests = try journal.handOuts().filter { $0.isDue && $0.origin.source == .invitation }
        guard !guests.isEmpty, stop.reason == nil else { return [:] }
        try journal.inviting(guests.map(\.username))
        let invitations = Collected<(AccountName, Credential.Invitation)>()
        let trouble = Collected<String>()
        await withWorkers(on: guests) { guest in
            let answer = await attempt { () async throws(ServiceError) in
                try await repeatedly { () async throws(ServiceError) in
                    try await service.requestPasswordReset(for: guest.username.text)
                }
            }
            switch answer {
            case .success(let request):
                let expires = timekeeper.date() + Self.lifeOfReset
                invitations.add((guest.username, Credential.Invitation(request: request, expires: expires)))
            case .failure(let error): trouble.add("\(guest.username): no invitation: \(error)")
            }
        }
        record.note(trouble.all)
        return Dictionary(invitations.all) { first, _ in first }
    }

    /// Seconds for which flowServ takes a reset id.
    private static let lifeOfReset: Double = 24 * 3600

    private func publish(
        _ invitations: [AccountName: Credential.Invitation], _ handingOut: HandingOut, _ record: inout HandOutRecord
    ) async throws(JournalError) {
        let ready = try journal.handOuts().filter { handOut in
            handOut.isDue && (handOut.origin.source != .invitation || invitations[handOut.username] != nil)
        }
        guard !ready.isEmpty else { return }
        let table = CredentialsTable(
            credentials: ready.map { handOut in
                let invitation = invitations[handOut.username]
                let password = handingOut.passwords.password(of: handOut.username, from: handOut.origin)
                return Credential(
                    username: handOut.username, password: invitation == nil ? password : nil, invitation: invitation,
                    knowledge: handOut.knowledge)
            }, link: handingOut.link)
        let names = ready.map(\.username)
        let failure =
            switch handingOut.destination {
            case .file(let path): try publish(table, at: path, names)
            case .command(let command): try await pipe(table, to: command, names)
            }
        if let failure { record.note([failure]) } else { record.delivered = names.count }
    }

    /// Intent, draft, its completeness, link, outcome: whatever it is cut at, the credentials are published once, and no
    /// draft stays behind.
    private func publish(
        _ table: CredentialsTable, at path: String, _ names: [AccountName]
    ) throws(JournalError) -> String? {
        let draft = CredentialsDraft(for: path)
        try journal.beginPublication(draft.publication)
        var failure: PrivateFileError?
        do {
            try draft.write(table.bytes)
        } catch {
            try journal.end(draft, isDelivered: false)
            return "\(error)"
        }
        try journal.publishing(names)
        do { try draft.publish() } catch { failure = error }
        try journal.end(draft, isDelivered: failure == nil)
        return failure.map { "\($0)" }
    }

    /// At least once: what a crash leaves here is handed to the command again.
    private func pipe(
        _ table: CredentialsTable, to command: String, _ names: [AccountName]
    ) async throws(JournalError) -> String? {
        if let failure = await CredentialsPipe(command: command).deliver(table.bytes, until: stop) { return failure }
        try journal.endHandOuts(of: names)
        return nil
    }
}

extension HandOutRecord {
    /// Takes down what went wrong: the first few, and how many more.
    fileprivate mutating func note(_ troubles: [String]) {
        guard !troubles.isEmpty else { return }
        let shown = troubles.sorted().prefix(3).joined(separator: "; ")
        let more = troubles.count > 3 ? " and \(troubles.count - 3) more" : ""
        trouble = [trouble, shown + more].compactMap(\.self).joined(separator: "; ")
    }
}

/// What several workers bring together.
private final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func add(_ element: Element) { elements.withLock { $0.append(element) } }
    var all: [Element] { elements.withLock { $0 } }
}
