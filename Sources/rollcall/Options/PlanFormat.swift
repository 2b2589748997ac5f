import ArgumentParser

/// The output formats of a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// For a terminal.
    case text
    /// `rollcall.plan/1`.
    case json
    /// One line per account, for a spreadsheet.
    case csv
    /// Tables for a ticket or a merge request.
    case markdown
    /// A self-contained page for a browser.
    case html
}
