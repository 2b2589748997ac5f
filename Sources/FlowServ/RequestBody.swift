internal import Foundation

/// The JSON bodies of the calls, made with the server's labels.
struct RequestBody {
    let labels: UserLabels

    func register(_ username: String, _ password: Secret, _ registration: Registration) -> [UInt8] {
        encode([
            labels.username: .text(username), labels.password: .text(password.reveal()),
            labels.verify: .flag(registration == .pending),
        ])
    }

    func activate(_ id: UserID) -> [UInt8] {
        encode([labels.userID: .text(id.rawValue)])
    }

    func login(_ username: String, _ password: Secret) -> [UInt8] {
        encode([labels.username: .text(username), labels.password: .text(password.reveal())])
    }

    func requestPasswordReset(_ username: String) -> [UInt8] {
        encode([labels.username: .text(username)])
    }

    func resetPassword(_ request: ResetRequestID, _ password: Secret) -> [UInt8] {
        encode([labels.requestID: .text(request.reveal()), labels.password: .text(password.reveal())])
    }

    private enum Value: Encodable {
        case text(String)
        /// Must stay a JSON boolean: flowServ takes the string "false" for true.
        case flag(Bool)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .flag(let flag): try container.encode(flag)
            }
        }
    }

    private func encode(_ fields: [String: Value]) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and booleans always encode.
        return (try? encoder.encode(fields)).map(Array.init) ?? []
    }
}
