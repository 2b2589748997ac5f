import Accounts
import FlowServ
import Provisioning
import Roster

/// The first stage: reads the rosters and the listing that they are compared with.
struct ReadStage: Sendable {
    let paths: [String]
    /// The options for reading the rosters.
    let options: RunOptions
    /// How much of the rosters is kept.
    var extent = RosterContents.Extent.standard
    /// The day with which columns of leaving days are compared.
    let asOf: Day
    let server: ServerAddress

    /// Returns the valid rosters.
    func rosters() throws -> RosterContents {
        let contents = try RosterContents(paths: paths, options: options, extent: extent, asOf: asOf)
        try contents.validate(options)
        return contents
    }

    /// Reads rosters and listing, long rosters at the same time as the listing, because both take about as long.  The
    /// session ends with the work on them.
    ///
    /// If both fail, the failure of the rosters is reported, because it can be corrected locally.
    ///
    /// - Parameters:
    ///   - contents: The rosters, if they were read before.
    ///   - connect: Opens the session.
    ///   - prepare: Converts the listing, while rosters may still be read.
    ///   - work: The work on both.
    func withInputs<Prepared: Sendable, Value>(
        of contents: RosterContents? = nil, connecting connect: @escaping @Sendable () async throws -> ServerSession,
        preparing prepare: @escaping @Sendable (Listing) -> Prepared,
        _ work: (Inputs<Prepared>) async throws -> Value
    ) async throws -> Value {
        let reading = Task.detached { try contents ?? rosters() }
        // A user should not type a password for invalid rosters, nor should the server be contacted if short rosters
        // turn out to be invalid.
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

/// The result of the first stage, and the session.
struct Inputs<Prepared: Sendable> {
    let contents: RosterContents
    let session: ServerSession
    /// The converted listing.
    let listing: Prepared
}
