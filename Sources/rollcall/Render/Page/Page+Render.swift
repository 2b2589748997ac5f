import Mustache
import Provisioning

extension Page {
    /// How many rows stand in the page itself, for readers that run no script.
    private static let staticRows = 500
    private static let staticWarnings = 200

    /// The page as one file: it fetches nothing, and its policy lets it run its own script alone.
    func render() throws -> String {
        MustacheContentTypes.register(EscapedHTML(), named: "ROLLCALL")
        let template = try MustacheTemplate(string: PageTemplate.text)
        return template.render(
            PageContent(
                title: PrintableText.escaped(title), styleHash: TextDigest(of: PageStyle.text).base64,
                scriptHash: TextDigest(of: PageScript.text).base64, style: PageStyle.text, script: PageScript.text,
                facts: facts.map {
                    Fact(name: $0.name, value: PrintableText.escaped($0.value), digest: $0.digest)
                },
                counts: counts.map {
                    PageContent.Count(name: $0.name, number: grouped($0.number), isZero: $0.number == 0)
                },
                remark: remark, warnings: warnings.prefix(Self.staticWarnings).map { PrintableText.escaped($0) },
                moreWarnings: more(warnings.count, than: Self.staticWarnings), columns: columns.map(\.name),
                rows: rows.prefix(Self.staticRows).map(PageContent.Row.init), hasRows: !rows.isEmpty,
                shown: grouped(min(rows.count, Self.staticRows)), total: grouped(rows.count),
                hasMoreRows: rows.count > Self.staticRows, data: try PageData(self).json()))
    }

    private func more(_ count: Int, than limit: Int) -> String? {
        count > limit ? grouped(count - limit) : nil
    }

    /// A number as people read it: 100,000.
    private func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

/// What the template is filled with; text that is safe for a terminal, but not for HTML yet.
private struct PageContent {
    let title: String
    let styleHash: String
    let scriptHash: String
    let style: String
    let script: String
    let facts: [Page.Fact]
    let counts: [Count]
    let remark: String?
    let warnings: [String]
    let moreWarnings: String?
    let columns: [String]
    let rows: [Row]
    let hasRows: Bool
    let shown: String
    let total: String
    let hasMoreRows: Bool
    let data: String

    struct Count {
        let name: String
        let number: String
        let isZero: Bool
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

/// HTML without markup of others.
///
/// By scalar: the library's own escaping goes by character, and a `<` that follows U+0600 is no character of its own.
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
