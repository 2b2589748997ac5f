internal import FlowServ
internal import Foundation

/// Reads the JSON body of a call and checks it like flowServ does: its keys, but not its types.
struct RequestBodyReader {
    let contentType: String?
    let body: [UInt8]

    /// Returns the call, or the refusal of its body; and in both cases the name in it.
    func call(_ route: Route) -> IncomingCall {
        var username: String?
        do throws(APIError) {
            let mandatory = RequestBodyReader.mandatory(route)
            let fields = try fields()
            if case .text(let name) = fields["username"] { username = name }
            try validate(fields, mandatory, optional: route == .register ? ["verify"] : [])
            let values = mandatory.map { fields[$0] ?? .null }
            return IncomingCall(route, username: username, .success(call(route, values: values, fields: fields)))
        } catch {
            return IncomingCall(route, username: username, .failure(error))
        }
    }

    private func call(_ route: Route, values: [BodyValue], fields: [String: BodyValue]) -> Call {
        switch route {
        case .register:
            let verify = fields["verify"]?.isTrue ?? true
            return .register(username: values[0], password: values[1], verify: verify)
        case .login: return .login(username: values[0], password: values[1])
        case .resetPassword: return .resetPassword(id: values[0], password: values[1])
        case .requestPasswordReset: return .requestPasswordReset(username: values[0])
        case .activate: return .activate(id: values[0])
        case .list: return .list(query: nil, token: nil)
        case .logout: return .logout(token: nil)
        case .whoami: return .whoami(token: nil)
        }
    }

    /// Returns the keys that a body must have.  Calls without any do not read their body at all.
    private static func mandatory(_ route: Route) -> [String] {
        switch route {
        case .register, .login: ["username", "password"]
        case .activate: ["id"]
        case .requestPasswordReset: ["username"]
        case .resetPassword: ["requestId", "password"]
        case .list, .logout, .whoami: []
        }
    }

    private func fields() throws(APIError) -> [String: BodyValue] {
        guard isJSON else { throw APIError(415) }
        let decoder = JSONDecoder()
        guard let value = try? decoder.decode(BodyValue.self, from: Data(body)) else { throw APIError(400) }
        switch value {
        case .container:
            // A list contains no keys.
            guard body.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else { return [:] }
            guard let fields = try? decoder.decode([String: BodyValue].self, from: Data(body)) else {
                throw APIError(400)
            }
            return fields
        case .text: return [:]
        case .null: throw APIError(400, "argument of type 'NoneType' is not iterable")
        case .flag: throw APIError(400, "argument of type 'bool' is not iterable")
        case .number: throw APIError(400, "argument of type 'int' is not iterable")
        case .fraction: throw APIError(400, "argument of type 'float' is not iterable")
        }
    }

    private var isJSON: Bool {
        let type = contentType?.split(separator: ";").first?.lowercased() ?? ""
        return type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }

    private func validate(
        _ fields: [String: BodyValue], _ mandatory: [String], optional: [String]
    ) throws(APIError) {
        for key in mandatory where fields[key] == nil {
            throw APIError(400, "missing element '\(key)'")
        }
        for key in fields.keys.sorted() where !(mandatory + optional).contains(key) {
            throw APIError(400, "unknown element '\(key)'")
        }
    }
}
