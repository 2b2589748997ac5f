import Provisioning
import Roster

extension PlanWarning {
    /// The warning, and the remedy if there is one.
    var words: String {
        switch self {
        case .activeAlready(let name, let location):
            "\(location): \(name) is wanted pending but is active already, and flowServ cannot deactivate an account."
        case .leftOut(let problem): "Left out: \(problem.location): \(problem.words)"
        case .moreLeftOut(let count):
            "Left out: \(count.grouped) more problems.  To see what they are like, type: \(SuggestedCommand.text("check ROSTER"))"
        case .rowGone(let name):
            "\(name) was to be registered as pending, the answer was lost, and no roster has its row now.  The next run "
                + "over a roster with that row settles it.  If there is to be no account, type: "
                + SuggestedCommand.text("account retry \(name.shellWord)")
        case .listedTwice(let name):
            "The server lists \"\(name)\" more than once; its login cannot work until a database administrator removes the "
                + "extra rows."
        }
    }
}
