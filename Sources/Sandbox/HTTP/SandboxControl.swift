internal import FlowServ
internal import Foundation

/// The part of the HTTP interface that a real flowServ does not have, for tests of the separate process.
///
/// - `POST /sandbox/faults` with a ``Fault`` or a list of them adds faults; `DELETE /sandbox/faults` removes all.
/// - `GET /sandbox/accounts` returns all accounts, including pending ones: `[{"id","username","active"}]`.
/// - `GET /sandbox/calls` returns `{"routes":{ROUTE:COUNT},"mostRegistersInFlight":N,"registers":[…]}` with
///   `{"username","arrived","finished","answer","madeAccount"}` for each register, times in seconds.
struct SandboxControl {
    let backend: SandboxBackend

    func answer(_ method: String, path: String, body: [UInt8]) async -> WireAnswer {
        switch (method, path) {
        case ("POST", "/sandbox/faults"):
            return await addFaults(body)
        case ("DELETE", "/sandbox/faults"):
            await backend.clearFaults()
            return WireAnswer(status: 200, json: ["faults": 0])
        case ("GET", "/sandbox/accounts"):
            return WireAnswer(status: 200, json: await backend.accounts())
        case ("GET", "/sandbox/calls"):
            return WireAnswer(status: 200, json: await calls())
        default:
            return WireAnswer(page: 404)
        }
    }

    private func addFaults(_ body: [UInt8]) async -> WireAnswer {
        let decoder = JSONDecoder()
        do {
            let isList = body.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
            let faults =
                isList
                ? try decoder.decode([Fault].self, from: Data(body))
                : [try decoder.decode(Fault.self, from: Data(body))]
            await backend.inject(faults)
            return WireAnswer(status: 200, json: ["faults": faults.count])
        } catch {
            return WireAnswer(status: 400, json: ["message": "not a fault: \(error)"])
        }
    }

    private func calls() async -> CallsDocument {
        let counts = await backend.callCounts()
        return CallsDocument(
            routes: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }),
            mostRegistersInFlight: await backend.mostRegistersInFlight(),
            registers: await backend.registers().map(CallsDocument.Register.init))
    }
}

private struct CallsDocument: Encodable {
    struct Register: Encodable {
        let username: String
        let arrived: Double
        let finished: Double?
        let answer: String?
        let madeAccount: Bool

        init(_ record: RegisterRecord) {
            username = record.username
            arrived = record.arrived / .seconds(1)
            finished = record.finished.map { $0 / .seconds(1) }
            answer = record.answer
            madeAccount = record.madeAccount
        }
    }

    let routes: [String: Int]
    let mostRegistersInFlight: Int
    let registers: [Register]
}
