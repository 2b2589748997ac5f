/// What the world does to one request.
enum Fate: Hashable, Sendable {
    /// It arrives, and its answer too.
    case ordinary
    /// No connection is made.
    case refused
    /// It never arrives, and the connection breaks.
    case lost
    /// It is carried out, and the connection breaks before the answer.
    case answerLost
    /// It is carried out, and the answer is cut off.
    case answerCut
    /// The connection breaks at once; the request arrives after this time.
    case late(Duration)
    /// It arrives after this time; whoever waits longer gets the answer.
    case slow(Duration)
    /// Something in front of the server answers.
    case page(Page, arrives: Bool)

    /// An answer that is not the server's.
    struct Page: Hashable, Sendable {
        var status: Int
        var body: String
        var retryAfter: Duration?
        var age: Int?
        var location: String?
    }

    /// Stands for what was sent, in the body of a page that repeats it.
    static let echo = "ECHO"

    static let pages: [Page] = [
        Page(status: 400, body: "{\"message\":\"malformed: ECHO\"}"),
        Page(status: 500, body: "{\"message\":\"ECHO\"}"),
        Page(status: 429, body: "slow down", retryAfter: .seconds(3)),
        Page(status: 429, body: "{\"message\":\"busy\"}"),
        Page(status: 503, body: "<html>unavailable", retryAfter: .seconds(20)),
        Page(status: 502, body: "<html>bad gateway"),
        Page(status: 504, body: ""), Page(status: 500, body: "{\"error\":\"500 Internal Server Error\"}"),
        Page(status: 403, body: "<html><h1>Forbidden by policy 7</h1>"),
        Page(status: 401, body: "{\"error\":\"gateway\"}"), Page(status: 404, body: "<html>Not Found"),
        Page(status: 404, body: "{\"message\":\"no Route matched\"}"), Page(status: 400, body: "<html>Bad Request"),
        Page(status: 200, body: "<html><form><input type=\"password\"></form>"), Page(status: 200, body: ""),
        Page(status: 200, body: "{\"status\":\"ok\"}"), Page(status: 201, body: "{}"), Page(status: 200, body: "OK"),
        Page(status: 302, body: "", location: "https://login.example/?next=1"),
        Page(status: 200, body: "{\"users\":[]}", age: 600), Page(status: 408, body: "<html>Request Time-out"),
        Page(status: 200, body: "{\"users\":[{\"id\":\"0123456789abcdef0123456789abcdef\",\"user"),
    ]
}
