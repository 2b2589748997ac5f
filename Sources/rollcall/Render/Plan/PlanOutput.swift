import Bytes
import Provisioning

/// A plan in the requested form.
struct PlanOutput {
    let plan: Plan
    /// Whether text and Markdown show long lists completely; the other forms always do.
    var showsAll = false
    /// The journal that the plan was made with, if it is known.
    var journal: String?

    /// How many rows of a section a screen shows.
    static let fold = 20

    /// Writes the plan for `--out`.  The file's SHA-256 is the digest that the page and the Markdown show, so that it
    /// can be compared with the reviewed plan: `sha256sum plan.json`.
    func write(to path: String) throws {
        try OutputFile.write(to: path) { take in
            try PlanJSON(plan: plan).write(take)
            try take(Self.end)
        }
    }

    func text(_ format: PlanFormat) throws -> String {
        switch format {
        case .text: screen(.output)
        case .json: String(decoding: try json(), as: UTF8.self)
        case .csv: PlanCSV(plan: plan).render()
        case .markdown: try markdown()
        case .html:
            try PageForm(document: PlanDocument(plan: plan, digest: try digest(), journal: journal).document).render()
        }
    }

    /// Returns the plan for a screen.
    func screen(_ palette: Palette) -> String {
        let document = PlanDocument(
            plan: plan, limit: showsAll ? .max : Self.fold, asideLimit: showsAll ? .max : 5
        ).document
        return TextForm(document: document, more: SuggestedCommand.text("plan --all ROSTER"), palette: palette)
            .render()
    }

    private func markdown() throws -> String {
        // A ticket has room for about 60,000 characters.
        let limit = showsAll ? Int.max : 100
        let document = PlanDocument(
            plan: plan, digest: try digest(), journal: journal, limit: limit, asideLimit: limit
        ).document
        return MarkdownForm(document: document, more: SuggestedCommand.text("plan --format markdown --all ROSTER"))
            .render()
    }

    private static let end = [UInt8(ascii: "\n")]

    private func json() throws -> [UInt8] {
        var json: [UInt8] = []
        try PlanJSON(plan: plan).write { json += $0 }
        return json
    }

    private func digest() throws -> String {
        TextDigest(of: String(decoding: try json() + Self.end, as: UTF8.self)).hexadecimal
    }
}
