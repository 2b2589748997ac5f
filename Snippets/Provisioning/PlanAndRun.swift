//! Plans the changes that make a server match a roster, and carries out the plan, with a journal in memory.

import Accounts
import FlowServ
import Foundation
import Provisioning
import Roster

// snippet.hide
let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let address = try ServerAddress(url)
let service = try await RemoteUserService.connect(to: address)
_ = try await service.loginUser("admin", password: Secret("sandbox"))
let table = """
    username,password
    ann,correct horse
    bob,battery staple
    """

// snippet.show
let roster = RosterReader().read(bytes: table.utf8, named: "team.csv")
let listing = try await service.listing()
let journal = try Journal.inMemory()

let planner = Planner(asOf: Day(Date()))
let changes = planner.changes(roster: roster, listing: listing, knowledge: try journal.knowledge())
let plan = Plan(
    server: address, created: Timestamp(Date()), asOf: planner.asOf,
    sources: PlanSources(rosters: [], listing: ListingDigest(listing)), changes: changes)
for action in plan.actions { print("\(action.action) \(action.username)") }

let run = try journal.begin(NewRun(plan, listing: listing, now: Date()))
let passwords = FirstPasswords(roster: roster.entries)
let process = Run(
    service: service, journal: journal, credentials: RunCredentials(password: passwords.password))
let conclusion = try await process.carryOut(run, at: address.url)
print("\(conclusion.report.summary.succeeded) of \(conclusion.report.summary.planned) accounts are as planned.")
// snippet.hide
await service.shutdown()
