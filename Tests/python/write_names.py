"""Writes random usernames, and what Python's str and unicodedata say of them: write_names.py DIRECTORY SEED NAMES

Into DIRECTORY goes expected.json:
- names: as they stand in a roster, each with what str.strip leaves of it, and with the categories of its characters that
  people cannot see or type
- pairs: two names, and whether they are the same but for case and Unicode form (a canonical caseless match, Unicode 3.13,
  D145).

Only characters that this Python's Unicode knows are used.
"""

import json
import os
import random
import sys
import unicodedata

SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]
QUOTES = "\"'`\u00b4\u02ba\u02b9<>=\uff02\uff07\u301d\u301e\u201a\u201e"
CASED = list("aAbBßẞsSſkKKåÅÅéÉıiIİσςΣμµǅǆǄﬁﬀΐΰ" "\u1fe3ήΉᾳᾼՙևԱꭰᎠᏸϐβΒϑθΘẛṡ\u1e9bøØÿŸ\u0345ι") + [
    "e\u0301", "E\u0301", "\u0307", "i\u0307", "가", "\u1100\u1161", "\u0958", "\u0915\u093c", "\u2126", "ω", "Ω", "\u0390"]


def letters():
    """Characters of every kind but those that are not assigned, surrogates, and what other programs put around names."""
    return [chr(code) for code in range(0x21, 0x30000)
            if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Pi", "Pf") and chr(code) not in QUOTES]


def name(generator, characters, number):
    def blank():
        return "".join(generator.choices(SPACES, k=generator.choice([0, 0, 1, 2])))
    inner = "".join(generator.choices(characters, k=generator.randint(1, 6)))
    spaced = generator.random() < 0.2
    text = f"u{number}" + (generator.choice(SPACES) if spaced else "") + inner + generator.choice(["", "."])
    given = blank() + text + blank()
    stripped = given.strip()
    hidden = sorted({unicodedata.category(c) for c in stripped if unicodedata.category(c) in
                     ("Cc", "Cf", "Co", "Zl", "Zp")})
    return {"given": given, "stripped": stripped, "hidden": hidden}


def folded(text):
    # A dotless i in capital letters is an I, so rollcall takes it for one.
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold().replace("ı", "i"))


def variant(generator, text):
    """The text in another spelling, or almost."""
    way = generator.randrange(8)
    if way < 4:
        return unicodedata.normalize(["NFC", "NFD", "NFC", "NFD"][way], [text, text, text.upper(), text.casefold()][way])
    if way == 4:
        return "".join(generator.choice([c.lower(), c.upper(), c]) for c in text)
    if way == 5:
        return text.swapcase()
    return text[:-1] + generator.choice(CASED) if way == 6 else text.title()


def pair(generator, number):
    one = f"p{number}-" + "".join(generator.choices(CASED, k=generator.randint(1, 5)))
    other = variant(generator, one)
    return {"one": one, "other": other, "similar": folded(one) == folded(other)}


def main():
    directory, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    generator = random.Random(seed)
    characters = letters()
    expected = {
        "names": [name(generator, characters, number) for number in range(count)],
        "pairs": [pair(generator, number) for number in range(count)],
    }
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
