/// Where an account was asked for: `team.csv:2`.
enum AccountPlace {
    /// Returns the place, not escaped.  A request from the command line has no line number.
    static func place(_ file: String, _ line: Int) -> String {
        line > 0 ? "\(file):\(line)" : file
    }
}
