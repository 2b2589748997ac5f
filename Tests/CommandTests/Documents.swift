/// `rollcall.plan/1` as another program would read it.
struct PlanDocument: Decodable {
    let schema: String
    let summary: [String: Int]
    let actions: [Action]
    let blocked: [Blocked]
    let unmanaged: [String]
    let warnings: [String]

    struct Action: Decodable {
        let username: String
        let action: String
        let state: String
        let userID: String?
    }

    struct Blocked: Decodable {
        let username: String
        let code: String
    }
}

/// `rollcall.report/1` as another program would read it.
struct ReportDocument: Decodable {
    let schema: String
    let status: String
    let summary: [String: Int]
    let accounts: [Account]

    struct Account: Decodable {
        let username: String
        let action: String
        let outcome: String
        let userID: String?
        let error: String?
    }
}
