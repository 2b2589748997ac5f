import Accounts
import Testing

@testable import Roster

/// Files like those of which users of other programs have reported that they went wrong.
@Suite struct ReportedFileTests {
    private func summary(_ text: String) -> [String] {
        let roster = read(text, options: RosterOptions(asOf: Day("2026-06-15")))
        if !roster.problems.isEmpty { return roster.marks }
        return roster.entries.map { "\($0.username) \($0.state.rawValue)" } + roster.files.map { "\($0.unwanted)" }
    }

    @Test func `GAM's list of users, with who is suspended and who is archived`() {
        let text =
            "primaryEmail,archived,archivalTime,suspended,suspensionReason,suspensionTime,disabled,disabledTime\n"
            + "anna@example.org,False,,False,,,False,\n"
            + "bert@example.org,True,2026-05-11T10:43:27-07:00,False,,,True,2026-05-11T10:43:27-07:00\n"
            + "cleo@example.org,False,,True,ADMIN,2026-04-27T19:23:44-07:00,True,2026-04-27T19:23:44-07:00\n"
        #expect(summary(text) == ["anna@example.org active", "cleo@example.org pending", "1"])
    }

    @Test(arguments: [
        ("512", "active"), ("544", "active"), ("262656", "active"), ("8389120", "active"), ("514", "pending"),
        ("546", "pending"), ("66050", "pending"), ("262690", "pending"),
    ])
    func `Active Directory's bits, and not a list of numbers`(value: String, state: String) {
        #expect(
            summary("sAMAccountName,userAccountControl,accountExpires\nanna,\(value),0\n") == ["anna \(state)", "0"])
    }

    @Test func `a directory's accounts that have expired or are locked`() {
        #expect(
            summary("uid,username,nsAccountLock\n1,anna,true\n2,bert,FALSE\n") == [
                "anna pending", "bert active", "0",
            ])
        #expect(
            summary("username,pwdAccountLockedTime\nanna,20260101000000Z\nbert,\n") == [
                "anna pending", "bert active", "0",
            ])
        #expect(
            summary("sAMAccountName,accountExpires\nanna,133500000000000000\nbert,9223372036854775807\n") == [
                "bert active", "1",
            ])
    }

    @Test func `a byte order mark before the first header`() {
        #expect(summary("\u{FEFF}username,firstname\nanna,x\n") == ["anna active", "0"])
        #expect(summary("\u{FEFF}\u{FEFF}\"username\",firstname\nanna,x\n") == ["anna active", "0"])
    }

    @Test func `a semicolon behind the only column`() {
        #expect(summary("username;\njdoe;\njmontoya;\n") == ["jdoe active", "jmontoya active", "0"])
    }

    @Test func `a hidden line break behind an address`() {
        #expect(summary("email,name\n\"anna@example.org\n\",x\n") == ["anna@example.org active", "0"])
    }

    @Test func `columns filled up with spaces to one width`() {
        #expect(summary("username   ;name   ;state  \nanna       ;x      ;active \n") == ["anna active", "0"])
    }

    @Test func `NULL from a database's results`() {
        #expect(
            summary("\"username\",\"Age\",\"activate_on\"\n\"anna\",NULL,\n\"bert\",40,NULL\nNULL,41,\n") == [
                "3:11 invalid-date", "4:1 null-word",
            ])
    }

    @Test func `digits as a spreadsheet writes them`() {
        #expect(summary("nome;username\nJessica;5,58199E+12\n") == ["2:9 damaged-value"])
        #expect(summary("username\n891e3\n") == ["891e3 active", "0"])
        #expect(summary("username,wave\n'0000025,1\n") == ["2:1 decorated-value"])
    }

    @Test func `a grade book's second line, which is nobody's`() {
        #expect(
            summary("Student,ID,Login,Section\n    Points Possible,,,\n\"Muster, Anna\",1,anna,A\n") == [
                "2:22 missing-username"
            ])
    }

    @Test func `PowerShell's first header with a number sign`() {
        #expect(summary("#,Labels,username\n,,\n6,\"a, b\",anna\n") == ["anna active", "0"])
        #expect(
            summary("\"#TYPE System.Object\"\n\"username\",\"Enabled\"\n\"anna\",\"False\"\n") == [
                "anna pending", "0",
            ])
    }
}
