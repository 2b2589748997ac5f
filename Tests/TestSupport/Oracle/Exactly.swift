/// A text that is compared byte by byte: in Swift, canonically equivalent spellings are equal.
package struct Exactly: Hashable, Codable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static func == (left: Exactly, right: Exactly) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    package func hash(into hasher: inout Hasher) { hasher.combine(Array(text.utf8)) }

    package var description: String { text.debugDescription }
}

extension [String: String] {
    /// The same with every key and value compared byte by byte.
    package var exact: [Exactly: Exactly] {
        [Exactly: Exactly](map { (Exactly($0), Exactly($1)) }, uniquingKeysWith: { first, _ in first })
    }
}
