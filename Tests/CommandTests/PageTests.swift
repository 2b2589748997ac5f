import Sandbox
import TestSupport
import Testing

/// The page of a plan in a real browser.
struct PageTests {
    private func page(_ situation: PlanCase) async throws -> Browser {
        try await situation.run { rollcall, options in
            Browser(html: try await PlanFile(rollcall, "html", options).text)
        }
    }

    @Test func `it shows the summary, the digest, and blocked rows first`() async throws {
        struct Seen: Decodable {
            let counts: [String]
            let facts: String
            let warnings: Int
            let rows: [[String]]
            let range: String
            let requests: Int
        }
        try await PlanCase.mixed.run { rollcall, options in
            let plan = try await PlanFile(rollcall, "html", options)
            let seen: Seen = try await Browser(html: plan.text).run(
                """
                return { counts: [...page.querySelectorAll('.counts li')].map(item => item.innerText),
                  facts: page.querySelector('dl').innerText, warnings: page.querySelectorAll('p.warning').length,
                  rows: rows(), range: page.getElementById('range').innerText,
                  requests: view.performance.getEntriesByType('resource').length };
                """)
            #expect(seen.counts.prefix(2) == ["4 to register", "2 to activate"])
            #expect(seen.facts.contains(plan.digest))
            #expect(seen.warnings == 3)
            #expect(seen.rows.map { $0[0] }.prefix(7) == Array(repeating: "blocked", count: 6)[...] + ["register"])
            #expect(seen.rows[1][1...3] == ["carl", "no-password", "team.csv:4"])
            #expect(seen.rows[1].last?.contains("Write one into its password field") == true)
            #expect(seen.range == "22 rows")
            #expect(seen.requests == 0)
        }
    }

    @Test func `the filter finds the rows in which every word stands, whatever their case`() async throws {
        let seen: [[String]] = try await page(.mixed).run(
            """
            const found = [];
            for (const text of ['HAL', 'register pending', 'team.csv:5', '山田', 'nobody at all', '']) {
              type(text);
              found.push(rows().map(row => row[1]));
            }
            return found;
            """)
        #expect(seen.map(\.count) == [2, 1, 1, 1, 0, 22])
        #expect(seen[0] == ["hal", "Hal"])
        #expect(seen[1] == ["ivy"])
        #expect(seen[2] == ["dora"])
    }

    @Test func `a click on a header sorts, another one turns it round, and rows count as numbers`() async throws {
        let seen: [[String]] = try await page(.mixed).run(
            """
            type('team.csv');
            sort(3);
            const up = rows().map(row => row[3]);
            sort(3);
            const down = rows().map(row => row[3]);
            sort(1);
            return [up, down, rows().map(row => row[1]),
              [...page.querySelectorAll('th')].map(head => head.getAttribute('aria-sort') || '')];
            """)
        #expect(seen[0] == ((3...13) + [15, 17]).map { "team.csv:\($0)" })
        #expect(seen[1] == seen[0].reversed())
        #expect(
            seen[2].prefix(3) == [
                "a-rather-long-name-of-a-person-somewhere@a-rather-long-domain.example.org", "admin-root", "bob",
            ])
        #expect(seen[3] == ["", "ascending", "", "", "", ""])
    }

    @Test func `a click on a count shows its rows, a second one all, and the filter looks within them`() async throws
    {
        let seen: [[String]] = try await page(.mixed).run(
            """
            const click = kind => page.querySelector(`[data-kind="${kind}"] button`).click();
            const names = () => rows().map(row => row[1]);
            const found = [];
            click('activate');
            found.push(names());
            click('register');
            found.push(names());
            type('pending');
            found.push(names());
            click('register');
            type('');
            found.push(names().length === Number(page.getElementById('range').innerText.split(' ')[0]) ? ['all'] : []);
            found.push([...page.querySelectorAll('[aria-pressed=true]')].map(button => button.innerText));
            return found;
            """)
        #expect(seen[0] == ["bob", "gil"])
        #expect(seen[1].count == 4)
        #expect(seen[2] == ["ivy"])
        #expect(seen[3] == ["all"])
        #expect(seen[4] == [])
    }

    @Test func `a name is in one piece, and the place to sign is for paper`() async throws {
        let seen: [String] = try await page(.mixed).run(
            """
            const style = (of) => view.getComputedStyle(page.querySelector(of));
            const lines = [...page.querySelectorAll('#rows tr')].map(row => {
              const range = page.createRange();
              range.selectNodeContents(row.cells[1]);
              return range.getClientRects().length;
            });
            return [String(Math.max(...lines)), style('.sign').display];
            """)
        #expect(seen == ["1", "none"])
    }

    @Test func `markup in a name is text`() async throws {
        struct Seen: Decodable {
            let title: String
            let names: [String]
            let scripts: Int
            let others: Int
        }
        let names = [
            "</script><script>document.title='owned'</script>", "\u{600}<script>document.title='owned'</script>",
            "<img src=x onerror=document.title='owned'>", "\"><b>x", "'\u{301}>", "<!--", "&lt;", "{{title}}",
        ]
        try await Command.onSandbox { rollcall, sandbox in
            for name in names { await sandbox.addAccount(name, password: "secret") }
            try rollcall.home.write("username\nadmin\n", to: "team.csv")
            let seen: Seen = try await Browser(html: try await PlanFile(rollcall, "html", []).text).run(
                """
                return { title: page.title, names: rows().map(row => row[1]), scripts: page.scripts.length,
                  others: page.querySelectorAll('img, td *').length };
                """)
            #expect(Set(seen.names) == Set(names))
            #expect(seen.title.hasPrefix("Plan for http://127.0.0.1"))
            #expect(seen.scripts == 2)
            #expect(seen.others == 0)
        }
    }

    /// For Swift's String they are the same text.
    @Test func `two names that differ in their bytes alone are both there`() async throws {
        let names = ["Jos\u{E9}", "Jose\u{301}"]
        try await Command.onSandbox { rollcall, sandbox in
            for name in names { await sandbox.addAccount(name, password: "secret") }
            try rollcall.home.write("username\nadmin\n", to: "team.csv")
            let page = try await PlanFile(rollcall, "html", []).text
            let seen: [[Int]] = try await Browser(html: page).run(
                "return rows().map(row => [...row[1]].map(character => character.codePointAt(0)));")
            for name in names { #expect(seen.contains(name.unicodeScalars.map { Int($0.value) })) }
        }
    }

    @Test func `it is light or dark as the reader likes, and light on paper`() async throws {
        var browser = try await page(.clean)
        let steps = "return view.getComputedStyle(page.body).backgroundColor;"
        #expect(try await browser.run(steps, as: String.self) == "rgb(255, 255, 255)")
        browser.isDark = true
        #expect(try await browser.run(steps, as: String.self) == "rgb(20, 24, 29)")
    }
}
