import Roster

extension RosterProblem {
    /// The problem and the remedy.
    var words: String {
        let name = username ?? ""
        return switch detail {
        case .fileKind(let kind): kind.words
        case .columns(let problem, let header): problem.words(header)
        case .csv(let problem): problem.words
        case .xml(let problem): problem.words
        case .json(let problem): problem.words
        case .username(let problem): problem.words(for: name)
        case .password(let problem): problem.words
        case .state(let problem): problem.words
        case .activationDate(let text):
            "\(quoted(text, limit: 40)) is not a date.  Write it as 2026-03-01, or with time and zone as "
                + "2026-03-01T09:00:00+01:00."
        case .flowservID(let text):
            "\(quoted(text, limit: 40)) is not a flowServ id.  Write the 32 hexadecimal digits that the server gave the "
                + "account, or leave the field empty."
        case .duplicate(let rows): rows.words(for: name)
        }
    }

    /// The words, preceded by the row's username if they do not contain it.
    var wordsWithName: String {
        guard let username, !namesUser else { return words }
        return "\(escaped(username, limit: 80)): \(words)"
    }

    /// Whether the words contain the username.
    private var namesUser: Bool {
        switch detail {
        case .duplicate: true
        case .username(let problem): problem.isAboutOneName
        default: false
        }
    }
}

extension RosterError {
    /// The error and the remedy.
    var words: String {
        switch self {
        case .cannotOpen: "\(self).  Check the path and its permissions, or pass - to read standard input."
        case .cannotRead: "\(self).  Check that it is a regular file, and try again."
        case .unknownEncoding:
            "\(self).  Pass an IANA name such as windows-1252, iso-8859-15, shift_jis or utf-16; to list all of them, type: "
                + "iconv --list"
        }
    }
}
