import Roster

extension XMLProblem {
    /// The problem and the remedy.
    var words: String {
        switch self {
        case .malformed(let code, let words): Self.words(code, words ?? "") + Self.cited(words)
        case .utf32: "the document is in UTF-32, which cannot be read.  Save it as UTF-8."
        case .entityReference:
            "an entity that XML does not define.  Write the character itself, or &amp; for an ampersand."
        case .entityDeclaration:
            "the document declares an entity, which a roster must not.  Delete the declaration and write its text out."
        case .defaultAttribute:
            "the document declares a default for an attribute, which a roster must not.  Delete the declaration and write "
                + "the attribute out."
        case .tooDeep(let limit): "elements are nested more than \(limit) deep.  Flatten the document."
        case .userTooLarge(let limit): "a user has more than \(limit) bytes.  Shorten its texts."
        case .noRecords(let element, let root, nil):
            "the document is <\(escaped(root, limit: 40))> without a <\(escaped(element, limit: 40))> element, so it may be an error "
                + "or another document instead of a list of users.  Look at it, and export the list again."
        case .noRecords(let element, _, let first?):
            "the document has no <\(escaped(element, limit: 40))> element, but <\(escaped(first, limit: 40))>.  Pass the name of the "
                + "elements that are users: --xml-record \(escaped(first, limit: 40))."
        case .repeatedField(let field):
            "the user has \(field.rawValue) twice.  Delete one, or pass --xml-field \(field.rawValue)=PATH."
        case .nestedField(let field):
            "the \(field.rawValue) has elements within.  Write text only, with &lt; for <, or pass "
                + "--xml-field \(field.rawValue)=PATH."
        case .usernameElsewhere(let path):
            "the username is in \(quoted(path, limit: 40)) here, and in another place in the first user.  Write it in the "
                + "same place everywhere, or pass --xml-field username=PATH."
        }
    }

    /// Returns libxml2's message, to follow the text.
    private static func cited(_ words: String?) -> String {
        guard let words else { return "" }
        let text = words.hasSuffix(".") ? String(words.dropLast()) : words
        return "  libxml2 says: \(escaped(text, limit: 200))."
    }

    // The numbers are those of libxml2's xmlParserErrors, which never change.
    private static func words(_ code: Int32, _ words: String) -> String {
        switch code {
        case 5 where words.hasPrefix("Extra content"):
            "something follows the end of the document.  Delete it; if there are several documents, pass each separately."
        case 64 where words.contains("declaration allowed only at the start"):
            "something precedes the XML declaration, which must come first.  Delete what precedes it."
        case 9 where words.contains("not proper UTF-8"):
            "a byte that does not fit the document's encoding, UTF-8.  Declare the right one, as in "
                + "encoding=\"windows-1252\", or save the document as UTF-8."
        case 4: "the document is empty.  Export it again."
        case 5, 77: "the document ends before its last element does.  Export it again; it may have been cut off."
        case 6...13: "a character that XML does not allow.  Delete it."
        case 14...30: XMLProblem.entityReference.words
        case 31, 32, 79: "the encoding that the document declares is not supported.  Save it as UTF-8."
        case 38: "a < within an attribute.  Write &lt; instead."
        case 33, 34, 39, 40: "an attribute's value is not quoted correctly.  Put it between two equal quotes."
        case 41, 75: "an attribute without a value.  Write name=\"value\"."
        case 42: "an element has the same attribute twice.  Delete one of them."
        case 45...64, 96: "a comment, declaration or other markup is not correct.  Correct it, or delete it."
        case 65...68, 72...74: "a tag is not correct.  Correct it, and write &lt; for < within text."
        case 76:
            "an end tag does not fit the start tag before it.  Check the tags, and write &lt; for < within text."
        case 81, 6_003:
            "a byte that does not fit the document's encoding.  Declare the right one, or save it as UTF-8."
        case 201:
            "a prefix whose namespace is not declared.  Declare it with xmlns:PREFIX, or delete the prefix."
        default: "not well-formed XML (libxml2 error \(code)).  To check the document, type: xmllint --noout FILE."
        }
    }
}
