import TestSupport
import Testing

/// What the other tests rely on when they run a program.
struct ProgramTests {
    @Test func `a program that does not read its input ends as it likes`() async throws {
        let input = String(repeating: "nobody reads this\n", count: 100_000)
        for _ in 1...20 {
            let ending = try await Program("/bin/true", input: input).run()
            #expect(ending.code == 0)
        }
    }

    @Test func `a program reads its input to the end`() async throws {
        let input = String(repeating: "somebody reads this\n", count: 100_000)
        let ending = try await Program("/bin/cat", input: input).run()
        #expect(ending.output == input)
    }
}
