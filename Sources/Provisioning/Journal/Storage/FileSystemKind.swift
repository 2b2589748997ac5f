internal import CStatFS

/// What kind of file system a journal would lie on, by the number that the kernel has for it.
///
/// SQLite's WAL mode shares memory between the processes of one machine, and a lock that the kernel releases is one
/// of this machine's kernel: over a network neither holds, and two runs would have one journal.
struct FileSystemKind: Hashable, Sendable {
    /// The `f_type` of statfs(2); 0 when the kernel does not say.
    let type: UInt32

    /// The network file systems of linux/magic.h, and those that clusters use.
    private static let networks: [UInt32: String] = [
        0x0000_6969: "NFS", 0x0000_517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x5346_414F: "AFS",
        0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x0000_564C: "NCP", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre",
        0x4750_4653: "GPFS", 0x1983_0326: "BeeGFS",
    ]

    /// The name of the network file system that it is; nil when it is a local one.
    ///
    /// 9p and FUSE count as local: virtual machines and containers put plain local directories behind them.
    var network: String? { Self.networks[type] }

    /// The kind with this number.
    init(type: UInt32) {
        self.type = type
    }

    /// The kind that holds this path.
    init(of path: String) {
        self.init(type: fileSystemType(path))
    }

    /// Refuses a journal on a network file system.
    func check(_ journal: String) throws(JournalError) {
        if let network { throw .onNetwork(path: journal, fileSystem: network) }
    }
}
