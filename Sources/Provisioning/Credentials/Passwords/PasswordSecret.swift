public import Accounts
internal import Bytes
internal import Crypto
internal import FlowServ
internal import Foundation

/// The name of a secret, which tells nothing about it.
public struct SecretID: RawRepresentable, Hashable, Sendable {
    /// 16 lower-case hexadecimal digits.
    public let rawValue: String

    /// An id as the journal spells it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// 32 random bytes from which the passwords of new accounts are derived.
///
/// A password is a function of the secret and the name, so that a retry or a resume makes the same one, and nothing has
/// to be remembered of it.
public struct PasswordSecret: Sendable {
    /// How many bytes a secret has.
    static let size = 32
    private let key: SymmetricKey

    /// What passwords are made of: lower-case letters and digits, without those that look alike (0 o, 1 i l).
    static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    /// The fewest characters that a password may have: 26 of 31 kinds are 128.8 bits.
    public static let shortest = 26
    /// The most characters that it may have.
    public static let longest = 128

    /// A new secret from the system's random numbers.
    init() {
        key = SymmetricKey(size: .bits256)
    }

    /// The secret with these bytes, or nil when there are not as many as there must be.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The bytes, for the one file that holds them.
    var bytes: [UInt8] { key.withUnsafeBytes(Array.init) }

    /// Its name: the beginning of a hash, so that a file with other bytes is noticed.
    public var id: SecretID {
        let hash = HMAC<SHA256>.authenticationCode(for: Array("rollcall secret".utf8), using: key)
        return SecretID(rawValue: hash.prefix(8).hexadecimal)
    }

    /// The first password of an account: HMAC-SHA256 of its name, spelled in the alphabet without any bias.
    ///
    /// - Parameters:
    ///   - username: The name, byte for byte.
    ///   - source: What it is for; the two kinds never share a password.
    ///   - length: How many characters it has.
    public func password(of username: AccountName, for source: PasswordSource, length: Int) -> Secret {
        var characters: [UInt8] = []
        var block: UInt32 = 0
        // Of 256 bytes, the last eight would make some characters more likely than others.
        let fair = 256 - 256 % Self.alphabet.count
        while characters.count < length {
            var message = Array("rollcall \(source.rawValue)\0\(username.text)\0".utf8)
            message += withUnsafeBytes(of: block.bigEndian, Array.init)
            for byte in HMAC<SHA256>.authenticationCode(for: message, using: key) where Int(byte) < fair {
                characters.append(Self.alphabet[Int(byte) % Self.alphabet.count])
            }
            block += 1
        }
        return Secret(String(decoding: characters.prefix(length), as: UTF8.self))
    }
}

extension PasswordSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Its name and nothing of it.
    public var description: String { "secret \(id.rawValue)" }
    /// Its name and nothing of it.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
