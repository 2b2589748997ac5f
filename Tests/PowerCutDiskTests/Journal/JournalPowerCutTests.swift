import PowerCutDisk
import Sandbox
import TestSupport
import Testing

/// rollcall's journal on a disk that loses what was not synced.
///
/// What was sent is known from outside of the journal: the service writes it down before the server has it.
struct JournalPowerCutTests {
    private static let geometries = [
        DiskGeometry(sectorSize: 512), DiskGeometry(sectorSize: 4096, isPowersafe: true),
    ]

    @Test(arguments: geometries)
    func `whatever write the power is cut at, the journal knows what was sent and what was reported`(
        geometry: DiskGeometry
    ) async throws {
        let world = try await PowerCutWorld(geometry)
        let judge = JournalJudge(world.sent)
        world.disk.watch { [disk = world.disk] call in
            if call.kind.isChange { judge.look(at: disk, before: call, seeds: 0..<(Soak.isOn ? 30 : 2)) }
            return .proceed
        }
        _ = try await world.live(on: world.disk.process(), report: judge.note)
        world.disk.watch(nil)
        #expect(await world.accounts() == PowerCutWorld.names)
        #expect(judge.found.problems == [])
        #expect(judge.found.reported.count == PowerCutWorld.names.count)
        #expect(judge.found.cuts > 300)
        print("journal: \(judge.found.cuts) power cuts in a run of 20, sectors of \(geometry.sectorSize)")
    }

    @Test func `after a power cut the next boot finishes the work, and creates nobody twice`() async throws {
        let whole = try await PowerCutWorld()
        _ = try await whole.live(on: whole.disk.process())
        let changes = whole.disk.changeCount
        for cut in stride(from: 0, to: changes, by: Soak.isOn ? 1 : 5) {
            let world = try await PowerCutWorld()
            world.disk.watch { call in
                call.kind.isChange && call.number == cut ? .powerCut(seed: UInt64(cut)) : .proceed
            }
            _ = try? await world.live(on: world.disk.process())
            world.disk.watch(nil)
            var lives = 0
            while try await world.live(on: world.disk.process()), lives < 5 { lives += 1 }
            #expect(await world.accounts() == PowerCutWorld.names, "cut at change \(cut) of \(changes)")
            let made = await world.backend.registers().filter(\.madeAccount).map(\.username)
            #expect(made.sorted() == PowerCutWorld.names, "cut at change \(cut) of \(changes)")
        }
        print("journal: power cuts at the \(changes) changes of a run of 20, and boots after them")
    }

    /// The counterpart: the judge sees what happens where syncs do nothing.
    @Test func `on a disk that ignores syncs the journal forgets`() async throws {
        let world = try await PowerCutWorld()
        let judge = JournalJudge(world.sent)
        world.disk.changeFaults { $0.ignoresSyncs = true }
        world.disk.watch { [disk = world.disk] call in
            if call.kind == .write, call.number.isMultiple(of: 7) { judge.look(at: disk, before: call, seeds: 0..<2) }
            return .proceed
        }
        _ = try await world.live(on: world.disk.process(), report: judge.note)
        world.disk.watch(nil)
        #expect(judge.found.problems.contains { $0.contains("was sent") })
    }
}
