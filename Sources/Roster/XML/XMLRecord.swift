/// One user of an XML document: its attributes and the elements within, by their paths.
struct XMLRecord {
    /// The largest record that is read, in bytes.
    static let largest = 1 << 20
    private static let mostValues = 1_000

    /// A value's place among the document's text at hand, and where its element begins.
    struct Value {
        var text: Range<Int>
        var position: TextPosition
        /// Whether elements are within: then only the text before the first of them is kept.
        var hasChildren = false
    }

    private(set) var position = TextPosition()
    /// The paths of the values, by their numbers in the document.
    private(set) var paths: [Int32] = []
    private(set) var values: [Value] = []
    private var open: [Int] = []
    private var size = 0

    /// Begins with a new record.
    mutating func begin(at position: TextPosition) {
        self.position = position
        paths.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        size = 0
    }

    var isTooLarge: Bool { size > Self.largest || values.count > Self.mostValues }

    /// Whether the element that ends next is the record itself.
    var isOutermost: Bool { open.isEmpty }

    /// The path of the element that is open, or that of the record.
    var openPath: Int32 { open.last.map { paths[$0] } ?? XMLPaths.record }

    /// Where the text of its values begins.
    var textStart: Int? { values.lazy.map(\.text.lowerBound).min() }

    /// Adds an element or an attribute.
    ///
    /// - Parameter length: How many bytes its path has.
    mutating func add(_ path: Int32, length: Int, _ text: Range<Int>, _ position: TextPosition) {
        size += length + text.count
        if isTooLarge { return }
        paths.append(path)
        values.append(Value(text: text, position: position))
    }

    /// The value added last is an element that is open from now on.
    mutating func start() {
        if let parent = open.last { values[parent].hasChildren = true }
        open.append(values.count - 1)
    }

    mutating func end() {
        open.removeLast()
    }

    /// More text of the element that is open, behind what there is of it.
    mutating func append(_ text: Range<Int>) {
        guard let index = open.last, !values[index].hasChildren else { return }
        size += text.count
        let start = values[index].text.isEmpty ? text.lowerBound : values[index].text.lowerBound
        values[index].text = start..<text.upperBound
    }

    /// Notes that the document's text at hand has lost so many bytes at its beginning.
    mutating func shift(by count: Int) {
        for index in values.indices {
            let text = values[index].text
            values[index].text = text.lowerBound - count..<text.upperBound - count
        }
    }
}
