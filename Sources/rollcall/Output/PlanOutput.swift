import Provisioning

/// A plan in the form that was asked for.
struct PlanOutput {
    let plan: Plan
    /// Whether text and Markdown show long lists whole; the other forms always do.
    let showsAll: Bool

    /// The plan as `--out` writes it.  Its SHA-256 is the digest that the page and the Markdown show, so that a file
    /// can be held against what was reviewed: `sha256sum plan.json`.
    func file() throws -> String {
        try JSONOutput.text(plan) + "\n"
    }

    func text(_ format: PlanFormat) throws -> String {
        switch format {
        case .text: PlanText(plan, showsAll: showsAll, palette: .output).render()
        case .json: try JSONOutput.text(plan)
        case .csv: PlanCSV(plan: plan).render()
        case .markdown: PlanMarkdown(plan: plan, digest: try digest(), showsAll: showsAll).render()
        case .html: try PlanPage(plan: plan, digest: try digest()).page.render()
        }
    }

    private func digest() throws -> String {
        TextDigest(of: try file()).hexadecimal
    }
}
