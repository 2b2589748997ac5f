internal import CStatFS

/// The kind of file system that would hold a journal, by the kernel's number for it.
///
/// SQLite's WAL mode shares memory between the processes of one machine, and the kernel releases only locks of its
/// own machine: neither works over a network, and two runs would use one journal.
struct FileSystemKind: Hashable, Sendable {
    /// The `f_type` of statfs(2); 0 if it is unavailable.
    let type: UInt32

    /// The network file systems in linux/magic.h, and those of clusters.
    private static let networks: [UInt32: String] = [
        0x0000_6969: "NFS", 0x0000_517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x5346_414F: "AFS",
        0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x0000_564C: "NCP", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre",
        0x4750_4653: "GPFS", 0x1983_0326: "BeeGFS",
    ]

    /// The name of the network file system; nil for a local one.
    ///
    /// 9p and FUSE count as local: virtual machines and containers use them for plain local directories.
    var network: String? { Self.networks[type] }

    /// Creates the kind with this number.
    init(type: UInt32) {
        self.type = type
    }

    /// Determines the kind of file system that holds this path.
    init(of path: String) {
        self.init(type: fileSystemType(path))
    }

    /// Throws if a journal would be on a network file system.
    func check(_ journal: String) throws(JournalError) {
        if let network { throw .onNetwork(path: journal, fileSystem: network) }
    }
}
