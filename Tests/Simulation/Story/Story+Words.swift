extension Story: CustomStringConvertible {
    /// The story for people.
    var description: String {
        let habits = machines.enumerated().map { "machine \($0): \($1)" }
        let nights = nights.enumerated().map { number, night in
            "night \(number): " + night.deeds.map(\.description).joined(separator: "; ")
        }
        return (["seed \(seed)"] + habits + nights).joined(separator: "\n")
    }
}

extension Story.Habit: CustomStringConvertible {
    var description: String {
        ([passwords.rawValue + " passwords", "\(concurrency) at once"]
            + [isTwoPhase ? "two-phase" : nil, losesPower ? "power cuts" : nil].compactMap(\.self)
            + [canary.map { "canary \($0)" }, shard.map { "shard \($0)" }].compactMap(\.self)).joined(separator: ", ")
    }
}

extension Story.Deed: CustomStringConvertible {
    var description: String {
        switch self {
        case .come(let isPending): "somebody comes\(isPending ? " (pending)" : "")"
        case .leave(let pick): "person \(pick) leaves"
        case .comeBack(let pick): "person \(pick) comes back"
        case .flip(let pick): "the state of person \(pick) changes"
        case .editPassword(let pick): "the password of person \(pick) is edited"
        case .stranger(let pick, let isActive): "a stranger signs up as p\(pick)\(isActive ? "" : " (pending)")"
        case .removeRow(let pick): "the row of p\(pick) is removed"
        case .saveServer: "the server's database is backed up"
        case .restoreServer: "the server's backup is restored"
        case .wrongDatabase: "the server has another database"
        case .rightDatabase: "the server has its own database again"
        case .backUp(_, let trouble): "journal backup\(trouble)"
        case .restoreJournal: "the journal's backup is restored"
        case .merge: "the journal and its backup are merged"
        case .prune(_, let trouble): "runs --prune 1d\(trouble)"
        case .adopt(_, let pick, let trouble): "account adopt (\(pick))\(trouble)"
        case .retry(_, let pick, let trouble): "account retry (\(pick))\(trouble)"
        case .register(_, let pick, let isPending, let trouble):
            "user register of p\(pick)\(isPending ? " --pending" : "")\(trouble)"
        case .applyWhileLocked: "apply while another process has the journal"
        case .planOut(_, let trouble): "plan --out\(trouble)"
        case .applyPlan(_, let trouble): "apply --plan\(trouble)"
        case .apply(let machine, let trouble): "\(machine): apply\(trouble)"
        case .resume(let machine, let trouble): "\(machine): resume\(trouble)"
        }
    }

    /// What goes wrong with it, if it is a command.
    var trouble: Story.Trouble? {
        switch self {
        case .apply(_, let trouble), .resume(_, let trouble), .backUp(_, let trouble), .prune(_, let trouble),
            .adopt(_, _, let trouble), .retry(_, _, let trouble), .register(_, _, _, let trouble),
            .planOut(_, let trouble), .applyPlan(_, let trouble):
            trouble
        default: nil
        }
    }

    /// The same command with other trouble.
    func with(_ trouble: Story.Trouble) -> Story.Deed {
        switch self {
        case .apply(let machine, _): .apply(machine: machine, trouble)
        case .backUp(let machine, _): .backUp(machine: machine, trouble)
        case .prune(let machine, _): .prune(machine: machine, trouble)
        case .adopt(let machine, let pick, _): .adopt(machine: machine, pick, trouble)
        case .retry(let machine, let pick, _): .retry(machine: machine, pick, trouble)
        case .register(let machine, let pick, let isPending, _):
            .register(machine: machine, pick, isPending: isPending, trouble)
        case .planOut(let machine, _): .planOut(machine: machine, trouble)
        case .applyPlan(let machine, _): .applyPlan(machine: machine, trouble)
        case .resume(let machine, _): .resume(machine: machine, trouble)
        default: self
        }
    }
}

extension Story.Trouble: CustomStringConvertible {
    var description: String {
        let fates = weather.kinds.map(\.rawValue).joined(separator: ", ")
        let words = [
            weather == .calm ? nil : "\(Int(weather.chance * 100)) % of requests: \(fates)",
            death.map { (powerCut == nil ? "killed " : "power cut ") + "\($0)" },
            interruption.map { "SIGTERM at step \($0)" },
        ].compactMap(\.self)
        return words.isEmpty ? "" : " (\(words.joined(separator: "; ")))"
    }
}
