/// A page of one table with its summary: what plans and reports have in common in a browser.
struct Page {
    let title: String
    /// What is known about the whole, in order.
    let facts: [Fact]
    let counts: [Count]
    /// What all this comes to, where that needs saying.
    var remark: String?
    /// Sentences that must not be overlooked.
    let warnings: [String]
    let columns: [Column]
    /// The cells, row by row, as many as there are columns; the first says what kind of row it is.
    let rows: [[String]]

    struct Fact {
        let name: String
        var value = ""
        /// The SHA-256 of what is meant.
        var digest: String?
    }

    struct Count {
        let name: String
        let number: Int
    }

    struct Column {
        let name: String
        let sort: Sort

        /// How the rows are ordered by a column.
        enum Sort: String, Encodable {
            case text
            case number
            /// By file, then by line.
            case place
        }
    }
}
