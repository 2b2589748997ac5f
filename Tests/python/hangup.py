"""Runs a command on a terminal that goes away in the middle of it.

hangup.py ignored|default COMMAND...   Whether the command ignores SIGHUP.

The terminal goes when there is a file "go" in the working directory, and then there is one called "gone".  The exit
status is the command's, or 128 and the number of the signal that ended it.
"""

import os
import pty
import select
import signal
import sys


def main():
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if sys.argv[1] == "ignored" else signal.SIG_DFL)
        os.execv(sys.argv[2], sys.argv[2:])
    while not os.path.exists("go"):
        if select.select([terminal], [], [], 0.02)[0]:
            try:
                os.read(terminal, 4096)
            except OSError:  # Linux says so when the last program has closed the terminal.
                break
    os.close(terminal)
    open("gone", "w").close()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit(code if code >= 0 else 128 - code)


main()
