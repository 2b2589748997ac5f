extension XMLFailure {
    var code: RosterProblem.Code {
        switch reason {
        case .malformed, .entityReference: .malformedXML
        case .entityDeclaration, .defaultAttribute: .refusedDeclaration
        }
    }

    /// What is wrong and what mends it.
    ///
    /// libxml2's numbers are put into words that have a remedy, and its own words follow.
    var message: String {
        switch reason {
        case .malformed(let code, let words): Self.words(code, words ?? "") + Self.quoted(words)
        case .entityDeclaration:
            "the document declares an entity, which rosters may not.  "
                + "Delete the declaration and write its text out."
        case .defaultAttribute:
            "the document declares a default for an attribute, which rosters may not.  "
                + "Delete the declaration and write the attribute out."
        case .entityReference:
            "an entity is used that XML does not define.  Write the character itself, or &amp; for an ampersand."
        }
    }

    private static func quoted(_ words: String?) -> String {
        guard let words else { return "" }
        let text = words.hasSuffix(".") ? String(words.dropLast()) : words
        return "  libxml2 says: \(escaped(text, limit: 200))."
    }

    // The numbers are those of libxml2's xmlParserErrors, which never change.
    private static func words(_ code: Int32, _ words: String) -> String {
        switch code {
        case 5 where words.hasPrefix("Extra content"):
            "something stands behind the end of the document.  Delete it; of several documents, give rollcall each by itself."
        case 64 where words.contains("declaration allowed only at the start"):
            "something stands before the XML declaration, which must come first.  Delete what stands before it."
        case 9 where words.contains("not proper UTF-8"):
            "a byte that does not fit the document's encoding, UTF-8.  Declare the right one, as in encoding=\"windows-1252\", "
                + "or save the document as UTF-8."
        case 4: "the document is empty.  Export it again."
        case 5, 77: "the document ends before its last element does.  Export it again, it may have been cut off."
        case 6...13: "a character that XML does not allow.  Delete it."
        case 14...30: XMLFailure(reason: .entityReference, position: TextPosition()).message
        case 31, 32, 79: "the encoding that the document declares is not supported.  Save it as UTF-8."
        case 38: "a < within an attribute.  Write &lt; instead."
        case 33, 34, 39, 40: "an attribute's value is not quoted right.  Put it between two equal quotes."
        case 41, 75: "an attribute without a value.  Write name=\"value\"."
        case 42: "an element has the same attribute twice.  Delete one of them."
        case 45...64, 96: "a comment, declaration or other markup is not written right.  Mend it, or delete it."
        case 65...68, 72...74: "a tag is not written right.  Mend it, and write &lt; for < within text."
        case 76:
            "an end tag does not fit the start tag before it.  Check the tags, and write &lt; for < within text."
        case 81, 6_003:
            "a byte that does not fit the document's encoding.  Declare the right one, or save it as UTF-8."
        case 201:
            "a prefix whose namespace is not declared.  Declare it with xmlns:PREFIX, or delete the prefix."
        default: "not well-formed XML (libxml2 error \(code)).  Check the document with xmllint --noout."
        }
    }
}
