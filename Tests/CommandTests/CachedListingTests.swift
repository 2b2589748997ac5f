import FlowServ
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

/// A cache that stands in front of the server.
struct CachedListingTests {
    private static let admin = #"{"id": "a1", "username": "admin"}"#

    /// A server whose listings from some number on come out of a cache that has kept the first one.
    private func behindCache(
        from number: Int, until last: Int = .max - 1, age: String = "40",
        _ arguments: [String]
    ) async throws -> (ending: Program.Ending, log: WireLog) {
        let log = WireLog()
        let listings = Numbers()
        let ending = try await RawServer.run(
            log,
            script: { count, request, peer in
                guard request.target.hasPrefix("/api/users"), request.method == "GET" else {
                    return try await CannedFlowServ.answer(count, request, peer)
                }
                let listing = listings.next()
                let users = listing > last ? #"\#(Self.admin), {"id": "a1", "username": "ann"}"# : Self.admin
                let body = #"{"users": [\#(users)]}"#
                if (number...last).contains(listing) {
                    try await peer.answer("200 OK", body, headers: "Age: \(age)")
                } else {
                    try await peer.answer("200 OK", body)
                }
            }
        ) { server in
            let rollcall = try Command(server: server.url, login: ("admin", "admin secret"))
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            return try await rollcall.run(arguments)
        }
        return (ending, log)
    }

    @Test func `every request asks for a fresh answer`() async throws {
        let (_, log) = try await behindCache(from: .max - 1, ["apply", "team.csv", "--yes", "--no-verify"])
        #expect(log.requests.count == 4)
        for request in log.requests {
            #expect(request.values("cache-control") == ["no-cache, no-store"], "\(request.target)")
            #expect(request.values("pragma") == ["no-cache"], "\(request.target)")
        }
    }

    @Test func `an old listing is not planned with, and its age is said`() async throws {
        let (ending, log) = try await behindCache(from: 1, ["apply", "team.csv", "--yes"])
        ending.expect(5)
        #expect(ending.errors.contains("40 s old"))
        #expect(!log.requests.contains { $0.target.hasSuffix("/register") })
    }

    @Test func `an old listing does not verify, and is read again`() async throws {
        let (ending, _) = try await behindCache(from: 2, until: 3, ["apply", "team.csv", "--yes"])
        ending.expect(0)
        #expect(ending.output.contains("Run 1, completed"))
    }

    @Test func `a listing that stays old stops the run without a false alarm`() async throws {
        let (ending, _) = try await behindCache(from: 2, ["apply", "team.csv", "--yes"])
        ending.expect(5)
        #expect(ending.errors.contains("40 s old"))
        #expect(!ending.everything.contains("but not in the listing"))
        // There is nothing to resume; a plan compares.
        #expect(ending.errors.contains("To compare it with the server, type: rollcall plan ROSTER"))
        #expect(!ending.errors.contains("resume"))
    }

    @Test(arguments: ["0", "", "soon"]) func `a listing of this very moment is believed`(age: String) async throws {
        let (ending, _) = try await behindCache(from: 1, until: 1, age: age, ["apply", "team.csv", "--yes"])
        ending.expect(0)
    }
}

/// Counts from 1.
private final class Numbers: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}
