/// A cache of the words in a state column; a roster has few different ones.
struct StateMemo {
    private static let mostWords = 8

    /// The additional words, which take precedence over the table and mean the same in every column.
    private let taught: [String: StateWords.Meaning]
    private var words: [(bytes: [UInt8], isNegated: Bool, meaning: StateWords.Meaning)] = []

    init(taught: [String: StateMeaning] = [:]) {
        self.taught = Dictionary(
            taught.map { (StateWords.key($0), $1.meaning) }, uniquingKeysWith: { _, last in last })
    }

    /// Returns the meaning of a stripped word among the additional words.
    func taught(_ word: String) -> StateWords.Meaning? { taught.isEmpty ? nil : taught[StateWords.key(word)] }

    /// Returns the meaning of a word, or nil if it is not a state.
    ///
    /// - Parameter range: The range of the word, including surrounding white space.
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
