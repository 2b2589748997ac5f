internal import Foundation

/// Decodes the listing of accounts.
///
/// The server adds the API token of everybody who is logged in.  Only ids and names are ever taken out of the
/// bytes, so the tokens are gone once the bytes are.
struct UserListing {
    private struct Label: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Entry: Decodable {
        let user: User

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Label.self)
            let labels = decoder.userInfo[UserListing.labelsKey] as? UserLabels ?? UserLabels()
            let id = try container.decode(String.self, forKey: Label(stringValue: labels.userID))
            let username = try container.decode(String.self, forKey: Label(stringValue: labels.username))
            user = User(id: UserID(rawValue: id), username: username)
        }
    }

    private struct Document: Decodable {
        let users: [Entry]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Label.self)
            let labels = decoder.userInfo[UserListing.labelsKey] as? UserLabels ?? UserLabels()
            users = try container.decode([Entry].self, forKey: Label(stringValue: labels.users))
        }
    }

    private static let labelsKey = CodingUserInfoKey(rawValue: "labels").unsafelyUnwrapped

    /// The accounts in the order in which the server lists them, or nil when the bytes are no whole listing.
    static func decode(_ body: [UInt8], labels: UserLabels) -> [User]? {
        let decoder = JSONDecoder()
        decoder.userInfo[labelsKey] = labels
        return try? decoder.decode(Document.self, from: Data(body)).users.map(\.user)
    }
}
