internal import Foundation

/// A disk in memory that loses what was not synced when its power is cut.
///
/// SQLite uses it through the VFS of a ``DiskProcess``, everything else through its files.  It keeps the durable
/// content of each file apart from the writes since its last sync, and the names in a directory likewise.  A power cut
/// keeps, drops or tears each of them by a seed: the same seed, after the same calls, leaves the same bytes.  (SQLite
/// itself draws the salts of its logs from a generator of the whole program; see ``seedSQLite(_:)``.)
package final class PowerCutDisk: @unchecked Sendable {
    /// Is asked before a call happens, on the thread that calls.  It may call the disk itself.
    package typealias Watch = @Sendable (DiskCall) -> DiskVerdict

    /// The sectors.
    package let geometry: DiskGeometry
    /// The time that SQLite has.
    package let clock: DiskClock
    // The lock guards everything below, and all that can be reached from there.
    private let lock = NSLock()
    private var volume: Volume
    private var watch: Watch?
    private var changes = 0
    private var tallies: [String: DiskTally] = [:]
    /// The number of power cuts so far: processes of an earlier boot are dead.
    private var boot = 0

    /// Creates an empty disk.
    package convenience init(geometry: DiskGeometry = DiskGeometry(), clock: DiskClock = .system) {
        self.init(geometry: geometry, clock: clock, Volume())
    }

    private init(geometry: DiskGeometry, clock: DiskClock, _ volume: Volume) {
        self.geometry = geometry
        self.clock = clock
        self.volume = volume
    }

    /// Starts a process that uses the disk.
    ///
    /// - Parameter name: Its name in traces.
    package func process(_ name: String = "rollcall") -> DiskProcess {
        locked { DiskProcess(name: name, disk: self, boot: boot) }
    }

    /// Cuts the power: all processes are dead, and what was not synced is kept, dropped or torn.
    package func powerCut(seed: UInt64) {
        locked {
            var loss = PowerLoss(seed: seed, geometry: geometry)
            volume = loss.remains(of: Volume(copying: volume))
            boot += 1
        }
    }

    /// Returns the disk as a power cut now would leave it; this one continues.
    package func afterPowerCut(seed: UInt64) -> PowerCutDisk {
        let copy = copied()
        copy.powerCut(seed: seed)
        return copy
    }

    /// Returns the disk as the death of all processes now would leave it; this one continues.
    package func copied() -> PowerCutDisk {
        locked {
            let copy = PowerCutDisk(geometry: geometry, clock: clock, Volume(copying: volume))
            copy.changes = changes
            return copy
        }
    }

    /// Sees every call from now on, and may let it fail; nil ends that.
    package func watch(_ watch: Watch?) {
        locked { self.watch = watch }
    }

    /// Changes what is wrong with the disk.
    package func changeFaults(_ change: (inout DiskFaults) -> Void) {
        locked { change(&volume.faults) }
    }

    /// The number of changes that were begun so far.
    package var changeCount: Int { locked { changes } }

    /// How often each file was written and synced, by path.
    package var tally: [String: DiskTally] { locked { tallies } }

    /// The content of all files as programs see it, by path.
    package var contents: [String: [UInt8]] { locked { volume.names.now.mapValues(\.now.bytes) } }

    /// The number of changes of contents and names that a power cut could lose now.
    package var unsyncedCount: Int {
        locked { volume.names.now.values.reduce(volume.names.pending.count) { $0 + $1.pending.count } }
    }

    // MARK: For processes

    /// Asks the watch and the faults about a call.
    func admit(_ kind: DiskCall.Kind, _ path: String, bytes: Int, of process: DiskProcess) throws(DiskFailure) {
        let (call, watch, fault) = locked { announce(kind, path, bytes, process) }
        switch watch?(call) ?? .proceed {
        case .proceed: break
        case .fail(let failure): throw failure
        case .kill:
            process.kill()
            throw .dead
        case .powerCut(let seed):
            powerCut(seed: seed)
            throw .dead
        }
        if let fault { throw fault }
    }

    private func announce(
        _ kind: DiskCall.Kind, _ path: String, _ bytes: Int, _ process: DiskProcess
    ) -> (DiskCall, Watch?, DiskFailure?) {
        let call = DiskCall(kind: kind, path: path, process: process.name, number: changes, bytes: bytes)
        guard kind.isChange else { return (call, watch, nil) }
        changes += 1
        tallies[path, default: DiskTally()].count(call)
        return (call, watch, volume.faults.failing[call.number])
    }

    /// Lets a process that is alive at the volume.
    func perform<Value>(
        for process: DiskProcess, _ body: (Volume) throws(DiskFailure) -> Value
    ) throws(DiskFailure) -> Value {
        lock.lock()
        defer { lock.unlock() }
        guard isAlive(process) else { throw .dead }
        return try body(volume)
    }

    /// Whether a process is alive; only under the lock.
    private func isAlive(_ process: DiskProcess) -> Bool { !process.isKilled && process.boot == boot }

    /// Runs a closure while no other thread is at the disk.
    func locked<Value>(_ body: () -> Value) -> Value {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }

    /// Ends a process and the locks of its files; its writes remain.
    func end(_ process: DiskProcess) {
        locked {
            process.isKilled = true
            for file in volume.names.now.values { file.forgetUsers { $0.process === process } }
        }
    }

    /// Whether nothing may be changed.
    var isReadOnly: Bool { locked { volume.faults.isReadOnly } }

    /// Whether a process is alive.
    func lives(_ process: DiskProcess) -> Bool { locked { isAlive(process) } }
}
