import Accounts
import Foundation
import Provisioning

/// The texts about an account in credentials.
enum CredentialWords {
    /// Returns the note about an account whose password cannot be derived again.
    static func unavailable(_ name: AccountName) -> String {
        "its password cannot be made again; rollcall user request-password-reset \(name.shellWord)"
    }
}

extension PasswordSource {
    /// The plan's note about a new account's first password; nil if it is in the roster.
    var words: String? {
        switch self {
        case .roster: nil
        case .generated: "password generated"
        case .invitation: "invited once active"
        }
    }
}

extension PlannedAction {
    /// The plan's remark about an action; nil if there is none.
    var words: String? {
        switch (remark, password) {
        case (.rowGone, _): "its row is no longer in a roster; the listing settles it, nothing is registered"
        case (.adopted, .invitation): "adopted: its password is replaced, and it is invited once active"
        case (.adopted, _): "adopted: a new first password is set"
        case (nil, let password): password?.words
        }
    }
}

extension DeliveryRecord {
    /// The result of the delivery, one sentence per line.
    var sentences: [String] {
        [delivery, stillOwed, unavailable, removed, waiting, foreign].compactMap(\.self)
            + (unseen ?? []).map(\.sentence)
    }

    private var delivery: String? {
        guard let destination else { return nil }
        let place =
            destination.hasPrefix("|") ? "passed to the command \(destination.dropFirst())" : "in \(destination)"
        return delivered > 0
            ? "credentials of " + counted(delivered, "account") + ": \(place)" : "no credentials were delivered"
    }

    /// The sentence about owed credentials; a failure that concerns all of them comes first.
    private var stillOwed: String? {
        let call = "to get them, type: \(SuggestedCommand.text("apply ROSTER --credentials FILE"))"
        let reasons = ([error].compactMap(\.self) + keptByReason).joined(separator: "; ")
        guard destination != nil else {
            let names = reasons.isEmpty ? "" : " (\(reasons))"
            return owed > 0 || kept != nil
                ? "the credentials of \(counted(max(owed, kept?.count ?? 0), "account")) are still owed\(names); \(call)"
                : nil
        }
        guard !reasons.isEmpty else { return nil }
        return (delivered > 0 ? "the others are" : "they are") + " still owed: \(reasons); \(call)"
    }

    /// The remedy if the password that was sent is no longer available.
    private var unavailable: String? {
        let reasons = [Kept.edited, Kept.notInRoster, Kept.secretGone]
        let names = (kept ?? []).filter { reasons.contains($0.reason) }.map(\.username)
        guard let first = names.first else { return nil }
        let word = names.count == 1 ? PrintableText.escaped(first.shellWord) : "NAME"
        return
            "for \(Self.some(names)): put the password that the account was created with into the roster, and run apply again.  "
            + "If nobody knows it, set a new one: type \(SuggestedCommand.text("user request-password-reset \(word)")), "
            + "then with the ID that it prints \(SuggestedCommand.text("user reset-password ID --password-file -")), and pass it on.  "
            + "When nobody is waiting for it, type \(SuggestedCommand.text("account retry \(word)"))"
    }

    private var removed: String? {
        guard kept?.contains(where: { $0.reason == Kept.notListed }) ?? false else { return nil }
        return "if the account was removed on purpose, type: \(SuggestedCommand.text("account retry NAME"))"
    }

    /// The names for each reason, only the first few.
    private var keptByReason: [String] {
        let groups = Dictionary(grouping: kept ?? [], by: \.reason)
        return groups.map { reason, kept in "\(Self.some(kept.map(\.username))): \(reason)" }.sorted()
    }

    private var waiting: String? {
        let waits = owed - (kept?.count ?? 0)
        guard waits > 0, error == nil, destination != nil else { return nil }
        return counted(waits, "invitation waits", many: "invitations wait") + " until the account is active"
    }

    private var foreign: String? {
        guard let names = passwordNotOurs, !names.isEmpty else { return nil }
        return
            "listed, password not ours: \(Self.some(names)).  The account was created by someone else, or its password was changed; "
            + "nothing is owed.  To let its owner choose a password, type: "
            + SuggestedCommand.text("user request-password-reset NAME")
    }

    private static func some(_ names: [AccountName]) -> String { listed(names.map(\.text), limit: 5) }
}

extension UnseenDraft {
    /// The draft's possible location, and the remedy.
    var sentence: String {
        let whose = accounts > 0 ? "the credentials of " + counted(accounts, "account") : "credentials"
        return "\(whose) may be in \(path), which cannot be read: \(reason).  "
            + "Make that place available again, and apply once more.  If it is gone for good, type: mkdir -p "
            + AccountName(directory).shellWord
    }
}
