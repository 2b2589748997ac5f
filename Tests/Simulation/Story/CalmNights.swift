/// The nights after the last fault: an administrator types what the program says, until nothing is left to do.
struct CalmNights {
    let machine: Int
    private var accepted: Set<String> = []

    init(machine: Int) { self.machine = machine }

    private static let most = 8

    /// Lets nights pass until the plan is empty, or notes what is left.
    mutating func settle(_ narrator: inout Narrator) async throws {
        var words = "the plan is never empty"
        for _ in 0..<Self.most {
            narrator.passNight()
            try await finish(&narrator)
            let (isSettled, told) = try await plan(&narrator)
            if isSettled { return try await end(&narrator) }
            words = told
            if let failed = try await remedy(&narrator) { words = failed }
        }
        narrator.world.history.add(.unsettled(words), at: narrator.world.scheduler.now)
    }

    private mutating func finish(_ narrator: inout Narrator) async throws {
        let isUnfinished = ["running", "interrupted"].contains(narrator.last[machine]?.run?.status ?? "")
        let arguments =
            isUnfinished ? ["resume"] + narrator.credentials(machine) : try narrator.applying(machine)
        take(try await narrator.call(arguments + accepting, on: machine))
    }

    private var accepting: [String] { accepted.sorted().flatMap { ["--accept", $0] } }

    /// Notes the objections that have to be accepted.
    private mutating func take(_ ending: SimulatedProcess.Ending) {
        for match in (ending.errors + ending.output).matches(of: /--accept ([a-z-]+)/) {
            accepted.insert(String(match.output.1))
        }
    }

    /// Plans, and says whether nothing is left to do.
    private mutating func plan(_ narrator: inout Narrator) async throws -> (isSettled: Bool, words: String) {
        let roster = try narrator.writeRoster(machine)
        let arguments = ["plan", roster, "--detailed-exitcode"] + narrator.planning(machine) + accepting
        let ending = try await narrator.call(arguments, on: machine)
        if ending.status == 6 { take(ending) }
        return (ending.status == 0, "plan ends with \(ending.status ?? 0): \(ending.output)")
    }

    /// Types the remedies of everything that is blocked.
    ///
    /// - Returns: The one that did not work.
    private func remedy(_ narrator: inout Narrator) async throws -> String? {
        guard let look = narrator.last[machine] else { return nil }
        let status = try await narrator.call(["status", "--all"], on: machine)
        for name in look.stranded.sorted() {
            let id = look.rows.first { $0.name == name }?.id
            let arguments = id.map { ["account", "adopt", name, $0] } ?? ["account", "retry", name]
            if let failed = try await type(arguments, told: status.output, &narrator) { return failed }
        }
        for name in look.unknown.sorted() where look.wanted[name] == nil {
            if let failed = try await type(["account", "retry", name], told: status.output, &narrator) {
                return failed
            }
        }
        if status.output.contains("resume --activate-rest") {
            let arguments = ["resume", "--activate-rest"] + narrator.credentials(machine)
            let ending = try await narrator.call(arguments, on: machine)
            if ![0, 3].contains(ending.status) { return "resume --activate-rest: \(ending.errors)" }
        }
        return nil
    }

    private func type(
        _ arguments: [String], told: String, _ narrator: inout Narrator
    ) async throws -> String? {
        let ending = try await narrator.call(arguments, on: machine)
        if ending.status != 0 { return "\(arguments.joined(separator: " ")): \(ending.errors)" }
        return told.contains("account \(arguments[1])")
            ? nil : "status does not mention \(arguments.joined(separator: " "))"
    }

    private func end(_ narrator: inout Narrator) async throws {
        narrator.world.history.add(
            .creditors(missing: narrator.uncredited(machine)), at: narrator.world.scheduler.now)
    }
}
