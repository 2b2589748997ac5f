/// Every world that can be reached, breadth first: the way to each is a shortest one.
struct Exploration {
    typealias World = SettleModel.World
    typealias Step = SettleModel.Step

    let model: SettleModel
    /// The worlds in the order in which they were found; the first is where everything begins.
    private(set) var worlds: [World] = []
    /// For each world where a world without faults can go from there.
    private(set) var calmNext: [[Int]] = []
    /// How many moves were made in all.
    private(set) var moves = 0
    /// Every kind of step that was made somewhere.
    private(set) var steps: Set<Step> = []
    /// The number of the first world that was sought.
    private(set) var found: Int?
    /// Whether every world was visited.
    private(set) var isComplete = false
    /// How each world was reached first.
    private var origins: [(from: Int, step: Step)?] = []
    private var numbers: [World: Int] = [:]

    /// Explores until a world is found that is sought, or until there is nothing more to explore.
    ///
    /// - Parameter limit: How many worlds there may be at most.  Only a client that is wrong has endlessly many.
    init(_ model: SettleModel, limit: Int = 200_000, until isSought: (World) -> Bool) {
        self.model = model
        _ = add(World(), origin: nil)
        var next = 0
        while next < worlds.count, worlds.count < limit {
            if isSought(worlds[next]) {
                found = next
                return
            }
            visit(next)
            next += 1
        }
        isComplete = next == worlds.count
    }

    private mutating func visit(_ number: Int) {
        for move in model.moves(from: worlds[number]) {
            moves += 1
            steps.insert(move.step)
            let target = add(move.world, origin: (number, move.step))
            if !move.step.isFault { calmNext[number].append(target) }
        }
    }

    private mutating func add(_ world: World, origin: (from: Int, step: Step)?) -> Int {
        if let number = numbers[world] { return number }
        numbers[world] = worlds.count
        worlds.append(world)
        origins.append(origin)
        calmNext.append([])
        return worlds.count - 1
    }

    /// The shortest way to a world, step by step.
    func trace(to number: Int) -> Trace {
        var lines: [Trace.Line] = []
        var number = number
        while let origin = origins[number] {
            lines.append(Trace.Line(step: origin.step, world: worlds[number]))
            number = origin.from
        }
        return Trace(lines: lines.reversed())
    }

    /// The longest of the shortest ways: how far the last world is from the beginning.
    var longestTrace: Int { worlds.indices.last.map { trace(to: $0).lines.count } ?? 0 }
}
