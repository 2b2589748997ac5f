internal import Accounts
internal import Bytes
internal import FlowServ
internal import Foundation
internal import GRDB

/// The encoding of ids in the journal: flowServ's 32 lower-case hexadecimal digits as 16 bytes, any other id as text.
enum UserIDColumn {
    /// Returns the value for a column.
    static func value(_ id: UserID?) -> JournalStatement.Value {
        guard let id else { return .null }
        return bytes(of: id.rawValue).map { .blob($0) } ?? .text(id.rawValue)
    }

    /// Returns the id in a column.
    static func id(_ value: DatabaseValue) -> UserID? {
        switch value.storage {
        case .blob(let bytes): bytes.withUnsafeBytes { id($0.bindMemory(to: UInt8.self).span) }
        case .string(let text): UserID(rawValue: text)
        case .null, .int64, .double: nil
        }
    }

    /// Returns the id for the bytes in a column.
    static func id(_ bytes: Span<UInt8>) -> UserID {
        guard bytes.count == 16 else {
            return UserID(rawValue: bytes.withUnsafeBufferPointer { Array($0) }.hexadecimal)
        }
        return UserID(rawValue: HexadecimalID.digits(bytes).span.text)
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var text = text
        var bytes: [16 of UInt8] = .init(repeating: 0)
        let isPacked = text.withUTF8 { HexadecimalID.pack($0.span, into: &bytes) }
        return isPacked ? bytes.span.withUnsafeBufferPointer { Array($0) } : nil
    }
}
