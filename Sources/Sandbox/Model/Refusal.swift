/// An answer of flowServ that is not a success.
struct Refusal: Error, Sendable, Hashable {
    let status: Int
    /// The message in `{"message": "…"}`; nil if the server answers with a page instead.
    let message: String?

    init(_ status: Int, _ message: String? = nil) {
        self.status = status
        self.message = message
    }

    static let internalError = Refusal(500)
    static let notLoggedIn = Refusal(403, "not logged in")
    static let emptyPassword = Refusal(400, "empty password")

    static func duplicateUser(_ name: String) -> Refusal {
        Refusal(400, "duplicate user '\(name)'")
    }

    static func unknownUser(_ value: BodyValue) -> Refusal {
        Refusal(404, "unknown user '\(value.inMessages)'")
    }

    static func unknownRequest(_ value: BodyValue) -> Refusal {
        Refusal(404, "unknown request '\(value.inMessages)'")
    }
}
