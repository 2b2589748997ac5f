internal import Foundation

/// One HTTP request as it was on the wire.
package struct RecordedRequest: Sendable {
    package let method: String
    /// Path and query, as sent.
    package let target: String
    /// In the order and spelling of the wire.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// Takes the first whole request off the bytes; nil when they hold none yet.
    static func take(from bytes: inout [UInt8]) -> RecordedRequest? {
        let end = Array("\r\n\r\n".utf8)
        guard let blank = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let lines = String(decoding: bytes[..<blank], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().map(header)
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        let start = blank + end.count
        guard bytes.count >= start + length else { return nil }
        let body = Array(bytes[start..<start + length])
        bytes.removeFirst(start + length)
        return RecordedRequest(method: words[0], target: words[1], headers: headers, body: body)
    }

    private static func header(_ line: String) -> (name: String, value: String) {
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts[0], parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }

    /// The values of a header, whatever the case of its name.
    package func values(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name }.map(\.value)
    }
}
