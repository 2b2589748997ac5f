internal import Accounts
internal import FlowServ

/// The record of a sandbox's calls: the count for each route, and every register with its times.
struct CallLog: Sendable {
    private(set) var counts: [Route: Int] = [:]
    private(set) var registers: [RegisterRecord] = []
    private var inFlight: [AccountName: Int] = [:]
    private(set) var mostInFlight: [AccountName: Int] = [:]
    private var registersAtWork = 0
    private(set) var mostAtWork = 0

    /// Records a call and returns the number of its register record, if it is a register with a name.
    mutating func arrived(_ call: IncomingCall, at now: Duration) -> Int? {
        counts[call.route, default: 0] += 1
        guard let username = call.registeredName else { return nil }
        let name = CallLog.key(username)
        inFlight[name, default: 0] += 1
        mostInFlight[name] = max(mostInFlight[name] ?? 0, inFlight[name] ?? 0)
        registersAtWork += 1
        mostAtWork = max(mostAtWork, registersAtWork)
        registers.append(RegisterRecord(username: username, arrived: now))
        return registers.count - 1
    }

    /// Records that the server has finished a register.
    mutating func finished(_ number: Int, at now: Duration) {
        guard registers[number].finished == nil else { return }
        registers[number].finished = now
        registersAtWork -= 1
        inFlight[CallLog.key(registers[number].username), default: 1] -= 1
    }

    mutating func madeAccount(_ number: Int) {
        registers[number].madeAccount = true
    }

    mutating func answered(_ number: Int, _ answer: String, at now: Duration) {
        registers[number].answer = answer
        registers[number].answeredAt = now
    }

    /// Returns the name as the server strips it; names with the same key are the same.
    static func key(_ username: String) -> AccountName {
        AccountName(PythonText.strip(username))
    }
}
