import ArgumentParser
import Provisioning
import Roster

/// How to read rosters.
struct RosterReading: ParsableArguments {
    @Option(name: .customLong("column"), help: "Which CSV column is a field, as FIELD=HEADER.  Repeatable.")
    var columns: [String] = []

    @Option(help: "The XML element that is one person (default: user).")
    var xmlRecord: String?

    @Option(
        name: .customLong("xml-field"), help: "Which XML attribute or child is a field, as FIELD=PATH.  Repeatable.")
    var xmlFields: [String] = []

    @Option(
        help: ArgumentHelp(
            "The encoding of text that does not say its own, by its IANA name, as in windows-1252 (default: UTF-8).",
            valueName: "name"))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "What stands between two CSV fields: one character, or tab.  Found out unless given.", valueName: "char"))
    var delimiter: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only rows with this value in this column.  Repeatable: different fields must all match, of one field any.",
            valueName: "field=value"))
    var conditions: [String] = []

    @Option(
        help: ArgumentHelp(
            "A regular expression that every username must match as a whole; others are problems.", valueName: "regex"
        ))
    var usernamePattern: String?

    @Option(
        name: .customLong("state-word"),
        help: ArgumentHelp(
            "What a word means in the state column: active, pending or deleted, as in Terminated=deleted.  Repeatable.",
            valueName: "word=state"))
    var stateWords: [String] = []

    @Flag(help: "Go on without the rows that are not valid; they are reported as blocked.")
    var skipInvalid = false

    /// What `resume` needs to read the rosters in the same way.
    func runOptions() throws -> RunOptions {
        var options = RunOptions()
        options.columns = try pairs(columns, flag: "--column", second: "HEADER")
        options.xmlFields = try pairs(xmlFields, flag: "--xml-field", second: "PATH")
        options.xmlRecord = xmlRecord
        options.encoding = encoding
        options.delimiter = try delimiter.map(Delimiter.init)?.text
        options.filter = try filter()
        options.skipInvalid = skipInvalid
        options.usernamePattern = usernamePattern
        options.stateWords = try words()
        return options
    }

    private func filter() throws -> RowFilter? {
        guard !conditions.isEmpty else { return nil }
        var filter = RowFilter()
        for text in conditions {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw Failure(.usage, "--where \(text): write it as FIELD=VALUE, as in wave=2.")
            }
            filter.add(field: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
        }
        return filter
    }

    private func words() throws -> [String: String]? {
        if stateWords.isEmpty { return nil }
        var words: [String: String] = [:]
        for text in stateWords {
            let states = StateMeaning.allCases.map(\.rawValue)
            guard let sign = text.lastIndex(of: "="), sign != text.startIndex,
                states.contains(String(text[text.index(after: sign)...]))
            else {
                throw Failure(
                    .usage,
                    "--state-word \(text): write it as WORD=STATE, with STATE one of \(states.joined(separator: ", "))."
                )
            }
            let (word, state) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
            if let other = words.first(where: { StateMeaning.isSameWord($0.key, word) }), other.value != state {
                throw Failure(.usage, "--state-word \(word) is taught twice, as \(other.value) and as \(state).")
            }
            words[word] = state
        }
        return words
    }

    private func pairs(_ texts: [String], flag: String, second: String) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let field = RosterField(rawValue: parts[0]) else {
                let fields = RosterField.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "\(flag) \(text): write it as FIELD=\(second), with FIELD one of \(fields).")
            }
            pairs[field.rawValue] = parts[1]
        }
        return pairs
    }
}
