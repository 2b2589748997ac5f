package import Sandbox

/// The promise about registers, checked on a record of them that the client has no part in.
package struct RegisterInvariant {
    /// Between a register whose answer the client may not have and the next of the name.
    package let settleTime: Duration

    /// - Parameter settleTime: The default is that of a run.
    package init(settleTime: Duration = .seconds(35)) {
        self.settleTime = settleTime
    }

    /// Every pair of registers of one name that must not be: overlapping, or the second sent before the first was
    /// settled.
    ///
    /// - Parameter registers: In the order of their arrival.
    package func violations(in registers: [RegisterSighting]) -> [String] {
        Dictionary(grouping: registers, by: \.username).flatMap { name, registers in
            zip(registers, registers.dropFirst()).compactMap { first, second in
                violation(first, second).map { "\(name): \($0)" }
            }
        }.sorted()
    }

    /// The same for a sandbox's own record.
    package func violations(in records: [RegisterRecord]) -> [String] {
        violations(in: records.map { RegisterSighting($0) })
    }

    private func violation(_ first: RegisterSighting, _ second: RegisterSighting) -> String? {
        guard let finished = first.finished, finished <= second.arrived else {
            return "the second register came while the first was at work"
        }
        guard let answered = first.answeredAt, let answer = first.answer else {
            return "the second register came before the first was answered"
        }
        if Self.provesNothingHappened(answer) { return nil }
        let pause = second.arrived - answered
        return pause >= settleTime ? nil : "sent again \(pause) after the answer \"\(answer)\""
    }

    /// The answers after which a register may be sent again at once: the server surely did nothing.
    private static func provesNothingHappened(_ answer: String) -> Bool {
        ["429", "401", "403", "redirect", "unreachable"].contains(answer)
    }
}
