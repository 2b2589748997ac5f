/// Whether a character cannot be seen, or cannot be told from a plain space: a name that has one looks like another
/// name, and nobody can type it.
///
/// These are Unicode's default ignorable and format characters, every space but the plain one, fillers, and what no
/// font has a picture for.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0xA0, 0xA1..<0xAD, 0xAE..<0x300: return false
    // The blanks that Unicode counts among the symbols, and what stands for an object that is lost.
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

/// Whether a character joins or parts letters of a script that is written so, within a word (RFC 5892, appendix A): then it
/// changes how the word is spelled, and everybody who writes the script can type it.
func isJoiner(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?, before next: Unicode.Scalar?) -> Bool {
    guard let before else { return false }
    func isVirama(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.canonicalCombiningClass.rawValue == 9 }
    // Mongolian letters have other forms before these.
    if (0x180B...0x180F).contains(scalar.value) { return (0x1820...0x18AA).contains(before.value) }
    guard scalar == "\u{200C}" || scalar == "\u{200D}" else { return false }
    // At the end of a word: Malayalam's chillus, and others of India.
    guard let next else { return isVirama(before) }
    if isVirama(next) { return (0x900...0xDFF).contains(before.value) }
    // Behind a virama, in the scripts of India.
    if isVirama(before) { return true }
    func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0620...0x06D3, 0x06FA...0x07EA, 0x0750...0x077F, 0x08A0...0x08C7, 0x1820...0x18AA: true
        default: false
        }
    }
    return scalar == "\u{200C}" && joins(before) && joins(next)
}

/// The first character of a name that cannot be seen.
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
