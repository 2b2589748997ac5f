internal import Bytes

/// A source of identifiers of 32 hexadecimal digits, the same ones for the same seed.
struct IdentifierSource: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> String {
        nextWord().hexadecimal(digits: 16) + nextWord().hexadecimal(digits: 16)
    }

    /// Returns the next word of SplitMix64.
    private mutating func nextWord() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mixed(state)
    }
}

/// Returns the result of SplitMix64's finishing step: every bit of the result depends on every bit of the word.
func mixed(_ word: UInt64) -> UInt64 {
    var bits = word
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}
