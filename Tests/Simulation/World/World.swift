import Accounts
import Foundation
import PowerCutDisk

@testable import Sandbox

/// A world: a server, machines with journals, people who come and go, and time.
final class World {
    let scheduler: Scheduler
    let history = History()
    let server: SimulatedServer
    let machines: [Machine]
    var people: People
    private let place: String
    static let admin = (name: "admin", password: "Secret-admin-1")
    /// The first day, a Monday in March.
    private static let firstDay = Date(timeIntervalSince1970: 1_773_014_400)

    /// Where worlds are, in memory.
    private static let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

    init(_ story: Story) throws {
        scheduler = Scheduler(seed: story.seed)
        // The same for every world, so that command lines repeat, and of the same length in every process.
        place = "\(Self.root)/rollcall-simulation-\(10_000_000 + Int(getpid()))"
        try? FileManager.default.removeItem(atPath: place)
        history.directory = place
        server = SimulatedServer(scheduler, history: history, seed: story.seed)
        let place = place
        PowerCutDisk.seedSQLite(UInt32(truncatingIfNeeded: story.seed))
        let clock = DiskClock(now: { Self.firstDay }, sleep: { _ in })
        machines = try story.machines.enumerated().map { number, habit in
            try Machine(number, below: place, disk: habit.losesPower ? PowerCutDisk(clock: clock) : nil)
        }
        people = People()
        server.add(Self.admin.name, password: Self.admin.password, active: true)
    }

    /// Returns the database of a server that nobody has used.
    static func emptyDatabase(seed: UInt64) -> FlowServModel {
        var model = FlowServModel(seed: seed)
        if let row = try? model.check(username: .text(admin.name), password: .text(admin.password), verify: false) {
            _ = model.insert(row)
        }
        return model
    }

    /// Removes the directories.
    func end() { try? FileManager.default.removeItem(atPath: place) }

    /// The date on every machine.
    var date: Date { Self.firstDay + scheduler.now / .seconds(1) }

    func variables(of machine: Machine) -> [String: String] {
        [
            "HOME": machine.directory, "ROLLCALL_SERVER": SimulatedServer.url, "ROLLCALL_USERNAME": Self.admin.name,
            "ROLLCALL_PASSWORD": Self.admin.password, "ROLLCALL_JOURNAL": machine.journal,
        ]
    }

    func note(_ words: String) { history.add(.act(words), at: scheduler.now) }
}

extension SimulatedServer {
    /// Adds an account without a request, as somebody does who signs up, unless the name is taken.
    func add(_ name: String, password: String, active: Bool) {
        guard let registration = try? model.check(username: .text(name), password: .text(password), verify: !active)
        else { return }
        let handle = model.insert(registration)
        history.add(.inserted(0, name: name, id: handle.id, active: active, rows: rows(of: name)), at: scheduler.now)
    }
}
