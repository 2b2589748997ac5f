import TestSupport
import Testing

/// A page of very many rows, in a real browser.
struct BigPageTests {
    @Test func `many rows can be turned over, found, sorted and printed`() async throws {
        struct Seen: Decodable {
            let first: [String]
            let ranges: [String]
            let last: [String]
            let shown: [Int]
            let printed: String
        }
        // The administrator is in no roster.
        let count = Soak.isOn ? 100_000 : 12_000
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(count - 1).csv(), to: "team.csv")
            let seen: Seen = try await Browser(html: try await PlanFile(rollcall, "html", []).text).run(
                """
                const ranges = [], shown = [];
                const note = () => {
                  ranges.push(page.getElementById('range').innerText);
                  shown.push(rows().length);
                };
                note();
                sort(1);
                const first = rows().slice(0, 3).map(row => row[1]);
                page.getElementById('next').click();
                note();
                sort(1);
                const last = rows().slice(0, 1).map(row => row[1]);
                type('user\(count - 2)');
                note();
                type('');
                view.dispatchEvent(new view.Event('beforeprint'));
                const printed = page.getElementById('printed').textContent;
                shown.push(rows().length);
                view.dispatchEvent(new view.Event('afterprint'));
                note();
                return { first, ranges, last, shown, printed };
                """)
            let all = count == 100_000 ? "100,000" : "12,000"
            #expect(seen.first == ["admin", "user1", "user2"])
            #expect(seen.last == ["user\(count - 1)"])
            #expect(
                seen.ranges == [
                    "Rows 1 to 500 of \(all)", "Rows 501 to 1,000 of \(all)", "1 found of \(all) rows",
                    "Rows 1 to 500 of \(all)",
                ])
            #expect(seen.shown == [500, 500, 1, 10_000, 500])
            #expect(seen.printed == "This print has 10,000 of \(all) rows.")
        }
    }
}
