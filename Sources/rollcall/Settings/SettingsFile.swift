import Configuration
import Foundation
import Yams

/// A configuration file in YAML or JSON: one value for each key.
struct SettingsFile {
    /// Its path, for messages.
    let path: String
    private let snapshot: YAMLSnapshot
    /// The line of each key, from 1.
    private let lines: [String: Int]
    /// The names and texts of each key that has such, as NAME=TEXT.
    private let pairs: [String: [String]]

    /// Reads a file whose every key is a setting.
    ///
    /// - Throws: ``Failure`` that names file, line and remedy.
    init(_ path: String) throws {
        self.path = path
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(.usage, "--config \(path): the file cannot be read.  Check the path and its permissions.")
        }
        // A JSON document is one of YAML too, but for the tabs between its values.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\t", with: " ")
        let root = try Self.mapping(text, path)
        lines = try Self.keys(of: root, in: path)
        pairs = root.reduce(into: [:]) { pairs, member in
            if let key = member.key.string { pairs[Self.settingKey(key)] = member.value.pairs }
        }
        for (key, line) in lines.sorted(by: { $0.value < $1.value }) { try Self.check(key, "\(path):\(line)") }
        do {
            let bytes = lines.isEmpty ? Array("{}".utf8) : Array(text.utf8)
            snapshot = try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: .default)
        } catch {
            throw Failure(.usage, "\(path): it cannot be understood: \(error)")
        }
        // What a flag overrides must make sense too, or it would surprise on another day.
        for setting in Setting.all { _ = try values(of: setting) }
    }

    /// The values of a setting, or nil when the file does not set it.
    ///
    /// - Throws: ``Failure`` when they are not of its kind.
    func values(of setting: Setting) throws -> [String]? {
        guard let line = lines[setting.key] else { return nil }
        let key = AbsoluteConfigKey([setting.key])
        func read(_ type: ConfigType) -> ConfigContent? {
            try? snapshot.value(forKey: key, type: type).value?.content
        }
        switch setting.kind {
        case .text:
            if case .string(let text)? = read(.string) { return [text] }
        case .integer:
            if case .int(let number)? = read(.int) { return [String(number)] }
        case .toggle:
            if case .bool(let isOn)? = read(.bool) { return [isOn ? "true" : "false"] }
        case .list:
            if case .stringArray(let texts)? = read(.stringArray) { return texts }
            if case .string(let text)? = read(.string) { return [text] }
        case .pairs:
            if let texts = pairs[setting.key] { return texts }
        }
        throw Failure(
            .usage, "\(path):\(line): \(setting.key) must be \(setting.kind.words).  Mend it, or take the line out.")
    }

    /// The line of a setting's key.
    func line(of setting: Setting) -> Int? { lines[setting.key] }

    /// The document, which is one mapping; an empty one when there is nothing in it.
    private static func mapping(_ text: String, _ path: String) throws -> Node.Mapping {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw Failure(.usage, "\(path): it is neither YAML nor JSON: \(error)")
        }
        guard let root, root != Node("", Tag(.null)) else { return Node.Mapping([]) }
        guard let mapping = root.mapping else {
            throw Failure(.usage, "\(path): it must have one setting a line, as in  concurrency: 8")
        }
        return mapping
    }

    /// The key of the setting that has this key or the other one.
    private static func settingKey(_ key: String) -> String {
        Setting.all.first { $0.otherKey == key }?.key ?? key
    }

    /// The keys of the document with their lines.
    private static func keys(of mapping: Node.Mapping, in path: String) throws -> [String: Int] {
        var lines: [String: Int] = [:]
        for (node, _) in mapping {
            let line = node.mark?.line ?? 1
            guard let key = node.string else {
                throw Failure(.usage, "\(path):\(line): a key must be the name of a setting.")
            }
            lines[settingKey(key)] = line
        }
        return lines
    }

    /// Fails unless the key is one that a file may set.
    private static func check(_ key: String, _ place: String) throws {
        guard let setting = Setting.all.first(where: { $0.key == key }) else {
            let nearest = Setting.all.min { Spelling.distance(key, $0.key) < Spelling.distance(key, $1.key) }
            let guess = nearest.map { "  Did you mean \($0.key)?" } ?? ""
            throw Failure(
                .usage, "\(place): there is no setting \"\(key)\".\(guess)  rollcall config lists them all.")
        }
        guard !setting.isSecret else {
            throw Failure(
                .usage,
                "\(place): \(key) is a secret and does not belong here.  Write a password to a private file of its own, and "
                    + "name that as passwordFile.")
        }
    }
}

extension Setting.Kind {
    /// What a value must be, in words.
    var words: String {
        switch self {
        case .text: "one text"
        case .integer: "a whole number"
        case .toggle: "true or false"
        case .list: "a list of texts"
        case .pairs: "texts with a name each, as in  Terminated: deleted"
        }
    }
}

extension Node {
    /// The names and texts of a mapping as NAME=TEXT, or what a list or a text says in this form already.
    fileprivate var pairs: [String]? {
        if let mapping {
            let pairs = mapping.map { key, value in key.string.flatMap { key in value.string.map { "\(key)=\($0)" } }
            }
            return pairs.contains(nil) ? nil : pairs.compactMap(\.self)
        }
        let texts = sequence.map { Array($0) } ?? [self]
        return texts.contains { $0.string == nil } ? nil : texts.compactMap(\.string)
    }
}
