/// What the words of a state column have meant so far; a roster has few of them and repeats them in every row.
struct StateMemo {
    private static let mostWords = 8

    /// The words that were taught, which win over the table and mean the same in every column.
    private let taught: [String: StateWords.Meaning]
    private var words: [(bytes: [UInt8], isNegated: Bool, meaning: StateWords.Meaning)] = []

    init(taught: [String: StateMeaning] = [:]) {
        self.taught = Dictionary(
            taught.map { (StateWords.key($0), $1.meaning) }, uniquingKeysWith: { _, last in last })
    }

    /// What a stripped word was taught to say.
    func taught(_ word: String) -> StateWords.Meaning? { taught.isEmpty ? nil : taught[StateWords.key(word)] }

    /// What a word says, or nil when it is no state's.
    ///
    /// - Parameter range: Where the word is, its outer white space included.
    mutating func meaning(_ range: Range<Int>, in bytes: [UInt8], negated: Bool) -> StateWords.Meaning? {
        let word = bytes[range]
        for known in words where known.isNegated == negated && known.bytes.elementsEqual(word) {
            return known.meaning
        }
        let text = stripped(String(decoding: word, as: UTF8.self))
        guard let meaning = taught(text) ?? StateWords.meaning(text, negated: negated) else { return nil }
        if words.count < Self.mostWords { words.append((Array(word), negated, meaning)) }
        return meaning
    }
}
