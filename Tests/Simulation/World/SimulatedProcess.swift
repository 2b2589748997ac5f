import ArgumentParser
import Foundation
import PowerCutDisk

@testable import FlowServ
@testable import Provisioning
@testable import rollcall

/// One process of the program: the real command, with the world as its surroundings.
///
/// If it is killed, its machine's files are kept as they are at that moment, none of its requests leaves any more, and
/// whatever its tasks still do on their way out is undone.  Unchecked, because only the scheduler's thread touches it.
final class SimulatedProcess: @unchecked Sendable {
    let number: History.Number
    let machine: Machine
    private let world: World
    private let trouble: Story.Trouble
    private(set) var isDead = false
    private var snapshot: Machine.Snapshot?
    private let firstStep: Int
    private let disk: DiskProcess?
    private var firstChange = 0
    private var writes = 0
    /// How much faster time passes for a dead process, which waits for nothing.
    private var skew = Duration.zero
    private var alarms: [Scheduler.Alarm] = []
    private var streams: [Int32: [UInt8]] = [:]

    struct Dead: Error {}

    /// How a process ended.
    struct Ending {
        /// Its exit status; nil if it was killed.
        let status: Int32?
        let output: String
        let errors: String
    }

    init(on machine: Machine, in world: World, trouble: Story.Trouble) {
        number = world.history.nextProcess()
        self.machine = machine
        self.world = world
        self.trouble = trouble
        firstStep = world.scheduler.steps
        disk = machine.disk?.process()
        firstChange = machine.disk?.changeCount ?? 0
    }

    /// Runs `rollcall` with these arguments to its end.
    func run(_ arguments: [String]) async throws -> Ending {
        world.history.add(.began(number, machine: machine.number, arguments: arguments), at: world.scheduler.now)
        Surroundings.current = surroundings()
        JournalStorage.current = storage()
        world.scheduler.beforeStep = { [weak self] in self?.reach() }
        machine.disk?.watch { [weak self] in self?.verdict(on: $0) ?? .proceed }
        let status = await perform(arguments)
        world.scheduler.beforeStep = {}
        machine.disk?.watch(nil)
        await leave()
        disk?.kill()
        if let snapshot {
            try machine.restore(snapshot)
            return Ending(status: nil, output: "", errors: "")
        }
        let ending = Ending(status: status, output: text(STDOUT_FILENO), errors: text(STDERR_FILENO))
        world.history.add(
            .ended(number, status: status, output: ending.output, errors: ending.errors), at: world.scheduler.now)
        return ending
    }

    private func text(_ stream: Int32) -> String { String(decoding: streams[stream] ?? [], as: UTF8.self) }

    /// Does what the program's main function does, without ending this process.
    private func perform(_ arguments: [String]) async -> Int32 {
        MetricsFile.forget()
        Interruption.endRun()
        var settled: ResolvedArguments?
        do {
            try await Rollcall.perform(arguments, resolving: &settled, parsing: ParsedCommands.command)
            return 0
        } catch {
            let status: Int32
            if let failure = Failure(of: error) {
                Console.error((settled?.explain(failure) ?? failure).message)
                status = failure.status.rawValue
            } else if let code = error as? ExitCode {
                status = code.rawValue
            } else {
                Console.error(Rollcall.fullMessage(for: error))
                status = Rollcall.exitCode(for: error).rawValue
            }
            do { try MetricsFile.end(status) } catch { Console.error("\(error)") }
            return status
        }
    }

    // MARK: - Death

    private func reach() {
        let step = world.scheduler.steps - firstStep
        if case .step(let last)? = trouble.death, step > last { die("at a step") }
        if let moment = trouble.interruption, step == moment, let stop = Interruption.running {
            world.note("[\(number)] gets a SIGTERM")
            stop.raise(.interrupted(signal: SIGTERM))
        }
    }

    /// Kills the process before a change of the disk.
    private func verdict(on call: DiskCall) -> DiskVerdict {
        guard case .diskChange(let last)? = trouble.death, call.kind.isChange, call.number - firstChange >= last,
            !isDead
        else { return .proceed }
        die("before \(call.kind.rawValue) \(call.number - firstChange) of the disk")
        return .proceed
    }

    private func die(_ moment: String) {
        guard !isDead else { return }
        world.history.add(.killed(number, moment), at: world.scheduler.now)
        isDead = true
        snapshot = machine.snapshot()
        if let seed = trouble.powerCut { machine.disk?.powerCut(seed: seed) } else { disk?.kill() }
        for alarm in alarms { alarm.ring() }
        alarms = []
    }

    /// Lets the tasks end that the process has left behind, as its end would.
    private func leave() async {
        isDead = true
        for alarm in alarms { alarm.ring() }
        alarms = []
        for _ in 0..<10_000 where world.scheduler.hasReady { await world.scheduler.yield() }
    }

    private func storage() -> JournalStorage {
        var storage = JournalStorage()
        storage.fileSystem = disk?.vfs
        storage.commits = { work in Task.detached { work() } }
        storage.probe = TransactionProbe(
            before: { [self] in
                writes += 1
                if trouble.death == .beforeWrite(writes) { die("before write \(writes)") }
                if isDead { throw Dead() }
            },
            after: { [self] in
                if trouble.death == .afterWrite(writes) { die("after write \(writes)") }
                if isDead { throw Dead() }
                world.history.add(.committed(number), at: world.scheduler.now)
            })
        return storage
    }

    // MARK: - Surroundings

    private func surroundings() -> Surroundings {
        var surroundings = Surroundings()
        let variables = world.variables(of: machine)
        surroundings.variables = { variables }
        surroundings.date = { [self] in world.date }
        surroundings.timekeeper = { [self] in timekeeper() }
        surroundings.pause = { [self] pause in
            if !isDead { world.scheduler.skip(to: world.scheduler.now + pause) }
        }
        surroundings.carrier = RequestCarrier { [self] (request) async throws(ServiceError) in
            try await world.server.exchange(request, from: self)
        }
        surroundings.write = { [self] bytes, stream in
            // Files are written in the same way, and are real.
            if stream > STDERR_FILENO { return Self.write(bytes, to: stream) }
            streams[stream, default: []] += bytes
            return nil
        }
        surroundings.isTerminal = { _ in false }
        return surroundings
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count <= 0 { return errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    private func timekeeper() -> Timekeeper {
        let start = world.scheduler.now + skew
        return Timekeeper(
            now: { [self] in world.scheduler.now + skew - start }, date: { [self] in world.date },
            sleepUntil: { [self] in await sleep(until: start + $0) },
            jitter: { [self] in Double(world.scheduler.number(below: 1000)) / 1000 })
    }

    private func sleep(until moment: Duration) async {
        if isDead {
            skew = max(skew, moment - world.scheduler.now)
            await world.scheduler.yield()
        } else {
            await world.scheduler.sleep(until: moment, or: alarm())
            if isDead { skew = max(skew, moment - world.scheduler.now) }
        }
    }

    /// Returns an alarm that rings when the process dies.
    func alarm() -> Scheduler.Alarm {
        let alarm = Scheduler.Alarm()
        if alarms.count > 64 { alarms.removeAll(where: \.hasRung) }
        alarms.append(alarm)
        return alarm
    }
}
