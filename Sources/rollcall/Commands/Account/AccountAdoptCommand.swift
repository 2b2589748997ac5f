import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall account adopt`: records the id of a stranded account in the journal.
struct AccountAdoptCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Tell the journal the id of a stranded account.",
        usage: "rollcall account adopt [<options>] <name> <id>",
        discussion: """
            The next apply activates the account if the roster wants it active. Somebody else may have created it and \
            may know its password, so apply sets a new one: from the roster, --generate-passwords or --invite. That \
            ends all sessions of the account.
            """)

    static let examples = [
        Example(
            "Go on with an account whose id was looked up in the server's database",
            "rollcall account adopt b.lumen 0123456789abcdef0123456789abcdef")
    ]

    /// The options for the account's password.
    struct Choice: ParsableArguments {
        @Flag(help: "Keep the current password of the account, whoever set it.") var keepPassword = false
    }

    @Argument(help: ArgumentHelp("The name, which is stranded or unknown.", valueName: "name")) var name: String
    @Argument(help: ArgumentHelp("The id in the server's database, 32 hexadecimal digits.", valueName: "id"))
    var id: String
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let digits = id.lowercased()
        guard digits.utf8.count == 32, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw Failure(.usage, "\"\(id)\" is not a flowServ id.  An id has 32 hexadecimal digits.")
        }
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        let (username, userID) = (AccountName(name), UserID(rawValue: digits))
        try journal.recoverInFlight()
        try journal.requireUnsettled(username, orAdoptedAs: userID)
        try journal.refuseOthers(userID, for: username)
        try journal.adopt(username, as: userID, keepsPassword: choice.keepPassword)
        withExtendedLifetime(locked) {}
        let password = choice.keepPassword ? "It keeps its password." : "apply gives it a new first password."
        Console.note(
            "\(PrintableText.escaped(name)) is known as \(userID) now.  \(password)\n"
                + "To go on, type: \(SuggestedCommand.text("apply ROSTER"))"
        )
    }
}

extension Journal {
    /// Throws unless the account lacks an id, or was already given this one.
    fileprivate func requireUnsettled(_ username: AccountName, orAdoptedAs id: UserID) throws {
        switch try knowledge(of: username) {
        case .stranded, .unknown, .pending(id): return
        case .active(id) where try adoptedAccounts()[username] == id: return
        case .pending where try isDoubted(username): return
        // An id that was given up is in the account's history.
        case nil where try formerIDs(of: username).contains(id): return
        default: try requireStranded(username)
        }
    }

    /// Returns whether the server did not know the account's id.
    private func isDoubted(_ username: AccountName) throws -> Bool {
        try doubtfulIDs().contains { $0.username == username }
    }

    /// Throws if the journal knows the id under another name.
    fileprivate func refuseOthers(_ id: UserID, for username: AccountName) throws {
        let holders = try holders(of: [id])[id] ?? []
        guard let other = holders.filter({ $0 != username }).min() else { return }
        throw Failure(
            .error,
            "\(id) is the id of \(other), according to the journal.  Look up the id of \(username) in the server's database."
        )
    }
}
