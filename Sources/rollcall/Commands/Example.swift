import ArgumentParser

/// A call that can be typed as it is, with what it is good for.
struct Example: Sendable {
    /// What it is good for, in a few words without a full stop.
    let purpose: String
    /// The words from `rollcall` on.
    let call: String

    init(_ purpose: String, _ call: String) {
        self.purpose = purpose
        self.call = call
    }
}

/// A command whose help ends with examples.
protocol ExampledCommand: ParsableCommand {
    /// The commonest one first.
    static var examples: [Example] { get }
}
