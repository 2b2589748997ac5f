import ArgumentParser
import Provisioning

/// The objections that the user has accepted, so that they do not stop this call.
struct AcceptOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Continue despite an objection: \(Objection.acceptable.map(\.rawValue).joined(separator: ", ")).  Repeatable.",
            valueName: "code"),
        completion: .list(Objection.acceptable.map(\.rawValue)))
    var accept: [String] = []

    /// Returns the accepted codes.
    func codes() throws -> Set<Objection.Code> {
        let codes = try accept.map { text in
            guard let code = Objection.Code(rawValue: text), Objection.acceptable.contains(code) else {
                let known = Objection.acceptable.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "--accept \(text): not a known objection.  Use one of: \(known).")
            }
            return code
        }
        return Set(codes)
    }
}
