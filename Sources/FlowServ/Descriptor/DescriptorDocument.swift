internal import Foundation

/// The JSON document at the root of a flowServ API.
struct DescriptorDocument: Decodable {
    struct Pattern: Decodable {
        let id: String
        let pattern: String
    }

    let name: String?
    let version: String?
    let url: String?
    let username: String?
    let routes: [Pattern]
}

extension ServiceDescriptor {
    /// Reads the server's root document.
    ///
    /// - Throws: ``ServiceError/notAFlowServ(reason:)`` if the bytes are not a descriptor, or one of its patterns
    ///   would lead outside the address.
    public init(address: ServerAddress, document: [UInt8]) throws(ServiceError) {
        let decoded: DescriptorDocument
        do {
            decoded = try JSONDecoder().decode(DescriptorDocument.self, from: Data(document))
        } catch {
            throw .notAFlowServ(reason: "the answer at \(address.url)/ is not a service descriptor")
        }
        var patterns: [String: String] = [:]
        for route in decoded.routes where Route(rawValue: route.id) != nil {
            let pattern = String(route.pattern.drop { $0 == "/" })
            guard staysBelowBase(pattern) else {
                throw .notAFlowServ(reason: "its descriptor sends \(route.id) to an unusable path")
            }
            patterns[route.id] = pattern
        }
        self.init(
            address: address, name: decoded.name, version: decoded.version, advertisedURL: decoded.url,
            username: decoded.username, patterns: patterns)
    }
}

/// Returns whether the base URL with the pattern appended always stays on the same server, below the base.
private func staysBelowBase(_ pattern: String) -> Bool {
    let allowed = pattern.utf8.allSatisfy { byte in
        (0x21...0x7E).contains(byte) && !#"?#\{}<>""#.utf8.contains(byte)
    }
    let segments = pattern.lowercased().replacingOccurrences(of: "%2e", with: ".").split(separator: "/")
    return allowed && !pattern.isEmpty && !segments.contains("..")
}
