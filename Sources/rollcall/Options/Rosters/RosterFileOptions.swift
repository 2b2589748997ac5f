import ArgumentParser
import Provisioning
import Roster

/// The options for reading rosters.
struct RosterFileOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            """
            Only rows with this value in this column. Repeatable: all columns must match, each with any of its values.
            """,
            valueName: "field=value"))
    var conditions: [String] = []

    @Flag(help: "Leave out rows that are not valid and report them as blocked.")
    var skipInvalid = false

    @Option(
        name: .customLong("column"),
        help: ArgumentHelp(
            "Which CSV column holds a field, as in username=Login. Repeatable.", valueName: "field=header"))
    var columns: [String] = []

    @Option(
        help: ArgumentHelp(
            "The delimiter of CSV files: one character, or tab (default: detected).", valueName: "char"))
    var delimiter: String?

    @Option(
        help: ArgumentHelp(
            """
            The encoding of text that does not declare one, by its IANA name, as in windows-1252 (default: UTF-8).
            """,
            valueName: "name"),
        completion: .list(["utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15", "shift_jis"]))
    var encoding: String?

    @Option(
        name: .customLong("state-word"),
        help: ArgumentHelp(
            """
            What a word in the state column means: active, pending or deleted, as in Terminated=deleted. Repeatable.
            """,
            valueName: "word=state"))
    var stateWords: [String] = []

    @Option(
        help: ArgumentHelp(
            "A regular expression that every username must match completely.",
            valueName: "regex"))
    var usernamePattern: String?

    @Option(help: ArgumentHelp("The XML element that is one person (default: user).", valueName: "name"))
    var xmlRecord: String?

    @Option(
        name: .customLong("xml-field"),
        help: ArgumentHelp(
            "Which XML attribute or child element holds a field, as in username=contact/email. Repeatable.",
            valueName: "field=path"))
    var xmlFields: [String] = []

    /// Returns the options that `resume` needs to read the rosters in the same way.
    func runOptions() throws -> RunOptions {
        var options = RunOptions()
        options.columns = try pairs(columns, flag: "--column", second: "HEADER")
        options.xmlFields = try pairs(xmlFields, flag: "--xml-field", second: "PATH")
        options.xmlRecord = try element()
        options.encoding = encoding
        options.delimiter = try delimiter.map(Delimiter.init)?.text
        options.filter = try filter()
        options.skipInvalid = skipInvalid
        options.usernamePattern = usernamePattern
        options.stateWords = try words()
        return options
    }

    /// Returns the name of the XML element of a person.
    private func element() throws -> String? {
        guard let name = xmlRecord else { return nil }
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || "<>&\"'/=".contains($0) }) else {
            throw Failure(.usage, "--xml-record \(name): use the name of an XML element, as in  student")
        }
        return name
    }

    private func filter() throws -> RowFilter? {
        guard !conditions.isEmpty else { return nil }
        var filter = RowFilter()
        for text in conditions {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw Failure(.usage, "--where \(text): use FIELD=VALUE, as in wave=2.")
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
                    "--state-word \(text): use WORD=STATE, where STATE is one of \(states.joined(separator: ", "))."
                )
            }
            let (word, state) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
            if let other = words.first(where: { StateMeaning.isSameWord($0.key, word) }), other.value != state {
                throw Failure(.usage, "--state-word \(word) is given twice, as \(other.value) and as \(state).")
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
                throw Failure(.usage, "\(flag) \(text): use FIELD=\(second), where FIELD is one of \(fields).")
            }
            pairs[field.rawValue] = parts[1]
        }
        return pairs
    }
}
