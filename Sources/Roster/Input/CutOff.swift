/// Evidence that a file was cut off: its last line has no end, and its last value is incomplete.
public struct CutOff: Hashable, Sendable, CustomStringConvertible {
    /// The reason why the last row seems incomplete.  If the file has passwords, its value is "", because it may be one
    /// of them.
    public enum Evidence: Hashable, Sendable {
        /// It has fewer fields than the header.
        case fewerFields(Int, of: Int)
        /// The last value is not an address, or its domain is incomplete, while all others are addresses.
        case noAddress(String, column: String)
        /// The last value is a prefix of the shape that all others have.
        case shorter(String, column: String)
        /// The last value is a prefix of a state.
        case noState(String, column: String)
        /// The last value is empty, while all others in this field have one.
        case noValue(column: String)
    }

    /// The position of the last row, or of its last value.
    public let location: SourceLocation
    /// The incomplete part.
    public let evidence: Evidence

    /// The position and "cut off": "team.csv:9:1: cut off".
    public var description: String { "\(location): cut off" }
}
