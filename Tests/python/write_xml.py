"""Writes random XML rosters and reads them with Python's expat: write_xml.py DIRECTORY SEED FILES

Into DIRECTORY go the files, and expected.json: of each file, its users as expat reads them, each as {field: value}.  A
field is an attribute of its <user> or a child element.  Its characters are spelled in every way that XML has: as they
are, as references by name and by number, in CDATA sections, and with comments and processing instructions in between.

Values have no outer white space, which rollcall takes off on purpose.  No CDATA section has a carriage return, which
libxml2's push parser leaves as it is there.
"""

import json
import os
import random
import sys
from xml.parsers import expat

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
IN_NAMES = list("&<>\"'#;xa7Z") + ["é", "e\u0301", "山", "😀", "amp;", "#38;", "&lt;"]
ALPHABET = IN_NAMES + [" ", "\t", "\n", "\r", "\r\n", "]]", "--", "?>", "\u0085", "\u2028", "\u00a0"]


def references(generator, character):
    """Every way to spell a character that may stand in an attribute too."""
    code = ord(character)
    ways = [f"&#{code};", f"&#x{code:x};", f"&#x{code:04X};"]
    if character in ENTITIES:
        ways.append(ENTITIES[character])
    return generator.choice(ways)


def attribute(generator, value):
    quote = generator.choice("\"'")
    spelled = "".join(
        references(generator, c) if c in "&<" or c == quote or generator.random() < 0.3 else c for c in value)
    return quote + spelled + quote


def element(generator, value):
    parts = []
    for character in value:
        if generator.random() < 0.1:
            parts.append(generator.choice(["<!-- & < -->", "<?pi & < ?>", "<![CDATA[]]>"]))
        if character != "\r" and generator.random() < 0.15:
            parts.append(f"<![CDATA[{character}]]>")
        elif character in "&<>" or generator.random() < 0.3:
            parts.append(references(generator, character))
        else:
            parts.append(character)
    return "".join(parts)


def value(generator, alphabet, most):
    return "".join(generator.choices(alphabet, k=generator.randint(0, most)))


def document(generator, file):
    lines = []
    for number in range(generator.randint(1, 6)):
        fields = {"username": f"u{file}-{number}" + value(generator, IN_NAMES, 6) + "."}
        for column in range(generator.randint(0, 4)):
            fields[f"c{column}"] = "|" + value(generator, ALPHABET, 8) + "|"
        attributes = {name for name in fields if generator.random() < 0.5}
        tag = "".join(f" {name}={attribute(generator, fields[name])}" for name in fields if name in attributes)
        inside = "".join(
            f"<{name}>{element(generator, fields[name])}</{name}>" for name in fields if name not in attributes)
        lines.append(f"<user{tag}>{inside}</user>" if inside else f"<user{tag}/>")
    return "<users>" + generator.choice(["", "\n"]).join(lines) + "</users>"


def read(text):
    """The users of a document, by expat."""
    users, inside = [], []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name, attributes):
        inside.append(name)
        if name == "user":
            users.append(dict(attributes))
        elif len(inside) == 3:
            users[-1][name] = ""

    def text_found(characters):
        if len(inside) == 3:
            users[-1][inside[-1]] += characters

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: inside.pop()
    parser.CharacterDataHandler = text_found
    parser.Parse(text, True)
    return users


def main():
    directory, seed, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    expected = {}
    for file in range(files):
        generator = random.Random(f"{seed}/{file}")
        text = document(generator, file).encode(generator.choice(["utf-8", "utf-8-sig", "utf-16"]))
        path = os.path.join(directory, f"{file}.xml")
        with open(path, "wb") as target:
            target.write(text)
        expected[path] = read(text)
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
