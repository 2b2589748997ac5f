internal import Foundation

/// Plausible answers to every call, for tests that look at requests only.
package enum CannedFlowServ {
    /// The token that every login yields.
    package static let token = "1f0c9a3e"

    /// Whom every answer is about.
    package static let username = "jos\u{e9}+ann@example.org"

    private static let handle = #"{"id": "a1", "username": "\#(username)"}"#

    private struct Subject: Decodable {
        var username: String?
        var id: String?
    }

    /// Whoever asks for one account and is told of another takes the answer for lost.
    private static func handle(of request: RecordedRequest, _ more: [String: String] = [:]) throws -> String {
        let subject = try JSONDecoder().decode(Subject.self, from: Data(request.body))
        let handle = ["id": subject.id ?? "a1", "username": subject.username ?? username]
        return String(decoding: try JSONEncoder().encode(handle.merging(more) { $1 }), as: UTF8.self)
    }

    package static func answer(_ number: Int, _ request: RecordedRequest, _ peer: Peer) async throws {
        let path = String(request.target.prefix { $0 != "?" })
        switch path {
        case "/api/":
            try await peer.answer("200 OK", #"{"name": "canned", "version": "0", "url": "http://x", "routes": []}"#)
        case "/api/users": try await peer.answer("200 OK", #"{"users": [\#(handle)]}"#)
        case "/api/users/register":
            try await peer.answer("201 CREATED", try handle(of: request))
        case "/api/users/activate": try await peer.answer("200 OK", try handle(of: request))
        case "/api/users/login": try await peer.answer("200 OK", try handle(of: request, ["token": token]))
        case "/api/users/password/request": try await peer.answer("200 OK", #"{"requestId": "r1"}"#)
        default: try await peer.answer("200 OK", handle)
        }
    }
}
