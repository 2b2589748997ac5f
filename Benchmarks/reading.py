"""Rosters and listings: the plan, XML, and how both grow."""

import shutil

from context import Row, mebibytes, seconds
from measuring import alternating, median, ratio, run
from servers import canned


def plan(context):
    """CSV against a listing, a tenth different either way, against what reads the same two files and joins them."""
    rows = context.sizes["plan"]
    roster = context.workloads.csv(rows)
    listing = context.workloads.listing(rows, first=rows // 10)
    with canned(context.fresh("nginx"), listing) as server:
        results = alternating({
            "rollcall": lambda: context.tool(
                ["plan", roster, "--out", context.fresh("plan") + ".json"], server.url),
            "DuckDB": lambda: context.peer("duckdb_plan.py", roster, listing),
            "Polars": lambda: context.peer("polars_plan.py", roster, listing),
        }, context.runs)
    ours = results["rollcall"]
    yield Row(f"plan, {rows:,} x {rows:,} rows: rollcall", figures(ours))
    for name, goal in (("DuckDB", "time 0.25, memory 0.35"), ("Polars", "time 0.70")):
        theirs = results[name]
        yield Row(f"plan: {name}", figures(theirs) + "; ratio " + ratios(ours, theirs), goal)


def xml(context):
    """A roster in XML against libxml2's own program, which only looks at the document."""
    rows = context.sizes["xml"]
    roster = context.workloads.xml(rows)
    results = alternating({
        "rollcall": lambda: context.tool(["check", roster]),
        "xmllint": lambda: run([shutil.which("xmllint"), "--stream", "--noout", roster]),
    }, context.runs)
    ours, theirs = results["rollcall"], results["xmllint"]
    yield Row(f"check, XML of {rows:,} users: rollcall", figures(ours))
    yield Row("XML: xmllint --stream --noout", figures(theirs) + "; ratio " + ratios(ours, theirs), "time 0.80")


def growth(context):
    """The plan at several sizes: time and memory a row.  Returns the points for the plot."""
    points = []
    for rows in context.sizes["growth"]:
        roster = context.workloads.csv(rows)
        with canned(context.fresh("nginx"), context.workloads.listing(rows, first=rows // 10)) as server:
            runs = alternating({
                "plan": lambda: context.tool(["plan", roster, "--out", context.fresh("plan") + ".json"], server.url),
            }, context.runs)["plan"]
        points.append((rows, median([r.wall for r in runs]), median([r.peak for r in runs])))
    return points


def figures(runs):
    return (f"{seconds(median([r.wall for r in runs]))}, {seconds(median([r.cpu for r in runs]))} of processor, "
            f"{mebibytes(median([r.peak for r in runs]))}")


def ratios(ours, theirs):
    wall = ratio([r.wall for r in ours], [r.wall for r in theirs])
    peak = ratio([r.peak for r in ours], [r.peak for r in theirs])
    return f"time {wall:.2f}, memory {peak:.2f}"
