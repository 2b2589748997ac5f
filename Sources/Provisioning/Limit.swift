/// A limit on accounts, as a number or as a share of a total.
public enum Limit: Hashable, Sendable, CustomStringConvertible {
    /// A number of accounts.
    case number(Int)
    /// A percentage of the total.
    case percent(Double)

    /// Parses `12` or `2.5%`; nil for any other text.
    public init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let share = Double(text.dropLast()), (0...100).contains(share) else { return nil }
            self = .percent(share)
        } else {
            guard let number = Int(text), number >= 0 else { return nil }
            self = .number(number)
        }
    }

    /// Returns the limit as a number of accounts; shares are rounded down.
    public func allowed(of whole: Int) -> Int {
        switch self {
        case .number(let number): number
        case .percent(let share): Int(Double(whole) * share / 100)
        }
    }

    /// The limit as it was given.
    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .percent(let share): share == share.rounded() ? "\(Int(share))%" : "\(share)%"
        }
    }
}
