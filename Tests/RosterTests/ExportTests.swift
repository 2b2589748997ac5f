import Accounts
import Foundation
import Testing

@testable import Roster

/// The exports of the systems that rosters come from, each written from its documented template.
@Suite struct ExportTests {
    private func readExport(_ name: String, options: RosterOptions = RosterOptions()) throws -> Roster {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Exports")
        return try RosterReader(options: options).read(paths: [directory.appendingPathComponent(name).path])
    }

    /// "name state password" of every entry, and of the file which headers were taken.
    private func summary(_ roster: Roster) -> [String] {
        roster.entries.map { "\($0.username) \($0.state.rawValue) \($0.password?.reveal() ?? "-")" }
    }

    @Test func `Google Workspace's list of users`() throws {
        let roster = try readExport("google-download.csv")
        #expect(roster.problems == [])
        #expect(summary(roster) == ["alice@example.org active -", "bob@example.org pending -"])
        let file = try #require(roster.files.first)
        #expect(file.columns[.username] == "Email Address [Required]")
        #expect(file.columns[.state] == "Status [READ ONLY]")
        #expect((file.rows, file.unwanted) == (2, 1))
        #expect(roster.entries.first?.value(of: "Work Address") == "1 Main Street, Springfield")
    }

    @Test func `Google Workspace's upload, where a hash is no password`() throws {
        let roster = try readExport("google-upload.csv")
        #expect(
            summary(roster) == [
                "alice@example.org active sample-only-amber", "bob@example.org pending sample-only-birch",
            ])
        #expect(roster.codes == [.hashedPassword])
        #expect(roster.problems.first?.location.line == 4)
        #expect(roster.problems.first.map { "\($0.detail)".contains("2fd4") } == false)
    }

    @Test func `Okta's import template, whose state is a region`() throws {
        let roster = try readExport("okta-import.csv")
        #expect(roster.problems == [])
        #expect(summary(roster) == ["alice@example.org active -", "bob@example.org active -"])
        #expect(roster.files.first?.columns == [.username: "login"])
        #expect(roster.files.first?.passedOver == ["email"])
        #expect(roster.entries.first?.value(of: "state") == "OR")
    }

    @Test func `Okta's people with each status there is`() throws {
        let roster = try readExport("okta-people.csv")
        #expect(roster.problems == [])
        #expect(
            roster.entries.map { "\($0.username.text.prefix { $0 != "@" }) \($0.state.rawValue)" } == [
                "alice active", "bob pending", "carol pending", "dave active", "erin active", "frank active",
                "grace pending",
            ])
        #expect(roster.files.first?.columns == [.username: "login", .state: "status"])
        #expect(roster.files.first?.unwanted == 1)
    }

    @Test(arguments: ["entra-bulk-create.csv", "entra-resaved.csv"])
    func `Microsoft Entra's bulk creation, also when a spreadsheet saved it`(name: String) throws {
        let roster = try readExport(name)
        #expect(roster.problems == [])
        #expect(
            summary(roster) == [
                "alice@contoso.com active sample-only-amber", "bob@contoso.com pending sample-only-birch",
            ])
        #expect(roster.entries.map(\.location.line) == [3, 4])
        #expect(roster.files.first?.columns[.username] == "User name [userPrincipalName] Required")
        #expect(roster.files.first?.columns[.state] == "Block sign in (Yes/No) [accountEnabled] Required")
        #expect(roster.entries.first?.fields["Initial password [passwordProfile] Required"] == nil)
    }

    @Test func `the example in Microsoft Entra's template is no user`() throws {
        let roster = try readExport("entra-template.csv")
        #expect(roster.marks == ["3:1 decorated-value"])
        #expect(roster.entries.isEmpty)
    }

    @Test func `Microsoft Entra's list of users`() throws {
        let roster = try readExport("entra-download.csv")
        #expect(roster.problems == [])
        #expect(summary(roster) == ["alice@contoso.com active -", "bob@contoso.com pending -"])
        #expect(roster.files.first?.columns == [.username: "userPrincipalName", .state: "accountEnabled"])
        #expect(roster.files.first?.passedOver == ["mail"])
        #expect(roster.entries.allSatisfy { $0.flowservID == nil })
    }

    @Test func `Moodle's upload, where who is deleted is not wanted`() throws {
        let roster = try readExport("moodle.csv")
        #expect(roster.problems == [])
        #expect(
            summary(roster) == [
                "alice active sample-only-amber", "bob pending sample-only-birch", "dave active sample-only-dune",
            ])
        #expect(roster.files.first?.columns[.state] == "suspended")
        #expect(roster.files.map(\.rows) == [3])
        #expect(roster.files.map(\.unwanted) == [1])
    }

    @Test func `Canvas SIS's users, whose user_id is Canvas's own`() throws {
        let roster = try readExport("canvas-users.csv")
        #expect(roster.problems == [])
        #expect(summary(roster) == ["alice01 active -", "bob62 pending sample-only-birch"])
        #expect(roster.files.first?.columns[.username] == "login_id")
        #expect(roster.entries.allSatisfy { $0.flowservID == nil })
        #expect(roster.entries.first?.value(of: "user_id") == "01103")
        #expect(roster.files.map(\.unwanted) == [1])
    }

    @Test func `IMS Enterprise 1.1's persons, but those with recstatus 3`() throws {
        let roster = try readExport("ims-enterprise.xml")
        #expect(roster.problems == [])
        #expect(summary(roster) == ["alice active -", "j\u{F6}rg active -", "dave active -"])
        #expect(roster.files.first?.columns == [.username: "userid"])
        #expect((roster.files.first?.rows, roster.files.first?.unwanted) == (3, 1))
        #expect(roster.entries.map { $0.value(of: "sourcedid/id") } == ["1001", "1002", "1004"])
        #expect(roster.entries.first?.value(of: "userid/@password") == nil)
    }
}
