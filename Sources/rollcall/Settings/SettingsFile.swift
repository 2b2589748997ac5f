import Foundation
import Yams

/// A configuration file in YAML or JSON: one value for each key.
struct SettingsFile {
    /// Its path, for messages.
    let path: String
    /// The values by the keys of their settings.
    private let nodes: [String: Node]
    /// The line of each key, from 1.
    private let lines: [String: Int]

    /// Reads a file in which every key must be a setting.
    ///
    /// - Throws: ``Failure`` with the file, the line and the remedy.
    init(_ path: String) throws {
        self.path = path
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(.usage, "--config \(path): the file cannot be read.  Check the path and its permissions.")
        }
        // A JSON document is also YAML, except for tabs between its values.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\t", with: " ")
        let root = try Self.mapping(text, path)
        (nodes, lines) = try Self.members(of: root, in: path)
        for (key, line) in lines.sorted(by: { $0.value < $1.value }) { try Self.check(key, "\(path):\(line)") }
        // Values that a flag overrides are checked too, so that they do not fail later.
        for setting in Setting.all { _ = try values(of: setting) }
    }

    /// Returns the values of a setting, or nil if the file does not set it.
    ///
    /// - Throws: ``Failure`` if they are not of its kind.
    func values(of setting: Setting) throws -> [String]? {
        guard let node = nodes[setting.key], let line = lines[setting.key] else { return nil }
        let values: [String]? =
            switch setting.kind {
            case .text: node.scalar.map { [$0.string] }
            case .integer: node.scalar.flatMap(Int.construct).map { [String($0)] }
            case .toggle: node.scalar.flatMap(Bool.construct).map { [$0 ? "true" : "false"] }
            case .list: node.texts
            case .pairs: node.pairs
            }
        guard let values else {
            throw Failure(
                .usage,
                "\(path):\(line): \(setting.key) must be \(setting.kind.words).  Correct it, or delete the line.")
        }
        return values
    }

    /// Returns the line of a setting's key.
    func line(of setting: Setting) -> Int? { lines[setting.key] }

    /// Returns the document, which must be one mapping; an empty one if it has no content.
    private static func mapping(_ text: String, _ path: String) throws -> Node.Mapping {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw Failure(.usage, "\(path): the file is neither YAML nor JSON: \(error)")
        }
        guard let root, root != Node("", Tag(.null)) else { return Node.Mapping([]) }
        guard let mapping = root.mapping else {
            throw Failure(.usage, "\(path): the file must have one setting per line, as in  concurrency: 8")
        }
        return mapping
    }

    /// Returns the key of the setting with this key or alternative key.
    private static func settingKey(_ key: String) -> String {
        Setting.all.first { $0.otherKey == key }?.key ?? key
    }

    /// Returns the values of the document and their lines, by the keys of their settings.
    private static func members(
        of mapping: Node.Mapping, in path: String
    ) throws -> (nodes: [String: Node], lines: [String: Int]) {
        var (nodes, lines): ([String: Node], [String: Int]) = ([:], [:])
        for (name, value) in mapping {
            let line = name.mark?.line ?? 1
            guard let name = name.string else {
                throw Failure(.usage, "\(path):\(line): the key is not the name of a setting.")
            }
            let key = settingKey(name)
            lines[key] = line
            // A key without a value sets nothing.
            if value.null == nil { nodes[key] = value }
        }
        return (nodes, lines)
    }

    /// Throws unless a file may set the key.
    private static func check(_ key: String, _ place: String) throws {
        guard let setting = Setting.all.first(where: { $0.key == key }) else {
            let nearest = Setting.all.min { EditDistance.distance(key, $0.key) < EditDistance.distance(key, $1.key) }
            let guess = nearest.map { "  Did you mean \($0.key)?" } ?? ""
            throw Failure(
                .usage, "\(place): \"\(key)\" is not a setting.\(guess)  To see them all, type: rollcall config")
        }
        guard !setting.isSecret else {
            throw Failure(
                .usage,
                "\(place): \(key) is a secret and must not be in this file.  Put a password into a private file of its own, and "
                    + "set passwordFile to its path.")
        }
    }
}

extension Setting.Kind {
    /// The required form of a value, in words.
    var words: String {
        switch self {
        case .text: "text"
        case .integer: "a whole number"
        case .toggle: "true or false"
        case .list: "a list of texts"
        case .pairs: "a mapping of texts, as in  Terminated: deleted"
        }
    }
}

extension Node {
    /// The texts of a list, or the one text.
    fileprivate var texts: [String]? {
        let nodes = sequence.map { Array($0) } ?? [self]
        let texts = nodes.compactMap { $0.scalar?.string }
        return texts.count == nodes.count ? texts : nil
    }

    /// The names and texts of a mapping as NAME=TEXT, or a list or a text that already has this form.
    fileprivate var pairs: [String]? {
        guard let mapping else { return texts }
        let pairs = mapping.compactMap { key, value in
            key.string.flatMap { key in value.string.map { "\(key)=\($0)" } }
        }
        return pairs.count == mapping.count ? pairs : nil
    }
}
