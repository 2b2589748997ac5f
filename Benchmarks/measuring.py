"""Runs programs and measures them from outside: wall time, processor time and peak memory of the finished child."""

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """What one run of a program took: seconds, seconds of processor time, bytes at its peak."""

    wall: float
    cpu: float
    peak: int


class Failed(Exception):
    """A program ended as it should not have: a broken benchmark, not a slow one."""


def run(command, env=None, cwd=None, accepts=(0,), output=None):
    """Runs one program to its end and measures it.

    The peak of a child is never below this process's own, so nothing big is ever loaded here.
    """
    with tempfile.TemporaryFile() as errors:
        stdout = open(output, "wb") if output else subprocess.DEVNULL
        start = time.perf_counter()
        child = subprocess.Popen(
            command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=stdout, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if output:
            stdout.close()
        if child.returncode not in accepts:
            errors.seek(0)
            words = errors.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{words}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def alternating(subjects, runs, warm_ups=1):
    """Runs each of the named subjects in turn, so that a machine whose speed drifts treats all alike.

    `subjects` are functions without arguments.  The result has a list of what they returned for each.
    """
    results = {name: [] for name in subjects}
    for number in range(warm_ups + runs):
        for name, subject in subjects.items():
            result = subject()
            if number >= warm_ups:
                results[name].append(result)
    return results


def median(values):
    return statistics.median(values)


def ratio(ours, theirs):
    """The median of the ratios pair by pair."""
    return median([a / b for a, b in zip(ours, theirs)])
