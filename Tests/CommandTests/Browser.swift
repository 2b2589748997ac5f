import Foundation
import TestSupport
import Testing

/// A page in a real browser without a window.
///
/// The page stands in a frame of another one, which does something to it and writes down what it saw.
struct Browser {
    let html: String
    var isDark = false

    /// - Parameter steps: The body of a function that may use `page`, `view`, `rows()`, `type(TEXT)` and
    ///   `sort(COLUMN)`, and returns what it saw.
    func run<Value: Decodable>(_ steps: String, as type: Value.Type = Value.self) async throws -> Value {
        let directory = try TemporaryDirectory()
        try directory.write(html, to: "page.html")
        try directory.write(Self.driver(steps), to: "driver.html")
        let program = "/usr/bin/chromium"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw MissingFile(path: program, remedy: "make setup")
        }
        let ending = try await Program(
            program,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--allow-file-access-from-files", "--user-data-dir=\(directory.file("profile"))",
                "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--dump-dom",
                "file://\(directory.file("driver.html"))",
            ], environment: ["HOME": directory.path]
        ).run()
        let seen = ending.output.firstMatch(of: /<pre id="seen">([^<]*)<\/pre>/)?.output.1
        let json = try #require(seen?.removingPercentEncoding, "\(ending.output)\n\(ending.errors)")
        return try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    private static func driver(_ steps: String) -> String {
        """
        <!DOCTYPE html>
        <meta charset="utf-8">
        <iframe width="1200" height="900"></iframe>
        <pre id="seen"></pre>
        <script>
        const frame = document.querySelector('iframe');
        frame.onload = () => {
          const page = frame.contentDocument, view = frame.contentWindow;
          const rows = () =>
            [...page.querySelectorAll('#rows tr')].map(row => [...row.cells].map(cell => cell.textContent));
          const type = text => {
            const filter = page.getElementById('filter');
            filter.value = text;
            filter.dispatchEvent(new view.Event('input'));
          };
          const sort = column => page.querySelectorAll('th button')[column].click();
          let seen;
          try { seen = (() => { \(steps) })(); } catch (error) { seen = String(error); }
          document.getElementById('seen').textContent = encodeURIComponent(JSON.stringify(seen));
        };
        frame.src = 'page.html';
        </script>
        """
    }
}
