import FlowServ
import Provisioning

extension Journal {
    /// Runs what throws journal errors, made into failures.
    func reporting<Value>(_ body: (Journal) throws -> Value) throws -> Value {
        do { return try body(self) } catch let error as JournalError { throw Failure(error) }
    }
}

extension Journals {
    /// Runs what throws journal errors, made into failures.
    func reporting<Value>(_ body: (Journals) throws -> Value) throws -> Value {
        do { return try body(self) } catch let error as JournalError { throw Failure(error) }
    }
}
