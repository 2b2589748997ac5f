"""Runs a command on a terminal of its own and types the answers to what it asks.

terminal.py DIALOGUE COMMAND...   DIALOGUE is JSON: [{"prompt": TEXT, "answer": TEXT}, ...]

Everything that the terminal showed, the echo of what was typed included, goes to standard output.  The exit status is
the command's.
"""

import json
import os
import pty
import sys


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    shown = b""
    seen = 0
    open_end = True
    for line in json.loads(sys.argv[1]) + [None]:
        prompt = line["prompt"].encode() if line else None
        while open_end and (prompt is None or prompt not in shown[seen:]):
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # Linux says so when the last program has closed the terminal.
                piece = b""
            open_end = piece != b""
            shown += piece
        if line and open_end:
            seen = len(shown)
            os.write(terminal, line["answer"].encode() + b"\n")
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


main()
