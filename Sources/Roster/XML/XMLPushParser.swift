import CLibXML2

/// libxml2's push parser: parses an XML document chunk by chunk and records its events.
///
/// It never accesses the network or another file, never expands an entity other than the five that XML defines, and
/// never writes to the terminal.  A document that declares an entity ends there.
final class XMLPushParser {
    // The context of the C functions.  It is not an object because reference counting for every tag would take as
    // long as parsing it.
    private let state: UnsafeMutablePointer<ParserState>

    init() {
        _ = encodingNames
        var sax = saxHandler()
        state = .allocate(capacity: 1)
        state.initialize(to: ParserState())
        let context = xmlCreatePushParserCtxt(&sax, state, nil, 0, nil)
        // XML_PARSE_NOENT, because otherwise an ampersand in an attribute arrives as "&#38;".  It substitutes only
        // the five entities of XML: the declaration of any other one ends the document.  Neither XML_PARSE_DTDLOAD
        // nor XML_PARSE_HUGE is set: no subset is loaded, and libxml2's own limits apply.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
        state.pointee.context = context
    }

    deinit {
        let context = state.pointee.context
        // A document of entities, which libxml2 creates if the handlers create none, and does not free.
        if let document = context?.pointee.myDoc {
            context?.pointee.myDoc = nil
            xmlFreeDoc(document)
        }
        xmlFreeParserCtxt(context)
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The events since the last handover.
    var events: XMLEvents {
        _read { yield state.pointee.events }
        _modify { yield &state.pointee.events }
    }

    /// The number of lines of the document that were removed before parsing.
    var droppedLines: Int {
        get { state.pointee.droppedLines }
        set { state.pointee.droppedLines = newValue }
    }

    /// Whether parsing has stopped.
    var hasStopped: Bool { state.pointee.hasStopped }

    /// Parses the next bytes, or ends the document if there are none.
    func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
        if hasStopped { return }
        let start = bytes.bindMemory(to: CChar.self).baseAddress
        silenceGenericErrors()
        let code = xmlParseChunk(state.pointee.context, start, Int32(bytes.count), isLast ? 1 : 0)
        // Only this code reports bytes that cannot be converted.
        if code != 0 { state.pointee.fail(.malformed(code: code, words: nil)) }
    }

    /// Stops parsing.
    func stop() {
        state.pointee.stop()
    }
}

/// The state that the C functions need while a document is parsed.
private struct ParserState {
    var context: xmlParserCtxtPtr?
    var events = XMLEvents()
    var hasStopped = false
    var droppedLines = 0
    private var numbers = NameNumbers()
    /// The number of open elements.
    private var depth = 0

    mutating func stop() {
        if hasStopped { return }
        hasStopped = true
        xmlStopParser(context)
    }

    mutating func fail(_ problem: XMLProblem) {
        if hasStopped { return }
        events.fail(XMLFailure(problem: problem, position: position))
        stop()
    }

    mutating func start(
        _ name: UnsafePointer<xmlChar>?, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32
    ) {
        if hasStopped { return }
        depth += 1
        // libxml2 passes five pointers per attribute: local name, prefix, URI, begin and end of the value.
        for index in 0..<Int(count) {
            let own = (0..<5).map { attributes?[index * 5 + $0] }
            let start = events.text.count
            if let begin = own[3], let end = own[4] {
                events.text.append(contentsOf: UnsafeBufferPointer(start: begin, count: end - begin))
            }
            let number = numbers.number(of: own[0], &events.names)
            events.attributes.append(.init(name: number, value: start..<events.text.count))
        }
        let number = numbers.number(of: name, &events.names)
        events.start(number, attributes: Int(count), at: startTagPosition(numbers.length(of: number)))
    }

    mutating func end() {
        depth -= 1
        events.end()
    }

    /// Adds a piece of a CDATA section.
    mutating func appendSection(_ piece: UnsafeBufferPointer<UInt8>) {
        XMLLineEnds.forEachPart(of: piece, after: byte(before: piece.baseAddress)) { events.append($0) }
    }

    mutating func note(_ error: xmlError) {
        let isUndefinedEntity = error.code == XML_WAR_UNDECLARED_ENTITY.rawValue
        if error.level == XML_ERR_WARNING, !isUndefinedEntity { return }
        // Within an element, libxml2 calls the end of the file extra content.
        let isCutOff = depth > 0 && error.code == XML_ERR_DOCUMENT_END.rawValue
        fail(.malformed(code: error.code, words: isCutOff ? nil : words(of: error)))
    }
}

extension ParserState {
    /// The current position of the parser.
    private var position: TextPosition {
        guard let input = context?.pointee.input else { return TextPosition() }
        return TextPosition(
            line: max(1, Int(input.pointee.line)) + droppedLines, column: max(1, Int(input.pointee.col)))
    }

    /// Returns the document's byte before a place; nil if the place is in a copy that the parser made.
    private func byte(before place: UnsafePointer<UInt8>?) -> UInt8? {
        guard let place, let input = context?.pointee.input, let base = input.pointee.base, place > base,
            place < input.pointee.end
        else { return nil }
        return place[-1]
    }

    /// Returns where the tag that was just parsed begins.
    ///
    /// The parser is past its last attribute, and the whole tag is still in the buffer.  No attribute contains a raw
    /// `<`, so the last one before that place opens the tag.
    ///
    /// - Parameter name: The length of the element's name.
    private func startTagPosition(_ name: NameNumbers.Length) -> TextPosition {
        var position = self.position
        guard let input = context?.pointee.input, let base = input.pointee.base, let end = input.pointee.cur else {
            return position
        }
        // Most tags consist only of a name.
        if end - base > name.bytes, end[-1 - name.bytes] == UInt8(ascii: "<") {
            position.column = max(1, position.column - name.characters - 1)
            return position
        }
        var start = end
        var characters = 0
        var lineFeeds = 0
        repeat {
            if start == base { return position }
            start -= 1
            characters += start.pointee & 0xC0 == 0x80 ? 0 : 1
            lineFeeds += start.pointee == UInt8(ascii: "\n") ? 1 : 0
        } while start.pointee != UInt8(ascii: "<")
        if lineFeeds == 0 {
            position.column = max(1, position.column - characters)
            return position
        }
        position.line -= lineFeeds
        let line = UnsafeBufferPointer(start: base, count: start - base).reversed().prefix {
            $0 != UInt8(ascii: "\n")
        }
        position.column = line.count { $0 & 0xC0 != 0x80 } + 1
        return position
    }
}

/// Numbers names by their pointers: libxml2 stores every name once, for the lifetime of the parser.
private struct NameNumbers {
    /// The length of a name.
    struct Length {
        var bytes = 0
        var characters = 0
    }

    private var numbers: [UnsafePointer<xmlChar>: Int32] = [:]
    private var lengths: [Length] = []
    /// The last name in each group of pointers.
    private var latest: [(pointer: UnsafePointer<xmlChar>?, number: Int32)] = Array(repeating: (nil, 0), count: 64)

    mutating func number(of name: UnsafePointer<xmlChar>?, _ names: inout [String]) -> Int32 {
        guard let name else { return 0 }
        let group = Int(truncatingIfNeeded: (UInt(bitPattern: name) &* 0x9E37_79B9_7F4A_7C15) >> 58)
        if latest[group].pointer == name { return latest[group].number }
        let number = numbers[name] ?? Int32(names.count)
        if Int(number) == names.count {
            let text = String(cString: name)
            numbers[name] = number
            names.append(text)
            lengths.append(Length(bytes: text.utf8.count, characters: text.unicodeScalars.count))
        }
        latest[group] = (name, number)
        return number
    }

    func length(of number: Int32) -> Length {
        lengths.isEmpty ? Length() : lengths[Int(number)]
    }
}

/// Registers with libxml2 once which encodings programs mean by some names; it passes the other names to iconv.
private let encodingNames: Void = {
    for (name, meant) in TextEncoding.superset { xmlAddEncodingAlias(meant, name) }
}()

private func saxHandler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { context, name, _, _, _, _, count, _, attributes in
        state(context).pointee.start(name, attributes: attributes, count: count)
    }
    sax.endElementNs = { context, _, _, _ in
        let state = state(context)
        if !state.pointee.hasStopped { state.pointee.end() }
    }
    sax.characters = { context, bytes, count in
        let state = state(context)
        if state.pointee.hasStopped { return }
        state.pointee.events.append(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    sax.cdataBlock = { context, bytes, count in
        let state = state(context)
        if !state.pointee.hasStopped {
            state.pointee.appendSection(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
    }
    sax.ignorableWhitespace = sax.characters
    sax.reference = { context, _ in state(context).pointee.fail(.entityReference) }
    sax.entityDecl = { context, _, _, _, _, _ in state(context).pointee.fail(.entityDeclaration) }
    sax.unparsedEntityDecl = { context, _, _, _, _ in state(context).pointee.fail(.entityDeclaration) }
    sax.attributeDecl = { context, _, _, _, _, defaultValue, tree in
        xmlFreeEnumeration(tree)
        if defaultValue != nil { state(context).pointee.fail(.defaultAttribute) }
    }
    sax.serror = { context, error in
        if let error = error?.pointee { state(context).pointee.note(error) }
    }
    return sax
}

/// Returns the parser state; the context that the C functions receive is never nil and outlives all their calls.
private func state(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ParserState> {
    context.unsafelyUnwrapped.assumingMemoryBound(to: ParserState.self)
}

private func words(of error: xmlError) -> String? {
    guard let message = error.message else { return nil }
    let quoted = [error.str1, error.str2, error.str3].compactMap { $0.map { String(cString: $0) } }
    return XMLErrorWords(message: String(cString: message), quoted: quoted).shown
}
