import Accounts
import Provisioning

extension Plan {
    /// The day and its zone: `2026-11-01 (Europe/Berlin)`.
    var dayWords: String {
        asOf.description + (timeZone.map { " (\(PrintableText.escaped($0)))" } ?? "")
    }
}
