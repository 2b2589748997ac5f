import Accounts
import FlowServ
import TestSupport
import Testing

extension Contract {
    struct Descriptor {
        private struct Document: Decodable {
            struct Pattern: Decodable {
                let id: String
                let pattern: String
            }

            let name: String
            let version: String
            let url: String
            let username: String?
            let routes: [Pattern]
        }

        @Test(arguments: ServerKind.overHTTP)
        func `the descriptor is at the root with a slash and a redirect without`(kind: ServerKind) async throws {
            let server = try kind.server
            let redirect = try await server.raw.get("")
            #expect(redirect.status == 308)
            #expect(try redirect.location == server.url + "/")
            let answer = try await server.raw.get("/")
            #expect(answer.status == 200)
            #expect(try answer.decoded(Document.self).version == "0.7.2")
        }

        @Test(arguments: ServerKind.overHTTP)
        func `the descriptor's url is not the one that we came by`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try #require(try await server.client() as? RemoteUserService)
            #expect(client.descriptor.advertisedURL == "http://localhost:5000/flowserv/api/v1")
            #expect(try client.descriptor.address == ServerAddress(server.url))
        }

        @Test(arguments: ServerKind.overHTTP, Route.allCases)
        func `the descriptor's routes are the defaults`(kind: ServerKind, route: Route) async throws {
            let document = try await kind.server.raw.get("/").decoded(Document.self)
            let patterns = document.routes.filter { $0.id == route.rawValue }.map(\.pattern)
            #expect(patterns == [route.defaultPattern])
        }

        @Test(arguments: ServerKind.overHTTP)
        func `the descriptor tells whose token it got and minds no wrong one`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            let token = try await client.loginUser(user.username.text, password: Secret("x")).token
            func username(_ headers: [String: String]) async throws -> String? {
                try await server.raw.get("/", headers: headers).decoded(Document.self).username
            }
            #expect(try await username(["api-key": token.reveal()]) == user.username.text)
            #expect(try await username(["api-key": "wrong"]) == nil)
            #expect(try await username([:]) == nil)
        }

        @Test(arguments: ServerKind.overHTTP, Route.allCases)
        func `a route with a slash too many is a 404 and the wrong method a 405`(
            kind: ServerKind, route: Route
        ) async throws {
            let raw = try kind.server.raw
            let path = "/" + route.defaultPattern
            let slash = route.method == "GET" ? try await raw.get(path + "/") : try await raw.post(path + "/", "{}")
            #expect(slash.status == 404)
            let method = route.method == "GET" ? try await raw.post(path, "{}") : try await raw.get(path)
            #expect(method.status == 405)
        }
    }
}
