"""A journal with a long history: how soon a run goes on, how soon it is looked at, and how it grows."""

import os
import shutil
import sqlite3
import time
from dataclasses import dataclass

from applying import apply_arguments
from context import Row, seconds
from measuring import Failed, alternating, median, run
from servers import canned
from workloads import identifier, username

LEFT = 1000


def long_journal(context):
    """Resume, status and runs on a journal of many actions with 1,000 left to do."""
    actions = context.sizes["history"]
    roster = context.workloads.csv(actions)
    journal = context.fresh("history") + "/journal.sqlite"
    with canned(context.fresh("nginx"), context.workloads.listing(0)) as server:
        context.tool(apply_arguments(context.workloads.csv(LEFT, first=actions - LEFT)), server.url, journal)
    lengthen(journal, actions)
    with canned(context.fresh("nginx"), context.workloads.listing(actions - LEFT)) as server:
        rebind(journal, server.url)
        starts = [resume(context, journal, roster, server) for _ in range(context.runs + 1)][1:]
        looks = alternating({
            "status": lambda: context.tool(["status"], journal=journal),
            "runs": lambda: context.tool(["runs"], journal=journal),
        }, context.runs)
    yield Row(f"resume, {LEFT:,} of {actions:,} left: the first request is answered after",
              seconds(median([start.request for start in starts])), "0.3 s")
    yield Row("resume: roster and listing are read, compared with the journal, and the first register is answered after",
              seconds(median([start.register for start in starts])))
    for name, runs in looks.items():
        yield Row(f"{name} on that journal", seconds(median([r.wall for r in runs])), "0.1 s")


def lengthen(path, actions):
    """Makes a run of 1,000 accounts the end of a longer one that died before it came to them.

    What came before is written by hand, as rollcall would have left it.
    """
    done = actions - LEFT
    with sqlite3.connect(path) as journal:
        journal.execute("DELETE FROM account")
        journal.execute("UPDATE action SET id = id + ?, state = 0, user_id = NULL, attempts = 0", [done])
        journal.executemany(
            "INSERT INTO action (id, run, username, kind, wanted, state, user_id, attempts, source, line) "
            "VALUES (?, 1, ?, 0, 0, 5, ?, 1, 1, ?)",
            ((number + 1, username(number), bytes.fromhex(identifier(number)), number + 2) for number in range(done)))
        journal.execute("INSERT INTO account SELECT username, 0, user_id, NULL FROM action WHERE state = 5 ORDER BY id")
        journal.execute(
            "UPDATE run SET status = 'running', finished = NULL, planned = ?, first_action = 1", [actions])
    journal.close()


def rebind(path, url):
    with sqlite3.connect(path) as journal:
        journal.execute("UPDATE server SET url = ?", [url])
    journal.close()


@dataclass(frozen=True)
class Start:
    """Seconds from the start of a process to the first request, and the first register, that the server answers."""

    request: float
    register: float


def resume(context, journal, roster, server):
    """How soon a resumed run begins."""
    copy = context.fresh("resumed") + "/journal.sqlite"
    os.makedirs(os.path.dirname(copy))
    shutil.copy(journal, copy)
    server.forget()
    start = time.time()
    context.tool(["resume", roster, "--quiet", "--no-verify", "--concurrency", "32"], server.url, copy)
    requests = server.requests()
    moments = [moment for moment, path in requests if path.endswith("/users/register")]
    shutil.rmtree(os.path.dirname(copy))
    if len(moments) != LEFT:
        raise Failed(f"{len(moments)} registers instead of {LEFT}")
    return Start(requests[0][0] - start, moments[0] - start)


def nightly(context):
    """What a run adds to the journal when nothing has changed."""
    accounts, nights = context.sizes["nightly"]
    roster = context.workloads.csv(accounts)
    journal = context.fresh("nightly") + "/journal.sqlite"
    with canned(context.fresh("nginx"), context.workloads.listing(accounts)) as server:
        context.tool(apply_arguments(roster, "--accept", "new-journal"), server.url, journal)
        before = os.path.getsize(journal)
        for _ in range(nights):
            context.tool(apply_arguments(roster), server.url, journal)
        grown = os.path.getsize(journal) - before
    yield Row(f"nightly run that changes nothing, mean of {nights}: bytes added", f"{grown / nights:.0f}", "1,024")


def version(context):
    """How long the program takes to start."""
    runs = alternating({"version": lambda: run([context.rollcall, "--version"])}, max(context.runs, 5) * 4)["version"]
    yield Row("rollcall --version", f"{median([r.wall for r in runs]) * 1000:.1f} ms", "20 ms")
