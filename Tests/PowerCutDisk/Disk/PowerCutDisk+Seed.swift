internal import CSQLiteSeed

extension PowerCutDisk {
    /// Makes SQLite's own random numbers follow from a seed, so that it writes the same bytes again.
    ///
    /// They belong to the whole program: a simulation that wants the same bytes calls this at its start, and uses SQLite
    /// on one thread.
    package static func seedSQLite(_ seed: UInt32) {
        // Zero would mean no seed.
        seedSQLiteRandomness(seed == 0 ? 1 : seed)
    }
}
