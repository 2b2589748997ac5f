internal import Foundation
internal import Synchronization

/// A proxy that does to requests what networks and gateways do, the same for the same seed, and keeps a record.
package final class MisbehavingProxy: Sendable {
    /// The server's URL, by way of the proxy.
    package let url: String
    /// What it saw and did.
    package let log: ProxyLog
    private let lottery: Mutex<FaultLottery>
    private let traps = Mutex<[ProxyTrap]>([])
    private let forgery = Mutex<Forgery?>(nil)
    private let upstream: Upstream
    private let delay: Duration

    /// How often and how hard it misbehaves.
    package struct Temper: Sendable {
        package var seed: UInt64
        /// The share of requests that something happens to.
        package var chance: Double
        /// How long a late request or answer is held back.
        package var delay: Duration

        package init(seed: UInt64, chance: Double, delay: Duration) {
            self.seed = seed
            self.chance = chance
            self.delay = delay
        }

        /// Passes everything.
        package static let tame = Temper(seed: 0, chance: 0, delay: .zero)
    }

    private init(_ url: String, _ upstream: Upstream, _ temper: Temper, _ log: ProxyLog) {
        self.url = url
        self.upstream = upstream
        self.log = log
        delay = temper.delay
        lottery = Mutex(FaultLottery(seed: temper.seed, chance: temper.chance))
    }

    /// Stands before a server while the body runs, and until the last request is done and every client has gone; so
    /// the record is complete afterwards.
    package static func run<Value: Sendable>(
        before server: String, _ temper: Temper = .tame,
        _ body: @Sendable (MisbehavingProxy) async throws -> Value
    ) async throws -> Value {
        guard let parts = URLComponents(string: server), let port = parts.port else { throw NoPort(url: server) }
        let handler = Mutex<MisbehavingProxy?>(nil)
        return try await RawServer.run(
            WireLog(),
            script: { _, request, peer in
                try await handler.withLock { $0 }?.pass(request, peer)
            },
            { listener in
                let proxy = MisbehavingProxy(
                    "http://127.0.0.1:\(listener.port)\(parts.path)", Upstream(port: port), temper, ProxyLog())
                handler.withLock { $0 = proxy }
                return try await body(proxy)
            })
    }

    private struct NoPort: Error, CustomStringConvertible {
        let url: String
        var description: String { "\(url) has no port" }
    }

    /// Sets a trap beside those that are there.
    package func set(_ trap: ProxyTrap) {
        traps.withLock { $0.append(trap) }
    }

    /// What a client is told in the place of the server's answer; nil leaves that as it is.
    package typealias Forgery = @Sendable (RecordedRequest, String) -> (status: String, body: String)?

    /// Lets the answers pass through somebody's hands: what was asked, and the body of the answer; nil ends that.
    package func forge(_ forgery: Forgery?) {
        self.forgery.withLock { $0 = forgery }
    }

    /// Takes these names out of every listing, as another database would; none shows all of them again.
    package func hide(_ names: Set<String>) {
        forge { request, body in
            guard ProxyTrap.Call(request) == .list,
                let object = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any],
                let users = object["users"] as? [[String: Any]]
            else { return nil }
            let rest = users.filter { !names.contains($0["username"] as? String ?? "") }
            let data = try? JSONSerialization.data(withJSONObject: ["users": rest])
            return data.map { ("200 OK", String(decoding: $0, as: UTF8.self)) }
        }
    }

    /// Takes all traps away.
    package func clearTraps() {
        traps.withLock { $0 = [] }
    }

    private func pass(_ request: RecordedRequest, _ peer: Peer) async throws {
        let call = ProxyTrap.Call(request)
        let name = call == .register ? Self.username(in: request.body) : nil
        let passage = Passage(log: log, number: name.map(log.arrived), peer: peer)
        passage.watch()
        await spring(call, .arrived)
        let subject = request.target + (name ?? "")
        let fault = lottery.withLock { $0.draw(call, subject: subject) }
        if let fault { log.met(fault) }
        if try await passage.refuse(fault) { return }
        if fault == .lateBefore { try await Task.sleep(for: delay) }
        var answer = try await upstream.answer(to: request)
        if let genuine = answer, let forgery = forgery.withLock({ $0 }),
            let forged = forgery(request, String(decoding: genuine.body, as: UTF8.self))
        {
            answer = genuine.with(status: forged.status, body: forged.body)
        }
        passage.finished()
        await spring(call, .carriedOut)
        if fault == .lateAfter { try await Task.sleep(for: delay) }
        try await passage.answer(answer, fault)
        await spring(call, .answered)
    }

    private func spring(_ call: ProxyTrap.Call, _ moment: ProxyTrap.Moment) async {
        let sprung = traps.withLock { traps in
            var sprung: [ProxyTrap] = []
            for index in traps.indices where traps[index].counts(call, moment) { sprung.append(traps[index]) }
            traps.removeAll { $0.remaining <= 0 }
            return sprung
        }
        for trap in sprung { await trap.action() }
    }

    private static func username(in body: [UInt8]) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return object?["username"] as? String
    }
}
