internal import Foundation

/// Plausible answers to every call, for tests that look at requests only.
package enum CannedFlowServ {
    /// The token that every login yields.
    package static let token = "1f0c9a3e"

    /// Whom every answer is about.
    package static let username = "jos\u{e9}+ann@example.org"

    private static let handle = #"{"id": "a1", "username": "\#(username)"}"#

    private struct Registration: Decodable {
        let username: String
    }

    package static func answer(_ number: Int, _ request: RecordedRequest, _ peer: Peer) async throws {
        let path = String(request.target.prefix { $0 != "?" })
        switch path {
        case "/api/":
            try await peer.answer("200 OK", #"{"name": "canned", "version": "0", "url": "http://x", "routes": []}"#)
        case "/api/users": try await peer.answer("200 OK", #"{"users": [\#(handle)]}"#)
        case "/api/users/register":
            // Whoever asks for one name and is told of another takes the answer for lost.
            let name = try JSONDecoder().decode(Registration.self, from: Data(request.body)).username
            let handle = String(decoding: try JSONEncoder().encode(["id": "a1", "username": name]), as: UTF8.self)
            try await peer.answer("201 CREATED", handle)
        case "/api/users/login":
            try await peer.answer("200 OK", #"{"id": "a1", "username": "\#(username)", "token": "\#(token)"}"#)
        case "/api/users/password/request": try await peer.answer("200 OK", #"{"requestId": "r1"}"#)
        default: try await peer.answer("200 OK", handle)
        }
    }
}
