internal import Accounts

/// Recognizes dates as written by spreadsheets, in forms that no name has.
enum DateText {
    /// Abbreviated month names, in lower case, of the languages in which spreadsheets write months as words.
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jän", "mär",
        "mrz", "mai",
        "okt", "dez", "janv", "févr", "mars", "avr", "juin", "juil", "août", "déc", "ene", "abr", "ago", "dic", "gen",
        "mag",
        "giu", "lug", "set", "ott", "fev", "out", "mrt", "mei", "maj", "maa", "kwi", "cze", "lip", "sie", "wrz",
        "paź", "lis",
        "gru", "sty", "lut",
    ]

    /// Returns whether a text is a date: `1-Mar`, `Mar-01`, `01. Mrz`, `01/03/2026`, `2026-03-01 00:00:00`.
    static func isDate(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard scalars.count >= 5, scalars.count <= 30, scalars.contains(where: { (0x30...0x39).contains($0.value) })
        else {
            return false
        }
        if isNumeric(text) { return true }
        let parts = text.split { "-. /".contains($0) }
        guard parts.count == 2 || parts.count == 3, parts.reduce(0, { $0 + $1.count }) < text.count else {
            return false
        }
        func isNumber(_ part: Substring) -> Bool {
            part.utf8.count <= 4 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        // Programs capitalize a month in English and German; "jan-01" may be a name.
        func isMonth(_ part: Substring) -> Bool {
            months.contains(part.lowercased()) && (part.first?.isUppercase == true || isNumber(parts[0]))
        }
        if isNumber(parts[0]), parts[0].count <= 2, isMonth(parts[1]) {
            return parts.count == 2 || isNumber(parts[2])
        }
        return parts.count == 2 && isMonth(parts[0]) && isNumber(parts[1])
    }

    /// Returns the days that a numeric date may mean: one, or two if day and month cannot be told apart.
    static func days(_ text: String) -> [Day] {
        let date = text.prefix { !" Tt".contains($0) }
        guard let mark = date.first(where: { "-./".contains($0) }) else { return [] }
        let parts = date.split(separator: mark, omittingEmptySubsequences: false).map { part in
            part.utf8.count <= 4 ? decimal(ArraySlice(part.utf8)) : nil
        }
        guard parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2] else { return [] }
        if date.prefix(4).utf8.allSatisfy({ (0x30...0x39).contains($0) }), date.utf8.count > 7 {
            return [Day(year: first, month: second, day: third)].compactMap(\.self)
        }
        let year = third < 100 ? third + 2_000 : third
        let candidates = [Day(year: year, month: second, day: first), Day(year: year, month: first, day: second)]
        return candidates.compactMap(\.self)
    }

    /// Returns the day of `31-DEC-2020` or `31 Dec 2020`.
    static func dayWithMonthsName(_ text: String) -> Day? {
        guard let match = text.wholeMatch(of: /(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})(?:[T ].*)?/),
            let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
                .firstIndex(
                    of: match.output.2.lowercased()),
            let day = Int(match.output.1), let year = Int(match.output.3)
        else { return nil }
        return Day(year: year, month: month + 1, day: day)
    }

    private static func isNumeric(_ text: String) -> Bool {
        let days = days(text)
        return !days.isEmpty && days.allSatisfy { (1_900...2_999).contains($0.year) }
            && text.utf8.prefix(11).count >= 8
    }
}
