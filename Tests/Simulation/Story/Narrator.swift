import Accounts
import Foundation

@testable import Sandbox

/// Lets a story happen.
struct Narrator {
    let world: World
    let story: Story
    private var observer: Observer
    private var files = 0
    /// What somebody saw last, of each machine.
    private(set) var last: [Int: Look] = [:]
    private var night = 0
    /// The backup of the server's database, and the database that is not in use.
    private var saved: FlowServModel?
    private var other: FlowServModel?
    private var restored = 0
    private(set) var isWrong = false

    init(_ story: Story) throws {
        self.story = story
        world = try World(story)
        observer = Observer(world)
    }

    /// Lets all of it happen, and then a few calm nights.
    mutating func tell() async throws {
        for night in story.nights {
            passNight()
            for deed in night.deeds { try await happen(deed) }
        }
        exchangeDatabases(isWrong: false)
        for machine in story.machines.indices {
            var calm = CalmNights(machine: machine)
            try await calm.settle(&self)
        }
        if story.machines.count > 1, !story.machines[0].losesPower { try await mergeShards() }
    }

    mutating func passNight() {
        world.scheduler.skip(to: .seconds(86_400 * night + 7200))
        world.history.add(.night(night), at: world.scheduler.now)
        night += 1
    }

    private mutating func happen(_ deed: Story.Deed) async throws {
        switch deed {
        case .saveServer: saved = world.server.model
        case .restoreServer:
            guard let saved, !isWrong else { break }
            world.note("the server's backup is restored")
            world.server.model = saved
            // The server's random numbers do not come back.
            restored += 1
            for _ in 0..<2000 * restored { _ = world.server.model.newIdentifier() }
        case .wrongDatabase: exchangeDatabases(isWrong: true)
        case .rightDatabase: exchangeDatabases(isWrong: false)
        case .backUp(let machine, let trouble):
            guard world.machines[machine].names.contains("journal.sqlite") else { break }
            try await call(
                ["journal", "backup", world.machines[machine].file("backup.sqlite")], on: machine, trouble)
        case .restoreJournal(let machine): try restoreJournal(machine)
        case .merge(let machine): try await merge(machine)
        case .prune(let machine, let trouble): try await call(["runs", "--prune", "1d"], on: machine, trouble)
        case .adopt(let machine, let pick, let trouble):
            guard let (name, id) = stranded(machine, pick), let id else { break }
            try await call(["account", "adopt", name, id], on: machine, trouble)
        case .retry(let machine, let pick, let trouble):
            guard let (name, _) = stranded(machine, pick) else { break }
            try await call(["account", "retry", name], on: machine, trouble)
        case .register(let machine, let pick, let isPending, let trouble):
            // The first run binds a journal to its shard, and this command has none.
            guard story.machines[machine].shard == nil || last[machine]?.run != nil else { break }
            try world.machines[machine].write("Secret-p\(pick)-1\n", to: "password.csv")
            let arguments = [
                "user", "register", "p\(pick)", "--password-file", world.machines[machine].file("password.csv"),
            ]
            try await call(arguments + (isPending ? ["--pending"] : []), on: machine, trouble)
        case .applyWhileLocked(let machine): try await applyWhileLocked(machine)
        case .planOut(let machine, let trouble):
            let out = ["--out", world.machines[machine].file("plan.json")]
            try await call(["plan", writeRoster(machine)] + planning(machine) + out, on: machine, trouble)
        case .applyPlan(let machine, let trouble):
            guard world.machines[machine].names.contains("plan.json") else { break }
            let arguments = ["apply", "--plan", world.machines[machine].file("plan.json"), "--yes"]
            try await call(arguments + credentials(machine), on: machine, trouble)
        case .come(let isPending): world.people.add(isPending: isPending)
        case .leave(let pick): world.people.change(pick) { $0.isInRoster = false }
        case .comeBack(let pick): world.people.change(pick) { $0.isInRoster = true }
        case .flip(let pick): world.people.change(pick) { $0.isPending.toggle() }
        case .editPassword(let pick): world.people.change(pick) { $0.edition += 1 }
        case .stranger(let pick, let isActive):
            world.note("somebody signs up as p\(pick)")
            world.server.add("p\(pick)", password: "Secret-stranger-\(pick)", active: isActive)
        case .removeRow(let pick):
            world.note("the row of p\(pick) is removed")
            world.server.model.remove(named: "p\(pick)")
        case .apply(let machine, let trouble):
            try await call(applying(machine), on: machine, trouble)
        case .resume(let machine, let trouble):
            try await call(["resume"] + credentials(machine), on: machine, trouble)
        }
    }

    /// Writes today's roster.
    mutating func writeRoster(_ number: Int) throws -> String {
        let machine = world.machines[number]
        try machine.write(
            world.people.roster(hasPasswords: story.machines[number].passwords == .roster), to: "team.csv")
        return machine.file("team.csv")
    }

    /// Returns the flags that plan and apply share.
    func planning(_ number: Int) -> [String] {
        let habit = story.machines[number]
        var arguments: [String] = []
        if habit.isTwoPhase { arguments.append("--two-phase") }
        if let shard = habit.shard { arguments += ["--shard", shard] }
        switch habit.passwords {
        case .roster: break
        case .generated: arguments.append("--generate-passwords")
        case .invitation: arguments.append("--invite")
        }
        return arguments
    }

    /// Returns the arguments of apply on today's roster.
    mutating func applying(_ number: Int) throws -> [String] {
        let (machine, habit) = (world.machines[number], story.machines[number])
        var arguments = ["apply", try writeRoster(number), "--yes", "--concurrency", "\(habit.concurrency)"]
        arguments += planning(number) + credentials(number)
        if let canary = habit.canary { arguments += ["--canary", "\(canary)"] }
        if habit.writesReport { arguments += ["--report", machine.file("report.json")] }
        return arguments
    }

    /// Returns where credentials go, if the machine's people get any.
    mutating func credentials(_ number: Int) -> [String] {
        guard story.machines[number].passwords != .roster else { return [] }
        files += 1
        return ["--credentials", world.machines[number].file("credentials-\(files).csv")]
    }

    /// Runs a command on a machine, and looks at what it did.
    @discardableResult
    mutating func call(
        _ arguments: [String], on machine: Int, _ trouble: Story.Trouble = .none
    ) async throws -> SimulatedProcess.Ending {
        world.server.weather = trouble.weather
        let process = SimulatedProcess(on: world.machines[machine], in: world, trouble: trouble)
        if arguments.prefix(2) == ["apply", "--plan"] {
            world.history.add(.planFile(process.number, try planned(arguments[2])), at: world.scheduler.now)
        }
        let ending = try await process.run(arguments)
        world.server.weather = .calm
        let look = try observer.look(after: process, ending)
        last[machine] = look
        world.history.add(.looked(process.number, look), at: world.scheduler.now)
        return ending
    }
}

/// A process of the program has ended and still holds the lock.
struct StillLocked: Error {}

extension Narrator {
    /// Returns somebody who is stranded, and the id in the server's database.
    private func stranded(_ machine: Int, _ pick: Int) -> (name: String, id: String?)? {
        guard let names = last[machine]?.stranded.sorted(), !names.isEmpty else { return nil }
        let name = names[pick % names.count]
        return (name, world.server.model.accounts.first { $0.name.text == name }?.id)
    }

    private mutating func exchangeDatabases(isWrong: Bool) {
        guard isWrong != self.isWrong else { return }
        self.isWrong = isWrong
        world.note(isWrong ? "the server has another database" : "the server has its own database again")
        let next = other ?? World.emptyDatabase(seed: story.seed &+ 1)
        other = world.server.model
        world.server.model = next
    }

    private mutating func restoreJournal(_ number: Int) throws {
        let machine = world.machines[number]
        guard machine.disk == nil, machine.names.contains("backup.sqlite"), machine.names.contains("journal.sqlite")
        else { return }
        for name in machine.names where name.hasPrefix("journal.sqlite") { unlink(machine.file(name)) }
        for name in machine.names where name.hasPrefix("backup.sqlite") {
            rename(machine.file(name), machine.file(name.replacing("backup.sqlite", with: "journal.sqlite")))
        }
        world.history.add(.forgotten(machine: number), at: world.scheduler.now)
        world.history.add(.oldDebts(machine: number), at: world.scheduler.now)
    }

    /// Merges the journal with its backup, and uses the result.
    private mutating func merge(_ number: Int) async throws {
        let machine = world.machines[number]
        guard machine.disk == nil, machine.names.contains("backup.sqlite"), machine.names.contains("journal.sqlite")
        else { return }
        let paths = ["merged.sqlite", "journal.sqlite", "backup.sqlite"].map(machine.file)
        let ending = try await call(["journal", "merge"] + paths, on: number)
        guard ending.status == 0 else { return }
        world.history.add(.oldDebts(machine: number), at: world.scheduler.now)
        for name in machine.names where name.hasPrefix("journal.sqlite") || name.hasPrefix("backup.sqlite") {
            unlink(machine.file(name))
        }
        for name in machine.names where name.hasPrefix("merged.sqlite") {
            rename(machine.file(name), machine.file(name.replacing("merged.sqlite", with: "journal.sqlite")))
        }
    }

    private mutating func applyWhileLocked(_ number: Int) async throws {
        let descriptor = open(world.machines[number].journal + ".lock", O_RDWR | O_CREAT, 0o600)
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw StillLocked() }
        let ending = try await call(applying(number), on: number)
        if ending.status != 7 {
            world.history.add(
                .unsettled("apply ran although another process has the journal"), at: world.scheduler.now)
        }
    }

    /// Merges the journals of all shards, and plans the whole.
    private mutating func mergeShards() async throws {
        let merged = world.machines[0].file("whole.sqlite")
        let merging = try await call(["journal", "merge", merged] + world.machines.map(\.journal), on: 0)
        let habit = story.machines[0].passwords
        let sources: [Story.Habit.Passwords: [String]] = [
            .generated: ["--generate-passwords"], .invitation: ["--invite"],
        ]
        let whole = ["plan", try writeRoster(0), "--journal", merged, "--detailed-exitcode"] + (sources[habit] ?? [])
        let planning = try await call(whole, on: 0)
        guard merging.status != 0 || planning.status != 0, world.history.isSettled else { return }
        world.history.add(
            .unsettled("the merged shards: \(merging.errors) \(planning.output)"), at: world.scheduler.now)
    }

    /// Returns the names in a saved plan.
    private func planned(_ path: String) throws -> Set<String> {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let plan = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return Set((plan?["actions"] as? [[String: Any]] ?? []).compactMap { $0["username"] as? String })
    }
}
