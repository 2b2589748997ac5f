import Provisioning

extension PasswordSource {
    /// What the plan says about a new account's first password; nil when it stands in the roster.
    var words: String? {
        switch self {
        case .roster: nil
        case .generated: "password generated"
        case .invitation: "invited once active"
        }
    }
}

extension HandOutRecord {
    /// What became of the credentials, a sentence a line.
    var sentences: [String] {
        let place =
            destination.hasPrefix("|") ? "handed to the command \(destination.dropFirst())" : "in \(destination)"
        let delivery =
            delivered > 0
            ? "credentials of " + counted(delivered, "account") + ": \(place)" : "no credentials were handed out"
        return [delivery, kept, waiting, foreign].compactMap(\.self)
    }

    private var kept: String? {
        guard let trouble else { return nil }
        return (delivered > 0 ? "the others are" : "they are")
            + " still owed: \(trouble); to get them, type: \(NextCall.text("apply ROSTER --credentials FILE"))"
    }

    private var waiting: String? {
        guard owed > 0, trouble == nil else { return nil }
        return counted(owed, "invitation waits", "invitations wait") + " until the account is active"
    }

    private var foreign: String? {
        guard let names = passwordNotOurs, !names.isEmpty else { return nil }
        let shown = names.prefix(5).map(\.text).joined(separator: ", ")
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        return "listed, password not ours: \(shown)\(more).  Somebody else made the account; "
            + "rollcall user request-password-reset NAME lets its owner choose a password"
    }
}
