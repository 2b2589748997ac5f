/// One user of an XML document: its attributes and the elements within, by their paths.
///
/// An attribute of the user is `name`, a child element is `name` too, what lies deeper is
/// `contact/email` and `contact/@kind`.
struct XMLRecord {
    /// The largest record that is read, in bytes.
    static let largest = 1 << 20
    private static let mostValues = 1_000

    /// A value's place among the record's bytes, and where its element begins.
    struct Value {
        var text: Range<Int>
        var position: TextPosition
        /// Whether elements are within: then only the text before the first of them is kept.
        var hasChildren = false
    }

    let position: TextPosition
    private(set) var paths: [String] = []
    private(set) var values: [Value] = []
    private var open: [Int] = []
    private(set) var bytes: [UInt8] = []
    private var size = 0

    init(_ attributes: [XMLAttribute], _ position: TextPosition) {
        self.position = position
        for attribute in attributes { add(attribute.name, attribute.value, position) }
    }

    var isTooLarge: Bool { size > Self.largest || values.count > Self.mostValues }

    /// Whether the element that ends next is the record itself.
    var isOutermost: Bool { open.isEmpty }

    /// Several values' bytes, with a separator between them.
    func joined(_ indices: [Int]) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count + indices.count)
        for index in indices {
            if index != indices.first { joined.append(KeptFields.separator) }
            joined.append(contentsOf: bytes[values[index].text])
        }
        return joined
    }

    mutating func start(_ name: String, _ attributes: [XMLAttribute], _ position: TextPosition) {
        if let parent = open.last { values[parent].hasChildren = true }
        let path = open.last.map { "\(paths[$0])/\(name)" } ?? name
        add(path, "", position)
        open.append(values.count - 1)
        for attribute in attributes {
            add("\(path)/@\(attribute.name)", attribute.value, position)
        }
    }

    mutating func end() {
        open.removeLast()
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let index = open.last, !values[index].hasChildren else { return }
        size += text.count
        if size > Self.largest { return }
        // The element's attributes may stand between its beginning and its text.
        let start = values[index].text.isEmpty ? bytes.count : values[index].text.lowerBound
        bytes.append(contentsOf: text)
        values[index].text = start..<bytes.count
    }

    private mutating func add(_ path: String, _ text: String, _ position: TextPosition) {
        size += path.utf8.count + text.utf8.count
        if isTooLarge { return }
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        paths.append(path)
        values.append(Value(text: start..<bytes.count, position: position))
    }
}
