import Accounts
import Testing

@testable import FlowServ

struct UserLabelsTests {
    private let labels: UserLabels
    private let bodies: RequestBody
    private let answers: AnswerReader

    init() {
        var labels = UserLabels()
        labels.userID = "ID"
        labels.username = "NAME"
        labels.password = "PASSWORD"
        labels.token = "TOKEN"
        labels.verify = "VERIFY"
        labels.requestID = "REQUEST"
        labels.users = "USERS"
        self.labels = labels
        bodies = RequestBody(labels: labels)
        answers = AnswerReader(labels: labels)
    }

    private func answer(_ body: String) -> Answer {
        Answer(status: 200, location: nil, retryAfter: nil, body: Array(body.utf8))
    }

    @Test func `every request body uses them`() throws {
        let password = Secret("pw")
        #expect(
            try JSONValue(bodies.register("ann", password: password, as: .pending))
                == ["NAME": "ann", "PASSWORD": "pw", "VERIFY": true])
        #expect(
            try JSONValue(bodies.register("ann", password: password, as: .active))
                == ["NAME": "ann", "PASSWORD": "pw", "VERIFY": false])
        #expect(try JSONValue(bodies.login("ann", password: password)) == ["NAME": "ann", "PASSWORD": "pw"])
        #expect(try JSONValue(bodies.activate(UserID(rawValue: "a1"))) == ["ID": "a1"])
        #expect(try JSONValue(bodies.requestPasswordReset("ann")) == ["NAME": "ann"])
        #expect(
            try JSONValue(bodies.resetPassword(ResetRequestID("r1"), to: password)) == [
                "REQUEST": "r1", "PASSWORD": "pw",
            ])
    }

    @Test func `every answer is read with them`() throws {
        let handle = #"{"ID": "a1", "NAME": "ann", "TOKEN": "t", "id": "no", "username": "no", "token": "no"}"#
        let ann = User(id: UserID(rawValue: "a1"), username: "ann")
        #expect(try answers.user(answer(handle)) == ann)
        #expect(try answers.login("ann", answer(handle)).user == ann)
        #expect(try answers.login("ann", answer(handle)).token == AccessToken("t"))
        #expect(
            try answers.resetRequest(answer(#"{"REQUEST": "r1", "requestId": "no"}"#)) == ResetRequestID("r1"))
        let listing = #"{"USERS": [{"ID": "a1", "NAME": "ann"}], "users": []}"#
        #expect(UserListing.decode(Array(listing.utf8), labels: labels) == [ann])
    }

    @Test func `the defaults are those of an unmodified flowServ`() throws {
        let body = RequestBody(labels: UserLabels()).register("ann", password: Secret("pw"), as: .active)
        #expect(try JSONValue(body) == ["username": "ann", "password": "pw", "verify": false])
        let labels = UserLabels()
        #expect(labels.userID == "id" && labels.token == "token")
        #expect(labels.requestID == "requestId" && labels.users == "users")
    }

    @Test(arguments: ["a/b", #"quo"te\"#, "Jos\u{e9}", "Jose\u{301}", "\u{1F600}", "tab\there"])
    func `names and passwords arrive as they are`(_ text: String) throws {
        let body = try JSONValue(RequestBody(labels: UserLabels()).login(text, password: Secret(text)))
        guard case .object(let fields) = body, case .text(let name)? = fields["username"],
            case .text(let password)? = fields["password"]
        else {
            Issue.record("\(body) is no login")
            return
        }
        #expect(name.utf8.elementsEqual(text.utf8))
        #expect(password.utf8.elementsEqual(text.utf8))
    }
}
