/// The unit in which a disk writes, and what a power cut may do to a unit that it is writing.
package struct DiskGeometry: Hashable, Sendable {
    /// The bytes of a sector: a disk writes a sector whole or damages it.
    package var sectorSize: Int
    /// Whether a write never damages bytes of its sectors that it does not contain ("powersafe overwrite").
    package var isPowersafe: Bool

    /// Creates a geometry; without arguments it has sectors of 4,096 bytes and promises nothing.
    package init(sectorSize: Int = 4096, isPowersafe: Bool = false) {
        precondition(sectorSize >= 512 && sectorSize & (sectorSize - 1) == 0, "SQLite needs a power of two from 512")
        self.sectorSize = sectorSize
        self.isPowersafe = isPowersafe
    }
}
