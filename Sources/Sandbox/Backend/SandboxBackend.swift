internal import Accounts
public import FlowServ

/// A flowServ in memory: its accounts, its faults and the record of what was asked of it.
///
/// ``SandboxServer`` serves it over HTTP, ``InMemoryUserService`` calls it directly, and both may share one.
public actor SandboxBackend {
    /// How it behaves, apart from its faults.
    public nonisolated let options: SandboxOptions
    let clock: SandboxClock
    var model: FlowServModel
    var faults: FaultPlan
    var log = CallLog()
    var queue = WorkQueue()
    var tickets = 0
    /// The register records of the calls that are being handled.
    var records: [Int: Int] = [:]
    /// Results of work from the queue that a client still waits for.
    var results: [Int: Reply] = [:]
    var awaited: Set<Int> = []
    var reachable = true

    /// An empty server.
    public init(
        _ options: SandboxOptions = SandboxOptions(), clock: SandboxClock = SandboxClock(ContinuousClock())
    ) {
        self.options = options
        self.clock = clock
        model = FlowServModel(seed: options.seed)
        faults = FaultPlan(seed: options.seed)
    }

    /// Sets more faults behind those that are there.
    public func inject(_ faults: Fault...) {
        self.faults.add(faults)
    }

    /// Sets more faults behind those that are there.
    public func inject(_ faults: [Fault]) {
        self.faults.add(faults)
    }

    /// Forgets all faults.  What they began (late work) still ends.
    public func clearFaults() {
        faults.removeAll()
    }

    /// Lets direct calls fail as if nothing listened, or work again.  An HTTP server is stopped instead.
    public func setReachable(_ reachable: Bool) {
        self.reachable = reachable
    }

    /// Makes an account without a call, as a sign-up by somebody else would.  A name can get a second row.
    @discardableResult
    public func addAccount(_ username: String, password: String, active: Bool = true) -> SandboxAccount? {
        catchUp()
        guard let password = try? StoredPassword(PythonText.strip(password)) else { return nil }
        let handle = model.insert(.init(name: AccountName(username), password: password, active: active))
        return SandboxAccount(id: handle.id, username: username, active: active)
    }

    /// Removes all rows of a name, as only somebody with database access can.
    public func removeAccounts(named username: String) {
        catchUp()
        model.remove(named: username)
    }

    /// All accounts but the default user, pending ones too, in the order in which they were made.
    public func accounts() -> [SandboxAccount] {
        catchUp()
        let others = model.accounts.filter { $0.id != FlowServModel.defaultUser }
        return others.map { SandboxAccount(id: $0.id, username: $0.name.text, active: $0.active) }
    }

    /// How often each route was called.
    public func callCounts() -> [Route: Int] {
        log.counts
    }

    /// All registers in the order in which they came.
    public func registers() -> [RegisterRecord] {
        catchUp()
        return log.registers
    }

    /// The registers of one name (as the server strips it).
    public func registers(of username: String) -> [RegisterRecord] {
        registers().filter { CallLog.key($0.username) == CallLog.key(username) }
    }

    /// The most registers of one name that were ever at work at the same time, over all names.  It must be 1.
    public func mostRegistersInFlight() -> Int {
        log.mostInFlight.values.max() ?? 0
    }

    /// The most registers, of whatever names, that were ever at work at the same time.
    public func mostRegistersAtWork() -> Int {
        log.mostAtWork
    }
}
