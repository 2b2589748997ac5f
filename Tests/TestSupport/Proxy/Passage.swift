/// One request on its way through a ``MisbehavingProxy``: what its client is told, each word noted before it is said.
struct Passage {
    let log: ProxyLog
    /// Its number in the log, if it is a register.
    let number: Int?
    let peer: Peer

    /// Notes when the client goes away before it was told anything.
    func watch() {
        peer.whenGone { [log, number] in log.answered(number, "given up") }
    }

    /// The server is done with it.
    func finished() {
        log.finished(number)
    }

    /// Turns the request away, if that is the fault.
    ///
    /// - Returns: Whether the server must not get it.
    func refuse(_ fault: Misbehaviour?) async throws -> Bool {
        switch fault {
        case .resetBefore:
            told("reset")
            try await peer.reset()
        case .closedBefore:
            told("closed")
            try await peer.close()
        case .busyBefore:
            told("429")
            try await peer.answer("429 TOO MANY REQUESTS", "", headers: "Retry-After: 0")
        case .busyForASecondBefore:
            told("429")
            try await peer.answer("429 TOO MANY REQUESTS", "", headers: "Retry-After: 1")
        case .unavailableBefore:
            told("503")
            try await peer.answer("503 SERVICE UNAVAILABLE", "<html>no upstream</html>")
        default:
            return false
        }
        return true
    }

    private func told(_ answer: String) {
        log.finished(number)
        log.answered(number, answer)
    }

    /// Gives the client the server's answer, or what the fault makes of it.
    func answer(_ answer: Upstream.Answer?, _ fault: Misbehaviour?) async throws {
        guard let answer, fault != .closedAfter else {
            log.answered(number, "closed")
            return try await peer.close()
        }
        switch fault {
        case .resetAfter:
            log.answered(number, "reset")
            try await peer.reset()
        case .badGatewayAfter:
            log.answered(number, "502")
            try await peer.answer("502 BAD GATEWAY", "<html>the answer was lost</html>")
        case .cutOffAfter:
            log.answered(number, "cut off")
            try await peer.send(Array(answer.bytes.dropLast(1 + answer.body.count / 2)))
            try await peer.close()
        case .garbageAfter:
            log.answered(number, "garbage")
            try await peer.send(answer.with(body: "{\"id\": \"<html>").bytes)
        case .dripAfter:
            log.answered(number, "drip")
            try await drip(answer.bytes)
        default:
            log.answered(number, answer.status)
            try await peer.send(answer.bytes)
            if fault == .closedBehindTheAnswer { try await peer.close() }
        }
    }

    private func drip(_ bytes: [UInt8]) async throws {
        for byte in bytes {
            try await peer.send([byte])
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
