"""Writes tests for promtool out of metrics files of real runs: alerts.py RULES DIRECTORY OUT

Each file is scraped from the moment its run ended, time 0 of the test, and stays as it is; which alerts fire after half an
hour, after a night without another run, and after two, is said here by the file's name.
"""

import json
import re
import sys
from pathlib import Path

# What fires soon, and what besides when the next night has not changed it.
EXPECTED = {
    "clean": ([], []),
    "error": (["RollcallError"], []),
    "stranded": (["RollcallAccountsStranded"], []),
    "blocked": (["RollcallAccountsBlocked"], []),
    "owed": ([], ["RollcallCredentialsOwed"]),
    "handed-out": ([], []),
    "roster-invalid": (["RollcallRosterInvalid"], []),
    "server-trouble": (["RollcallServerTrouble"], []),
    "refused": (["RollcallRefused"], []),
    "in-use": ([], ["RollcallJournalInUse"]),
    "usage": (["RollcallUsage"], []),
    "stopped-term": ([], ["RollcallInterrupted"]),
    "stopped-hup": ([], ["RollcallInterrupted"]),
}
STEP = "5m"
SAMPLES = 60 * 12
LABELS = {"instance": "host:9100", "job": "node"}


def samples_of(path):
    """The samples of a file: name, labels, value."""
    samples = []
    for line in path.read_text().splitlines():
        if match := re.fullmatch(r"([a-z_]+)(\{.*\})? (\S+)", line):
            labels = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', match[2] or ""))
            samples.append((match[1], labels, float(match[3])))
    return samples


def series(samples):
    """The same as series that stay as they are."""
    (ended,) = [value for name, _, value in samples if name == "rollcall_last_attempt_timestamp_seconds"]
    for name, labels, value in samples:
        if name.endswith("_timestamp_seconds"):
            value -= ended
        inside = ",".join(f"{key}={json.dumps(text)}" for key, text in sorted({**labels, **LABELS}.items()))
        # 0 more each time; a negative number needs its sign in front.
        yield {"series": f"{name}{{{inside}}}", "values": f"{value:.9f}+0x{SAMPLES}"}


def firing(time, names):
    return {
        "expr": 'count by (alertname) (ALERTS{alertstate="firing"})',
        "eval_time": time,
        "exp_samples": [{"labels": f'{{alertname="{name}"}}', "value": 1} for name in sorted(names)],
    }


def main():
    rules, directory, out = map(Path, sys.argv[1:])
    files = {path.stem: path for path in directory.glob("*.prom")}
    if files.keys() != EXPECTED.keys():
        sys.exit(f"There are metrics of {sorted(files)}, and not of {sorted(EXPECTED)}.")
    tests = []
    for name, (soon, later) in EXPECTED.items():
        samples = samples_of(files[name])
        later = {*soon, *later, "RollcallNotRun"}
        # Whether an answer was lost when a disk was full is a matter of moments.
        if ("rollcall_accounts", {"outcome": "unknown"}) in [(metric, labels) for metric, labels, value in samples if value]:
            later.add("RollcallAccountsUnknown")
        tests.append(
            {
                "name": name,
                "interval": STEP,
                "input_series": list(series(samples)),
                "promql_expr_test": [
                    firing("30m", soon), firing("27h", later), firing("51h", {*later, "RollcallNotSucceeding"})
                ],
            }
        )
    out.write_text(json.dumps({"rule_files": [str(rules.resolve())], "evaluation_interval": STEP, "tests": tests}))
    print(f"{len(tests)} files, each after half an hour, a night and two.")


main()
