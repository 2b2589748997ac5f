"""Writes random CSV rosters with Python's csv module: write_csv.py DIRECTORY SEED FILES DELIMITER|found

Into DIRECTORY go the files, and expected.json: of each file, its rows as Python itself reads them back, each as
{header: value}, the password among them.  What Python does not read back as it was is left out.  With the delimiter "found" the file must show
its delimiter by itself, so the headers are plain.

Some things are never generated, because rollcall refuses on purpose what Python lets pass: NUL, a control character or
outer white space in a username or a password, another delimiter in a file of one column, and dialects with an escape character, which no roster has.
"""

import csv
import json
import os
import random
import sys

ALPHABET = ['"', '""', ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "  ", "'", "\\", "=", "0", "a", "Z", "é", "e\u0301",
            "ß", "山", "😀", "\u00a0", "\u2028", "\u0085", "\u200b", "\ufeff", "\x01", "\x1f", "\x7f", "sep=;", "<", "{"]
IN_PASSWORDS = ['"', '""', ",", ";", "|", " ", "  ", "'", "\\", "=", "0", "a", "Z", "é", "e\u0301", "ß", "山", "😀", "<", "&", "{"]
IN_NAMES = ['"', ",", ";", "|", " ", "'", "\\", "=", "a", "é", "e\u0301", "ß", "山", "😀", "<"]
QUOTING = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]
NUMBERS = ["0", "1.5", "-3", "2e3"]


def text(generator, alphabet, most):
    return "".join(generator.choices(alphabet, k=generator.randint(0, most)))


def table(generator, file, is_plain):
    """A header and its rows; one column is the username, and every value in it is another."""
    width = generator.randint(1, 6)
    header = [f"c{column}" + ("" if is_plain else text(generator, ALPHABET, 4)) for column in range(width)]
    name = generator.randrange(width)
    header[name] = "username"
    password = generator.choice([None] + [column for column in range(width) if column != name])
    if password is not None:
        header[password] = "password"
    rows = [[text(generator, ALPHABET, 8) for _ in header] for _ in range(generator.randint(0, 8))]
    for number, row in enumerate(rows):
        # Another delimiter in the only column is refused on purpose.
        marks = [mark for mark in IN_NAMES if width > 1 or mark not in ";|"]
        row[name] = f"u{file}-{number}" + text(generator, marks, 6) + "."
        if generator.random() < 0.3:
            row[generator.choice([c for c in range(width) if c != name] or [name])] += generator.choice(NUMBERS)
        if password is not None:
            row[password] = "p" + text(generator, IN_PASSWORDS, 8) + "q"
    return header, rows


def numbers(row):
    """What looks like a number becomes one, which QUOTE_NONNUMERIC leaves without quotes."""
    return [float(value) if value in NUMBERS else value for value in row]


def main():
    directory, seed, files, delimiter = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    csv.field_size_limit(1 << 20)
    expected = {}
    for file in range(files):
        generator = random.Random(f"{seed}/{file}/{delimiter}")
        is_plain = delimiter == "found"
        form = {
            "delimiter": generator.choice(",;\t|") if is_plain else delimiter,
            "quoting": generator.choice(QUOTING),
            "lineterminator": generator.choice(["\r\n", "\n", "\r"]),
        }
        header, rows = table(generator, file, is_plain)
        # One column shows no delimiter.
        if is_plain and len(header) == 1:
            form["delimiter"] = ","
        path = os.path.join(directory, f"{file}.csv")
        encoding = generator.choice(["utf-8", "utf-8-sig", "utf-16"])
        with open(path, "w", encoding=encoding, newline="") as target:
            writer = csv.writer(target, **form)
            writer.writerow(header)
            writer.writerows(numbers(row) for row in rows)
            if generator.random() < 0.2:
                target.write(form["lineterminator"])
        with open(path, encoding=encoding, newline="") as source:
            back = [row for row in csv.reader(source, delimiter=form["delimiter"]) if row]
        written = [header] + [[str(value) for value in numbers(row)] for row in rows]
        if back == written:
            expected[path] = [dict(zip(header, row)) for row in written[1:]]
        else:
            os.remove(path)
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
