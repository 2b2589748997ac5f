import Accounts
import FlowServ
import Provisioning
import Roster

/// The first stage: reads the rosters, and the listing that they are compared with.
struct ReadStage: Sendable {
    let paths: [String]
    /// How the rosters are read.
    let options: RunOptions
    /// How much of them is kept.
    var extent = RosterContents.Extent.standard
    /// The day that columns of leaving days are compared with.
    let asOf: Day
    let server: ServerAddress

    /// The rosters, which can be used.
    func rosters() throws -> RosterContents {
        let contents = try RosterContents(paths: paths, options: options, extent: extent, asOf: asOf)
        try contents.validate(options)
        return contents
    }

    /// Reads rosters and listing, long rosters at the same time as the listing: each takes about as long as the other.  The
    /// session ends with the work that is done on them.
    ///
    /// When both cannot be read, it is the rosters that are spoken of, as they can be put right here.
    ///
    /// - Parameters:
    ///   - contents: The rosters, where they were read before.
    ///   - connect: Opens the session.
    ///   - prepare: Makes of the listing what is needed, while rosters may still be read.
    ///   - work: What is done with both.
    func withInputs<ListingIndex: Sendable, Value>(
        of contents: RosterContents? = nil, connecting connect: @escaping @Sendable () async throws -> ServerSession,
        preparing prepare: @escaping @Sendable (Listing) -> ListingIndex,
        _ work: (Inputs<ListingIndex>) async throws -> Value
    ) async throws -> Value {
        let reading = Task.detached { try contents ?? rosters() }
        // Nobody is to type a password for rosters that cannot be used, nor is a server asked where that is soon
        // found out.
        if try !RosterContents.areLong(paths) || AdminLogin.mustAsk(for: server) { _ = try await reading.value }
        let listing = Task.detached {
            let session = try await connect()
            do {
                return (session, prepare(try await session.listing()))
            } catch {
                await session.close()
                throw error
            }
        }
        do {
            let contents = try await reading.value
            let (session, listing) = try await listing.value
            let value = try await work(Inputs(contents: contents, session: session, listing: listing))
            await session.close()
            return value
        } catch {
            listing.cancel()
            if case .success(let (session, _)) = await listing.result { await session.close() }
            throw error
        }
    }
}

/// What the first stage has read, and the session to go on with.
struct Inputs<ListingIndex: Sendable> {
    let contents: RosterContents
    let session: ServerSession
    /// What was made of the listing.
    let listing: ListingIndex
}
