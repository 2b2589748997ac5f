/// A number of accounts, given as such or as a share of a whole.
public enum Limit: Hashable, Sendable, CustomStringConvertible {
    /// So many.
    case number(Int)
    /// So many per cent.
    case percent(Double)

    /// Reads `12` or `2.5%`; nil for anything else.
    public init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let share = Double(text.dropLast()), (0...100).contains(share) else { return nil }
            self = .percent(share)
        } else {
            guard let number = Int(text), number >= 0 else { return nil }
            self = .number(number)
        }
    }

    /// How many that is, of a whole; shares are rounded down.
    public func allowed(of whole: Int) -> Int {
        switch self {
        case .number(let number): number
        case .percent(let share): Int(Double(whole) * share / 100)
        }
    }

    /// As it was given.
    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .percent(let share): share == share.rounded() ? "\(Int(share))%" : "\(share)%"
        }
    }
}
