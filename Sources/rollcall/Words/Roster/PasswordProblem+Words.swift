import Bytes
import Roster

extension PasswordProblem {
    /// The problem and the remedy, without the password.
    var words: String {
        switch self {
        case .outerWhiteSpace:
            "the password begins or ends with white space, which flowServ drops before it stores it, so nobody could log in.  "
                + "Choose another one."
        case .tooLong(let characters, let limit):
            "the password has \(characters) characters; flowServ stores at most \(limit).  Choose a shorter one."
        case .untypable(let scalar, let isMarkup):
            "the password contains the character \(scalar.codePoint), which nobody can type.  "
                + (scalar.isOfWindows1252
                    ? scalar.remedyOfEncoding(isMarkup: isMarkup) + "  Otherwise choose another password."
                    : "Choose another one.")
        case .nullWord:
            "the password is what programs write for an empty value.  Write the password, or leave it empty."
        case .placeholder:
            "the password is a placeholder that a program should have filled in.  Write the password, or leave it empty."
        case .decorated:
            "the password has quotes or a formula around it that another program may have added.  Write only the password."
        case .altered:
            "the password looks like a value that another program has changed.  Format the column as text there and export "
                + "it again, or choose another password."
        case .hash:
            "the password is a hash, which flowServ would take for the password itself.  Write the password, or leave it "
                + "empty."
        case .hashColumn(let digits):
            "all passwords of the file are hexadecimal numbers of \(digits) digits, as hashes are, which flowServ would take for "
                + "the passwords themselves.  Leave the column out with --column password=, or write the passwords; random "
                + "ones need another form."
        case .hashFunction:
            "the password is a hash, which flowServ would take for the password itself.  Write the password, or leave both "
                + "columns empty."
        case .lostZeros(let width):
            "the password is shorter than the others, numbers of \(width) digits of which some begin with zeros; a spreadsheet "
                + "may have dropped its zeros.  Format the column as text there and export it again; if the password is "
                + "right, put its row into a file of its own."
        }
    }
}
