import Roster

extension Decoration {
    /// The words about a name with this decoration, to follow the name.
    var words: String {
        switch self {
        case .quotes: "has quotes that are probably not part of the username"
        case .formula: "looks like a formula or a KEY=VALUE pair"
        case .moreThanAddress: "contains more than a username or an email address"
        case .leadingAt: "begins with an @ that another program may have added"
        case .halfAddress: "is only half of an email address"
        case .severalNames: "looks like several usernames"
        case .programMarks: "contains marks of another program"
        case .commaInDomain: "has a comma where an address has a full stop"
        case .bullet: "begins with a bullet of a list"
        case .comment: "looks like a comment"
        case .punctuation: "begins or ends with punctuation that is probably not part of the username"
        case .escapes: "contains characters escaped as in a program or a database's dump"
        case .addressEncoding: "contains characters encoded as in a web address"
        case .mailEncoding: "contains characters encoded as in a mail"
        case .pageEncoding: "contains characters encoded as in a web page"
        }
    }
}

extension Alteration {
    /// The appearance of a name with this alteration.
    var words: String {
        switch self {
        case .shortened: "a number that a spreadsheet shortened"
        case .decimals: "a number to which a program added decimals or separators"
        case .rounded: "a number that a spreadsheet rounded to 15 digits"
        case .date: "a date that a spreadsheet made of another value"
        case .truthValue: "a truth value that a spreadsheet made of another value"
        case .cutOff: "a value that a program has cut off"
        case .mixedAlphabets: "a word with Latin and Cyrillic letters, some of which only look the same"
        case .lostLetters: "text whose letters were lost in another encoding"
        }
    }

    /// Whether reading the file in another encoding may restore the value.
    var isOfEncoding: Bool { self == .mixedAlphabets || self == .lostLetters }
}
