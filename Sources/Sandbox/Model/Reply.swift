/// flowServ's reply to a call.
enum Reply: Sendable, Hashable {
    /// 201 after a registration.
    case created(Handle)
    /// 200 with one account.
    case account(Handle)
    /// 200 with the listing.
    case listing([Handle])
    /// 200 with the id of a password reset request.
    case resetRequest(String)
    case refused(APIError)

    var status: Int {
        switch self {
        case .created: 201
        case .account, .listing, .resetRequest: 200
        case .refused(let apiError): apiError.status
        }
    }
}

/// An account in an answer, with its token if it is logged in.
struct Handle: Sendable, Hashable {
    let id: String
    let username: String
    let token: String?
}
