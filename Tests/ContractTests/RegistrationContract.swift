import Accounts
import FlowServ
import TestSupport
import Testing

extension Contract {
    struct Registering {
        @Test(arguments: ServerKind.allCases)
        func `verify true makes a pending account and false an active one`(kind: ServerKind) async throws {
            let server = try kind.server
            let client = try await server.client()
            let active = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            let pending = try await client.registerUser(newName(), password: Secret("x"), as: .pending)
            for (user, isActive) in [(active, true), (pending, false)] {
                let row = ContractServer.Row(id: user.id.rawValue, isActive: isActive)
                #expect(try await server.rows(named: user.username.text) == [row])
            }
        }

        @Test(arguments: ServerKind.allCases)
        func `an id is 32 hexadecimal digits`(kind: ServerKind) async throws {
            let client = try await kind.server.client()
            let user = try await client.registerUser(newName(), password: Secret("x"), as: .active)
            #expect(user.id.rawValue.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        }

        @Test(
            arguments: ServerKind.overHTTP,
            [
                ("", false), (#","verify":true"#, false), (#","verify":false"#, true),
                (#","verify":"false""#, false), (#","verify":"""#, true), (#","verify":null"#, true),
                (#","verify":0"#, true), (#","verify":1"#, false), (#","verify":[]"#, true),
            ])
        func `verify counts as Python's bool does and a missing one means pending`(
            kind: ServerKind, field: (json: String, isActive: Bool)
        ) async throws {
            let server = try kind.server
            let name = newName()
            let answer = try await server.raw.post(
                "/users/register", #"{"username":"\#(name)","password":"x"\#(field.json)}"#)
            #expect(answer.status == 201)
            #expect(try await server.rows(named: name).map(\.isActive) == [field.isActive])
        }

        @Test(arguments: ServerKind.allCases, [Registration.active, .pending])
        func `a duplicate name is a 400 and only the text tells`(kind: ServerKind, first: Registration) async throws {
            let server = try kind.server
            let client = try await server.client()
            let name = newName()
            _ = try await client.registerUser(name, password: Secret("x"), as: first)
            let error = await #expect(throws: ServiceError.duplicateUser(name)) {
                try await client.registerUser(" \(name) ", password: Secret("y"), as: .active)
            }
            #expect(error?.isDuplicateUser == true)
            #expect(try await server.rows(named: name).count == 1)
        }

        @Test(arguments: ServerKind.overHTTP)
        func `register and activate need no token`(kind: ServerKind) async throws {
            let raw = try kind.server.raw
            let name = newName()
            let registered = try await raw.post("/users/register", #"{"username":"\#(name)","password":"x"}"#)
            let id = try #require(registered.decoded(AnswerDocument.self).id)
            let activated = try await raw.post("/users/activate", #"{"id":"\#(id)"}"#)
            #expect(activated.status == 200)
            #expect(try activated.decoded(AnswerDocument.self).username == name)
        }

        @Test(
            arguments: ServerKind.overHTTP,
            [
                (#"{"username":"N","password":"x","email":"a"}"#, "unknown element 'email'"),
                (#"{"username":"N"}"#, "missing element 'password'"),
                (#"{"password":"x"}"#, "missing element 'username'"),
                (#"[]"#, "missing element 'username'"),
                (#"null"#, "argument of type 'NoneType' is not iterable"),
                (#"5"#, "argument of type 'int' is not iterable"),
                (#"5.5"#, "argument of type 'float' is not iterable"),
                (#"true"#, "argument of type 'bool' is not iterable"),
                (#"{"username":null,"password":"x"}"#, "missing user name"),
                (#"{"username":"N","password":null}"#, "empty password"),
                (#"{"username":"N","password":" "}"#, "empty password"),
            ])
        func `a body with other keys or without values is a 400`(
            kind: ServerKind, body: (json: String, message: String)
        ) async throws {
            let json = body.json.replacing(#""N""#, with: #""\#(newName())""#)
            let answer = try await kind.server.raw.post("/users/register", json)
            #expect(answer.status == 400)
            #expect(try answer.decoded(AnswerDocument.self).message == body.message)
        }

        @Test(arguments: ServerKind.overHTTP)
        func `a body that is no JSON is a 400 without a message`(kind: ServerKind) async throws {
            let answer = try await kind.server.raw.post("/users/register", #"{"username":"#)
            #expect(answer.status == 400)
            #expect(answer.text.hasPrefix("<!doctype html>"))
        }

        @Test(arguments: ServerKind.overHTTP, ["text/plain", "application/x-www-form-urlencoded", ""])
        func `another content type is a 415`(kind: ServerKind, type: String) async throws {
            let server = try kind.server
            let name = newName()
            let answer = try await server.raw.post(
                "/users/register", #"{"username":"\#(name)","password":"x"}"#, headers: ["content-type": type])
            #expect(answer.status == 415)
            #expect(try await server.rows(named: name) == [])
        }

        @Test(arguments: ServerKind.overHTTP, ["5", "true", "[]", #"["a"]"#, "{}"])
        func `a username or password that is no text is a 500`(kind: ServerKind, value: String) async throws {
            let raw = try kind.server.raw
            let username = try await raw.post("/users/register", #"{"username":\#(value),"password":"x"}"#)
            #expect(username.status == 500)
            let password = try await raw.post(
                "/users/register", #"{"username":"\#(newName())","password":\#(value)}"#)
            #expect(password.status == 500)
        }
    }
}
