import Accounts
import Bytes
import Testing

@testable import Roster

@Suite struct NamedRowsTests {
    private func rows(_ names: [String], hash: ByteHash = ByteHash()) -> NamedRows {
        var rows = NamedRows(hash: hash)
        for (index, name) in names.enumerated() {
            let bytes = Array(name.utf8)
            rows.append(bytes.span, at: TextPosition(line: index + 1, column: 1), of: "team.csv", in: bytes.span)
        }
        rows.settle()
        return rows
    }

    @Test func `names whose hashes are all the same are told apart`() {
        // With these seeds every name of eight bytes has the same hash.
        let hash = ByteHash(seed: 0, factor: 0)
        let names = (0..<1_000).map { "user\(1_000 + $0)" }
        #expect(Set(names.map { hash.exact(Array($0.utf8).span) }).count == 1)
        let rows = rows(names + ["user1007"], hash: hash)
        for (index, name) in names.enumerated() where rows.row(named: Array(name.utf8).span) != index {
            Issue.record("\(name) is lost")
        }
        #expect(rows.row(named: Array("user2000".utf8).span) == nil)
        #expect(rows.firstRows == [1_000: 7])
    }

    @Test func `names are told apart by their bytes, whatever is in them`() {
        let names = ["", "a", "a\0", "A", "Jos\u{e9}", "Jose\u{301}", String(repeating: "x", count: 3 << 20)]
        let rows = rows(names + names)
        #expect(names.indices.allSatisfy { rows.firstRows[names.count + $0] == $0 })
        #expect(names.indices.map(rows.name).map { Array($0.text.utf8) } == names.map { Array($0.utf8) })
    }

    @Test func `everything that a row may have is found behind its name`() throws {
        let bytes = Array("ann secret".utf8)
        let day = try #require(Day("2026-03-01"))
        for bits in 0..<16 {
            var rows = NamedRows()
            var details = NamedRows.Details(flags: .isEntry)
            if bits & 1 != 0 { (details.password, details.flags) = (4..<10, details.flags.union(.hasPassword)) }
            if bits & 2 != 0 { (details.day, details.flags) = (day, details.flags.union(.hasDay)) }
            if bits & 4 != 0 { (details.id, details.flags) = ("id-\(bits)", details.flags.union(.hasID)) }
            if bits & 8 != 0 {
                details.kept = (rows.shape(["wave", "team"]), Array("2\0red".utf8))
                details.flags.insert(.hasFields)
            }
            rows.append(
                bytes.span.extracting(0..<3), at: TextPosition(line: 7, column: 3), of: "a.csv", details,
                in: bytes.span)
            let entry = rows.entry(0)
            #expect(entry.username == "ann" && entry.location == SourceLocation(file: "a.csv", line: 7, column: 3))
            #expect(entry.password?.reveal() == (bits & 1 != 0 ? "secret" : nil))
            #expect(entry.activateOn == (bits & 2 != 0 ? day : nil))
            #expect(entry.flowservID == (bits & 4 != 0 ? "id-\(bits)" : nil))
            #expect(entry.fields == (bits & 8 != 0 ? ["wave": "2", "team": "red"] : [:]))
        }
    }

    @Test func `a usual row takes 32 bytes, its name and its password`() {
        var options = RosterOptions()
        options.keepsFields = false
        let rows = (0..<1_000).map { "user\($0 + 1_000),secret,x@example.org,red,7\n" }
        let roster = RosterReader(options: options)
            .read(bytes: ("username,password,email,team,wave\n" + rows.joined()).utf8, named: "team.csv")
        #expect(roster.entries.byteCount == 1_000 * (32 + 8 + 6))
    }

    @Test func `a row whose password is not kept takes no room for it, and tells that it has one`() {
        var options = RosterOptions()
        (options.keepsFields, options.keepsPasswords) = (false, false)
        let roster = RosterReader(options: options)
            .read(bytes: "username,password\nann,secret\nbob,\n".utf8, named: "team.csv")
        #expect(roster.entries.byteCount == 2 * (28 + 3))
        #expect(roster.entries.map(\.hasPassword) == [true, false])
        #expect(roster.entries.allSatisfy { $0.password == nil })
        #expect(roster.counts.withoutPassword == 1)
    }

    @Test func `each row knows its file`() {
        var rows = NamedRows()
        for (file, count) in [("a", 3), ("b", 1), ("c", 2), ("a", 1)] {
            for _ in 0..<count { rows.append([1].span, at: TextPosition(), of: file, in: [UInt8]().span) }
        }
        #expect(rows.rows.indices.map(rows.file) == ["a", "a", "a", "b", "c", "c", "a"])
    }
}
