/// Returns a number with its noun: "1 account", "2 accounts".
///
/// - Parameter many: The plural; by default the singular with an s.
func counted(_ number: Int, _ one: String, many: String? = nil) -> String {
    number == 1 ? "1 \(one)" : "\(number.grouped) \(many ?? one + "s")"
}
