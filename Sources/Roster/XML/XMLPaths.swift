/// The paths of the values within a record, numbered.
///
/// An attribute of the record is `name`, a child element is `name` too, what lies deeper is
/// `contact/email` and `contact/@kind`.
struct XMLPaths {
    /// More than a document of users ever has; a table that has grown so large begins anew.
    private static let most = 100_000

    private struct Key: Hashable {
        var parent: Int32
        var name: Int32
        var isAttribute: Bool
    }

    /// The parent of what is the record's own.
    static let record: Int32 = -1

    private(set) var texts: [String] = []
    private var keys: [Key] = []
    private var numbers: [Key: Int32] = [:]

    var isFull: Bool { texts.count > Self.most }

    /// The number of a path.
    ///
    /// - Parameter guess: What it most likely is.
    mutating func number(
        _ name: Int32, of parent: Int32, isAttribute: Bool, _ names: [String], guess: Int32?
    ) -> Int32 {
        let key = Key(parent: parent, name: name, isAttribute: isAttribute)
        if let guess, keys[Int(guess)] == key { return guess }
        if let number = numbers[key] { return number }
        let number = Int32(texts.count)
        let own = names[Int(name)]
        texts.append(parent == Self.record ? own : texts[Int(parent)] + (isAttribute ? "/@" : "/") + own)
        keys.append(key)
        numbers[key] = number
        return number
    }
}
