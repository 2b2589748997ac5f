import Mustache
import Provisioning

/// A document as one file for a browser: it loads nothing, and its policy allows only its own script.
struct PageForm {
    let document: Document

    /// The maximum number of rows in the page itself, for readers that run no script.
    private static let staticRows = 500
    private static let staticNotes = 200

    func render() throws -> String {
        MustacheContentTypes.register(EscapedHTML(), named: "ROLLCALL")
        return try MustacheTemplate(string: PageTemplate.text).render(try content())
    }

    private func content() throws -> PageContent {
        let rows = document.sections.flatMap { section in section.rows.map { [section.kind] + $0 } }
        let data = PageData(rows, sorts: [.text] + document.columns.map(\.sort))
        let moreNotes = document.notes.count - Self.staticNotes
        return PageContent(
            title: PrintableText.escaped(document.title.words), styleHash: TextDigest(of: PageStyle.text).base64,
            scriptHash: TextDigest(of: PageScript.text).base64, style: PageStyle.text, script: PageScript.text,
            facts: document.facts.map(PageContent.Fact.init), counts: document.counts.map(PageContent.Count.init),
            sections: document.sections.map { PrintableText.escaped($0.title) }, remark: document.remark,
            notes: document.notes.prefix(Self.staticNotes).map { note in
                PrintableText.escaped([note.text, note.call].compactMap(\.self).joined(separator: " "))
            },
            moreNotes: moreNotes > 0 ? moreNotes.grouped : nil,
            columns: [document.kindName] + document.columns.map(\.name),
            rows: rows.prefix(Self.staticRows).map(PageContent.Row.init), hasRows: !rows.isEmpty,
            shown: min(rows.count, Self.staticRows).grouped, total: rows.count.grouped,
            hasMoreRows: rows.count > Self.staticRows, data: try data.json())
    }
}

/// The values for the template; their text is safe for a terminal, but not for HTML yet.
private struct PageContent {
    let title: String
    let styleHash: String
    let scriptHash: String
    let style: String
    let script: String
    let facts: [Fact]
    let counts: [Count]
    let sections: [String]
    let remark: String?
    let notes: [String]
    let moreNotes: String?
    let columns: [String]
    let rows: [Row]
    let hasRows: Bool
    let shown: String
    let total: String
    let hasMoreRows: Bool
    let data: String

    struct Fact {
        let name: String
        let value: String
        let digest: String?

        init(_ fact: Document.Fact) {
            name = fact.name
            value = PrintableText.escaped(fact.value) + (fact.digest != nil && !fact.value.isEmpty ? "," : "")
            digest = fact.digest
        }
    }

    struct Count {
        let name: String
        let number: String
        let isZero: Bool
        /// The kind of the rows that a click shows; nil if there are none.
        let kind: String?

        init(_ count: Document.Count) {
            name = count.name
            number = count.number.grouped
            isZero = count.number == 0
            kind = isZero ? nil : count.kind
        }
    }

    struct Row {
        let kind: String
        let cells: [String]

        init(_ cells: [String]) {
            kind = cells.first ?? ""
            self.cells = cells.map { PrintableText.escaped($0) }
        }
    }
}

/// Escapes HTML.
///
/// It works by scalar: the library's own escaping works by character, and a `<` that follows U+0600 is not a
/// character of its own.
private struct EscapedHTML: MustacheContentType {
    func escapeText(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
