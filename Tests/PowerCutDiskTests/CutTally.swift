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
    ///
    /// - Parameter isTwice: Whether the power is cut again at every change of the recovery from the first cut.
    static func count(
        _ mode: Workload.Mode, _ geometry: DiskGeometry, seeds: Range<UInt64>, isTwice: Bool = false
    ) -> Counts {
        let tally = CutTally()
        let disk = PowerCutDisk(geometry: geometry)
        disk.watch { [unowned disk] call in
            guard call.kind.isChange else { return .proceed }
            if isTwice {
                tally.recover(disk, seeds, "before \(call)")
            } else {
                tally.look(at: disk, seeds, "before \(call)")
            }
            return .proceed
        }
        Workload.run(in: mode, on: disk.process()) { number in
            tally.committed.withLock { $0 = number }
            if !isTwice { tally.look(at: disk, seeds, "after commit \(number)") }
        }
        disk.watch(nil)
        return tally.state.withLock { $0 }
    }

    /// Cuts the power, and again at every change while the next process recovers, reads and closes.
    private func recover(_ disk: PowerCutDisk, _ seeds: Range<UInt64>, _ place: String) {
        for seed in seeds {
            let left = disk.afterPowerCut(seed: seed &+ UInt64(disk.changeCount) << 20)
            left.watch { [unowned left] call in
                if call.kind.isChange { self.look(at: left, seeds, "\(place), seed \(seed), then before \(call)") }
                return .proceed
            }
            _ = Verdict(of: left)
            left.watch(nil)
        }
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
