import Provisioning

/// The contents of a plan or a report for people, independent of the output form: each form is one renderer of it.
///
/// Its texts are unescaped; a renderer makes them safe for its form.
struct Document {
    let title: Title
    /// The facts about the whole, in order.
    var facts: [Fact] = []
    var counts: [Count] = []
    /// The conclusion, if one is needed.
    var remark: String?
    /// The notes that must not be overlooked.
    var notes: [Note] = []
    /// The name for the kind of a row.
    let kindName: String
    /// The columns of every section: the first one is the name, the last one is a note.
    let columns: [Column]
    /// The rows, the most important ones first.
    var sections: [Section] = []
    /// The whole document in one line, if the rest is not worth reading.
    var brief: String?

    /// A heading: the kind of document, the server's address, and the most important information.
    struct Title {
        let start: String
        let address: String
        var end = ""

        var words: String { start + " " + address + end }
    }

    /// A fact with its name.
    struct Fact {
        let name: String
        var value = ""
        /// The SHA-256 of the object.
        var digest: String?
        /// Whether it is shown only on request.
        var isDetail = false
    }

    /// A count of something.
    struct Count {
        let name: String
        let number: Int
        /// The kind of the counted rows; nil if they are of several kinds.
        var kind: String?
        /// Whether a count of zero is hidden on a screen.
        var isRare = false
    }

    /// Sentences, optionally with a command to type, which is never broken into lines.
    struct Note {
        let text: String
        var call: String?
    }

    /// A column of every section.
    struct Column {
        let name: String
        var sort = Sort.text
        var style = Style.word
        /// Whether it is shown on a screen.
        var isOnScreen = true

        /// The order of rows by this column.
        enum Sort: String, Encodable {
            case text
            case number
            /// By file, then by line.
            case place
        }

        /// The kind of its texts.
        enum Style {
            /// A word from rollcall.
            case word
            /// A name, a path or an id.
            case code
            /// A sentence.
            case prose
        }
    }

    /// Rows of one kind.
    struct Section {
        let kind: String
        let title: String
        let weight: Weight
        /// The mark before each row on a screen.
        let mark: Mark
        /// The cells of the shown rows, one for each column.
        let rows: [[String]]
        /// The number of rows, including those not shown.
        let count: Int
        /// The command that shows the rows that are left out, if it is not the one for the whole document.
        var more: String?

        /// A coloured character.
        struct Mark {
            let text: String
            let role: Palette.Role

            static let failure = Mark(text: "!", role: .blocked)
        }

        /// The relevance of the rows for the reader.
        enum Weight {
            /// The rows require action.
            case failure
            /// The rows show what is done.
            case work
            /// The rows are for information.
            case aside
        }
    }
}

extension RosterDigest {
    /// The roster as a fact.
    var fact: Document.Fact {
        Document.Fact(name: "Roster", value: "\(path): \(words)", digest: sha256)
    }
}
