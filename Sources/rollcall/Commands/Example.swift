import ArgumentParser

/// A command line that can be typed unchanged, with its purpose.
struct Example: Sendable {
    /// The purpose, in a few words without a full stop.
    let purpose: String
    /// The words, starting with `rollcall`.
    let call: String

    init(_ purpose: String, _ call: String) {
        self.purpose = purpose
        self.call = call
    }
}

/// A command whose help ends with examples.
protocol ExampledCommand: ParsableCommand {
    /// The examples, the most common one first.
    static var examples: [Example] { get }
}
