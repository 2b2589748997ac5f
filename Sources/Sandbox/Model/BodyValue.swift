/// A value in a JSON body.
///
/// flowServ does not check types, so the effect of a number or a list depends on Python and SQLite.
enum BodyValue: Sendable, Hashable {
    case text(String)
    case null
    case flag(Bool)
    /// A number as Python prints it.
    case number(String)
    /// A number with a decimal point as Python prints it.
    case fraction(String)
    /// A list or an object.
    case container(isEmpty: Bool)

    /// The value's truth according to Python's `bool()`: the text `"false"` is true.
    var isTrue: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .null: false
        case .flag(let flag): flag
        case .number(let digits), .fraction(let digits): digits.contains { $0 != "0" && $0 != "." && $0 != "-" }
        case .container(let isEmpty): !isEmpty
        }
    }

    /// Returns the value's form in comparisons with a text column; nil matches nothing.
    ///
    /// - Throws: An internal error for lists and objects, which cannot be bound to a statement.
    func columnText() throws(APIError) -> String? {
        switch self {
        case .text(let text): text
        case .null: nil
        case .flag(let flag): flag ? "1" : "0"
        case .number(let digits), .fraction(let digits): digits
        case .container: throw .internalError
        }
    }

    /// The value in the server's messages.
    var inMessages: String {
        switch self {
        case .text(let text), .number(let text), .fraction(let text): text
        case .null: "None"
        case .flag(let flag): flag ? "True" : "False"
        case .container: ""
        }
    }
}

extension BodyValue: Decodable {
    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            self = .container(isEmpty: object.allKeys.isEmpty)
            return
        }
        if let list = try? decoder.unkeyedContainer() {
            self = .container(isEmpty: list.isAtEnd)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(String(number))
        } else if let number = try? value.decode(Double.self) {
            self = .fraction(String(number))
        } else {
            self = .text(try value.decode(String.self))
        }
    }
}

/// A key with any name.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
