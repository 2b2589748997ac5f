internal import Bytes
internal import Crypto
internal import Dispatch
public import FlowServ
public import Roster

/// Computes the SHA-256 of roster files while they are read, on another core.
///
/// Unchecked, because only the queue touches the hashes.
public final class RosterDigester: @unchecked Sendable {
    /// The maximum number of waiting chunks.
    private static let depth = 4

    private var hashes: [String: SHA256] = [:]
    private let queue = DispatchQueue(label: "rollcall.digest")
    private let room = DispatchSemaphore(value: depth)

    /// Creates a digester without any input.
    public init() {}

    /// Adds the next bytes of a file, in order.
    public func update(_ path: String, _ chunk: UnsafeRawBufferPointer) {
        let bytes = Array(chunk)
        room.wait()
        queue.async { [self] in
            bytes.withUnsafeBytes { hashes[path, default: SHA256()].update(bufferPointer: $0) }
            room.signal()
        }
    }

    /// Returns the digests of the files, in their order.
    public func digests(of files: [RosterFile]) -> [RosterDigest] {
        let hashes = queue.sync { self.hashes }
        return files.map { file in
            RosterDigest(
                path: file.path, sha256: (hashes[file.path] ?? SHA256()).finalize().hexadecimal, rows: file.rows,
                unwanted: file.unwanted, columns: file.columnNote)
        }
    }
}

extension ListingDigest {
    /// Computes the digest of a listing.
    public init(_ listing: some Sequence<User>) {
        self = SortedListing(Listing(listing)).digest
    }

    /// Computes the digest of a listing.
    ///
    /// - Parameter order: The accounts' positions, sorted.
    init(_ listing: Listing, in order: [UInt32]) {
        var hash = SHA256()
        var lines: [UInt8] = []
        for account in order {
            listing.withID(at: Int(account)) { $0.withUnsafeBufferPointer { lines.append(contentsOf: $0) } }
            lines.append(UInt8(ascii: "\t"))
            listing.withName(at: Int(account)) { $0.withUnsafeBufferPointer { lines.append(contentsOf: $0) } }
            lines.append(UInt8(ascii: "\n"))
            if lines.count >= 1 << 16 {
                lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
                lines.removeAll(keepingCapacity: true)
            }
        }
        lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
        self.init(users: order.count, sha256: hash.finalize().hexadecimal)
    }
}
