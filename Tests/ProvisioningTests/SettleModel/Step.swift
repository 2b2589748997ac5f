extension SettleModel {
    /// Something that happens, and the world afterwards.
    struct Move {
        let step: Step
        let world: World
    }

    /// What can happen, in the words of a trace.
    enum Step: String, CaseIterable {
        // Time and death.
        case tick = "a tick passes"
        case kill = "the process is killed"

        // The server and the network.
        case check = "the server looks for the name"
        case insert = "the server inserts a row"
        case drop = "the request comes to nothing in the server or on its way"
        case refuse = "the request is refused before it is processed"
        case deliver = "the answer arrives"
        case misreport = "the answer arrives as \"duplicate user\" although its request made the row"
        case lose = "the answer is lost or late, and given up"
        case giveUp = "the answer cannot come any more, and is given up"

        // The client.
        case apply = "apply starts"
        case resume = "resume starts"
        case recover = "apply commits: a register that was in flight is unknown"
        case plan = "apply reads the listing and plans"
        case supersede = "apply commits: an unfinished run is superseded"
        case reconcile = "apply commits: what is known fits the listing"
        case begin = "apply commits: the run begins"
        case compare = "resume reads the listing"
        case restore = "resume commits: a register that was in flight is unknown"
        case rejoin = "resume commits: what the listing shows is done"
        case intend = "the client commits: a register is about to leave"
        case send = "the register leaves"
        case conclude = "the client commits what came of the register"
        case list = "the settle time has passed: the client reads the listing"
        case decide = "the client commits what the listing says"
        case listAgain = "the client reads the listing once more"
        case strand = "the client commits what the second listing says"
        case end = "the client commits: the run ends"

        /// Whether a world without faults does without it.  Giving up is a fault as long as the answer can still come:
        /// without faults the server is fast enough and the network brings what it says.
        var isFault: Bool {
            switch self {
            case .kill, .drop, .refuse, .misreport, .lose: true
            default: false
            }
        }
    }
}
