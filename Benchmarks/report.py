"""Prints what was measured, and writes docs/benchmarks.md."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version

import growth_plot

INTRODUCTION = """# Benchmarks

`make bench` measures rollcall and its peers on the same work and writes this page; `make bench-quick` runs a small version
once and only prints it.  Subjects run in turn, five times after a warm-up.  Every figure is a median, and every ratio is the
median of the ratios of each run, ours divided by theirs.  Times are of whole processes, peaks are the kernel's own.

"""

METHOD = """
## What is compared

- **plan**: a CSV of five columns and a listing over HTTP, with a tenth of the names different on either side, `--out` included.
  DuckDB and Polars read the same two files from the disk, and join them both ways.
- **apply**: nginx answers every register at once, so the client is measured.  rollcall accepts a 201 only if it names the
  account that was requested.  Plain nginx cannot quote a request's body, so its echo module (`libnginx-mod-http-echo`)
  reads it, and a `map` extracts the name; all clients use this same server.  nginx counts the rates, from its first
  register to its last.  *Nothing written* is the same engine with a journal that writes nothing (`Benchmarks/Unjournaled`,
  which is not shipped).
- **real flowServ**: as many threads as it benefits from (8), on a fresh server for every run.
- **resume**: from the start of the process to the first request, and to the first register, that the server has answered;
  roster and listing contain every account of the journal.
- **nightly**: the growth of the journal's file over many runs, divided by their number.

"""


def shown(rows):
    """The rows, each printed as soon as it is there."""
    result = []
    for row in rows:
        print(f"{row.work:<78} {row.figures}" + (f"   [{row.goal}]" if row.goal else ""), flush=True)
        result.append(row)
    return result


def show_growth(points):
    for rows, time, memory in growth_plot.added(points):
        print(f"plan, up to {rows:>9,} rows: {time:5.2f} us and {memory:5.0f} bytes for each added row")


def write(root, rows, points, configuration):
    docs = os.path.join(root, "docs")
    lines = ["| What | Measured | Goal |", "|---|---|---|"]
    lines += [f"| {row.work} | {row.figures} | {row.goal} |" for row in rows]
    text = INTRODUCTION + machine(configuration) + "\n## Figures\n\n" + "\n".join(lines) + "\n" + METHOD
    if points:
        growth_plot.write(os.path.join(docs, "benchmarks-growth.svg"), points)
        added = {rows: f"{time:.2f} us | {memory:.0f} B" for rows, time, memory in growth_plot.added(points)}
        text += "## Growth\n\nThe cost of each row that a plan has more than the next smaller plan, so the fixed cost of a plan is\n"
        text += "left out.\n\n![Time and memory of an added row](benchmarks-growth.svg)\n\n"
        text += "| Rows | Time | Peak | Time of an added row | Memory of an added row |\n|---|---|---|---|---|\n"
        text += "".join(
            f"| {rows:,} | {wall:.3f} s | {peak / (1 << 20):.0f} MiB | {added.get(rows, ' | ')} |\n"
            for rows, wall, peak in points)
        text += "\n"
    with open(os.path.join(root, "Benchmarks", "notes.md")) as notes:
        text += notes.read()
    with open(os.path.join(docs, "benchmarks.md"), "w") as page:
        page.write(text)


def machine(configuration):
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal: *(\d+)", file.read())[1]) >> 20
    facts = [
        f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory} GiB, Linux {platform.release()}",
        "; ".join(versions()),
        f"`make bench`, {configuration} build",
    ]
    return "".join(f"- {fact}\n" for fact in facts)


def versions():
    def first_line(command, pattern):
        output = subprocess.run(command, capture_output=True, text=True)
        found = re.search(pattern, output.stdout + output.stderr)
        return found[1] if found else "?"
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    yield "Swift " + first_line(["swift", "--version"], r"Swift version (\S+)")
    yield "Python " + platform.python_version()
    for package in ("duckdb", "polars", "aiohttp"):
        yield f"{package} {version(package)}"
    yield "nginx " + first_line([nginx, "-v"], r"nginx/(\S+)")
    yield "wrk " + first_line(["wrk", "-v"], r"wrk (\S+)")
    yield "libxml2 " + first_line(["xmllint", "--version"], r"version (\d+)")
