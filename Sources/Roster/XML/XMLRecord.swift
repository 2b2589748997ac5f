/// One user of an XML document: its attributes and inner elements, by their paths.
struct XMLRecord {
    /// The maximum size of a record in bytes.
    static let largest = 1 << 20
    private static let mostValues = 1_000

    private(set) var position = TextPosition()
    /// The paths of the values, by their numbers in the document.
    private(set) var paths: [Int32] = []
    /// The ranges of the values in the current text of the document, and the positions of their elements.
    private(set) var values: [RosterRow.Value] = []
    /// The values with inner elements: only the text before the first inner element is kept.
    private(set) var parents: Set<Int> = []
    private var open: [Int] = []
    private var size = 0

    /// Begins a new record.
    mutating func reset(at position: TextPosition) {
        self.position = position
        paths.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        if !parents.isEmpty { parents.removeAll(keepingCapacity: true) }
        open.removeAll(keepingCapacity: true)
        size = 0
    }

    var isTooLarge: Bool { size > Self.largest || values.count > Self.mostValues }

    /// Whether the next element to end is the record itself.
    var isOutermost: Bool { open.isEmpty }

    /// The path of the open element, or that of the record.
    var openPath: Int32 { open.last.map { paths[$0] } ?? XMLPaths.record }

    /// Where the text of its values begins.
    var textStart: Int? { values.lazy.map(\.range.lowerBound).min() }

    /// Adds an element or an attribute.
    ///
    /// - Parameter length: The length of its path in bytes.
    mutating func append(_ path: Int32, length: Int, text: Range<Int>, at position: TextPosition) {
        size += length + text.count
        if isTooLarge { return }
        paths.append(path)
        values.append(RosterRow.Value(range: text, position: position))
    }

    /// Marks the last value as an open element.
    mutating func start() {
        if let parent = open.last { parents.insert(parent) }
        open.append(values.count - 1)
    }

    mutating func end() {
        open.removeLast()
    }

    /// Appends text to the open element.
    mutating func append(_ text: Range<Int>) {
        guard let index = open.last, !parents.contains(index) else { return }
        size += text.count
        let start = values[index].range.isEmpty ? text.lowerBound : values[index].range.lowerBound
        values[index].range = start..<text.upperBound
    }

    /// Adjusts the ranges after this many bytes were removed from the beginning of the text.
    mutating func shift(by count: Int) {
        for index in values.indices {
            let range = values[index].range
            values[index].range = range.lowerBound - count..<range.upperBound - count
        }
    }
}
