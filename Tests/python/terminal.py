"""Runs a command on a terminal of its own and types the answers to what it asks.

terminal.py DIALOGUE COMMAND...   DIALOGUE is JSON: [{"prompt": TEXT, "answer": TEXT}, ...]

A line with "signal" instead of "answer" sends the command that signal and ends the dialogue; the last line shown says then
whether the terminal shows what is typed on it.

Everything that the terminal showed, the echo of what was typed included, goes to standard output.  The exit status is
the command's.
"""

import json
import os
import pty
import sys
import termios


def end_by_signal(child, terminal, number):
    # Its settings are there as long as somebody has it open.
    other_end = os.open(f"/proc/{child}/fd/0", os.O_RDWR | os.O_NOCTTY)
    os.kill(child, number)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print("echo", "on" if termios.tcgetattr(other_end)[3] & termios.ECHO else "off")
    sys.exit(128 - status if status < 0 else status)


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
        if line and open_end and "signal" in line:
            return end_by_signal(child, terminal, line["signal"])
        if line and open_end:
            seen = len(shown)
            os.write(terminal, line["answer"].encode() + b"\n")
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit(128 - status if status < 0 else status)


main()
