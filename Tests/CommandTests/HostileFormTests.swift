import Sandbox
import TestSupport
import Testing

/// Names from rosters that would do something in a spreadsheet or a ticket.
struct HostileFormTests {
    private static let names = [
        "+1", "-1", "＝1", "a;=1", "a,b", "a|b`c", "![x](http://example.org/x.png)", "www.example.org",
        "x=1+1|' /C calc'!A0", "x `code` x",
        "x <b>bold</b> x", "x **strong** x", "x @all", "x :tada: x", "say \"x\" twice", "é<script>1</script>x",
    ]
    /// Names that no roster may have, but a server.
    private static let listed = [
        "=1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "say \"x\"", "\"\u{301},=1", "| a |", "`code`", "\\|",
        "[x](http://example.org)",
        "<b>bold</b>", "\u{600}<script>1</script>", "**strong**", "@all", ":tada:", "#1", "&amp;",
    ]

    private func plan(_ format: String) async throws -> String {
        try await Command.onSandbox { rollcall, sandbox in
            for name in Self.listed + ["\t=1", "\r=1", "line\nbreak", "esc\u{1B}[2J"] {
                await sandbox.addAccount(name, password: "secret")
            }
            let rows = Self.names.map {
                "\"\($0.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined())\",s\n"
            }
            try rollcall.home.write("username,password\n" + rows.joined(), to: "team.csv")
            let ending = try await rollcall.run([
                "plan", "team.csv", "--as-of", "2026-03-01", "--format", format, "--all",
            ])
            ending.expect(0)
            return ending.output
        }
    }

    /// The cells of a line, as RFC 4180 reads them.
    private func cells(_ line: Substring) -> [String] {
        var cells = [String.UnicodeScalarView()]
        var isQuoted = false
        for scalar in line.unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append(String.UnicodeScalarView())
            default: cells[cells.count - 1].append(scalar)
            }
        }
        return cells.map { String($0) }
    }

    @Test func `no cell of the CSV is a formula, and every line has eight`() async throws {
        let csv = try await plan("csv")
        // By scalar: a line feed after a carriage return would be one character.
        let lines = csv.split(separator: "\n").dropFirst()
        #expect(lines.count == Self.names.count + Self.listed.count + 5)
        for line in lines {
            let cells = cells(line)
            #expect(cells.count == 8, "\(line)")
            for cell in cells {
                let first = cell.unicodeScalars.first.map(String.init) ?? ""
                #expect(!["=", "+", "-", "@", "\t", "\r", "＝"].contains(first), "\(line)")
            }
        }
    }

    @Test func `nothing from outside stands outside of code in the Markdown`() async throws {
        let markdown = try await plan("markdown")
        for line in markdown.split(separator: "\n") where line.hasPrefix("| `") {
            let outside = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
            #expect(outside.matches(of: /[^a-z| ]/).isEmpty, "\(line)")
            #expect([2, 4].contains(line.filter { $0 == "|" }.count), "\(line)")
        }
    }

    @Test(arguments: ["csv", "markdown", "html", "json", "text"])
    func `no form holds a raw control character`(_ format: String) async throws {
        let controls = try await plan(format).unicodeScalars.filter {
            $0 != "\n" && $0.properties.generalCategory == .control
        }
        #expect(controls.isEmpty)
    }
}
