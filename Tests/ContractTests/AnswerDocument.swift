/// Every field that an answer of the user API can have.
struct AnswerDocument: Decodable {
    struct Entry: Decodable {
        let id: String
        let username: String
        let token: String?
    }

    let id: String?
    let username: String?
    let token: String?
    let requestId: String?
    let message: String?
    let users: [Entry]?
}
