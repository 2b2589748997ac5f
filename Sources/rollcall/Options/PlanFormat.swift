import ArgumentParser

/// The forms of a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// For a terminal.
    case text
    /// `rollcall.plan/1`.
    case json
    /// One line an account, for a spreadsheet.
    case csv
    /// Tables for a ticket or a merge request.
    case markdown
    /// One page that needs nothing but a browser.
    case html
}
