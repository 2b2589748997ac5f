@testable import FlowServ

/// A listing that is at hand, read in one piece.
enum UserListing {
    static func decode(_ body: [UInt8], labels: UserLabels) -> [User]? {
        var scanner = ListingScanner(labels: labels)
        scanner.consume(body.span)
        return scanner.finish().map(Array.init)
    }
}
