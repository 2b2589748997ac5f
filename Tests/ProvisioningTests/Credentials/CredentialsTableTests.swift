import Accounts
import FlowServ
import Foundation
import Testing

@testable import Provisioning

/// The bytes of a credentials file.
struct CredentialsTableTests {
    private func text(_ credentials: [Credential], _ link: String? = nil) -> String {
        String(
            decoding: CredentialsTable(
                credentials: credentials, link: link.flatMap(ResetLink.init), note: { "ask for \($0)" }
            ).bytes,
            as: UTF8.self)
    }

    private let header = "username,password,request_id,expires,reset_url,state,flowserv_id,note\n"

    @Test func `every value stands exactly as it is, in quotes where CSV wants them`() {
        let password = Credential(
            username: "O'Neil, \"Pat\"\r\n", password: Secret("=a\"b,c"), invitation: nil,
            knowledge: .active(UserID(rawValue: "a1")))
        let plain = Credential(
            username: "山田", password: Secret("+x-y"), invitation: nil, knowledge: .pending(UserID(rawValue: "b2")))
        #expect(
            text([password, plain]) == header + "\"O'Neil, \"\"Pat\"\"\r\n\",\"=a\"\"b,c\",,,,active,a1,\n"
                + "山田,+x-y,,,,pending,b2,\n")
    }

    @Test func `an invitation has its id, its end, and a link that the id cannot break`() {
        let guest = Credential(
            username: "ann", password: nil,
            invitation: Credential.Invitation(
                request: ResetRequestID("a/b&c d"), expires: Date(timeIntervalSince1970: 1_800_000_000)),
            knowledge: .active(UserID(rawValue: "a1")))
        #expect(
            text([guest], "https://lab.example.org/reset?id={request_id}&x=1")
                == header
                + "ann,,a/b&c d,2027-01-15T08:00:00Z,https://lab.example.org/reset?id=a%2Fb%26c%20d&x=1,active,a1,\n")
    }

    @Test func `a password that cannot be made again has a note`() {
        let lost = Credential(
            username: "ann o", password: nil, invitation: nil, knowledge: .active(UserID(rawValue: "a1")))
        #expect(text([lost]).hasSuffix(",ask for ann o\n"))
    }

    @Test(arguments: ["https://lab.example.org/reset", "", "{request_ID}"])
    func `a template without a place for the id is none`(template: String) {
        #expect(ResetLink(template) == nil)
    }
}
