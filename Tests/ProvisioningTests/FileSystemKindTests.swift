import TestSupport
import Testing

@testable import Provisioning

struct FileSystemKindTests {
    @Test(arguments: [
        (0x6969, "NFS"), (0x517B, "SMB"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB2"), (0x5346_414F, "AFS"),
        (0x6B41_4653, "AFS"), (0x7375_7245, "Coda"), (0x564C, "NCP"), (0x00C3_6400, "Ceph"),
        (0x0BD0_0BD0, "Lustre"), (0x4750_4653, "GPFS"), (0x1983_0326, "BeeGFS"),
    ])
    func `a journal on a network file system is refused`(type: UInt32, name: String) {
        let path = "/home/admin/journal.sqlite"
        #expect(throws: JournalError.onNetwork(path: path, fileSystem: name)) {
            try FileSystemKind(type: type).check(path)
        }
    }

    @Test(arguments: [
        ("ext4", 0xEF53), ("xfs", 0x5846_5342), ("btrfs", 0x9123_683E), ("tmpfs", 0x0102_1994),
        ("overlayfs", 0x794C_7630), ("9p", 0x0102_1997), ("fuse", 0x6573_5546), ("unknown", 0),
    ])
    func `a local file system is not refused`(name: String, type: UInt32) throws {
        #expect(throws: Never.self, "\(name)") { try FileSystemKind(type: type).check("/journal.sqlite") }
    }

    #if os(Linux)
        @Test func `the kernel is asked for the kind`() throws {
            #expect(FileSystemKind(of: "/proc").type == 0x9FA0)
            #expect(FileSystemKind(of: "/no such directory").type == 0)
            let directory = try TemporaryDirectory()
            #expect(FileSystemKind(of: directory.path).type != 0)
        }
    #endif
}
