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

/// A character's number as people look it up: `U+200B`.
func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
