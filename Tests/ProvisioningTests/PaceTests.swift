import Testing

@testable import Provisioning

struct PaceTests {
    private static func pace(_ ceiling: Int, interval: Duration = .zero) -> Pace {
        Pace(Pace.Limits(ceiling: ceiling, interval: interval, backoff: Backoff()))
    }

    /// Lets as many leave as may, at this moment.
    private func departures(_ pace: inout Pace, at now: Duration) -> [Pace.Ticket] {
        var tickets: [Pace.Ticket] = []
        while case .now(let ticket) = pace.depart(at: now) { tickets.append(ticket) }
        return tickets
    }

    private func round(_ pace: inout Pace, _ signal: Pace.Signal, at now: Duration) -> Int {
        let tickets = departures(&pace, at: now)
        for ticket in tickets { pace.arrive(ticket, signal, at: now, jitter: 0.5) }
        return tickets.count
    }

    private static let answer = Pace.Signal.answered(latency: .milliseconds(10))
    private static let trouble = Pace.Signal.failed(retryAfter: nil)

    @Test func `the width doubles up to the ceiling while all goes well`() {
        var pace = Self.pace(20)
        #expect((0..<5).map { _ in round(&pace, Self.answer, at: .zero) } == [4, 8, 16, 20, 20])
        #expect(pace.inFlight == 0)
    }

    @Test func `trouble halves the width, and then it grows by one a round trip`() {
        var pace = Self.pace(16)
        for _ in 0..<3 { _ = round(&pace, Self.answer, at: .zero) }
        #expect(round(&pace, Self.trouble, at: .zero) == 16)
        #expect(pace.width == 8)
        var widths: [Int] = []
        for second in 1...4 { widths.append(round(&pace, Self.answer, at: .seconds(second))) }
        #expect(widths == [8, 8, 9, 10])
    }

    @Test func `the width never falls below one`() {
        var pace = Self.pace(8)
        for second in 1...20 { _ = round(&pace, Self.trouble, at: .seconds(100 * second)) }
        #expect(pace.width == 1)
        #expect(departures(&pace, at: .seconds(10_000)).count == 1)
    }

    @Test func `requests that fail together are one failure`() {
        var pace = Self.pace(8)
        let tickets = departures(&pace, at: .zero)
        for ticket in tickets { pace.arrive(ticket, Self.trouble, at: .zero, jitter: 0.5) }
        #expect(pace.failedRounds == 1)
        #expect(pace.width == 2)
        let later = departures(&pace, at: .seconds(10))
        for ticket in later { pace.arrive(ticket, Self.trouble, at: .seconds(10), jitter: 0.5) }
        #expect(pace.failedRounds == 2)
    }

    @Test func `an answer ends a row of failures`() {
        var pace = Self.pace(4)
        for second in 1...5 { _ = round(&pace, Self.trouble, at: .seconds(100 * second)) }
        #expect(pace.failedRounds == 5)
        _ = round(&pace, Self.answer, at: .seconds(1000))
        #expect(pace.failedRounds == 0)
    }

    @Test func `after a failure everybody waits, longer with every round`() {
        var pace = Self.pace(4)
        var waits: [Duration] = []
        var now = Duration.zero
        for _ in 0..<4 {
            _ = round(&pace, Self.trouble, at: now)
            guard case .after(let wait) = pace.depart(at: now) else { break }
            waits.append(wait)
            now += wait
        }
        #expect(waits == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800)])
    }

    @Test func `what the server asks to wait holds back all requests`() {
        var pace = Self.pace(4)
        let tickets = departures(&pace, at: .zero)
        pace.arrive(tickets[0], .failed(retryAfter: .seconds(7)), at: .zero, jitter: 0.5)
        for ticket in tickets.dropFirst() { pace.arrive(ticket, Self.answer, at: .zero, jitter: 0.5) }
        #expect(pace.depart(at: .seconds(2)) == .after(.seconds(5)))
        #expect(departures(&pace, at: .seconds(7)).count == Int(pace.width))
    }

    @Test func `a rate spaces departures, and what a coarse timer missed is made up for`() {
        var pace = Self.pace(100, interval: .milliseconds(100))
        for _ in 0..<8 { _ = round(&pace, Self.answer, at: .seconds(-100)) }
        var left = 0
        for millisecond in stride(from: 0, to: 1000, by: 7) {
            left += round(&pace, Self.answer, at: .milliseconds(millisecond))
        }
        #expect(left == 10)
    }

    @Test func `a request that was not sent says nothing about the server`() {
        var pace = Self.pace(4)
        let before = pace
        _ = round(&pace, .nothing, at: .zero)
        #expect(pace.width == before.width && pace.answers == 0 && pace.failedRounds == 0)
    }

    @Test func `answers that take longer and longer narrow it`() {
        var pace = Self.pace(64)
        for _ in 0..<10 { _ = round(&pace, Self.answer, at: .zero) }
        #expect(pace.width == 64)
        for _ in 0..<3 { _ = round(&pace, .answered(latency: .milliseconds(500)), at: .zero) }
        #expect(pace.width < 64)
    }

    @Test func `a server that is slow all the time keeps its width`() {
        var pace = Self.pace(16)
        for _ in 0..<100 { _ = round(&pace, .answered(latency: .milliseconds(500)), at: .zero) }
        #expect(pace.width == 16)
    }
}
