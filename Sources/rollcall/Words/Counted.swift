/// A number with its noun: "1 account", "2 accounts".
///
/// - Parameter many: The plural; the singular with an s unless given.
func counted(_ number: Int, _ one: String, many: String? = nil) -> String {
    number == 1 ? "1 \(one)" : "\(number.grouped) \(many ?? one + "s")"
}
