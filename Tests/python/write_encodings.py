"""Writes random CSV rosters in twenty encodings, with Python's codecs: write_encodings.py DIRECTORY SEED FILES

Into DIRECTORY go the files, and expected.json: for each IANA name of an encoding, of each file, its rows as {header: value}.
Every character of the encoding is in one of the files or may be, but for those of private use and those that a name cannot
have.  The codec is the one that the WHATWG's Encoding Standard has for the name, as far as Python has it: what is called
Shift_JIS is Windows' code page 932.
"""

import json
import os
import random
import sys
import unicodedata

CODECS = {
    "utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-32be": "utf-32-be", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "windows-1252": "cp1252", "windows-1253": "cp1253", "windows-1254": "cp1254", "windows-1257": "cp1257",
    "iso-8859-1": "iso8859-1", "iso-8859-2": "iso8859-2", "iso-8859-15": "iso8859-15", "koi8-u": "koi8-u", "ibm850": "cp850",
    "macintosh": "mac_roman", "shift_jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp", "gb18030": "gb18030",
    "gb2312": "gb2312", "big5": "big5hkscs", "euc-kr": "cp949",
}
# The system's table of macintosh has a Greek letter in the place of U+2206, and its GB 18030 is a newer edition than Python's.
SPARED = {"macintosh": "\u2206", "gb18030": "\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
          "\ufe10\ufe11\ufe12\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19",
          # Three characters of Big5 that the system's table refuses.
          "big5": "\u02cd\u2574\uffe3"}


def repertoire(name, codec):
    """The characters that the codec writes and reads back, without control characters and what has no name."""
    found = []
    for code in list(range(0x20, 0xFFFE)) + [0x1F600, 0x20000, 0x2A6D6]:
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or character in SPARED.get(name, ""):
            continue
        try:
            if character.encode(codec).decode(codec) == character:
                found.append(character)
        except UnicodeError:
            pass
    return found


def table(generator, file, characters):
    def word(most):
        return "".join(generator.choices(characters, k=generator.randint(1, most)))
    rows = [{"username": f"u{file}-{number}.", "note": "|" + word(40) + "|"} for number in range(generator.randint(1, 5))]
    return rows


def quoted(value):
    return '"' + value.replace('"', '""') + '"'


def main():
    directory, seed, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    expected = {}
    for name, codec in CODECS.items():
        characters = repertoire(name, codec)
        of_files = expected[name] = {}
        for file in range(files):
            generator = random.Random(f"{seed}/{name}/{file}")
            # All of a small encoding at least once.
            rows = table(generator, file, characters)
            if file == 0:
                rows[0]["note"] = "|" + "".join(characters[:1_000]) + "|"
            lines = ["username,note"] + [quoted(row["username"]) + "," + quoted(row["note"]) for row in rows]
            path = os.path.join(directory, f"{name}-{file}.csv")
            with open(path, "wb") as target:
                target.write("\n".join(lines + [""]).encode(codec))
            of_files[path] = rows
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
