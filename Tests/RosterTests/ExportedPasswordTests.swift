import Accounts
import Testing

@testable import Roster

/// What other programs make of a password.
@Suite struct ExportedPasswordTests {
    private static let md5 = "5f4dcc3b5aa765d61d8327deb882cf99"
    private static let sha1 = "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"
    private static let sha256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"

    @Test(arguments: ["'=abc", "'-abc", "'+abc", "'@abc", "'0012345", "q&amp;abcd", "a&#38;b7", "x&lt;y1"])
    func `a guard against formulas or a reference of a web page is no part of a password`(password: String) {
        let roster = read("username,password\nanna,\(password)\n")
        #expect(roster.problems.map(\.detail) == [.password(.decorated)])
    }

    @Test(arguments: [
        "'tis-me-7", "'s Morgens 8", "'0012a", "q&a-12", "a&b;c1", "R&D;x-7", "a&", "&b-12",
    ])
    func `what only reminds of one is a password`(password: String) {
        #expect(read("username,password\nanna,\"\(password)\"\n").entries.map { $0.password?.reveal() } == [password])
    }

    @Test func `in XML, a reference that was written twice is the password`() {
        let roster = read("<users><user username='anna' password='a&amp;amp;b1'/></users>")
        #expect(roster.entries.map { $0.password?.reveal() } == ["a&amp;b1"])
    }

    @Test(arguments: [
        "md5$$\(md5)", "md5$salt$\(md5)", "md5$s$\(md5)", "sha1$salt$\(sha1)",
        "argon2$argon2i$v=19$m=512,t=2,p=2$c29tZXNhbHQ$SqlVijFGiPG+935vDSGEsA", "argon2$argon2id$v=19$m=1",
        "bcrypt_sha256$$2b$12$QkVTVEVTVEJFU1RFU1RCRU", "bcrypt$$2b$12$QkVTVEVTVEJFU1RFU1RCRU",
    ])
    func `a hash of a web framework is no password`(hash: String) {
        #expect(read("username,password\nanna,\"\(hash)\"\n").problems.map(\.detail) == [.password(.hash)])
    }

    @Test(arguments: [md5, sha1, sha256, md5.uppercased()])
    func `a whole column of hexadecimal hashes is a problem of the file`(hash: String) {
        for keepsEntries in [true, false] {
            let options = RosterOptions(keepsEntries: keepsEntries)
            let other = String(hash.reversed())
            let roster = read("username,password\nanna,\(hash)\nbert,\nclea,\(other)\n", options: options)
            #expect(roster.problems.map(\.detail) == [.password(.hashColumn(digits: hash.count))])
            #expect(roster.problems.map(\.location.line) == [2] && !roster.isComplete)
        }
    }

    @Test(arguments: [
        "username,password\nanna,\(md5)\nbert,secret-1\n", "username,password\nanna,secret-1\nbert,\(md5)\n",
        "username,password\nanna,\(md5)\n", "username,password\nanna,\(md5)\nbert,\(sha1)\n",
        "username,password\nanna,\(md5.dropLast())\nbert,\(md5.dropLast())\n",
    ])
    func `other columns may contain a number like that`(text: String) { #expect(read(text).isValid) }
}
