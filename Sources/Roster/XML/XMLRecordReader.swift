/// Makes rows of an XML document's records.
struct XMLRecordReader {
    private let file: String
    private let builder: RosterBuilder
    private let asked: [RosterField: String]
    /// The paths of the last record and what was made of them; most records are alike.
    private var shape: XMLRecordShape?
    /// The name that the first record's username has; the others must have the same.
    private var usernameKey: String?
    /// The path taken for each field in the first record.
    private(set) var columns: [RosterField: String] = [:]
    private(set) var passedOver: [String] = []

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
        asked = builder.options.xmlFields.mapValues { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    }

    /// The path that the value of a number most likely has.
    func guess(_ index: Int) -> Int32? {
        guard let numbers = shape?.numbers, index < numbers.count else { return nil }
        return numbers[index]
    }

    /// Forgets the paths of the last record: their numbers are given anew.
    mutating func forget() {
        shape = nil
    }

    mutating func take(_ record: XMLRecord, _ text: [UInt8], _ paths: XMLPaths, vocabulary: XMLVocabulary) {
        let shape = shape(of: record, paths, vocabulary)
        if columns.isEmpty {
            columns = shape.fields.chosen(of: shape.paths)
            passedOver = shape.fields.passedOver.map { shape.paths[$0] }
        }
        let row = shape.row(record, text)
        var problems = shape.complaints(record)
        if let complaint = usernameComplaint(record, shape) { problems.append(complaint) }
        if problems.isEmpty {
            builder.add(row, of: file)
            return
        }
        let name = row.strippedText(row.username)
        for (code, position, message) in problems {
            let location = SourceLocation(file: file, position: position)
            builder.report(
                RosterProblem(
                    location: location, code: code, username: name.isEmpty ? nil : name, message: message))
        }
        if !name.isEmpty {
            builder.reject(username: name, at: record.position, of: file)
        }
    }

    private mutating func shape(
        of record: XMLRecord, _ paths: XMLPaths, _ vocabulary: XMLVocabulary
    ) -> XMLRecordShape {
        if let shape, shape.numbers == record.paths { return shape }
        let new = XMLRecordShape(record.paths, paths, vocabulary: vocabulary, asked: asked)
        shape = new
        return new
    }

    /// A record whose name has another name than in the first one might be named by the wrong thing.
    private mutating func usernameComplaint(
        _ record: XMLRecord, _ shape: XMLRecordShape
    ) -> XMLRecordShape.Complaint? {
        guard let index = shape.fields.username, let key = shape.usernameKey else { return nil }
        guard let usernameKey else {
            self.usernameKey = key
            return nil
        }
        if key == usernameKey { return nil }
        let message =
            "the username is in \"\(escaped(shape.paths[index], limit: 40))\" here, but elsewhere in the first user.  "
            + "Give all of them the same, or pass --xml-field username=PATH."
        return (.missingUsername, record.position, message)
    }
}
