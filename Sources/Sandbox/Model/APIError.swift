/// An answer of flowServ that is not a success.
struct APIError: Error, Sendable, Hashable {
    let status: Int
    /// What stands in `{"message": "…"}`; nil where the server answers with a page instead.
    let message: String?

    init(_ status: Int, _ message: String? = nil) {
        self.status = status
        self.message = message
    }

    static let internalError = APIError(500)
    static let notLoggedIn = APIError(403, "not logged in")
    static let emptyPassword = APIError(400, "empty password")

    static func duplicateUser(_ name: String) -> APIError {
        APIError(400, "duplicate user '\(name)'")
    }

    static func unknownUser(_ value: BodyValue) -> APIError {
        APIError(404, "unknown user '\(value.inMessages)'")
    }

    static func unknownRequest(_ value: BodyValue) -> APIError {
        APIError(404, "unknown request '\(value.inMessages)'")
    }
}
