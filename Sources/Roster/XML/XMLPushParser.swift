import CLibXML2

/// libxml2's push parser: takes in an XML document chunk by chunk and tells its events.
///
/// It never touches the network or another file, never expands an entity but the five that XML
/// defines, and never writes to the terminal.  A document that declares an entity ends there.
final class XMLPushParser {
    private var context: xmlParserCtxtPtr?
    private var handler: ((XMLEvent) -> Void)?
    private(set) var hasStopped = false

    init() {
        var sax = saxHandler()
        let own = Unmanaged.passUnretained(self).toOpaque()
        context = xmlCreatePushParserCtxt(&sax, own, nil, 0, nil)
        // No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD, no XML_PARSE_HUGE: entities stay references, no
        // subset is loaded, and libxml2's own limits hold.
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    }

    deinit {
        // A document of entities that libxml2 makes by itself where the handlers make none, and does not free.
        if let document = context?.pointee.myDoc {
            context?.pointee.myDoc = nil
            xmlFreeDoc(document)
        }
        xmlFreeParserCtxt(context)
    }

    /// Parses the next bytes, or with none of them the end of the document.
    func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool, handler: (XMLEvent) -> Void) {
        if hasStopped { return }
        withoutActuallyEscaping(handler) { handler in
            self.handler = handler
            defer { self.handler = nil }
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            silenceGenericErrors()
            let code = xmlParseChunk(context, start, Int32(bytes.count), isLast ? 1 : 0)
            // Bytes that cannot be converted are told by nothing but this code.
            if code != 0 { fail(.malformed(code: code, words: nil)) }
        }
    }

    /// Parses no further.
    func stop() {
        if hasStopped { return }
        hasStopped = true
        xmlStopParser(context)
    }

    fileprivate func tell(_ event: XMLEvent) {
        if !hasStopped { handler?(event) }
    }

    fileprivate func fail(_ reason: XMLFailure.Reason) {
        tell(.failure(XMLFailure(reason: reason, position: position)))
        stop()
    }

    /// Where the parser has arrived.
    private var position: TextPosition {
        guard let input = context?.pointee.input?.pointee else { return TextPosition() }
        return TextPosition(line: max(1, Int(input.line)), column: max(1, Int(input.col)))
    }
}

extension XMLPushParser {
    fileprivate func take(_ error: xmlError) {
        let isUndefinedEntity = error.code == XML_WAR_UNDECLARED_ENTITY.rawValue
        if error.level == XML_ERR_WARNING, !isUndefinedEntity { return }
        fail(.malformed(code: error.code, words: words(of: error)))
    }

    /// Where the tag that was just parsed begins.
    ///
    /// The parser stands behind its last attribute, and the whole tag is still in the buffer.  No
    /// attribute holds a raw `<`, so the last one before that place opens the tag.
    fileprivate var startTagPosition: TextPosition {
        var position = self.position
        guard let input = context?.pointee.input?.pointee, let base = input.base, let end = input.cur else {
            return position
        }
        let read = UnsafeBufferPointer(start: base, count: end - base)
        guard let start = read.lastIndex(of: UInt8(ascii: "<")) else { return position }
        let tag = read[start...]
        guard let lineFeed = tag.lastIndex(of: UInt8(ascii: "\n")) else {
            position.column = max(1, position.column - characterCount(tag))
            return position
        }
        position.line -= tag[...lineFeed].count { $0 == UInt8(ascii: "\n") }
        let line = read[..<start].reversed().prefix { $0 != UInt8(ascii: "\n") }
        position.column = characterCount(line) + 1
        return position
    }
}

/// The number of characters that UTF-8 bytes make up.
private func characterCount(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
}

// The C functions get the parser as their context; none of them outlives `parse`.
private func parser(_ context: UnsafeMutableRawPointer?) -> XMLPushParser? {
    context.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
}

private func saxHandler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { context, name, _, _, _, _, count, _, attributes in
        guard let own = parser(context) else { return }
        let attributes = (0..<Int(count)).map { attribute(attributes, at: $0) }
        own.tell(.start(name: text(name), attributes: attributes, position: own.startTagPosition))
    }
    sax.endElementNs = { context, _, _, _ in parser(context)?.tell(.end) }
    sax.characters = { context, bytes, count in
        parser(context)?.tell(.text(UnsafeBufferPointer(start: bytes, count: Int(count))))
    }
    sax.cdataBlock = sax.characters
    sax.ignorableWhitespace = sax.characters
    sax.reference = { context, _ in parser(context)?.fail(.entityReference) }
    sax.entityDecl = { context, _, _, _, _, _ in parser(context)?.fail(.entityDeclaration) }
    sax.unparsedEntityDecl = { context, _, _, _, _ in parser(context)?.fail(.entityDeclaration) }
    sax.attributeDecl = { context, _, _, _, _, defaultValue, tree in
        xmlFreeEnumeration(tree)
        if defaultValue != nil { parser(context)?.fail(.defaultAttribute) }
    }
    sax.serror = { context, error in
        guard let own = parser(context), let error = error?.pointee else { return }
        own.take(error)
    }
    return sax
}

private func words(of error: xmlError) -> String? {
    guard let message = error.message else { return nil }
    let quoted = [error.str1, error.str2, error.str3].compactMap { $0.map { String(cString: $0) } }
    return XMLErrorWords(message: String(cString: message), quoted: quoted).shown
}

private func text(_ bytes: UnsafePointer<xmlChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
}

/// libxml2 passes five pointers an attribute: local name, prefix, URI, begin and end of the value.
private func attribute(
    _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, at index: Int
) -> XMLAttribute {
    guard let pointers, let start = pointers[index * 5 + 3], let end = pointers[index * 5 + 4] else {
        return XMLAttribute(name: "", value: "")
    }
    let value = UnsafeBufferPointer(start: start, count: end - start)
    return XMLAttribute(
        name: text(pointers[index * 5]), value: String(decoding: value, as: UTF8.self))
}
