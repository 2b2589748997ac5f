/// A sign that a file was cut off: its last line has no end, and what is at the end of it is not whole.
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

    /// The place: "team.csv:9:1: cut off".
    public var description: String { "\(location): cut off" }
}
