/// A sign that a file was cut off: its last line has no end, and what stands at the end of it is not whole.
public struct CutOff: Hashable, Sendable, CustomStringConvertible {
    /// Why the last row does not seem to be whole.
    public enum Evidence: Hashable, Sendable {
        /// It has fewer fields than the header.
        case fewerFields(Int, of: Int)
        /// Its last value is no address, or one of a domain that is not whole, where all others are addresses.
        case noAddress(String, column: String)
        /// Its last value is the beginning of what all others look like.
        case shorter(String, column: String)
        /// Its last value is the beginning of a state.
        case noState(String, column: String)
    }

    /// Where the last row, or its last value, begins.
    public let location: SourceLocation
    /// What does not seem to be whole.
    public let evidence: Evidence

    /// The place and what is there, in a sentence without a remedy; safe to print.
    public var description: String {
        "\(location): the file may be cut off: its last line has no end, and \(words)."
    }

    private var words: String {
        switch evidence {
        case .fewerFields(let count, let expected):
            "it has \(count) of \(expected) fields"
        case .noAddress(let value, let column):
            "\"\(escaped(value, limit: 40))\" is not an address as all others in \"\(escaped(column, limit: 40))\" are"
        case .shorter(let value, let column):
            "\"\(escaped(value, limit: 40))\" is shorter than all others in \"\(escaped(column, limit: 40))\""
        case .noState("", let column):
            "it has nothing in \"\(escaped(column, limit: 40))\", where all others have a state"
        case .noState(let value, let column):
            "\"\(escaped(value, limit: 40))\" in \"\(escaped(column, limit: 40))\" is the beginning of a state"
        }
    }
}
