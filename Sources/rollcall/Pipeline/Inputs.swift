import FlowServ
import Provisioning
import Roster

/// Rosters and the listing that they are compared with, and the session to go on with.
struct Inputs<Listed: Sendable> {
    let contents: RosterContents
    let session: ServerSession
    /// What was made of the listing.
    let listing: Listed

    /// Reads both, long rosters at the same time as the listing: each takes about as long as the other.
    ///
    /// When both fail, it is the rosters that are spoken of, as they can be put right here.
    ///
    /// - Parameters:
    ///   - paths: The rosters.
    ///   - contents: Reads them, and fails when they cannot be used.
    ///   - connect: Opens the session.
    ///   - prepare: Makes of the listing what is needed, while rosters may still be read.
    static func read(
        _ paths: [String], with contents: @escaping @Sendable () throws -> RosterContents,
        from server: ServerAddress, connecting connect: @escaping @Sendable () async throws -> ServerSession,
        preparing prepare: @escaping @Sendable (Listing) -> Listed
    ) async throws -> Inputs {
        let reading = Task.detached(operation: contents)
        // Nobody is to type a password for rosters that cannot be used, nor is a server to be troubled where that is soon
        // found out.
        if try !RosterContents.areLong(paths) || AdminLogin.mustAsk(for: server) { _ = try await reading.value }
        let listing = Task.detached { try await Self.listing(connect, prepare) }
        do {
            let contents = try await reading.value
            let (session, listing) = try await listing.value
            return Inputs(contents: contents, session: session, listing: listing)
        } catch {
            listing.cancel()
            if case .success(let (session, _)) = await listing.result { await session.close() }
            throw error
        }
    }

    private static func listing(
        _ connect: () async throws -> ServerSession, _ prepare: (Listing) -> Listed
    ) async throws -> (ServerSession, Listed) {
        let session = try await connect()
        do {
            return (session, prepare(try await session.listing()))
        } catch {
            await session.close()
            throw error
        }
    }
}
