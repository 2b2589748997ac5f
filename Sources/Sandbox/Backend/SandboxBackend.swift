internal import Accounts
public import FlowServ

/// A flowServ in memory: its accounts, its faults and the record of its calls.
///
/// ``SandboxServer`` serves it over HTTP, ``InMemoryUserService`` calls it directly, and both may share one.
public actor SandboxBackend {
    /// The behaviour apart from faults.
    public nonisolated let options: SandboxOptions
    let clock: SandboxClock
    var model: FlowServModel
    var faults: FaultPlan
    var log = CallLog()
    var queue = WorkQueue()
    var tickets = 0
    /// The register records of the calls in progress.
    var records: [Int: Int] = [:]
    /// The results of queued work that a client still waits for.
    var results: [Int: Reply] = [:]
    var awaited: Set<Int> = []
    var reachable = true

    /// Creates an empty server.
    public init(
        _ options: SandboxOptions = SandboxOptions(), clock: SandboxClock = SandboxClock(ContinuousClock())
    ) {
        self.options = options
        self.clock = clock
        model = FlowServModel(seed: options.seed)
        faults = FaultPlan(seed: options.seed)
    }

    /// Adds faults after the existing ones.
    public func inject(_ faults: Fault...) {
        self.faults.add(faults)
    }

    /// Adds faults after the existing ones.
    public func inject(_ faults: [Fault]) {
        self.faults.add(faults)
    }

    /// Removes all faults.  Work that they have started (late work) still ends.
    public func clearFaults() {
        faults.removeAll()
    }

    /// Makes direct calls fail as if no server were listening, or work again.  An HTTP server is stopped instead.
    public func setReachable(_ reachable: Bool) {
        self.reachable = reachable
    }

    /// Creates an account without a call, like a sign-up by another user.  A name can get a second row.
    @discardableResult
    public func addAccount(_ username: String, password: String, active: Bool = true) -> SandboxAccount? {
        catchUp()
        guard let password = try? StoredPassword(PythonText.strip(password)) else { return nil }
        let handle = model.insert(.init(name: AccountName(username), password: password, active: active))
        return SandboxAccount(id: handle.id, username: username, active: active)
    }

    /// Removes all rows of a name, which requires database access on a real server.
    public func removeAccounts(named username: String) {
        catchUp()
        model.remove(named: username)
    }

    /// Returns all accounts except the default user, including pending ones, in the order of their creation.
    public func accounts() -> [SandboxAccount] {
        catchUp()
        let others = model.accounts.filter { $0.id != FlowServModel.defaultUser }
        return others.map { SandboxAccount(id: $0.id, username: $0.name.text, active: $0.active) }
    }

    /// Returns the number of calls of each route.
    public func callCounts() -> [Route: Int] {
        log.counts
    }

    /// Returns all registers in the order of their arrival.
    public func registers() -> [RegisterRecord] {
        catchUp()
        return log.registers
    }

    /// Returns the registers of one name (as the server strips it).
    public func registers(of username: String) -> [RegisterRecord] {
        registers().filter { CallLog.key($0.username) == CallLog.key(username) }
    }

    /// Returns the maximum number of registers of one name that were ever in progress at the same time, over all
    /// names.  It must be 1.
    public func mostRegistersInFlight() -> Int {
        log.mostInFlight.values.max() ?? 0
    }

    /// Returns the maximum number of registers, of any names, that were ever in progress at the same time.
    public func mostRegistersAtWork() -> Int {
        log.mostAtWork
    }
}
