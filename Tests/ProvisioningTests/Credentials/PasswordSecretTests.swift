import Accounts
import FlowServ
import Foundation
import Testing

@testable import Provisioning

/// First passwords are a function of the secret, the name, what they are for, and nothing else.
struct PasswordSecretTests {
    private func secret(_ first: UInt8 = 0) throws -> PasswordSecret {
        try #require(PasswordSecret(bytes: (0..<32).map { first &+ $0 }))
    }

    /// Made with another implementation of HMAC-SHA256 by the words of the documentation.
    private static let known: [(name: String, source: PasswordSource, password: String)] = [
        ("ann", .generated, "32b8e3ja3cgxtrutjummma2wex"), ("ann", .invitation, "pt6dw3u8dj2p9qm22crhqaymfn"),
        ("jos\u{e9}", .generated, "xmk9wsha7xc4un3bc7ck8xdjd3"),
        (
            "ann", .generated,
            "32b8e3ja3cgxtrutjummma2wexaunk3eba3p4qvukndn9atwb7fdwvnh5b5e8xwpuhh8sbwgkw97ed87f9bue3a3ax4da6g228jnu435"
                + "gusdz6fd8h2e8gg7jd4avcgm"
        ),
    ]

    @Test(arguments: known)
    func `a password is what HMAC-SHA256 of the name makes it`(
        name: String, source: PasswordSource, password: String
    ) throws {
        let made = try secret().password(of: AccountName(name), for: source, length: password.count)
        #expect(made.reveal() == password)
    }

    @Test func `every secret, name and purpose has a password of its own`() throws {
        var seen: Set<String> = []
        for secret in [try secret(), try secret(1), PasswordSecret()] {
            for name in ["ann", "Ann", "jos\u{e9}", "jose\u{301}", "ann\0"] {
                for source in [PasswordSource.generated, .invitation] {
                    seen.insert(secret.password(of: AccountName(name), for: source, length: 26).reveal())
                }
            }
        }
        #expect(seen.count == 3 * 5 * 2)
    }

    @Test func `the shortest password has 128 bits, and no character looks like another`() {
        let alphabet = PasswordSecret.alphabet
        #expect(Set(alphabet).count == alphabet.count)
        #expect(Set(alphabet).isDisjoint(with: Array("0oO1iIlL".utf8)))
        #expect(alphabet.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
        #expect(log2(Double(alphabet.count)) * Double(PasswordSecret.shortest) >= 128)
        #expect(log2(Double(alphabet.count)) * Double(PasswordSecret.shortest - 1) < 128)
    }

    @Test func `every character comes about equally often`() throws {
        let secret = try secret()
        var counts: [Character: Int] = [:]
        for number in 0..<2_000 {
            for character in secret.password(of: AccountName("user\(number)"), for: .generated, length: 31).reveal() {
                counts[character, default: 0] += 1
            }
        }
        // 2,000 each on average, with a standard deviation of 44; the secret is fixed, so this never varies.
        #expect(counts.count == 31)
        #expect(counts.values.allSatisfy { abs($0 - 2_000) < 200 }, "\(counts)")
    }

    @Test func `a secret shows its name and nothing of itself`() throws {
        let secret = try secret()
        #expect(secret.id.rawValue == "a2258425248aa74d")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(text.contains("secret a2258425248aa74d") && !text.contains("32 bytes"), "\(text)")
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test(arguments: [0, 31, 33]) func `a secret has 32 bytes`(count: Int) {
        #expect(PasswordSecret(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }
}
