public import Accounts
internal import Bytes
internal import Crypto
internal import FlowServ
internal import Foundation

/// The name of a secret, which reveals nothing about it.
public struct SecretID: RawRepresentable, Hashable, Sendable {
    /// 16 lower-case hexadecimal digits.
    public let rawValue: String

    /// Creates an id from the journal's spelling.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// 32 random bytes from which the passwords of new accounts are derived.
///
/// A password is a function of the secret and the name, so that a retry or a resume derives the same one, and the
/// password itself is never stored.
public struct PasswordSecret: Sendable {
    /// The size of a secret in bytes.
    static let size = 32
    private let key: SymmetricKey

    /// The alphabet of passwords: lower-case letters and digits, without those that look alike (0 o, 1 i l).
    static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    /// The minimum length of a password: 26 characters out of 31 are 128.8 bits.
    public static let shortest = 26
    /// The maximum length of a password.
    public static let longest = 128

    /// Creates a secret from the system's random numbers.
    init() {
        key = SymmetricKey(size: .bits256)
    }

    /// Creates a secret from its bytes, or returns nil if their number is wrong.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The bytes, for the one file that stores them.
    var bytes: [UInt8] { key.withUnsafeBytes(Array.init) }

    /// The secret's name: the beginning of a hash, so that a file with other bytes is detected.
    public var id: SecretID {
        let hash = HMAC<SHA256>.authenticationCode(for: Array("rollcall secret".utf8), using: key)
        return SecretID(rawValue: hash.prefix(8).hexadecimal)
    }

    /// Returns the first password of an account: the HMAC-SHA256 of its name, encoded in the alphabet without bias.
    ///
    /// - Parameters:
    ///   - username: The name, byte for byte.
    ///   - source: The purpose; the two kinds never share a password.
    ///   - length: The number of characters.
    public func password(of username: AccountName, for source: PasswordSource, length: Int) -> Secret {
        var characters: [UInt8] = []
        var block: UInt32 = 0
        // Of 256 byte values, the last eight would make some characters more likely than others.
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
    /// The secret's name only.
    public var description: String { "secret \(id.rawValue)" }
    /// The secret's name only.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
