/// What happens in a world, from a seed: the nights, what is done in each, and what goes wrong.
struct Story: Sendable {
    let seed: UInt64
    var machines: [Habit]
    var nights: [Night]

    /// How a machine runs the program.
    struct Habit: Hashable, Sendable {
        enum Passwords: String, Hashable, Sendable, CaseIterable { case roster, generated, invitation }
        var passwords = Passwords.roster
        var isTwoPhase = false
        var canary: Int?
        var concurrency = 4
        var writesReport = false
        /// Whether its journal is on a disk that loses what was not synced when the power is cut.
        var losesPower = false
        /// The part of the names that the machine has, of as many machines.
        var shard: String?
    }

    struct Night: Hashable, Sendable {
        var deeds: [Deed]
    }

    /// One thing that is done.
    enum Deed: Hashable, Sendable {
        case come(isPending: Bool)
        case leave(Int)
        case comeBack(Int)
        case flip(Int)
        case editPassword(Int)
        case stranger(Int, isActive: Bool)
        case removeRow(Int)
        /// The database of the server is saved, or the last saved one comes back.
        case saveServer, restoreServer
        /// The server has another, empty database from now on, or its own again.
        case wrongDatabase, rightDatabase
        /// An administrator copies a journal, uses the copy from then on, or merges it into the journal.
        case backUp(machine: Int, Trouble), restoreJournal(machine: Int), merge(machine: Int)
        case prune(machine: Int, Trouble)
        /// The remedy for somebody who is stranded.
        case adopt(machine: Int, Int, Trouble), retry(machine: Int, Int, Trouble)
        case register(machine: Int, Int, isPending: Bool, Trouble)
        /// Another process has the journal meanwhile.
        case applyWhileLocked(machine: Int)
        /// A plan is written, reviewed while the rest happens, and carried out.
        case planOut(machine: Int, Trouble), applyPlan(machine: Int, Trouble)
        case apply(machine: Int, Trouble)
        case resume(machine: Int, Trouble)
    }

    /// What goes wrong while a command runs.
    struct Trouble: Hashable, Sendable {
        var weather = Weather.calm
        var death: Death?
        /// The seed of the power cut that kills it, if it is one.
        var powerCut: UInt64?
        /// The job of its tasks before which it gets a SIGTERM.
        var interruption: Int?
        static let none = Trouble()
    }
}
