/// Decides what a power cut leaves of everything that was not synced.
///
/// It follows what SQLite assumes of a disk (https://sqlite.org/atomiccommit.html, section 2): writes reach it in any
/// order, a sector that is being written may be lost with all that it held, a file may become larger before its new
/// bytes arrive, and a name is durable only once its directory was synced.
struct PowerLoss {
    private var random: DiskRandom
    private let geometry: DiskGeometry

    init(seed: UInt64, geometry: DiskGeometry) {
        random = DiskRandom(seed: seed)
        self.geometry = geometry
    }

    /// Returns what is left of a volume.
    mutating func remains(of volume: Volume) -> Volume {
        var names = volume.names.durable
        let changes = volume.names.pending
        for (change, fate) in zip(changes, random.fates(changes.count)) {
            let isKept = fate == .torn ? random.coin() : fate == .kept
            if isKept { change.apply(to: &names) }
        }
        var files: [Int: FileNode] = [:]
        for file in names.values { files[file.number] = file }
        for (number, file) in files.sorted(by: { $0.key < $1.key }) {
            files[number] = FileNode(file, with: content(of: file))
        }
        return Volume(volume, with: names.compactMapValues { files[$0.number] })
    }

    /// Returns what is left of a file's content.
    private mutating func content(of file: FileNode) -> ByteStore {
        var store = file.durable
        for (change, fate) in zip(file.pending, random.fates(file.pending.count)) {
            switch (fate, change) {
            case (.kept, _): change.apply(to: &store)
            case (.torn, .write(let bytes, let offset)): tear(bytes, at: offset, &store)
            case (.torn, .resize): if random.coin() { change.apply(to: &store) }
            case (.dropped, .write(let bytes, let offset)): mayGrow(to: offset + bytes.count, &store)
            case (.dropped, .resize): break
            }
        }
        return store
    }

    /// Extends a file without the bytes for which it was extended, or leaves it as it is.
    private mutating func mayGrow(to size: Int, _ store: inout ByteStore) {
        if size > store.count, random.coin() { store.resize(to: size) }
    }

    /// Writes some sectors of a write, and damages some.
    private mutating func tear(_ bytes: [UInt8], at offset: Int, _ store: inout ByteStore) {
        let (size, end) = (geometry.sectorSize, offset + bytes.count)
        let sectors = offset / size..<(end + size - 1) / size
        let isInOrder = random.coin()
        let last = sectors.lowerBound + random.below(sectors.count + 1)
        for sector in sectors {
            let inOrder: Fate = sector < last ? .kept : sector == last ? .torn : .dropped
            let written = max(offset, sector * size)..<min(end, (sector + 1) * size)
            switch isInOrder ? inOrder : random.fate() {
            case .kept: copy(bytes, from: offset, written, &store)
            case .dropped: mayGrow(to: written.upperBound, &store)
            case .torn: damage(sector, bytes, from: offset, written, &store)
            }
        }
    }

    /// Leaves a sector half written, or full of garbage: only its written part if the disk is powersafe.
    private mutating func damage(
        _ sector: Int, _ bytes: [UInt8], from offset: Int, _ written: Range<Int>, _ store: inout ByteStore
    ) {
        if random.coin() {
            let half = written.lowerBound + random.below(written.count)
            return copy(bytes, from: offset, written.lowerBound..<half, &store)
        }
        let size = geometry.sectorSize
        let existing = min((sector + 1) * size, max(store.count, written.upperBound))
        let damaged = geometry.isPowersafe ? written : sector * size..<existing
        random.bytes(damaged.count).withUnsafeBytes { store.write($0, at: damaged.lowerBound) }
    }

    /// Writes a part of a write, given by its place in the file.
    private func copy(_ bytes: [UInt8], from offset: Int, _ part: Range<Int>, _ store: inout ByteStore) {
        bytes.withUnsafeBytes { all in
            let slice = all[part.lowerBound - offset..<part.upperBound - offset]
            store.write(UnsafeRawBufferPointer(rebasing: slice), at: part.lowerBound)
        }
    }
}
