/// Makes rows from an XML document's records.
struct XMLRecordReader {
    private let file: String
    private let builder: RosterBuilder
    private let asked: [RosterField: String]
    /// The paths of the last record and their assignment; most records are alike.
    private var shape: XMLRecordShape?
    /// Whether records with these paths have the username elsewhere than the first record: it might be another value.
    private var isUsernameElsewhere = false
    /// The name of the first record's username value; the others must have the same name.
    private var usernameKey: String?
    /// The path used for each field in the first record.
    private(set) var columns = ColumnSummary()

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
        asked = builder.options.xmlFields.mapValues { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    }

    /// Returns the most likely path of the value with a number.
    func guess(_ index: Int) -> Int32? {
        guard let numbers = shape?.numbers, index < numbers.count else { return nil }
        return numbers[index]
    }

    /// Discards the paths of the last record because their numbers are reassigned.
    mutating func forget() {
        shape = nil
    }

    /// Handles a record whose user is not wanted: only its name is used.
    func leaveOut(_ record: XMLRecord, text: [UInt8], paths: XMLPaths, vocabulary: XMLVocabulary) {
        let shape = XMLRecordShape(record.paths, among: paths, vocabulary: vocabulary, asked: asked)
        builder.add(shape.row(record, text: text), of: file, isUnwanted: true)
    }

    mutating func read(_ record: XMLRecord, text: [UInt8], paths: XMLPaths, vocabulary: XMLVocabulary) {
        if shape?.numbers != record.paths {
            note(XMLRecordShape(record.paths, among: paths, vocabulary: vocabulary, asked: asked))
        }
        guard let shape else { return }
        let row = shape.row(record, text: text)
        var problems = shape.problems(of: record)
        if isUsernameElsewhere {
            let path = shape.fields.username.map { shape.paths[$0] } ?? ""
            problems.append((.usernameElsewhere(path: path), record.position))
        }
        if problems.isEmpty {
            builder.add(row, of: file)
            return
        }
        let name = row.strippedText(row.username)
        for (problem, position) in problems {
            builder.report(
                RosterProblem(
                    file: file, position: position, detail: .xml(problem), username: name.isEmpty ? nil : name))
        }
        if !name.isEmpty {
            builder.reject(username: name, at: record.position, of: file)
        }
    }

    private mutating func note(_ shape: XMLRecordShape) {
        self.shape = shape
        if columns.columns.isEmpty { columns = ColumnSummary(shape.fields, names: shape.paths, isMarkup: true) }
        isUsernameElsewhere = false
        guard let key = shape.usernameKey else { return }
        if let usernameKey { isUsernameElsewhere = key != usernameKey } else { usernameKey = key }
    }
}
