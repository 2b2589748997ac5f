import Testing

@testable import FlowServ

/// The spellings are those of Python's json, urllib.parse, html, repr and base64.
struct SentSecretsTests {
    private static let secret = "pä\"ss\\w' &<o>/r😀d"

    @Test(arguments: [
        #"pä"ss\w' &<o>/r😀d"#,
        #"p\u00e4\"ss\\w' &<o>/r\ud83d\ude00d"#,
        #"pä\"ss\\w' &<o>\/r😀d"#,
        "p%C3%A4%22ss%5Cw%27%20%26%3Co%3E%2Fr%F0%9F%98%80d",
        "p%C3%A4%22ss%5Cw%27+%26%3Co%3E%2Fr%F0%9F%98%80d",
        "p%c3%a4%22ss%5cw%27+%26%3co%3e/r%f0%9f%98%80d",
        "pä&quot;ss\\w&#x27; &amp;&lt;o&gt;/r😀d",
        "pä&#34;ss\\w&#39; &amp;&lt;o&gt;/r&#128512;d",
        #"p\xe4"ss\\w\' &<o>/r😀d"#,
        "cMOkInNzXHcnICY8bz4vcvCfmIBk",
        "p\u{FFFD}\"ss\\w' &<o>/r\u{FFFD}d",
        "p?\"ss\\w' &<o>/r?d",
        "pÃ¤\"ss\\w' &<o>/rð\u{9F}\u{98}\u{80}d",
        #"p\xc3\xa4"ss\\w' &<o>/r\xf0\x9f\x98\x80d"#,
        #"p\\u00e4\\\"ss\\\\w' &<o>/r\\ud83d\\ude00d"#,
        #"pä\\\"ss\\\\w' &<o>/r😀d"#,
        "p%25C3%25A4%2522ss%255Cw%2527%2520%2526%253Co%253E%252Fr%25F0%259F%2598%2580d",
        "pä&amp;quot;ss\\w&amp;#x27; &amp;amp;&amp;lt;o&amp;gt;/r😀d",
        "p%5Cu00e4%5C%22ss%5C%5Cw%27%20%26%3Co%3E%2Fr%5Cud83d%5Cude00d",
        "pä\"ss\\w'' &<o>/r😀d",
        "pä\"\"ss\\w' &<o>/r😀d",
        "70c3a42273735c772720263c6f3e2f72f09f988064",
        "70C3A42273735C772720263C6F3E2F72F09F988064",
        "PÄ\"SS\\W' &<O>/R😀D",
    ])
    func `a secret is hidden however it is spelled`(spelling: String) {
        let hidden = SentSecrets([Self.secret]).hidden(in: "words <\(spelling)> and <\(spelling)> more")
        #expect(hidden == "words <[redacted]> and <[redacted]> more")
    }

    @Test func `what flowServ strips of a password is hidden too`() {
        #expect(SentSecrets([" secret\n"]).hidden(in: "bad password 'secret'") == "bad password '[redacted]'")
    }

    @Test func `what was not cut off of a secret is hidden`() {
        let hidden = SentSecrets(["correct horse battery"]).hidden(in: "bad: correct horse ba… correctly")
        #expect(hidden == "bad: [redacted]… correctly")
    }

    /// Python's base64 of a body in which a password stands: not a whole of its own.
    @Test(arguments: [
        "eyJwYXNzd29yZCI6ICJjb3JyZWN0IGhvcnNlIGJhdHRlcnkifQ==",
        "eyJwYXNzd29yZCI6ImNvcnJlY3QgaG9yc2UgYmF0dGVyeSJ9", "eGNvcnJlY3QgaG9yc2UgYmF0dGVyeSJ9",
        "eHljb3JyZWN0IGhvcnNlIGJhdHRlcnkifQ==",
    ])
    func `a secret is hidden within what was encoded with others`(text: String) {
        let hidden = SentSecrets(["correct horse battery"]).hidden(in: text)
        #expect(hidden.contains("[redacted]"))
        // Four characters are three bytes, which tell next to nothing.
        #expect(hidden.utf8.count < 40)
    }

    @Test func `white space alone is no secret`() {
        #expect(SentSecrets([" "]).hidden(in: "empty password") == "empty password")
    }

    @Test func `one secret is not found in what hides another`() {
        #expect(SentSecrets(["red", "a"]).hidden(in: "red and a") == "[redacted] [redacted]nd [redacted]")
    }

    @Test(arguments: [
        ("duplicate", "duplicate user 'duplicate'", "duplicate user '[redacted]'"),
        ("unknown user", "unknown user 'ann'", "unknown user 'ann'"),
        ("n", "unknown request 'n1'", "unknown request '[redacted]1'"),
    ])
    func `how a refusal begins stays, so that it is known for what it is`(
        secret: String, message: String, shown: String
    ) {
        #expect(SentSecrets([secret]).hidden(inMessage: message) == shown)
    }
}
