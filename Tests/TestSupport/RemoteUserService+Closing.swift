package import FlowServ

extension RemoteUserService {
    /// Does something with the service and closes its connections however that ends; one that is left open ends the
    /// tests.
    package func closing<Value>(_ body: (RemoteUserService) async throws -> Value) async throws -> Value {
        do {
            let value = try await body(self)
            await shutdown()
            return value
        } catch {
            await shutdown()
            throw error
        }
    }
}
