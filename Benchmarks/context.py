"""What every benchmark needs: the programs, the data, the sizes, and a fresh directory for each run."""

import itertools
import os
from dataclasses import dataclass, field

from measuring import Run, run
from workloads import Workloads

MEBI = 1 << 20


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, the figures, and the goal that was set."""

    work: str
    figures: str
    goal: str = ""


@dataclass
class Context:
    rollcall: str
    unjournaled: str
    python: str
    flowserv: str
    directory: str
    sizes: dict
    runs: int
    workloads: Workloads = field(init=False)

    def __post_init__(self):
        self.workloads = Workloads(self.directory)
        self._numbers = itertools.count(1)

    def fresh(self, name):
        """A path that nothing is at yet."""
        return os.path.join(self.directory, f"{name}-{next(self._numbers)}")

    def environment(self, url, journal):
        """The environment of one rollcall, with nothing of this machine's own settings."""
        return {
            "PATH": os.environ["PATH"], "HOME": self.directory, "ROLLCALL_SERVER": url,
            "FLOWSERV_ACCESS_TOKEN": "canned", "ROLLCALL_JOURNAL": journal,
        }

    def tool(self, arguments, url="http://127.0.0.1:1", journal=None, **options) -> Run:
        """One run of rollcall."""
        journal = journal or self.fresh("journal") + "/journal.sqlite"
        return run([self.rollcall, *arguments], env=self.environment(url, journal), **options)

    def peer(self, script, *arguments) -> Run:
        """One run of a peer in Python."""
        here = os.path.dirname(os.path.abspath(__file__))
        return run([self.python, os.path.join(here, "peers", script), *map(str, arguments)])


def seconds(value):
    return f"{value:.3f} s" if value < 10 else f"{value:.1f} s"


def mebibytes(value):
    return f"{value / MEBI:.0f} MiB"
