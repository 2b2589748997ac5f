import FlowServ
import Provisioning

extension Journal {
    /// Fails when the journal belongs to another server; binds nothing.
    func check(_ address: ServerAddress) throws {
        do {
            if let recorded = try server(), recorded != address.url {
                throw JournalError.otherServer(path: path, recorded: recorded, wanted: address.url)
            }
        } catch let error as JournalError {
            throw Failure(error)
        }
    }

    /// Runs what throws journal errors, made into failures.
    func reporting<Value>(_ body: (Journal) throws -> Value) throws -> Value {
        do { return try body(self) } catch let error as JournalError { throw Failure(error) }
    }
}
