"""Registers: against a canned server and its other clients, against a real flowServ, and what the journal takes."""

import os
import re
import shutil
import subprocess

from context import Row, mebibytes, seconds
from measuring import Failed, alternating, median, ratio, run
from servers import canned, flowserv

WIDTH = 32


def canned_server(context):
    """Registers 32 wide against nginx; the rate is the server's, from its first register to its last."""
    accounts = context.sizes["apply"]
    roster = context.workloads.csv(accounts)
    plan = context.fresh("plan") + ".json"
    with canned(context.fresh("nginx"), context.workloads.listing(0)) as server:
        context.tool(["plan", roster, "--out", plan], server.url)

        def observed(client):
            server.forget()
            result = client()
            moments = server.registers()
            if len(moments) != accounts:
                raise Failed(f"{len(moments)} registers for {accounts} accounts")
            return (accounts - 1) / (moments[-1] - moments[0]), result

        sizes = []

        def apply():
            journal = context.fresh("journal") + "/journal.sqlite"
            result = observed(lambda: context.tool(apply_arguments(roster), server.url, journal))
            sizes.append(os.path.getsize(journal) / accounts)
            return result

        def unjournaled():
            return observed(lambda: run(
                [context.unjournaled, server.url, plan, roster, str(WIDTH)], env=context.environment(server.url, "-")))

        results = alternating({
            "rollcall": apply, "unjournaled": unjournaled,
            "aiohttp": lambda: observed(lambda: context.peer("aiohttp_apply.py", server.url, roster, WIDTH)),
            "wrk": lambda: (wrk(server.url, context.sizes["wrk"]), None),
        }, context.runs)
        syncs = count_syncs(context, roster, server)
    rates = {name: [rate for rate, _ in runs] for name, runs in results.items()}
    ours = rates["rollcall"]
    runs = [result for _, result in results["rollcall"]]
    yield Row(f"apply, {accounts:,} accounts, {WIDTH} wide, durable journal: rollcall", per_second(ours), "20,000 /s")
    yield Row("apply: the whole command, its plan and report included",
              f"{seconds(median([r.wall for r in runs]))}, {seconds(median([r.cpu for r in runs]))} of processor")
    yield Row("apply: peak memory", mebibytes(median([r.peak for r in runs])), "60 MB")
    for name, label, goal in (("unjournaled", "the same, nothing written to the journal", "ratio 0.60"),
                              ("aiohttp", "aiohttp, no journal", "ratio 1.20"), ("wrk", "wrk", "ratio 0.12")):
        yield Row(f"apply: {label}", f"{per_second(rates[name])}; ratio {ratio(ours, rates[name]):.2f}", goal)
    yield Row("apply: bytes of journal an account", f"{median(sizes):.0f}", "200")
    if syncs is not None:
        yield Row("apply: fdatasync(2) an account, counted by strace, which slows it", f"{syncs / accounts:.3f}")


def apply_arguments(roster, *more):
    return ["apply", roster, "--yes", "--quiet", "--no-verify", "--concurrency", str(WIDTH), *more]


def per_second(rates):
    return f"{median(rates):,.0f} /s"


def wrk(url, duration):
    here = os.path.dirname(os.path.abspath(__file__))
    command = ["wrk", "-t", "1", "-c", str(WIDTH), "-d", f"{duration}s", "-s", f"{here}/peers/register.lua",
               f"{url}/users/register"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output:
        raise Failed(output)
    return float(re.search(r"Requests/sec: *([0-9.]+)", output)[1])


def count_syncs(context, roster, server):
    """How often the journal waited for the disk; nil without strace."""
    if shutil.which("strace") is None:
        return None
    table = context.fresh("strace")
    command = ["strace", "-f", "-c", "-e", "trace=fdatasync", "-o", table, context.rollcall, *apply_arguments(roster)]
    run(command, env=context.environment(server.url, context.fresh("journal") + "/journal.sqlite"))
    with open(table) as file:
        counts = [line.split()[3] for line in file if line.rstrip().endswith("fdatasync")]
    return int(counts[0]) if counts else None


def real_server(context):
    """A real flowServ, each run on its own fresh one, against a loop over 8 connections that does nothing else."""
    accounts = context.sizes["real"]
    roster = context.workloads.csv(accounts)

    def on_fresh_server(client):
        def run_it():
            with flowserv(context.fresh("flowserv"), context.flowserv) as url:
                run = client(url)
            return run
        return run_it

    results = alternating({
        "rollcall": on_fresh_server(lambda url: context.tool(
            ["apply", roster, "--yes", "--quiet", "--no-verify"], url)),
        "loop": on_fresh_server(lambda url: context.peer("bare_loop.py", url, roster, 8)),
    }, context.runs)
    ours = [accounts / r.wall for r in results["rollcall"]]
    theirs = [accounts / r.wall for r in results["loop"]]
    yield Row(f"apply, {accounts} accounts on a real flowServ, whole command: rollcall", per_second(ours))
    yield Row("real flowServ: a bare loop over 8 connections",
              f"{per_second(theirs)}; ratio {ratio(ours, theirs):.2f}", "ratio 0.95")
