import PowerCutDisk
import Testing

/// A write that the power cut interrupts, by sector (https://sqlite.org/atomiccommit.html, section 2, and
/// https://sqlite.org/psow.html).
struct TearingTests {
    private static let (old, new) = (UInt8(ascii: "o"), UInt8(ascii: "n"))

    /// What 300 cuts leave of a file of four sectors of 4,096 bytes, after a write in it that was not synced.
    private func remains(isPowersafe: Bool, writing range: Range<Int>) throws -> [[UInt8]] {
        let disk = PowerCutDisk(geometry: DiskGeometry(sectorSize: 4096, isPowersafe: isPowersafe))
        let process = disk.process()
        let file = try process.file("/a", mustBeNew: true)
        try file.append([UInt8](repeating: Self.old, count: 4 * 4096))
        try file.sync()
        try process.syncDirectory(of: "/a")
        try file.write([UInt8](repeating: Self.new, count: range.count), at: range.lowerBound)
        return try (0..<300 as Range<UInt64>).map { try #require(disk.afterPowerCut(seed: $0).contents["/a"]) }
    }

    @Test func `sectors of one write reach the disk alone, and one may be garbage`() throws {
        let remains = try remains(isPowersafe: false, writing: 0..<4 * 4096)
        let sectors = remains.map { bytes in (0..<4).map { Set(bytes[$0 * 4096..<($0 + 1) * 4096]) } }
        #expect(sectors.contains { $0.contains([Self.old]) && $0.contains([Self.new]) })
        #expect(sectors.contains { $0[0] == [Self.old] && $0[3] == [Self.new] }, "not in order")
        #expect(sectors.contains { $0.contains([Self.old, Self.new]) }, "half of a sector")
        #expect(sectors.contains { $0.contains { $0.count > 100 } }, "garbage")
        #expect(remains.allSatisfy { $0.count == 4 * 4096 })
    }

    @Test(arguments: [false, true])
    func `a small write damages its sector, unless the disk is powersafe, and never another one`(
        isPowersafe: Bool
    ) throws {
        let written = 4096 + 50..<4096 + 150
        let remains = try remains(isPowersafe: isPowersafe, writing: written)
        let damaged = remains.flatMap { bytes in bytes.indices.filter { bytes[$0] != Self.old } }
        #expect(damaged.contains { written.contains($0) })
        #expect(damaged.contains { !written.contains($0) } == !isPowersafe)
        #expect(damaged.allSatisfy { (4096..<2 * 4096).contains($0) })
    }
}
