import PowerCutDisk
import Synchronization

/// Tries power cuts before every change of a workload and after it, each with several seeds.
final class CutTally: Sendable {
    struct Counts {
        var cuts = 0
        var damaged: [String] = []
        /// Cuts after which a commit that had returned was gone.
        var lost = 0
        /// The most commits that one cut took.
        var mostLost = 0
        /// Cuts after which a transaction was there whose commit had not returned.
        var early = 0
        var impossible: [String] = []
    }

    private let state = Mutex(Counts())
    private let committed = Mutex(-1)

    /// Runs the workload once, and looks at what each cut would leave.
    static func count(
        _ mode: Workload.Mode, _ geometry: DiskGeometry, seeds: Range<UInt64>
    ) -> Counts {
        let tally = CutTally()
        let disk = PowerCutDisk(geometry: geometry)
        disk.watch { [unowned disk] call in
            if call.kind.isChange { tally.look(at: disk, seeds, "before \(call)") }
            return .proceed
        }
        Workload.run(in: mode, on: disk.process()) { number in
            tally.committed.withLock { $0 = number }
            tally.look(at: disk, seeds, "after commit \(number)")
        }
        disk.watch(nil)
        return tally.state.withLock { $0 }
    }

    private func look(at disk: PowerCutDisk, _ seeds: Range<UInt64>, _ place: String) {
        let acknowledged = committed.withLock { $0 }
        for seed in seeds {
            let verdict = Verdict(of: disk.afterPowerCut(seed: seed &+ UInt64(disk.changeCount) << 20))
            state.withLock { $0.add(verdict, acknowledged, "\(place), seed \(seed)") }
        }
    }
}

extension CutTally.Counts {
    mutating func add(_ verdict: Verdict, _ acknowledged: Int, _ place: String) {
        cuts += 1
        guard let count = verdict.count else {
            damaged.append("\(place): \(verdict)")
            return
        }
        if count < acknowledged {
            lost += 1
            mostLost = max(mostLost, acknowledged - count)
        }
        if count > acknowledged { early += 1 }
        if count > acknowledged + 1 { impossible.append("\(place): \(count) after \(acknowledged)") }
    }
}
