/// A wait that the server requests, in words.
enum WaitText {
    static func sentence(_ wait: Duration) -> String {
        "the server asks to wait \(wait.components.seconds) s"
    }
}
