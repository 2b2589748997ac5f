/// A document on a screen: information comes first, required actions and totals come last, so that they remain
/// visible after scrolling.
struct TextForm {
    let document: Document
    /// The command that shows the omitted rows.
    let more: String
    var width = Console.width
    /// Whether details are shown as well.
    var showsDetails = false
    var palette = Palette.plain

    func render() -> String {
        if let brief = document.brief { return PrintableText.escaped(brief) + "\n" }
        func sections(_ weight: Document.Section.Weight) -> [String] {
            document.sections.filter { $0.weight == weight }.map(text)
        }
        let parts =
            [header] + sections(.aside) + [notes].compactMap(\.self) + sections(.failure) + sections(.work)
            + [document.remark, totals].compactMap(\.self)
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The rows of one kind with their title; nil when there are none.
    func section(_ kind: String) -> String? { document.sections.first { $0.kind == kind }.map(text) }

    private var header: String {
        let facts = document.facts.filter { showsDetails || !$0.isDetail }
        let column = facts.map(\.name.count).max() ?? 0
        let lines = facts.map { fact in
            let digest = showsDetails ? fact.digest.map { "SHA-256 \($0)" } : nil
            let value = [fact.value, digest ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
            return "  " + PrintableText.padded(fact.name, to: column) + "  " + PrintableText.escaped(value)
        }
        return ([palette(PrintableText.escaped(document.title.words), .title)] + lines).joined(separator: "\n")
    }

    private var totals: String? {
        let counts = document.counts.filter { $0.number > 0 || !$0.isRare }
            .map { "\($0.number.grouped) \($0.name)" }
        guard !counts.isEmpty else { return nil }
        return PrintableText.wrapped(counts.joined(separator: ", "), width: width, indent: "  ")
    }

    private var notes: String? {
        guard !document.notes.isEmpty else { return nil }
        let lines = document.notes.map { note in
            "  " + palette("*", .warning) + " " + sentence(note.text, indent: "    ").dropFirst(4)
                + (note.call.map { "\n      " + PrintableText.escaped($0) } ?? "")
        }
        return ([palette("Warnings:", .title)] + lines).joined(separator: "\n")
    }

    private func text(_ section: Document.Section) -> String {
        let hidden = section.count - section.rows.count
        let rest = hidden > 0 ? ["  … and \(hidden.grouped) more; to see them, type: \(section.more ?? more)"] : []
        let lines = section.weight == .failure ? failures(section) : rows(section)
        return ([palette(PrintableText.escaped(section.title) + ":", .title)] + lines + rest).joined(separator: "\n")
    }

    /// Returns the names with their positions; accounts with the same note are followed by it once.
    private func failures(_ section: Document.Section) -> [String] {
        let places = document.columns.firstIndex { $0.sort == .place } ?? 0
        var lines: [String] = []
        for (index, row) in section.rows.enumerated() {
            let words = [row[0], row[places]].filter { !$0.isEmpty }.joined(separator: "  ")
            lines.append("  \(palette(section.mark.text, section.mark.role)) \(PrintableText.escaped(words))")
            let note = row.last ?? ""
            let isLast = index + 1 == section.rows.count || section.rows[index + 1].last != note
            if isLast, !note.isEmpty { lines.append(sentence(note, indent: "      ")) }
        }
        return lines
    }

    /// Returns one line per row, aligned in columns.
    private func rows(_ section: Document.Section) -> [String] {
        let shown = document.columns.indices.dropLast().filter { document.columns[$0].isOnScreen }
        let widths = shown.map { column in
            section.rows.map { PrintableText.columns(PrintableText.escaped($0[column])) }.max() ?? 0
        }
        // One long name must not push everything off the screen.
        let nameWidth = min(widths.first ?? 0, max(20, width - 40))
        return section.rows.map { row in
            let cells = zip(shown, [nameWidth] + widths.dropFirst()).map { column, width in
                PrintableText.padded(PrintableText.escaped(row[column]), to: width)
            }.filter { !$0.isEmpty }
            let note = row.last.flatMap { $0.isEmpty ? nil : "  (\(PrintableText.escaped($0)))" } ?? ""
            let line = cells.joined(separator: "  ")
            let isAside = section.weight == .aside
            let end = note.isEmpty ? line.trimmingSpaces : line + note
            return "  \(palette(section.mark.text, section.mark.role)) "
                + (isAside ? palette(end, .aside) : end)
        }
    }

    private func sentence(_ text: String, indent: String) -> String {
        PrintableText.wrapped(PrintableText.escaped(text), width: width, indent: indent)
    }
}

extension String {
    /// The text without trailing spaces.
    fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
