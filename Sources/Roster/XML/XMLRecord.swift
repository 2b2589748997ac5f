/// One user of an XML document: its attributes and the elements within, by their paths.
struct XMLRecord {
    /// The largest record that is read, in bytes.
    static let largest = 1 << 20
    private static let mostValues = 1_000

    private(set) var position = TextPosition()
    /// The paths of the values, by their numbers in the document.
    private(set) var paths: [Int32] = []
    /// The values' places among the document's text at hand, and where their elements begin.
    private(set) var values: [RosterRow.Value] = []
    /// The values that have elements within: of these only the text before the first element is kept.
    private(set) var parents: Set<Int> = []
    private var open: [Int] = []
    private var size = 0

    /// Begins with a new record.
    mutating func begin(at position: TextPosition) {
        self.position = position
        paths.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        if !parents.isEmpty { parents.removeAll(keepingCapacity: true) }
        open.removeAll(keepingCapacity: true)
        size = 0
    }

    var isTooLarge: Bool { size > Self.largest || values.count > Self.mostValues }

    /// Whether the element that ends next is the record itself.
    var isOutermost: Bool { open.isEmpty }

    /// The path of the element that is open, or that of the record.
    var openPath: Int32 { open.last.map { paths[$0] } ?? XMLPaths.record }

    /// Where the text of its values begins.
    var textStart: Int? { values.lazy.map(\.range.lowerBound).min() }

    /// Adds an element or an attribute.
    ///
    /// - Parameter length: How many bytes its path has.
    mutating func add(_ path: Int32, length: Int, text: Range<Int>, at position: TextPosition) {
        size += length + text.count
        if isTooLarge { return }
        paths.append(path)
        values.append(RosterRow.Value(range: text, position: position))
    }

    /// The value added last is an element that is open from now on.
    mutating func start() {
        if let parent = open.last { parents.insert(parent) }
        open.append(values.count - 1)
    }

    mutating func end() {
        open.removeLast()
    }

    /// More text of the element that is open, behind what there is of it.
    mutating func append(_ text: Range<Int>) {
        guard let index = open.last, !parents.contains(index) else { return }
        size += text.count
        let start = values[index].range.isEmpty ? text.lowerBound : values[index].range.lowerBound
        values[index].range = start..<text.upperBound
    }

    /// Notes that the document's text at hand has lost so many bytes at its beginning.
    mutating func shift(by count: Int) {
        for index in values.indices {
            let range = values[index].range
            values[index].range = range.lowerBound - count..<range.upperBound - count
        }
    }
}
