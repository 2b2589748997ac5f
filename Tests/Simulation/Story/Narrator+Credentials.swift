@testable import Sandbox

extension Narrator {
    /// Returns the accounts that a machine has created, or adopted, without a credential and without being owed one.
    func uncredited(_ machine: Int) -> [String] {
        let history = world.history
        var (delivered, forgiven): (Set<String>, Set<String>) = ([], [])
        var (machines, commands): ([History.Number: Int], [History.Number: [String]]) = ([:], [:])
        var made: [String: String] = [:]
        var ours: Set<History.Number> = []
        for entry in history.entries {
            switch entry.event {
            case .began(let process, let place, let arguments):
                machines[process] = place
                commands[process] = arguments
                if arguments.prefix(2) == ["account", "retry"] { forgiven.insert(arguments[2]) }
            case .sent(let number, let process, _):
                if machines[process] == machine, commands[process]?.first != "user" { ours.insert(number) }
            case .inserted(let number, let name, let id, _, _) where ours.contains(number): made[id] = name
            case .looked(_, let look): delivered.formUnion(look.delivered.map(\.name))
            case .ended(_, _, let output, let errors):
                for line in (output + errors).split(separator: "\n") where line.contains("password") {
                    forgiven.formUnion(world.people.all.map(\.name).filter { line.contains($0) })
                }
            default: break
            }
        }
        guard story.machines[machine].passwords != .roster, let look = last[machine] else { return strangers }
        let excused = delivered.union(forgiven).union(look.owed).union(look.stranded).union(look.unknown)
        return look.rows.filter { made[$0.id] != nil && !excused.contains($0.name) }.map(\.name).sorted() + strangers
    }

    /// The adopted accounts that have a stranger's password still.
    private var strangers: [String] {
        var adopted: [String: String] = [:]
        for entry in world.history.entries {
            guard case .began(_, _, let words) = entry.event, words.prefix(2) == ["account", "adopt"] else {
                continue
            }
            adopted[words[3]] = words[2]
        }
        return world.server.model.accounts.compactMap { account in
            guard let name = adopted[account.id], account.active,
                world.people.present.contains(where: { $0.name == name && !$0.isPending }),
                account.password == (try? StoredPassword("Secret-stranger-\(name.dropFirst())"))
            else { return nil }
            return "\(name), which has a stranger's password,"
        }
    }
}
