"""Writes random CSV texts, which no program has written, and reads them strictly: write_csv_text.py DIRECTORY SEED FILES

Into DIRECTORY go the files, and expected.json: of each file, what Python's csv and DuckDB read with strict rules, each as
rows of the header's fields; null where one of them refuses the file, or where a row has more or fewer fields than the
header.  Both are told the delimiter; quotes, line breaks and what stands behind a quote are anything.

A row without anything in it and a surplus without anything in it are left out: rollcall passes them over on purpose.
"""

import csv
import json
import os
import random
import re
import sys

import duckdb

HEADER = ["username", "c1", "c2"]
TOKENS = ['"', '""', '"a"', '"\n', '\n"', "a", "b c", " ", "é", "山", "'", "\\", "\\\"", "x\ty", "NULL", "0", "a\"b", "#", "-- "]
CALM = ["", "a", "b c", '"a"', '"a,b;c|d"', '"a\nb"', '"a\r\nb"', '"say ""x"""', "é", "山", "x'y", "\\", "0", "a\"b", '""']


def field(generator, delimiter):
    if generator.random() < 0.9:
        return generator.choice(CALM)
    return "".join(generator.choices(TOKENS + [delimiter], k=generator.randint(0, 5)))


def text(generator, file, delimiter):
    end = generator.choice(["\n", "\r\n"])
    lines = [delimiter.join(HEADER)]
    for number in range(generator.randint(1, 6)):
        name = f"u{file}-{number}"
        lines.append(delimiter.join([generator.choice([name, f'"{name}"'])] + [field(generator, delimiter) for _ in HEADER[1:]]))
        if generator.random() < 0.1:
            lines.append("")
    return end.join(lines) + generator.choice(["", end])


def whole(rows):
    """Rows that all have the header's number of fields; nothing otherwise."""
    return [dict(zip(HEADER, row)) for row in rows] if all(len(row) == len(HEADER) for row in rows) else None


def python(path, delimiter):
    try:
        with open(path, encoding="utf-8", newline="") as source:
            return whole([row for row in csv.reader(source, delimiter=delimiter, strict=True) if row][1:])
    except csv.Error:
        return None


def duck(path, delimiter):
    # DuckDB takes a quote behind spaces for one that quotes; for RFC 4180 and Python it is a character like others.
    with open(path, encoding="utf-8", newline="") as source:
        if re.search(f'(^|[\\n{re.escape(delimiter)}]) +"', source.read()):
            return None
    try:
        rows = duckdb.sql(
            f"""select * from read_csv($path, delim=$delimiter, header=true, quote='"', escape='"', strict_mode=true,
                auto_detect=false, null_padding=false, force_not_null=['username', 'c1', 'c2'],
                columns={{'username': 'varchar', 'c1': 'varchar', 'c2': 'varchar'}})""",
            params={"path": path, "delimiter": delimiter}).fetchall()
    except duckdb.Error:
        return None
    return [dict(zip(HEADER, row)) for row in rows]


def is_left_out(path, delimiter):
    """What rollcall passes over, or refuses, on purpose, however it is read."""
    with open(path, encoding="utf-8", newline="") as source:
        rows = [row for row in csv.reader(source, delimiter=delimiter) if row]
    names = [row[0].strip() for row in rows]
    return any(not name for name in names) or len(set(names)) < len(names) or any(
        len(row) > len(HEADER) and not any(value.strip() for value in row[len(HEADER):]) for row in rows)


def main():
    directory, seed, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    expected = {}
    for file in range(files):
        generator = random.Random(f"{seed}/{file}")
        delimiter = generator.choice(",;|")
        path = os.path.join(directory, f"{file}.csv")
        with open(path, "w", encoding="utf-8", newline="") as target:
            target.write(text(generator, file, delimiter))
        if not is_left_out(path, delimiter):
            expected[path] = {"python": python(path, delimiter), "duckdb": duck(path, delimiter)}
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
