import Foundation

/// Runs all tasks of one world on one thread, in an order and in a time that come from a seed.
///
/// Of the jobs that are ready, the seed chooses the next one.  If none is ready, time jumps to the next timer.  Unchecked,
/// because only its own thread touches it.
final class Scheduler: @unchecked Sendable {
    /// Nothing is ready, and nobody waits for a time.
    struct Hang: Error {}

    /// What can happen next.
    private enum Ready {
        case job(UnownedJob)
        case call(() -> Void)
    }

    private struct Timer {
        let due: Duration
        let number: Int
        let isWanted: () -> Bool
        let action: () -> Void
    }

    /// The time since the world began.
    private(set) var now = Duration.zero
    /// The number of jobs that have run.
    private(set) var steps = 0
    /// Called before each job.
    var beforeStep: () -> Void = {}
    var random: SeededRandom
    private var ready: [Ready] = []
    private var timers: [Timer] = []
    private var lastTimer = 0

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The scheduler whose thread this is, if there is one.
    static var ofThisThread: Scheduler? {
        pthread_getspecific(key).map { Unmanaged<Scheduler>.fromOpaque($0).takeUnretainedValue() }
    }

    init(seed: UInt64) {
        ConcurrencyHooks.install()
        random = SeededRandom(seed: seed)
    }

    /// Runs tasks on this thread until this one ends.
    ///
    /// - Throws: ``Hang`` if it cannot end any more.
    func run<Value>(_ body: @escaping () async -> Value) throws -> Value {
        pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
        defer { pthread_setspecific(Self.key, nil) }
        let end = End<Value>(body: body)
        Task.detached { end.value = await end.body() }
        while true {
            if let value = end.value { return value }
            guard step() else { throw Hang() }
        }
    }

    private final class End<Value>: @unchecked Sendable {
        let body: () async -> Value
        var value: Value?
        init(body: @escaping () async -> Value) { self.body = body }
    }

    fileprivate static let everywhere = unsafeBitCast((UInt(0), UInt(0)), to: UnownedSerialExecutor.self)

    /// Runs one job, or lets time pass until one is ready.
    private func step() -> Bool {
        if ready.isEmpty { return passTime() }
        steps += 1
        beforeStep()
        let position = ready.count == 1 ? 0 : Int(random.next() % UInt64(ready.count))
        ready.swapAt(position, ready.count - 1)
        switch ready.removeLast() {
        case .job(let job): job.runSynchronously(on: Self.everywhere)
        case .call(let call): call()
        }
        return true
    }

    /// Whether jobs wait besides the one that runs.
    var hasReady: Bool { !ready.isEmpty }

    func enqueue(_ job: UnownedJob) { ready.append(.job(job)) }

    private func passTime() -> Bool {
        while let next = timers.last {
            timers.removeLast()
            guard next.isWanted() else { continue }
            now = max(now, next.due)
            next.action()
            return true
        }
        return false
    }

    /// Calls a function at a moment, unless it is no longer wanted then.
    func at(_ moment: Duration, isWanted: @escaping () -> Bool = { true }, _ action: @escaping () -> Void) {
        lastTimer += 1
        // The latest is first; of the same moment, the one that was set last.
        let place = timers.firstIndex { $0.due <= moment } ?? timers.endIndex
        timers.insert(Timer(due: moment, number: lastTimer, isWanted: isWanted, action: action), at: place)
    }

    /// Lets time pass at once, with everything that is due meanwhile.
    func skip(to moment: Duration) {
        while let next = timers.last, next.due <= moment { _ = passTime() }
        now = max(now, moment)
    }

    /// Lets others go first.  Task.yield() would go to another thread, past the hook.
    func yield() async {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
            ready.append(.call { continuation.resume() })
        }
    }

    /// Waits until a moment; returns early if the task is cancelled or the alarm rings.
    func sleep(until moment: Duration, or alarm: Alarm = Alarm()) async {
        guard moment > now else { return await yield() }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
                guard !alarm.hasRung else { return continuation.resume() }
                alarm.continuation = continuation
                at(moment, isWanted: { !alarm.hasRung }, alarm.ring)
            }
        } onCancel: {
            alarm.ring()
        }
    }

    /// Ends a sleep early.
    final class Alarm: @unchecked Sendable {
        fileprivate var continuation: UnsafeContinuation<Void, Never>?
        private(set) var hasRung = false

        func ring() {
            guard !hasRung else { return }
            hasRung = true
            continuation?.resume()
            continuation = nil
        }
    }
}

extension Scheduler {
    /// Returns a number below a bound.
    func number(below bound: Int) -> Int { bound < 2 ? 0 : Int(random.next() % UInt64(bound)) }

    /// Returns whether something of this chance happens.
    func happens(_ chance: Double) -> Bool { Double(random.next() >> 11) * 0x1p-53 < chance }
}
