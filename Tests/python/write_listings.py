"""Writes random JSON documents and reads them with Python's json: write_listings.py DIRECTORY SEED DOCUMENTS

Into DIRECTORY goes expected.json: each document as the hexadecimal digits of its bytes, and the accounts of a listing that
it holds, as [id, username], and the usernames alone, where ids may be missing; null where it is no JSON or no listing.  Most are listings in some spelling, the others have a
byte or two changed.

What rollcall refuses and Python lets pass is null: NaN and Infinity, half a surrogate pair, and a document that is not an
object.  Of a key that stands twice rollcall takes the first, Python here too.
"""

import json
import os
import random
import sys

CHARACTERS = list("ab\"\\/ 0{}[]:,") + ["\n", "\t", "\x7f", "é", "山", "😀", "\u2028", "\u00e9", "\ufeff", "\x00", "\x1f"]


class Refused(ValueError):
    pass


def string(generator, text):
    def spelled(character):
        code = ord(character)
        if code < 0x20 or character in "\"\\" or generator.random() < 0.2:
            short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b"}
            if character in short and generator.random() < 0.5:
                return short[character]
            units = character.encode("utf-16-be")
            form = generator.choice(["\\u{:04x}", "\\u{:04X}"])
            return "".join(form.format(int.from_bytes(units[i:i + 2], "big")) for i in range(0, len(units), 2))
        return character
    return '"' + "".join(map(spelled, text)) + '"'


def text(generator):
    return "".join(generator.choices(CHARACTERS, k=generator.randint(0, 12)))


def blank(generator):
    return generator.choice(["", "", "", " ", "\n", "\t ", "\r\n"])


def anything(generator, depth=0):
    kind = generator.randrange(7 if depth < 3 else 5)
    if kind == 0:
        return string(generator, text(generator))
    if kind == 1:
        return generator.choice(["0", "-0", "1", "-17", "1.5", "2e3", "1E-2", "0.1e+9", "123456789012345678901234567890"])
    if kind < 5:
        return generator.choice(["true", "false", "null", "[]", "{}"])
    values = [anything(generator, depth + 1) for _ in range(generator.randint(0, 3))]
    if kind == 5:
        return "[" + ",".join(blank(generator) + value for value in values) + "]"
    return object_(generator, [(generator.choice(["users", "id", "username", "x", text(generator)]), value) for value in values])


def object_(generator, members):
    return "{" + ",".join(
        blank(generator) + string(generator, key) + blank(generator) + ":" + blank(generator) + value + blank(generator)
        for key, value in members) + "}"


def some(generator):
    return [(generator.choice(["token", "x", "total", text(generator)]), anything(generator))
            for _ in range(generator.choice([0, 0, 1, 2]))]


def account(generator):
    identity = generator.choice(["".join(generator.choices("0123456789abcdef", k=32)), text(generator)])
    members = [("id", string(generator, identity)), ("username", string(generator, text(generator)))] + some(generator)
    generator.shuffle(members)
    return object_(generator, members)


def document(generator):
    accounts = "[" + ",".join(blank(generator) + account(generator) for _ in range(generator.randint(0, 4))) + "]"
    members = [("users", accounts)] + some(generator)
    generator.shuffle(members)
    return blank(generator) + object_(generator, members) + blank(generator)


def damaged(generator, data):
    for _ in range(generator.randint(1, 2)):
        index = generator.randrange(len(data))
        way = generator.randrange(3)
        new = generator.choice([generator.randrange(256), ord(generator.choice("{}[]:,\"\\0 e.-ntu"))])
        data = data[:index] + (b"" if way == 0 else bytes([new])) + data[index + (way != 2):]
    return data


def pairs(members):
    """A key that stands twice has its first value; the other one must be whole all the same."""
    found = {}
    for key, value in members:
        check([key, value])
        found.setdefault(key, value)
    return found


def refuse(word):
    raise Refused(word)


def check(value):
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check(key)
            check(inner)
    elif isinstance(value, list):
        for inner in value:
            check(inner)


def read(data, keys):
    """The accounts, by Python."""
    try:
        plain = data.decode("utf-8")
        if plain.startswith("\ufeff"):
            plain = plain[1:]
        value = json.loads(plain, object_pairs_hook=pairs, parse_constant=refuse)
        check(value)
        users = value["users"] if isinstance(value, dict) else None
        if not isinstance(users, list):
            return None
        found = []
        for user in users:
            if not isinstance(user, dict) or not all(isinstance(user.get(key), str) for key in keys):
                return None
            found.append([user[key] for key in keys])
        return found
    except (ValueError, KeyError):
        return None


def main():
    directory, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    generator = random.Random(seed)
    expected = []
    for _ in range(count):
        data = document(generator).encode("utf-8")
        if generator.random() < 0.5:
            data = damaged(generator, data)
        expected.append({"document": data.hex(), "accounts": read(data, ["id", "username"]), "names": read(data, ["username"])})
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
