import FlowServ
import Testing

/// Each sentence of the judge sees a history that breaks it, and passes the same history where it is kept.
struct JudgeTests {
    /// A history of a second for each event.
    private func history(_ events: Event...) -> History {
        let history = History()
        for (second, event) in events.enumerated() { history.add(event, at: .seconds(second)) }
        return history
    }

    private func history(_ events: [(Int, Event)]) -> History {
        let history = History()
        for (second, event) in events { history.add(event, at: .seconds(second)) }
        return history
    }

    private func apply(_ process: Int = 1, _ more: String...) -> Event {
        .began(process, machine: 0, arguments: ["apply", "team.csv"] + more)
    }

    private func register(_ number: Int, _ name: String, by process: Int = 1) -> Event {
        .sent(number, by: process, Event.Request(route: .register, username: name))
    }

    private func row(_ number: Int, _ name: String, rows: Int = 1) -> Event {
        .inserted(number, name: name, id: "id-\(name)-\(number)", active: true, rows: rows)
    }

    private let listing = Event.sent(90, by: 1, Event.Request(route: .list))
    private let listed = Event.answered(90, .own(status: 200, id: nil, words: ""))
    private func created(_ number: Int, _ name: String) -> Event {
        .answered(number, .own(status: 201, id: "id-\(name)-\(number)", words: ""))
    }

    @Test func `1: two rows of a name are seen, unless the world was too late`() {
        let lost = Event.answered(1, .nothing("closed"))
        let twice = [(0, apply()), (1, register(1, "ann")), (2, lost), (30, row(1, "ann")), (31, register(2, "ann"))]
        #expect(OneRowPerName().violations(in: history(twice)).isEmpty)
        #expect(OneRowPerName().violations(in: history(twice + [(32, row(2, "ann", rows: 2))])) == ["ann has 2 rows"])
        let late = [
            (0, apply()), (1, register(1, "ann")), (2, lost), (38, register(2, "ann")), (39, row(2, "ann")),
            (40, row(1, "ann", rows: 2)),
        ]
        #expect(OneRowPerName().violations(in: history(late)).isEmpty)
    }

    @Test func `2: an id that is gone is seen, unless it was reported`() {
        var knowing = Look()
        knowing.ids = [Look.KnownID(name: "ann", id: "id-ann-1")]
        let heard = [apply(), register(1, "ann"), created(1, "ann")]
        func end(_ words: String, _ look: Look) -> [Event] {
            [.ended(1, status: 0, output: words, errors: ""), .looked(1, look)]
        }
        #expect(KeptIDs().violations(in: history((heard + end("", knowing)).map { (0, $0) })).isEmpty)
        #expect(KeptIDs().violations(in: history((heard + end("", Look())).map { (0, $0) })).count == 1)
        #expect(
            KeptIDs().violations(in: history((heard + end("adopt ann id-ann-1", Look())).map { (0, $0) })).isEmpty)
        let later = heard + end("", knowing) + [apply(2), .killed(2, ""), .looked(2, Look())]
        #expect(KeptIDs().violations(in: history(later.map { (0, $0) })).count == 1)
    }

    @Test func `3: what no plan has is seen, and what comes before a listing`() {
        var planned = Look()
        planned.actions = [Look.Planned(name: "ann", kind: "register", wanted: "active", state: "active")]
        let sees = NothingUnplanned()
        #expect(
            sees.violations(in: history(apply(), listing, listed, register(1, "ann"), .looked(1, planned))).isEmpty)
        #expect(sees.violations(in: history(apply(), register(1, "ann"), .looked(1, planned))).count == 1)
        #expect(
            sees.violations(in: history(apply(), listing, listed, register(1, "bob"), .looked(1, planned))).count == 1
        )
        let reviewed = Event.planFile(1, ["bob"])
        #expect(
            sees.violations(in: history(apply(), reviewed, listing, listed, register(1, "ann"), .looked(1, planned)))
                .count == 1)
    }

    @Test func `4: a request about a name whose outcome is open is seen`() {
        let sees = NothingWhileOpen()
        let lost = Event.answered(1, .nothing("closed"))
        func story(_ settled: Int, listingAt: Int?) -> History {
            var events = [(0, apply()), (1, register(1, "ann")), (2, lost)]
            if let listingAt { events += [(listingAt, listing), (listingAt, listed)] }
            return history(events + [(settled, register(2, "ann"))])
        }
        #expect(sees.violations(in: story(40, listingAt: 38)).isEmpty)
        #expect(sees.violations(in: story(30, listingAt: 29)).count == 1)
        #expect(sees.violations(in: story(40, listingAt: nil)).count == 1)
        #expect(sees.violations(in: story(40, listingAt: 30)).count == 1)
        #expect(sees.violations(in: history(apply(), register(1, "ann"), register(2, "ann"))).count == 1)
        let killed = [(0, apply()), (1, register(1, "ann")), (2, .killed(1, "")), (60, apply(2))]
        #expect(sees.violations(in: history(killed + [(70, register(2, "ann", by: 2))])).count == 1)
    }

    @Test func `5: a second credential, one that does not log in, and none at all are seen`() {
        func looked(_ process: Int, _ isGood: Bool?) -> Event {
            var look = Look()
            look.delivered = [Look.Credential(name: "ann", id: "1", isGood: isGood)]
            return .looked(process, look)
        }
        let sees = OneCredentialEach()
        #expect(sees.violations(in: history(looked(1, true))).isEmpty)
        #expect(sees.violations(in: history(looked(1, true), looked(2, true))).count == 1)
        #expect(sees.violations(in: history(looked(1, false))).count == 1)
        #expect(sees.violations(in: history(.creditors(missing: ["ann"]))).count == 1)
    }

    @Test func `6: an open gate and a large canary are seen`() {
        var wave = Look()
        wave.run = (1, "completed", "open")
        wave.actions = ["ann", "bob"].map {
            Look.Planned(name: $0, kind: "register", wanted: "active", state: "active")
        }
        let activation = Event.sent(3, by: 1, Event.Request(route: .activate, id: "id-ann-1"))
        let sees = HeldGates()
        #expect(
            sees.violations(in: history(apply(), row(1, "ann"), row(2, "bob"), activation, .looked(1, wave))).isEmpty)
        #expect(sees.violations(in: history(apply(), row(1, "ann"), activation, .looked(1, wave))).count == 1)
        let canary = apply(1, "--canary", "1")
        let two = [canary, listing, listed, register(1, "ann"), register(2, "bob"), .looked(1, wave)]
        #expect(sees.violations(in: history(two.map { (0, $0) })).count == 1)
        let verified = [
            canary, listing, listed, register(1, "ann"), listing, listed, register(2, "bob"), .looked(1, wave),
        ]
        #expect(sees.violations(in: history(verified.map { (0, $0) })).isEmpty)
    }

    @Test func `7: a success that is none, and a report that counts wrongly, are seen`() {
        var look = Look()
        look.wanted = ["ann": false]
        let done = Event.ended(1, status: 0, output: "", errors: "")
        let sees = TrueCounts()
        #expect(sees.violations(in: history(apply(), done, .looked(1, look))).count == 1)
        look.rows = [Look.Row(name: "ann", id: "1", isActive: true)]
        #expect(sees.violations(in: history(apply(), done, .looked(1, look))).isEmpty)
        look.reports = [(["succeeded": 2], ["succeeded": 1])]
        #expect(sees.violations(in: history(apply(), done, .looked(1, look))).count == 1)
    }

    @Test func `8: a secret that was written is seen`() {
        var look = Look()
        #expect(NoLeaks().violations(in: history(.looked(1, look))).isEmpty)
        look.leaks = ["x in journal.sqlite"]
        #expect(NoLeaks().violations(in: history(.looked(1, look))).count == 1)
    }

    @Test func `9: a bad end is seen`() {
        #expect(GoodEnd().violations(in: history(.unsettled("ann is blocked"))) == ["ann is blocked"])
    }

    @Test func `10: a hang and a silent failure are seen`() {
        let sees = NoSilence()
        #expect(sees.violations(in: history(.ended(1, status: 5, output: "", errors: "why\n"))).isEmpty)
        #expect(sees.violations(in: history(.ended(1, status: 5, output: "", errors: "\n"))).count == 1)
        #expect(sees.violations(in: history(.ended(1, status: NoSilence.hang, output: "", errors: "x"))).count == 1)
    }
}
