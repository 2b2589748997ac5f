/// One sentence of the promise.  It reads a history and says where it was broken.
protocol Sentence: SendableMetatype {
    /// The number in the list of the ten.
    static var number: Int { get }
    init()
    /// Returns the violations, in words.
    func violations(in history: History) -> [String]
}

/// Judges a history by all ten sentences.
enum Judge {
    static let sentences: [any Sentence.Type] = [
        OneRowPerName.self, KeptIDs.self, NothingUnplanned.self, NothingWhileOpen.self, OneCredentialEach.self,
        HeldGates.self, TrueCounts.self, NoLeaks.self, GoodEnd.self, NoSilence.self,
    ]

    static func violations(in history: History) -> [String] {
        sentences.flatMap { sentence in
            sentence.init().violations(in: history).map { "sentence \(sentence.number): \($0)" }
        }
    }
}
