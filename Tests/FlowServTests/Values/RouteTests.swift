import Testing

@testable import FlowServ

struct RouteTests {
    @Test(arguments: [
        (Route.list, "users:list", "GET", "users"),
        (.register, "users:register", "POST", "users/register"),
        (.activate, "users:activate", "POST", "users/activate"),
        (.login, "users:login", "POST", "users/login"),
        (.logout, "users:logout", "POST", "users/logout"),
        (.whoami, "users:whoami", "GET", "users/whoami"),
        (.requestPasswordReset, "users:pwd:request", "POST", "users/password/request"),
        (.resetPassword, "users:pwd:reset", "POST", "users/password/reset"),
    ])
    func `each route has flowServ's id, method and default path`(
        _ route: Route, _ id: String, _ method: String, _ pattern: String
    ) {
        #expect(route.rawValue == id)
        #expect(route.method == method)
        #expect(route.defaultPattern == pattern)
    }

    @Test func `there are eight routes`() {
        #expect(Route.allCases.count == 8)
    }
}
