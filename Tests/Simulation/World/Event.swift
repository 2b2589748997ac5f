import Accounts
import FlowServ

/// One thing that happened in a world.
enum Event {
    /// A day begins.
    case night(Int)
    /// Somebody does something in the world: what, in words.
    case act(String)
    /// A process begins with these arguments, on a machine.
    case began(History.Number, machine: Int, arguments: [String])
    /// A process is killed; the moment, in words.
    case killed(History.Number, String)
    /// A process ends by itself.
    case ended(History.Number, status: Int32, output: String, errors: String)
    /// A request leaves a process.
    case sent(History.Number, by: History.Number, Request)
    /// The server carries out a request and gives this status; the id, if there is one.
    case carriedOut(History.Number, status: Int, id: String?)
    /// The server inserts a row; how many of the name there are then.  The number is 0 for a stranger's.
    case inserted(History.Number, name: String, id: String, active: Bool, rows: Int)
    /// A process gets an answer, or gives up.
    case answered(History.Number, Answer)
    /// A process commits a transaction.
    case committed(History.Number)

    /// The names in the reviewed plan that a process is to carry out.
    case planFile(History.Number, Set<String>)
    /// What there is to see after a process has ended.
    case looked(History.Number, Look)
    /// A machine's journal was replaced by an older one.
    case forgotten(machine: Int)
    /// A journal came into use that does not know what was delivered since it was copied.
    case oldDebts(machine: Int)
    /// At the end, the accounts without a credential that are not owed one.
    case creditors(missing: [String])
    /// At the end, something is still to be done that no remedy helps.
    case unsettled(String)

    /// What a request says.
    struct Request {
        /// Nil for the descriptor.
        let route: Route?
        var username: String?
        var id: String?
        var isPending = false
    }

    /// What a process learned.
    enum Answer {
        /// flowServ's own answer.
        case own(status: Int, id: String?, words: String)
        /// The request certainly did not arrive, and the process knows it.
        case refused(String)
        /// Something else: it proves nothing.
        case nothing(String)
    }
}

extension Event: CustomStringConvertible {
    var description: String {
        switch self {
        case .night(let number): "=== night \(number)"
        case .act(let words): "*** \(words)"
        case .began(let process, let machine, let arguments):
            "[\(process)] machine \(machine): rollcall \(arguments.joined(separator: " "))"
        case .killed(let process, let moment): "[\(process)] KILLED \(moment)"
        case .ended(let process, let status, let output, let errors):
            "[\(process)] exit \(status)" + Self.indented(output, "out") + Self.indented(errors, "err")
        case .sent(let number, let process, let request): "[\(process)] #\(number) -> \(request)"
        case .carriedOut(let number, let status, let id): "  server #\(number): \(status) \(id ?? "")"
        case .inserted(let number, let name, let id, let active, let rows):
            "  server #\(number): row \(name) \(id) \(active ? "active" : "pending")\(rows > 1 ? ", \(rows) rows" : "")"
        case .answered(let number, let answer): "    #\(number) <- \(answer)"
        case .committed(let process): "[\(process)] commit"
        case .planFile(let process, let names): "[\(process)] plan of \(names.sorted().joined(separator: " "))"
        case .looked(_, let look): "  " + look.description
        case .forgotten(let machine): "machine \(machine) has an older journal"
        case .oldDebts(let machine): "machine \(machine) owes again what it owed before"
        case .creditors(let missing): "no credentials: \(missing)"
        case .unsettled(let words): "NOT SETTLED: \(words)"
        }
    }

    private static func indented(_ text: String, _ stream: String) -> String {
        text.split(separator: "\n").map { "\n        \(stream)| \($0)" }.joined()
    }
}

extension Event.Request: CustomStringConvertible {
    var description: String {
        [route?.rawValue ?? "descriptor", username, id, isPending ? "pending" : nil].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension Event.Answer: CustomStringConvertible {
    var description: String {
        switch self {
        case .own(let status, let id, let words): "\(status) \(id ?? words)"
        case .refused(let words): "not sent: \(words)"
        case .nothing(let words): "nothing: \(words)"
        }
    }
}
