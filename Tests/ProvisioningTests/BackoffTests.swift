import Provisioning
import Testing

struct BackoffTests {
    private let backoff = Backoff(base: .milliseconds(200), limit: .seconds(20))

    @Test(arguments: [(1, 200), (2, 400), (3, 800), (7, 12_800), (8, 20_000), (1000, 20_000)])
    func `the bound doubles up to the limit`(failures: Int, bound: Int) {
        #expect(backoff.delay(failures: failures, jitter: 1) == .milliseconds(bound))
    }

    @Test func `jitter takes any part of it`() {
        #expect(backoff.delay(failures: 3, jitter: 0) == .zero)
        #expect(backoff.delay(failures: 3, jitter: 0.5) == .milliseconds(400))
    }

    @Test func `the server's wish is a lower bound`() {
        #expect(backoff.delay(failures: 1, jitter: 0.5, atLeast: .seconds(90)) == .seconds(90))
        #expect(backoff.delay(failures: 8, jitter: 1, atLeast: .seconds(1)) == .seconds(20))
    }
}
