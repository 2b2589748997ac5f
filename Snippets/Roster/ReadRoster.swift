//! Reads a roster, and lists its entries and its problems.

import Roster

let text = """
    username,password,state
    ann,correct horse,active
    bob,battery staple,pending
    cem,,sleeping
    """
let roster = RosterReader().read(bytes: text.utf8, named: "team.csv")
for entry in roster.entries { print("\(entry.location): \(entry.username) is to be \(entry.state).") }
for problem in roster.problems { print("\(problem.location): \(problem.code.rawValue)") }
