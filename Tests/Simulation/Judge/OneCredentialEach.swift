/// 5. Everybody who was created has exactly one credential that logs in, or is owed it and said to be.
struct OneCredentialEach: Sentence {
    static let number = 5

    func violations(in history: History) -> [String] {
        var delivered: [String: Int] = [:]
        var violations: [String] = []
        for entry in history.entries {
            switch entry.event {
            case .looked(let process, let look):
                for one in look.delivered {
                    delivered[one.id.isEmpty ? one.name : one.id, default: 0] += 1
                    if delivered[one.id.isEmpty ? one.name : one.id] == 2 {
                        violations.append("\(one.name) got a second credential from process \(process)")
                    }
                    if one.isGood == false {
                        violations.append("the credential of \(one.name) from process \(process) does not log in")
                    }
                }
            // What is owed stays owed: nothing tells an old debt from one that was paid elsewhere.
            case .oldDebts: delivered = [:]
            case .creditors(let missing):
                violations += missing.map { "\($0) has no credential, and is not owed one" }
            default: break
            }
        }
        return violations
    }
}
