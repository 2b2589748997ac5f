extension Story {
    /// Invents the story of a seed.
    init(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        self.init(seed: seed, machines: author.habits(), nights: [])
        var first = Night(deeds: [])
        for _ in 0..<author.number(1...6) { first.deeds.append(.come(isPending: author.happens(0.3))) }
        for machine in machines.indices { first.deeds.append(.apply(machine: machine, author.trouble())) }
        nights.append(first)
        for _ in 0..<author.number(1...5) { nights.append(author.night()) }
    }
}

/// Makes up what happens.
private struct Author {
    var random: SeededRandom
    private var machines = 1
    private var losesPower = false

    init(random: SeededRandom) { self.random = random }

    /// One of the machines.
    private var machine: Int {
        mutating get { machines == 1 ? 0 : number(0...machines - 1) }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    mutating func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }

    /// One machine, or two that share the names.
    mutating func habits() -> [Story.Habit] {
        var habits = [habit()]
        guard happens(0.2) else { return habits }
        machines = 2
        habits.append(habits[0])
        for index in 0..<2 { habits[index].shard = "\(index)/2" }
        return habits
    }

    private mutating func habit() -> Story.Habit {
        var habit = Story.Habit()
        habit.passwords = happens(0.5) ? .roster : happens(0.5) ? .generated : .invitation
        habit.isTwoPhase = happens(0.25)
        habit.losesPower = happens(0.3)
        losesPower = habit.losesPower
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
        case 0, 1: .backUp(machine: machine, trouble())
        case 2: happens(0.4) ? .restoreJournal(machine: machine) : .merge(machine: machine)
        case 3: .merge(machine: machine)
        case 4: .prune(machine: machine, trouble())
        case 5: .adopt(machine: machine, number(0...9), trouble())
        case 6: .retry(machine: machine, number(0...9), trouble())
        case 7: .applyWhileLocked(machine: machine)
        default: .register(machine: machine, number(0...9), isPending: happens(0.5), trouble())
        }
    }

    private mutating func commands() -> [Story.Deed] {
        switch number(0...11) {
        case 0...5: [.apply(machine: machine, trouble())]
        case 6...8: [.resume(machine: machine, trouble())]
        case 9: reviewed(.none, between: [])
        case 10: reviewed(trouble(), between: [change()])
        default:
            happens(0.2)
                ? [.wrongDatabase, .apply(machine: machine, trouble()), .rightDatabase]
                : [.apply(machine: machine, trouble())]
        }
    }

    /// A plan that is carried out after a review.
    private mutating func reviewed(_ trouble: Story.Trouble, between: [Story.Deed]) -> [Story.Deed] {
        let place = machine
        return [.planOut(machine: place, trouble)] + between + [.applyPlan(machine: place, self.trouble())]
    }

    mutating func trouble() -> Story.Trouble {
        var trouble = Story.Trouble()
        if happens(0.6) {
            trouble.weather.chance = [0.05, 0.2, 0.5, 1][number(0...3)]
            let kinds = Weather.Kind.allCases.shuffled(using: &random)
            trouble.weather.kinds = Array(kinds.prefix(number(1...4)))
        }
        if happens(0.4) {
            if losesPower, happens(0.6) { trouble.powerCut = UInt64(number(1...1_000_000)) }
            switch number(0...3) {
            case 0 where losesPower: trouble.death = .diskChange(number(1...300))
            case 0: trouble.death = .beforeWrite(number(1...20))
            case 1: trouble.death = .afterWrite(number(1...20))
            default: trouble.death = .step(number(1...400))
            }
        }
        if happens(0.1) { trouble.interruption = number(1...300) }
        return trouble
    }
}
