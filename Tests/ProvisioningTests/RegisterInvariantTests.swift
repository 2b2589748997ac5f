import Accounts
import FlowServ
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

struct RegisterInvariantTests {
    private func send(_ name: String, to backend: SandboxBackend) async {
        _ = try? await InMemoryUserService(backend).registerUser(name, password: Secret("pw"), as: .active)
    }

    private func violations(_ effect: FaultEffect?, pause: Duration) async -> [String] {
        let time = VirtualTime()
        let backend = SandboxBackend(SandboxOptions(), clock: time.sandboxClock)
        if let effect { await backend.inject(Fault(.register, effect)) }
        await send("alice", to: backend)
        time.advance(by: pause)
        await send("alice", to: backend)
        return await RegisterInvariant().violations(in: backend.registers())
    }

    @Test(arguments: [FaultEffect.closeBefore, .closeAfter, .statusAfter(502), .statusBefore(503), .cutOff, .garbage])
    func `a register sent again before the settle time is found`(effect: FaultEffect) async {
        #expect(await violations(effect, pause: .seconds(34)).count == 1)
        #expect(await violations(effect, pause: .seconds(35)) == [])
    }

    @Test func `a register sent again after a success is found`() async {
        #expect(
            await violations(nil, pause: .seconds(1)) == ["alice: sent again 1.0 seconds after the answer \"201\""])
    }

    @Test func `a register that was surely not processed may be sent again at once`() async {
        #expect(await violations(.statusBefore(429), pause: .zero) == [])
    }

    @Test func `a register that is still at work when the next one comes is found`() async {
        let found = await violations(.late(.seconds(40)), pause: .seconds(36))
        #expect(found == ["alice: the second register came while the first was at work"])
    }
}
