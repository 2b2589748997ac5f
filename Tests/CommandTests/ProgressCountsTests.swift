import Accounts
import Testing

@testable import Provisioning
@testable import rollcall

/// What the progress says, against counts by hand.
struct ProgressCountsTests {
    private func action(_ state: ActionState = .active(UserID(rawValue: "a1"))) -> ExecutionEvent {
        .finished(
            Action(
                id: 1, username: "ann", kind: .register, wanted: .active, state: state, attempts: 1, file: "team.csv",
                line: 2))
    }

    private func text(
        _ events: [ExecutionEvent], done: Int = 0, elapsed: Double = 0.5
    ) -> String {
        var counts = ProgressCounts(done: done)
        for event in events { counts.count(event) }
        return counts.text(elapsed: elapsed)
    }

    @Test func `the rate is that of the accounts since the beginning`() {
        // 3 of 12 in 2 s are 1.5 a second, so the other 9 take 6 s.
        #expect(text([.started(open: 12)] + [action(), action(), action()], elapsed: 2) == "3/12  1.5/s  6 s left")
    }

    @Test func `a resumed run counts all of it, but its rate is that of this process`() {
        // 2 of the 4 that were left, in 4 s: 0.5 a second, and 2 are left.
        #expect(text([.started(open: 4), action(), action()], done: 96, elapsed: 4) == "98/100  0.5/s  4 s left")
    }

    @Test func `nothing is promised before there is something to measure`() {
        #expect(text([.started(open: 3)], elapsed: 5) == "0/3")
        #expect(text([.started(open: 3), action()], elapsed: 0.9) == "1/3")
    }

    @Test func `lost answers are to be settled until they are looked for`() {
        let lost = [ExecutionEvent.started(open: 2), .deferred(lostAction)]
        #expect(text(lost) == "0/2  1 to be settled")
        #expect(text(lost + [.settling(count: 1, wait: .seconds(35))]) == "0/2")
    }

    private var lostAction: Action {
        Action(
            id: 1, username: "ann", kind: .register, wanted: .active, state: .unknown, attempts: 1, file: "team.csv",
            line: 2)
    }

    @Test func `accounts of a wave are done once they are active`() {
        let registered = [ExecutionEvent.started(open: 2), action(), action()]
        #expect(text(registered) == "2/2")
        #expect(text(registered + [.waveIsWhole(activations: 2)]) == "0/2")
        #expect(text(registered + [.waveIsWhole(activations: 2), action()]) == "1/2")
    }

    @Test func `the listing is mentioned while it is read, and failures are counted`() {
        let failed = action(.rejected("weak password"))
        #expect(text([.started(open: 2), .verifying]) == "0/2  reading the listing once more")
        #expect(text([.started(open: 2), .verifying, failed]) == "1/2  1 failed")
    }

    /// The bar has a share of its room that is the share of what is done.
    @Test func `the bar is filled in proportion`() {
        var counts = ProgressCounts()
        counts.count(.started(open: 4))
        #expect(counts.bar(elapsed: 0, columns: 79) == "[........................] 0/4")
        counts.count(action())
        #expect(counts.bar(elapsed: 0, columns: 79) == "[######..................] 1/4")
        counts.count(.width(8))
        #expect(counts.bar(elapsed: 0, columns: 79) == "[######..................] 1/4  8 at a time")
    }
}
