internal import Accounts
internal import FlowServ

/// The faults that are set, and how often each has applied.
struct FaultPlan: Sendable {
    private struct Entry: Sendable {
        let fault: Fault
        var seen = 0
    }

    private struct Subject: Hashable {
        let route: String
        let username: AccountName?
    }

    private var entries: [Entry] = []
    private var attempts: [Subject: UInt64] = [:]
    private let seed: UInt64

    init(_ faults: [Fault] = [], seed: UInt64) {
        entries = faults.map { Entry(fault: $0) }
        self.seed = seed
    }

    mutating func add(_ faults: [Fault]) {
        entries += faults.map { Entry(fault: $0) }
    }

    mutating func removeAll() {
        entries = []
    }

    /// Counts this call and returns the effect on it.
    mutating func effect(on call: IncomingCall) -> FaultEffect? {
        let subject = Subject(route: call.route.rawValue, username: call.username.map { AccountName($0) })
        let attempt = attempts[subject, default: 0]
        attempts[subject] = attempt + 1
        var effect: FaultEffect?
        for index in entries.indices where entries[index].fault.fits(call) {
            entries[index].seen += 1
            let fault = entries[index].fault
            let number = entries[index].seen - fault.nth
            guard effect == nil, number >= 0, fault.times.map({ number < $0 }) ?? true,
                draw(subject, attempt, fault: index) < fault.chance
            else { continue }
            effect = fault.effect
        }
        return effect
    }

    /// Returns a number from 0 to below 1 that depends on the call's subject and on how many calls of it there were,
    /// not on the order in which calls of different names arrive.
    private func draw(_ subject: Subject, _ attempt: UInt64, fault: Int) -> Double {
        var word = mixed(seed &+ UInt64(fault))
        for byte in subject.route.utf8 { word = mixed(word ^ UInt64(byte)) }
        for byte in subject.username?.text.utf8 ?? "".utf8 { word = mixed(word ^ UInt64(byte)) }
        return Double(mixed(word ^ attempt) >> 11) * 0x1p-53
    }
}
