/// Returns whether a character is invisible or looks like a plain space: a name that contains it looks like another
/// name and cannot be typed.
///
/// These are Unicode's default ignorable and format characters, every space except the plain one, fillers, and
/// characters that no font displays.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0xA0, 0xA1..<0xAD, 0xAE..<0x300: return false
    // The blanks that Unicode classifies as symbols, and the object replacement character.
    case 0x2800, 0xFFFC: return true
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
    return switch properties.generalCategory {
    case .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse: true
    default: false
    }
}

/// Returns whether a character joins or separates letters within a word of a script that uses it (RFC 5892, appendix
/// A): it then belongs to the spelling of the word, and writers of the script can type it.
func isJoiner(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    guard let before else { return false }
    func isVirama(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.canonicalCombiningClass.rawValue == 9 }
    // Mongolian letters have variant forms before these characters.
    if (0x180B...0x180F).contains(scalar.value) { return (0x1820...0x18AA).contains(before.value) }
    guard scalar == "\u{200C}" || scalar == "\u{200D}" else { return false }
    // At the end of a word: Malayalam's chillus and other letters of Indian scripts.
    guard let next else { return isVirama(before) }
    if isVirama(next) { return (0x900...0xDFF).contains(before.value) }
    // After a virama, in the scripts of India.
    if isVirama(before) { return true }
    func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0620...0x06D3, 0x06FA...0x07EA, 0x0750...0x077F, 0x08A0...0x08C7, 0x1820...0x18AA: true
        default: false
        }
    }
    return scalar == "\u{200C}" && joins(before) && joins(next)
}

/// Returns the first invisible character of a name.
func firstHidden(in name: String.UnicodeScalarView) -> Unicode.Scalar? {
    var before: Unicode.Scalar?
    for index in name.indices {
        let after = name.index(after: index)
        if isHidden(name[index]),
            !isJoiner(name[index], after: before, before: after < name.endIndex ? name[after] : nil)
        {
            return name[index]
        }
        before = name[index]
    }
    return nil
}
