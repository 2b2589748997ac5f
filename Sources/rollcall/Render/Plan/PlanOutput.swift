import Bytes
import Provisioning

/// A plan in the form that was asked for.
struct PlanOutput {
    let plan: Plan
    /// Whether text and Markdown show long lists whole; the other forms always do.
    let showsAll: Bool

    /// Writes the plan as `--out` does.  The file's SHA-256 is the digest that the page and the Markdown show, so that
    /// it can be held against what was reviewed: `sha256sum plan.json`.
    func write(to path: String) throws {
        try OutputFile.write(to: path) { take in
            try PlanJSON(plan: plan).write(take)
            try take(Self.end)
        }
    }

    func text(_ format: PlanFormat) throws -> String {
        switch format {
        case .text: PlanText(plan, showsAll: showsAll, palette: .output).render()
        case .json: String(decoding: try json(), as: UTF8.self)
        case .csv: PlanCSV(plan: plan).render()
        case .markdown: PlanMarkdown(plan: plan, digest: try digest(), showsAll: showsAll).render()
        case .html: try PlanPage(plan: plan, digest: try digest()).page.render()
        }
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
