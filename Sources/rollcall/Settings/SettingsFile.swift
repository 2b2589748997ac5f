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
        // Values that a flag overrides are checked too, so that they do not fail later.
        let mistakes = lines.sorted { $0.value < $1.value }.compactMap { key, line in mistake(in: key, at: line) }
        guard mistakes.isEmpty else { throw Failure(.usage, mistakes.joined(separator: "\n")) }
    }

    /// Returns what is wrong with a line of the file, if anything is.
    private func mistake(in key: String, at line: Int) -> String? {
        guard let setting = Setting.all.first(where: { $0.key == key }) else {
            return "\(path):\(line): " + Self.unknown(key)
        }
        do {
            _ = try values(of: setting)
            return nil
        } catch {
            return Failure(of: error)?.message ?? "\(error)"
        }
    }

    /// Returns the values of a setting, or nil if the file does not set it.
    ///
    /// - Throws: ``Failure`` if they are not of its kind.
    func values(of setting: Setting) throws -> [String]? {
        guard let node = nodes[setting.key], let line = lines[setting.key] else { return nil }
        guard !setting.isSecret else {
            throw Failure(
                .usage,
                "\(path):\(line): \(setting.key) is a secret and must not be in this file.  Put a password into a private file "
                    + "of its own, and set passwordFile to its path.")
        }
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
                "\(path):\(line): \(setting.key) is \(node.words), but must be \(setting.kind.words).")
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
        } catch YamlError.duplicatedKeysInMapping(let keys, _) {
            throw Failure(.usage, repeated(keys.min() ?? "", in: text, path))
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

    /// Returns the message about a key that is no setting.
    private static func unknown(_ key: String) -> String {
        let distances = Setting.all.map { (key: $0.key, distance: EditDistance.distance(key, $0.key)) }
        let nearest = distances.min { $0.distance < $1.distance }
        let guess = nearest.flatMap { $0.distance <= max(1, key.count / 3) ? "  Did you mean \($0.key)?" : nil }
        return "\(quoted(key)) is not a setting.\(guess ?? "")  To see all settings, type: rollcall config"
    }

    /// Returns the message about a key that the file has twice.
    private static func repeated(_ key: String, in text: String, _ path: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter { _, line in
            line.drop { " {\"',".contains($0) }.hasPrefix(key)
        }.map { String($0.offset + 1) }
        return "\(path)\(lines.dropFirst().first.map { ":" + $0 } ?? ""): \(key) is set twice"
            + (lines.count > 1 ? ", in lines \(lines.joined(separator: " and "))" : "") + ".  Delete one of them."
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
    /// The value, for messages.
    fileprivate var words: String {
        switch self {
        case .scalar(let scalar): quoted(scalar.string)
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

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
