import ArgumentParser
import FlowServ
import Provisioning

/// `rollcall adopt`: tells the journal a stranded account's id.
struct AdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Tell the journal a stranded account's id.",
        discussion: "The next apply activates it where the roster wants it active.")

    @Argument(help: "The stranded name.") var name: String
    @Argument(help: "Its id in the server's database, 32 hexadecimal digits.") var id: String
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let userID = id.lowercased()
        guard userID.utf8.count == 32, userID.allSatisfy(\.isHexDigit) else {
            throw Failure(.usage, "\"\(id)\" is not a flowServ id.  An id has 32 hexadecimal digits.")
        }
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        try journal.requireStranded(AccountName(name))
        try journal.reporting { try $0.learn(.pending(UserID(rawValue: userID)), about: AccountName(name)) }
        withExtendedLifetime(locked) {}
        Console.note(
            "\(PrintableText.escaped(name)) is known as \(userID) now.\nTo go on, type: \(NextCall.text("apply ROSTER"))"
        )
    }
}

/// `rollcall retry`: lets a stranded name be registered once more.
struct RetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Register a stranded name once more.",
        discussion: "For when a database administrator has removed the account that stood in the way.")

    @Argument(help: "The stranded name.") var name: String
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        try journal.requireStranded(AccountName(name))
        try journal.reporting { try $0.forget(AccountName(name)) }
        withExtendedLifetime(locked) {}
        Console.note("The next apply registers \(PrintableText.escaped(name)) anew.")
    }
}

extension Journal {
    /// Fails unless the account is stranded.
    fileprivate func requireStranded(_ username: AccountName) throws {
        if case .stranded = try reporting({ try $0.knowledge(of: username) }) { return }
        throw Failure(.error, "\(username) is not stranded in this journal.  rollcall status lists those that are.")
    }
}
