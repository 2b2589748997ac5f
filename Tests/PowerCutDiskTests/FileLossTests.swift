import PowerCutDisk
import Synchronization
import Testing

/// What a power cut leaves of plain files: as much as fsync(2), rename(2) and link(2) promise.
struct FileLossTests {
    private static let seeds: Range<UInt64> = 0..<200
    private static let old = Array("old words\n".utf8)
    private static let new = [UInt8](repeating: UInt8(ascii: "n"), count: 10_000)

    /// The contents that a file may have after a cut; nil for no file.
    private func outcomes(of path: String, _ disk: PowerCutDisk) -> Set<[UInt8]?> {
        Set(Self.seeds.map { seed in disk.afterPowerCut(seed: seed).contents[path] })
    }

    @Test func `what was synced with its directory stays`() throws {
        let (disk, process) = disk()
        let file = try process.file("/out/report", mustBeNew: true)
        try file.append(Self.new)
        try file.sync()
        try process.syncDirectory(of: "/out/report")
        #expect(outcomes(of: "/out/report", disk) == [Self.new])
        #expect(disk.unsyncedCount == 0)
        #expect(disk.tally["/out/report"] == DiskTally(writes: 1, bytesWritten: 10_000, syncs: 1))
        #expect(disk.tally["/out"] == DiskTally(writes: 0, bytesWritten: 0, syncs: 1))
    }

    @Test func `without a sync of the directory the name may go, but the content is whole`() throws {
        let (disk, process) = disk()
        let file = try process.file("/out/report", mustBeNew: true)
        try file.append(Self.new)
        try file.sync()
        #expect(outcomes(of: "/out/report", disk) == [Self.new, nil])
    }

    @Test func `without a sync of the content it may be anything`() throws {
        let (disk, process) = disk()
        let file = try process.file("/out/report", mustBeNew: true)
        try file.append(Self.new)
        try process.syncDirectory(of: "/out/report")
        let outcomes = outcomes(of: "/out/report", disk)
        #expect(outcomes.isSuperset(of: [Self.new, []]))
        #expect(outcomes.count > 10)
        #expect(!outcomes.contains(nil))
    }

    @Test func `a removal without a sync of the directory may be undone`() throws {
        let (disk, process) = try disk(with: "/out/secret")
        try process.unlink("/out/secret")
        #expect(try process.status(of: "/out/secret") == nil)
        #expect(outcomes(of: "/out/secret", disk) == [Self.old, nil])
        try process.syncDirectory(of: "/out/secret")
        #expect(outcomes(of: "/out/secret", disk) == [nil])
    }

    /// The order of a safe replacement, and without the sync in it.
    @Test(arguments: [true, false])
    func `a file that is replaced by rename is old or new, if the new one was synced`(syncs: Bool) throws {
        let (disk, process) = try disk(with: "/out/report")
        let found = try outcomesAtEveryChange(disk, "/out/report") {
            let draft = try process.file("/out/.draft", mustBeNew: true)
            try draft.append(Self.new)
            if syncs { try draft.sync() }
            try process.rename("/out/.draft", to: "/out/report")
            try process.syncDirectory(of: "/out/report")
        }
        if syncs {
            #expect(found == [Self.old, Self.new])
            #expect(outcomes(of: "/out/report", disk) == [Self.new])
        } else {
            #expect(found.count > 10)
        }
    }

    @Test func `a file that is published by link has all of its content or no name`() throws {
        let (disk, process) = disk()
        let found = try outcomesAtEveryChange(disk, "/out/credentials") {
            let draft = try process.file("/out/.draft", mustBeNew: true)
            try draft.append(Self.new)
            try draft.sync()
            try process.syncDirectory(of: "/out/.draft")
            try process.link("/out/.draft", to: "/out/credentials")
            #expect(try process.status(of: "/out/.draft")?.links == 2)
            try process.syncDirectory(of: "/out/credentials")
            try process.unlink("/out/.draft")
        }
        #expect(found == [nil, Self.new])
        #expect(outcomes(of: "/out/credentials", disk) == [Self.new])
        #expect(throws: DiskFailure.exists) { try process.link("/out/credentials", to: "/out/credentials") }
    }

    @Test func `a lock of a file ends with its process`() throws {
        let (disk, first) = disk()
        let second = disk.process("second")
        let held = try first.file("/journal.lock")
        #expect(try held.tryLock())
        let other = try second.file("/journal.lock")
        #expect(try !other.tryLock())
        first.kill()
        #expect(try other.tryLock())
        #expect(throws: DiskFailure.dead) { try held.append([1]) }
    }

    @Test func `the same seed leaves the same bytes`() throws {
        func play() throws -> PowerCutDisk {
            let (disk, process) = try disk(with: "/out/a")
            let file = try process.file("/out/b")
            for number in 0..<20 { try file.write([UInt8](repeating: UInt8(number), count: 3000), at: number * 1500) }
            try file.truncate(to: 20_000)
            try process.rename("/out/a", to: "/out/c")
            return disk
        }
        let (first, second) = (try play(), try play())
        let remains = Self.seeds.map { first.afterPowerCut(seed: $0).contents }
        #expect(remains == Self.seeds.map { second.afterPowerCut(seed: $0).contents })
        #expect(Set(remains).count > 50)
    }

    private func disk() -> (PowerCutDisk, DiskProcess) {
        let disk = PowerCutDisk(geometry: DiskGeometry(sectorSize: 512))
        return (disk, disk.process())
    }

    /// A disk on which a file is durable.
    private func disk(with path: String) throws -> (PowerCutDisk, DiskProcess) {
        let (disk, process) = disk()
        let file = try process.file(path, mustBeNew: true)
        try file.append(Self.old)
        try file.sync()
        try process.syncDirectory(of: path)
        return (disk, process)
    }

    /// What a file may be after a cut at any change of some steps.
    private func outcomesAtEveryChange(
        _ disk: PowerCutDisk, _ path: String, _ steps: () throws -> Void
    ) throws -> Set<[UInt8]?> {
        let found = Found()
        disk.watch { [unowned disk] call in
            if call.kind.isChange { found.add(outcomes(of: path, disk)) }
            return .proceed
        }
        try steps()
        disk.watch(nil)
        return found.all.union(outcomes(of: path, disk))
    }
}

/// Contents that were found on the way.
private final class Found: Sendable {
    private let contents = Mutex(Set<[UInt8]?>())

    var all: Set<[UInt8]?> { contents.withLock { $0 } }

    func add(_ more: Set<[UInt8]?>) { contents.withLock { $0.formUnion(more) } }
}
