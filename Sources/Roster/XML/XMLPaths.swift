/// The numbered paths of the values within a record.
///
/// An attribute of the record is `name`, and so is a child element; deeper values are `contact/email` and
/// `contact/@kind`.
struct XMLPaths {
    /// The maximum number of paths, more than any document of users has; the table starts again when it is reached.
    private static let most = 100_000

    private struct Key: Hashable {
        var parent: Int32
        var name: Int32
        var isAttribute: Bool
    }

    /// The parent of the record's own values.
    static let record: Int32 = -1

    private(set) var texts: [String] = []
    /// For each path, whether its value may be a secret.
    private(set) var areSecret: [Bool] = []
    private var keys: [Key] = []
    private var numbers: [Key: Int32] = [:]

    var isFull: Bool { texts.count > Self.most }

    /// Returns the number of a path.
    ///
    /// - Parameter guess: The most likely number.
    mutating func number(
        _ name: Int32, of parent: Int32, isAttribute: Bool, _ names: [String], guess: Int32?
    ) -> Int32 {
        let key = Key(parent: parent, name: name, isAttribute: isAttribute)
        if let guess, keys[Int(guess)] == key { return guess }
        if let number = numbers[key] { return number }
        let number = Int32(texts.count)
        let own = names[Int(name)]
        texts.append(parent == Self.record ? own : texts[Int(parent)] + (isAttribute ? "/@" : "/") + own)
        areSecret.append(mayHoldPassword(texts[texts.count - 1]))
        keys.append(key)
        numbers[key] = number
        return number
    }
}
