/// A document in Markdown, for a ticket or a merge request.
struct MarkdownForm {
    let document: Document
    /// The command that shows the omitted rows.
    let more: String

    func render() -> String {
        func sections(_ weight: Document.Section.Weight) -> [String?] {
            document.sections.filter { $0.weight == weight }.map(text)
        }
        let parts =
            [title, facts, counts, document.remark] + sections(.failure) + sections(.work) + [notes]
            + sections(.aside)
        return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        let title = document.title
        return "# \(title.start) " + MarkdownText.code(title.address)
            + (title.end.isEmpty ? "" : " " + MarkdownText.prose(title.end))
    }

    private var facts: String? {
        let lines = document.facts.map { fact in
            let digest = fact.digest.map { "SHA-256 " + MarkdownText.code($0) }
            return "- \(fact.name): "
                + [MarkdownText.prose(fact.value), digest ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private var counts: String {
        MarkdownText.table(
            document.counts.map { $0.name.prefix(1).uppercased() + $0.name.dropFirst() },
            [document.counts.map(\.number.grouped)])
    }

    private var notes: String? {
        guard !document.notes.isEmpty else { return nil }
        return "## Warnings\n\n"
            + MarkdownText.table(
                ["Note"],
                document.notes.map { note in
                    [MarkdownText.prose(note.text) + (note.call.map { " " + MarkdownText.code($0) } ?? "")]
                })
    }

    /// Returns a section's table, without its empty columns.
    private func text(_ section: Document.Section) -> String {
        let columns = document.columns.indices.filter { column in section.rows.contains { !$0[column].isEmpty } }
        let rows = section.rows.map { row in
            columns.map { column in
                switch document.columns[column].style {
                case .word: row[column]
                case .code: MarkdownText.code(row[column])
                case .prose: MarkdownText.prose(row[column])
                }
            }
        }
        let table =
            "## " + MarkdownText.prose(section.title) + "\n\n"
            + MarkdownText.table(columns.map { document.columns[$0].name }, rows)
        let hidden = section.count - section.rows.count
        return hidden > 0 ? table + "\n\n… and \(hidden.grouped) more; to see them, type `\(more)`." : table
    }
}
