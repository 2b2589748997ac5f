extension Story {
    /// Invents the story of a seed.
    init(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        self.init(seed: seed, machines: [author.habit()], nights: [])
        var first = Night(deeds: [])
        for _ in 0..<author.number(1...6) { first.deeds.append(.come(isPending: author.happens(0.3))) }
        first.deeds.append(.apply(machine: 0, author.trouble()))
        nights.append(first)
        for _ in 0..<author.number(1...5) { nights.append(author.night()) }
    }
}

/// Makes up what happens.
private struct Author {
    var random: SeededRandom

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    mutating func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }

    mutating func habit() -> Story.Habit {
        var habit = Story.Habit()
        habit.passwords = happens(0.5) ? .roster : happens(0.5) ? .generated : .invitation
        habit.isTwoPhase = happens(0.25)
        if happens(0.2) { habit.canary = number(1...2) }
        habit.writesReport = happens(0.3)
        habit.concurrency = number(1...5)
        return habit
    }

    mutating func night() -> Story.Night {
        var deeds: [Story.Deed] = []
        for _ in 0..<number(0...3) { deeds.append(change()) }
        if happens(0.25) { deeds.append(ofAdministrator()) }
        for _ in 0..<number(1...2) { deeds += commands() }
        return Story.Night(deeds: deeds)
    }

    private mutating func change() -> Story.Deed {
        switch number(0...9) {
        case 0, 1: .come(isPending: happens(0.3))
        case 2: .leave(number(0...9))
        case 3: .comeBack(number(0...9))
        case 4: .flip(number(0...9))
        case 5: .stranger(number(0...9), isActive: happens(0.5))
        case 6: .saveServer
        case 7: .editPassword(number(0...9))
        case 8: happens(0.3) ? .restoreServer : .flip(number(0...9))
        default: .removeRow(number(0...9))
        }
    }

    private mutating func ofAdministrator() -> Story.Deed {
        switch number(0...9) {
        case 0, 1: .backUp(machine: 0, trouble())
        case 2: happens(0.4) ? .restoreJournal(machine: 0) : .merge(machine: 0)
        case 3: .merge(machine: 0)
        case 4: .prune(machine: 0, trouble())
        case 5: .adopt(machine: 0, number(0...9), trouble())
        case 6: .retry(machine: 0, number(0...9), trouble())
        case 7: .applyWhileLocked(machine: 0)
        default: .register(machine: 0, number(0...9), isPending: happens(0.5), trouble())
        }
    }

    private mutating func commands() -> [Story.Deed] {
        switch number(0...11) {
        case 0...5: [.apply(machine: 0, trouble())]
        case 6...8: [.resume(machine: 0, trouble())]
        case 9: [.planOut(machine: 0, trouble()), change(), .applyPlan(machine: 0, trouble())]
        case 10: [.planOut(machine: 0, .none), .applyPlan(machine: 0, trouble())]
        default:
            happens(0.2)
                ? [.wrongDatabase, .apply(machine: 0, trouble()), .rightDatabase] : [.apply(machine: 0, trouble())]
        }
    }

    mutating func trouble() -> Story.Trouble {
        var trouble = Story.Trouble()
        if happens(0.6) {
            trouble.weather.chance = [0.05, 0.2, 0.5, 1][number(0...3)]
            let kinds = Weather.Kind.allCases.shuffled(using: &random)
            trouble.weather.kinds = Array(kinds.prefix(number(1...4)))
        }
        if happens(0.4) {
            switch number(0...3) {
            case 0: trouble.death = .beforeWrite(number(1...20))
            case 1: trouble.death = .afterWrite(number(1...20))
            default: trouble.death = .step(number(1...400))
            }
        }
        if happens(0.1) { trouble.interruption = number(1...300) }
        return trouble
    }
}
