import Foundation
import TestSupport

/// The commands and flags that README.md speaks of.
struct Readme {
    /// The lines of its code: what stands between fences and between backticks.
    let code: [String]
    /// The rows of its tables, cell by cell, in the order of the text.
    let rows: [[String]]

    init() throws {
        self.init(try String(contentsOfFile: PackageFiles.root + "/README.md", encoding: .utf8))
    }

    init(_ text: String) {
        var code: [String] = []
        var rows: [[String]] = []
        var isFenced = false
        for line in text.split(separator: "\n").map(String.init) {
            if line.hasPrefix("```") {
                isFenced.toggle()
            } else if isFenced {
                code.append(line.trimmingCharacters(in: .whitespaces))
            } else {
                code += Self.spans(line)
                if line.hasPrefix("|") { rows.append(Self.cells(line)) }
            }
        }
        self.code = code
        self.rows = rows
    }

    /// What stands between backticks.
    static func spans(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    private static func cells(_ line: String) -> [String] {
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The words after `rollcall` in every line of code that calls it, up to a comment.
    var calls: [[String]] {
        code.compactMap { line in
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            guard let start = words.firstIndex(of: "rollcall"), start + 1 < words.count else { return nil }
            guard words[..<start].allSatisfy({ $0 == "$" || $0.contains("=") }) else { return nil }
            return Array(words[(start + 1)...])
        }
    }

    /// Every flag that a line of code names by itself.
    var bareFlags: Set<String> {
        Set(code.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != " " }) })
    }

    /// The flags of the tables with the commands that each is said to have: the first cell is the flag, the second
    /// names the commands.
    var documentedFlags: [(flag: String, commands: [String])] {
        rows.compactMap { cells in
            guard let flag = cells.first.flatMap({ Self.spans($0).first }), flag.hasPrefix("--"), cells.count == 3
            else { return nil }
            return (String(flag.prefix { $0 != " " }), Self.spans(cells[1]))
        }
    }

    /// The commands of the tables: the first cell is a call.
    var documentedCommands: [String] {
        rows.compactMap { cells in
            guard let call = cells.first.flatMap({ Self.spans($0).first }), call.hasPrefix("rollcall ") else {
                return nil
            }
            return call.split(separator: " ").dropFirst().prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } }
                .joined(separator: " ")
        }
    }
}
