"""Runs a program with an endless-looking roster on its standard input and tells how it ended, as one line of JSON.

    feed.py SHAPE SIZE PROGRAM ARGUMENT...

The roster is made while it is read, so that it is never anywhere as a whole.  SIZE is in bytes, or for "rows" in rows.
"peak" is the most memory that the program had, in bytes; "taken" is how much of the roster it read.
"""

import json
import resource
import subprocess
import sys

PIECE = 1 << 20


def repeated(start, filling, size):
    """The start, and the filling over and over up to the size."""
    yield start
    piece = filling * (PIECE // len(filling))
    for _ in range(size // len(piece)):
        yield piece


def rows(count):
    """Rows of different people."""
    yield b"username,password,wave\n"
    for first in range(0, count, 10_000):
        people = range(first, min(first + 10_000, count))
        yield b"".join(b"user%07d@example.org,secret of %d,%d\n" % (n, n, n % 7) for n in people)


SHAPES = {
    "quoted-field": lambda size: repeated(b'username,note\nann,"', b"x", size),
    "unquoted-field": lambda size: repeated(b"username,note\nann,", b"x", size),
    "header": lambda size: repeated(b"username", b"x", size),
    "fields": lambda size: repeated(b"username\nann", b",", size),
    "header-fields": lambda size: repeated(b"username", b",", size),
    "blank": lambda size: repeated(b"", b" ", size),
    "zeros": lambda size: repeated(b"username\n", b"\0", size),
    "bad-bytes": lambda size: repeated(b"username\n", b"\xff", size),
    "xml-depth": lambda size: repeated(b"<users>", b"<a>", size),
    "xml-text": lambda size: repeated(b"<users><user><username>", b"x", size),
    "xml-attribute": lambda size: repeated(b'<users><user username="', b"x", size),
    "xml-attributes": lambda size: repeated(b"<users><user", b" a='1'", size),
    "xml-comment": lambda size: repeated(b"<users><!--", b"x", size),
    "xml-declarations": lambda size: repeated(b"<!DOCTYPE users [", b"<!ELEMENT a (b)>", size),
    "rows": rows,
}


def main():
    shape, size, program = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    child = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    taken = 0
    try:
        for piece in SHAPES[shape](size):
            child.stdin.write(piece)
            taken += len(piece)
        child.stdin.close()
    except BrokenPipeError:
        pass
    output = child.stdout.read()
    code = child.wait()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    ending = {"code": code, "peak": peak, "taken": taken, "output": output.decode(errors="replace")[:4_000]}
    print(json.dumps(ending))


main()
