/// Draws what happens to each request, the same for the same seed.
///
/// The lot depends on whom a request concerns and its how manieth it is, not on the order in which requests of
/// different names arrive.
struct FaultLottery: Sendable {
    private let seed: UInt64
    private let chance: Double
    private var attempts: [String: UInt64] = [:]

    init(seed: UInt64, chance: Double) {
        self.seed = seed
        self.chance = chance
    }

    /// The fault of a request; nil is none.
    ///
    /// A command gives up at once when it cannot connect or log in, so those calls are left in peace more often.
    mutating func draw(_ call: ProxyTrap.Call, subject: String) -> Misbehaviour? {
        let attempt = attempts[subject, default: 0]
        attempts[subject] = attempt + 1
        var random = SeededRandom(seed: seed)
        for byte in subject.utf8 { random.stir(UInt64(byte)) }
        random.stir(attempt)
        let isMet = Double.random(in: 0..<1, using: &random) < (call == .other ? chance / 5 : chance)
        return isMet ? Misbehaviour.allCases.randomElement(using: &random) : nil
    }
}
