/// What the XML parser comes across.
enum XMLEvent {
    /// An element begins; names are local, without a namespace's prefix.
    case start(name: String, attributes: [XMLAttribute], position: TextPosition)
    /// The element that began last ends.
    case end
    /// Character data, in pieces of any size; the buffer lives only during the call.
    case text(UnsafeBufferPointer<UInt8>)
    /// The document is at fault; nothing comes after a fatal failure.
    case failure(XMLFailure)
}

/// An attribute of an element.
struct XMLAttribute {
    var name: String
    var value: String
}

/// Why an XML document cannot be read.
struct XMLFailure {
    /// The kinds of failures.
    enum Reason: Hashable {
        /// libxml2's number for what is not well-formed, and its words as far as they may be shown.
        case malformed(code: Int32, words: String?)
        case entityDeclaration
        case defaultAttribute
        case entityReference
    }

    var reason: Reason
    var position: TextPosition
}
