import Roster

extension CutOff {
    /// The position and the evidence, in a sentence without a remedy.
    var words: String { "\(location): the file may be cut off: its last line has no end, and \(evidence.words)." }
}

extension CutOff.Evidence {
    fileprivate var words: String {
        switch self {
        case .fewerFields(let count, let expected): "it has \(count) of \(expected) fields"
        case .noAddress(let value, let column):
            "\(Self.named(value)) is not an address, as all others in \(quoted(column, limit: 40)) are"
        case .shorter(let value, let column):
            "\(Self.named(value)) is shorter than all others in \(quoted(column, limit: 40))"
        case .noState(let value, let column):
            "\(Self.named(value)) in \(quoted(column, limit: 40)) is the beginning of a state"
        case .noValue(let column):
            "it has nothing in \(quoted(column, limit: 40)), where every other row has a value"
        }
    }

    private static func named(_ value: String) -> String {
        value.isEmpty ? "its last value" : quoted(value, limit: 40)
    }
}
