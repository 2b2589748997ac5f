public import Accounts
internal import Bytes
public import FlowServ
public import Foundation

/// What a user needs to log in to an account.
public struct Credential: Sendable {
    /// The account's name.
    public let username: AccountName
    /// The password; nil for an invitation, or if it cannot be derived again.
    public let password: Secret?
    /// The id of a password reset and its expiry; nil if there is a password.
    public let invitation: Invitation?
    /// What is known of the account.
    public let knowledge: AccountKnowledge?

    /// The right to choose a password.
    public struct Invitation: Sendable {
        /// The id of the request.
        public let request: ResetRequestID
        /// When the id expires: 24 hours after it was requested.
        public let expires: Date
    }
}

/// A link with the id of a password reset: a URL that contains `{request_id}`.
public struct ResetLink: Hashable, Sendable {
    /// The placeholder for the id.
    public static let placeholder = "{request_id}"
    /// The URL with the placeholder.
    public let template: String

    /// Creates a link from a template, or returns nil if the placeholder is missing.
    public init?(_ template: String) {
        guard template.contains(Self.placeholder) else { return nil }
        self.template = template
    }

    func url(for request: ResetRequestID) -> String {
        template.replacing(Self.placeholder, with: PercentEncoding.encode(request.reveal()))
    }
}

/// Credentials as a CSV file (RFC 4180 with line feeds): one row per account, every value unchanged.
struct CredentialsTable {
    let credentials: [Credential]
    let link: ResetLink?
    /// Returns the note for an account whose password cannot be derived again.
    let note: (AccountName) -> String

    private static let header = [
        "username", "password", "request_id", "expires", "reset_url", "state", "flowserv_id", "note",
    ]

    /// The file's bytes.  Passwords and reset ids leave the process only here.
    var bytes: [UInt8] {
        Array(([Self.header] + credentials.map(row)).map(line).joined().utf8)
    }

    private func row(_ credential: Credential) -> [String] {
        let known: (state: String, id: String) =
            switch credential.knowledge {
            case .active(let id): ("active", id.rawValue)
            case .pending(let id): ("pending", id.rawValue)
            default: ("", "")
            }
        let invitation = credential.invitation
        return [
            credential.username.text, credential.password?.reveal() ?? "", invitation?.request.reveal() ?? "",
            invitation.map { Timestamp($0.expires).description } ?? "",
            invitation.flatMap { link?.url(for: $0.request) } ?? "", known.state, known.id, note(credential),
        ]
    }

    private func note(_ credential: Credential) -> String {
        guard credential.password == nil, credential.invitation == nil else { return "" }
        return note(credential.username)
    }

    private func line(_ cells: [String]) -> String {
        cells.map { cell in
            let isPlain = cell.unicodeScalars.allSatisfy { !"\",\r\n".unicodeScalars.contains($0) }
            return isPlain ? cell : "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\n"
    }
}
