import Accounts
import FlowServ
import Sandbox
import Testing

/// Which calls a fault meets.
struct FaultSelectionTests {
    @Test func `a fault meets the first call and once unless told otherwise`() async {
        #expect(await fates([Fault(.register, .closeBefore)], names: ["a", "b", "c"]) == "x..")
    }

    @Test(arguments: [(1, 2, "xx..."), (3, 1, "..x.."), (2, 3, ".xxx."), (4, 9, "...xx"), (2, 0, ".....")])
    func `nth and times choose a stretch of the calls`(nth: Int, times: Int, fates wanted: String) async {
        let fault = Fault(.register, nth: nth, times: times, .closeBefore)
        #expect(await fates([fault], names: ["a", "b", "c", "d", "e"]) == wanted)
    }

    @Test func `without times a fault meets all calls from the nth on`() async {
        let fault = Fault(.register, nth: 2, times: nil, .closeBefore)
        #expect(await fates([fault], names: ["a", "b", "c", "d"]) == ".xxx")
    }

    @Test func `a username is compared byte by byte and only its calls are counted`() async {
        let fault = Fault(.register, username: "José", nth: 2, .closeBefore)
        #expect(await fates([fault], names: ["José", "Jose\u{301}", "ann", "José", "José"]) == "...x.")
    }

    @Test func `a route is met by no other`() async throws {
        let backend = SandboxBackend()
        await backend.inject(Fault(.login, times: nil, .closeBefore))
        #expect(await fates(of: ["a", "b"], at: backend) == "..")
        await #expect(throws: ServiceError.self) {
            try await InMemoryUserService(backend).loginUser("a", password: Secret("x"))
        }
    }

    @Test func `a call meets the first fault that fits and is counted by all`() async {
        let faults = [
            Fault(.register, username: "b", .statusBefore(400)), Fault(.register, nth: 2, times: 2, .closeBefore),
        ]
        let backend = SandboxBackend()
        await backend.inject(faults)
        #expect(await fates(of: ["a", "b", "c", "d"], at: backend) == ".xx.")
        #expect(await backend.registers().map(\.answer) == ["201", "400", "closed", "201"])
    }

    @Test func `cleared faults meet nobody`() async {
        let backend = SandboxBackend()
        await backend.inject(Fault(.register, times: nil, .closeBefore))
        #expect(await fates(of: ["a"], at: backend) == "x")
        await backend.clearFaults()
        #expect(await fates(of: ["a", "b"], at: backend) == "..")
    }

    @Test(arguments: [(0.0, 0...0), (0.3, 240...360), (1.0, 1000...1000)])
    func `chance is the share of the calls that is met`(chance: Double, wanted: ClosedRange<Int>) async {
        let fates = await fates([Fault(.register, times: nil, chance: chance, .closeBefore)], names: Self.thousand)
        #expect(wanted.contains(fates.count { $0 == "x" }))
    }

    @Test func `one seed gives every name its fate whatever the order`() async {
        let fault = Fault(.register, times: nil, chance: 0.5, .closeBefore)
        let forward = await fates([fault], names: Self.thousand)
        let backward = await fates([fault], names: Self.thousand.reversed())
        #expect(String(backward.reversed()) == forward)
        #expect(await fates([fault], names: Self.thousand, seed: 2) != forward)
    }

    @Test func `a name has another chance with every attempt`() async {
        let fault = Fault(.register, times: nil, chance: 0.5, .statusBefore(400))
        let fates = await fates([fault], names: Array(repeating: "ann", count: 100))
        #expect(fates.contains("x.") && fates.contains(".x"))
    }

    private static let thousand = (1...1000).map { "user\($0)" }

    private func fates(_ faults: [Fault], names: [String], seed: UInt64 = 1) async -> String {
        var options = SandboxOptions()
        options.seed = seed
        let backend = SandboxBackend(options)
        await backend.inject(faults)
        return await fates(of: names, at: backend)
    }

    /// An `x` for every register that met a fault, a point for the others; a duplicate is none.
    private func fates(of names: [String], at backend: SandboxBackend) async -> String {
        let client = InMemoryUserService(backend)
        var fates = ""
        for name in names {
            do throws(ServiceError) {
                _ = try await client.registerUser(name, password: Secret("x"), as: .active)
                fates += "."
            } catch {
                fates += error.isDuplicateUser ? "." : "x"
            }
        }
        return fates
    }
}
