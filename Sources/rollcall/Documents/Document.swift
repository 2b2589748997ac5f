import Provisioning

/// What a plan or a report tells people, whatever the form: each form is one renderer of it.
///
/// Its texts are as they were found; a renderer makes them safe for its form.
struct Document {
    let title: Title
    /// What is known about the whole, in order.
    var facts: [Fact] = []
    var counts: [Count] = []
    /// What all this comes to, where that needs saying.
    var remark: String?
    /// What must not be overlooked.
    var notes: [Note] = []
    /// What the kind of a row is called.
    let kindName: String
    /// The columns of every section: the first one is the name, the last one is a note.
    let columns: [Column]
    /// The rows, those that must be looked at first.
    var sections: [Section] = []
    /// The whole in one line, where nothing else is worth reading.
    var brief: String?

    /// A heading: what it is, the address of the server, and what else is to be said at once.
    struct Title {
        let start: String
        let address: String
        var end = ""

        var words: String { start + " " + address + end }
    }

    /// Something that is known, with its name.
    struct Fact {
        let name: String
        var value = ""
        /// The SHA-256 of what is meant.
        var digest: String?
        /// Whether only whoever looks closely wants it.
        var isDetail = false
    }

    /// How many there are of something.
    struct Count {
        let name: String
        let number: Int
        /// The kind of the rows that are counted; nil when they are of several kinds.
        var kind: String?
        /// Whether zero is not worth a word on a screen.
        var isRare = false
    }

    /// Sentences, and perhaps a call to type, which is never broken into lines.
    struct Note {
        let text: String
        var call: String?
    }

    /// A column of every section.
    struct Column {
        let name: String
        var sort = Sort.text
        var style = Style.word
        /// Whether there is room for it on a screen.
        var isOnScreen = true

        /// How rows are ordered by it.
        enum Sort: String, Encodable {
            case text
            case number
            /// By file, then by line.
            case place
        }

        /// What its texts are.
        enum Style {
            /// A word of ours.
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
        /// What each row begins with on a screen.
        let mark: Mark
        /// The cells of the rows that are shown, as many as there are columns.
        let rows: [[String]]
        /// How many rows there are, shown or not.
        let count: Int

        /// A character in a colour.
        struct Mark {
            let text: String
            let role: Palette.Role

            static let failure = Mark(text: "!", role: .blocked)
        }

        /// What a reader has to do with the rows.
        enum Weight {
            /// To act on them.
            case failure
            /// To see what is done.
            case work
            /// To know of them.
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
