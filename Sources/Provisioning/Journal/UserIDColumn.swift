internal import Accounts
internal import FlowServ
internal import Foundation
internal import GRDB

/// How ids stand in the journal: flowServ's 32 lower-case hexadecimal digits as 16 bytes, any other as its text.
enum UserIDColumn {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The value for a column.
    static func value(_ id: UserID?) -> JournalStatement.Value {
        guard let id else { return .null }
        return bytes(of: id.rawValue).map { .blob($0) } ?? .text(id.rawValue)
    }

    /// The id in a column.
    static func id(_ value: DatabaseValue) -> UserID? {
        switch value.storage {
        case .blob(let bytes): bytes.withUnsafeBytes { id($0.bindMemory(to: UInt8.self).span) }
        case .string(let text): UserID(rawValue: text)
        case .null, .int64, .double: nil
        }
    }

    /// The id that bytes in a column stand for.
    static func id(_ bytes: Span<UInt8>) -> UserID {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for index in bytes.indices {
            text.append(digits[Int(bytes[index] >> 4)])
            text.append(digits[Int(bytes[index] & 15)])
        }
        return UserID(rawValue: String(decoding: text, as: UTF8.self))
    }

    private static func bytes(of text: String) -> [UInt8]? {
        guard text.utf8.count == 32 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        var high: UInt8?
        for digit in text.utf8 {
            let number: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | number)
                high = nil
            } else {
                high = number
            }
        }
        return bytes
    }
}
