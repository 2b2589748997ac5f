internal import Accounts

/// The JSON bodies of the calls, with the server's labels.
struct RequestBody {
    let labels: UserLabels

    func register(_ username: String, password: Secret, as registration: Registration) -> [UInt8] {
        encode([
            (labels.username, .text(username)), (labels.password, .text(password.reveal())),
            (labels.verify, .flag(registration == .pending)),
        ])
    }

    func activate(_ id: UserID) -> [UInt8] {
        encode([(labels.userID, .text(id.rawValue))])
    }

    func login(_ username: String, password: Secret) -> [UInt8] {
        encode([(labels.username, .text(username)), (labels.password, .text(password.reveal()))])
    }

    func requestPasswordReset(_ username: String) -> [UInt8] {
        encode([(labels.username, .text(username))])
    }

    func resetPassword(_ request: ResetRequestID, to password: Secret) -> [UInt8] {
        encode([(labels.requestID, .text(request.reveal())), (labels.password, .text(password.reveal()))])
    }

    private enum Value {
        case text(String)
        /// Must be a JSON boolean: flowServ reads the string "false" as true.
        case flag(Bool)
    }

    /// Encodes an object with sorted keys.  It is written by hand: an encoder takes longer for one body than the rest
    /// of the client for the whole request.
    private func encode(_ fields: [(label: String, value: Value)]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        for (label, value) in fields.sorted(by: { $0.label < $1.label }) {
            bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
            bytes.append(jsonText: label)
            bytes.append(UInt8(ascii: ":"))
            switch value {
            case .text(let text): bytes.append(jsonText: text)
            case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
            }
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}

extension [UInt8] {
    /// Appends a JSON string (RFC 8259, section 7).
    fileprivate mutating func append(jsonText text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<0x20:
                append(contentsOf: "\\u00".utf8)
                append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? $0 + 0x30 : $0 + 0x57 })
            default:
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
