import Accounts
import Provisioning

/// The blocked accounts of a plan, each with its position, grouped by reason.
struct BlockedText {
    let blocked: [BlockedAccount]
    let width: Int
    /// The maximum number of accounts that are shown; the rest is only counted.
    let fold: Int
    let palette: Palette

    init(
        _ blocked: [BlockedAccount], width: Int = Console.width, fold: Int = 20, palette: Palette = .plain
    ) {
        self.blocked = blocked
        self.width = width
        self.fold = fold
        self.palette = palette
    }

    /// Returns the section, or nil if no account is blocked.
    func render() -> String? {
        guard !blocked.isEmpty else { return nil }
        let shown = Array(groups.joined().prefix(fold))
        var lines: [String] = []
        for (index, account) in shown.enumerated() {
            let place = AccountPlace.text(account.username, file: account.file, line: account.line)
            lines.append("  \(palette("!", .blocked)) \(place)")
            if index + 1 < shown.count, shown[index + 1].reason == account.reason { continue }
            lines.append(PrintableText.wrapped(PrintableText.escaped(account.reason), width: width, indent: "      "))
        }
        let title = "Blocked, " + counted(blocked.count, "row") + " left alone until you act:"
        return FoldedList.text(palette(title, .title), lines, hidden: blocked.count - shown.count)
    }

    /// The accounts by reason, in the order of the reasons' first occurrence.
    private var groups: [[BlockedAccount]] {
        var places: [String: Int] = [:]
        var groups: [[BlockedAccount]] = []
        for account in blocked {
            if let place = places[account.reason] {
                groups[place].append(account)
            } else {
                places[account.reason] = groups.count
                groups.append([account])
            }
        }
        return groups
    }
}

/// A title with its lines, and the number of further ones.
enum FoldedList {
    static func text(_ title: String, _ lines: [String], hidden: Int) -> String {
        let rest =
            hidden > 0
            ? ["  … and \(hidden) more; to see them, type: \(SuggestedCommand.text("plan --all ROSTER"))"] : []
        return ([title] + lines + rest).joined(separator: "\n")
    }
}

/// A name with its position: `ann  team.csv:2`.
enum AccountPlace {
    /// Returns a position, not escaped.  A request from the command line has no line number.
    static func place(_ file: String, _ line: Int) -> String {
        line > 0 ? "\(file):\(line)" : file
    }

    static func text(_ username: AccountName, file: String, line: Int) -> String {
        PrintableText.escaped("\(username)  \(place(file, line))")
    }
}
