import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

/// Which password a register carries, and what the journal takes down of it.
struct FirstPasswordsTests {
    private let secret: PasswordSecret
    private let old: PasswordSecret
    private let ann: AccountName = "ann"
    private let bob: AccountName = "bob"

    init() throws {
        secret = try #require(PasswordSecret(bytes: Array(0..<32)))
        old = try #require(PasswordSecret(bytes: Array(32..<64)))
    }

    private func sent(_ name: AccountName, _ origin: PasswordOrigin, _ state: PendingDelivery.State = .sent)
        -> PendingDelivery
    {
        PendingDelivery(
            username: name, state: state, origin: origin, run: 1, file: "team.csv", line: 2, knowledge: .unknown)
    }

    private func entry(_ username: AccountName, _ password: String) -> RosterEntry {
        RosterEntry(
            username: username, password: Secret(password),
            location: SourceLocation(file: "team.csv", line: 2, column: 1))
    }

    @Test func `the roster's password comes first, a derived one where it has none`() {
        let passwords = FirstPasswords(
            roster: [entry("ann", "hers")], source: .generated, length: 30, current: secret, deliversRoster: true)
        #expect(passwords.password(of: ann)?.reveal() == "hers")
        #expect(passwords.origin(of: ann) == .roster)
        #expect(
            passwords.password(of: bob)?.reveal()
                == secret.password(of: bob, for: .generated, length: 30).reveal())
        #expect(passwords.origin(of: bob) == .derived(.generated, from: secret.id, length: 30))
    }

    @Test func `without a source there is none, and without credentials nothing is taken down`() {
        let passwords = FirstPasswords(roster: [entry("ann", "hers")])
        #expect(passwords.password(of: bob) == nil && passwords.origin(of: bob) == nil)
        #expect(passwords.origin(of: ann) == nil)
    }

    @Test func `a register that may be sent again carries what the first one carried, whatever is asked for now`() {
        let origin = PasswordOrigin.derived(.invitation, from: old.id, length: 40)
        let passwords = FirstPasswords(
            roster: [entry("ann", "new in the roster")], source: .generated, secrets: [old.id: old], current: secret,
            earlier: [sent(ann, origin)], deliversRoster: true)
        #expect(passwords.origin(of: ann) == origin)
        #expect(
            passwords.password(of: ann)?.reveal() == old.password(of: ann, for: .invitation, length: 40).reveal())
    }

    @Test func `what is owed keeps its password, unless its secret is gone`() {
        let origin = PasswordOrigin.derived(.generated, from: old.id, length: 26)
        let settled = FirstPasswords(
            roster: [], source: .generated, secrets: [old.id: old], current: secret,
            earlier: [sent(ann, origin, .created)])
        // The listing may lack an account that is there: another register must not carry another password.
        #expect(settled.origin(of: ann)?.secret == old.id)
        let gone = FirstPasswords(
            roster: [entry("ann", "hers")], source: .generated, current: secret, earlier: [sent(ann, origin)])
        #expect(gone.password(of: ann)?.reveal() == "hers")
    }
}
