"""Measures rollcall against its peers: see docs/benchmarks.md, which `make bench` writes with this.

usage: bench.py --programs DIRECTORY --configuration NAME [--quick] [--only NAME,...] [--write]
"""

import argparse
import os
import sys
import tempfile

import applying
import history
import reading
import report
from context import Context

CASES = {
    "version": history.version,
    "plan": reading.plan,
    "xml": reading.xml,
    "apply": applying.canned_server,
    "real": applying.real_server,
    "history": history.long_journal,
    "nightly": history.nightly,
}

FULL = {
    "plan": 1_000_000, "xml": 1_000_000, "growth": [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000],
    "apply": 50_000, "wrk": 3, "real": 1_000, "history": 1_000_000, "nightly": (10_000, 50),
}
QUICK = {
    "plan": 20_000, "xml": 20_000, "growth": [1_000, 3_000, 10_000], "apply": 2_000, "wrk": 1, "real": 60,
    "history": 4_000, "nightly": (500, 5),
}


def main():
    options = arguments()
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # Beside the package: a memory file system, where /tmp is one, would make every sync free.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.path.join(root, ".build")) as directory:
        context = Context(
            rollcall=os.path.join(options.programs, "rollcall"),
            unjournaled=os.path.join(options.programs, "rollcall-unjournaled"),
            python=sys.executable, flowserv=os.path.join(root, ".venv-flowserv-server"), directory=directory,
            sizes=QUICK if options.quick else FULL, runs=1 if options.quick else 5)
        chosen = options.only.split(",") if options.only else [*CASES, "growth"]
        rows = []
        for name in chosen:
            if name != "growth":
                rows += report.shown(CASES[name](context))
        points = reading.growth(context) if "growth" in chosen else []
    report.show_growth(points)
    if options.write:
        report.write(root, rows, points, options.configuration)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True, help="the directory of the built programs")
    parser.add_argument("--configuration", required=True, help="release or debug, for the report")
    parser.add_argument("--quick", action="store_true", help="small sizes, one run each: does it all still work?")
    parser.add_argument("--only", help="some of: " + ", ".join([*CASES, "growth"]))
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and its plot")
    options = parser.parse_args()
    if options.configuration != "release":
        print(f"This is a {options.configuration} build: that it works is what counts here, not how fast it is.")
    return options


main()
