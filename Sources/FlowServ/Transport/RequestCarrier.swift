/// Carries requests to a server in another way than over a network; the simulation of the tests makes one.
package struct RequestCarrier: Sendable {
    let send: @Sendable (OutgoingRequest) async throws(ServiceError) -> Answer

    init(send: @escaping @Sendable (OutgoingRequest) async throws(ServiceError) -> Answer) {
        self.send = send
    }
}
