internal import Foundation

/// A change of a file's content that the disk may still lose.
enum PendingChange {
    /// These bytes were written at this offset.
    case write([UInt8], at: Int)
    /// The file was cut or extended to this size.
    case resize(Int)

    /// Creates a write from bytes that belong to somebody else.
    static func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> PendingChange {
        let copy = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, initialized in
            if let source = bytes.baseAddress, let target = buffer.baseAddress { memcpy(target, source, bytes.count) }
            initialized = bytes.count
        }
        return .write(copy, at: offset)
    }

    /// Makes the change.
    func apply(to store: inout ByteStore) {
        switch self {
        case .write(let bytes, let offset): bytes.withUnsafeBytes { store.write($0, at: offset) }
        case .resize(let size): store.resize(to: size)
        }
    }
}
