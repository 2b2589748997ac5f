"""Writes random XML rosters and reads them with Python's expat: write_xml.py DIRECTORY SEED FILES

Into DIRECTORY go the files, and expected.json: of each file, its users as expat reads them, each as {field: value}.  A
field is an attribute of its <user> or a child element, with a namespace's prefix or without.  Its characters are spelled
in every way that XML has: as they are, as references by name and by number, in CDATA sections, and with comments and
processing instructions in between; lines end in every way, in sections too.

Values have no outer white space, which rollcall takes off on purpose, and passwords nothing that nobody can type, which
it refuses.
"""

import json
import os
import random
import sys
from xml.parsers import expat

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
# Without "€": with two of its bytes, "é€€" in windows-1252 is UTF-8, too, and a roster's problem.
IN_NAMES = list("&<>\"'#;xa7Z") + ["é", "e\u0301", "山", "😀", "amp;", "#38;", "&lt;", "\u0d05", "\u0a0d"]
ENDS = ["\n", "\r", "\r\n", "\r\r\n"]
ALPHABET = IN_NAMES + ENDS + [" ", "\t", "]", "]]", "--", "?>", "\u0085", "\u2028", "\u00a0", "<![CDATA["]
# What a declaration calls the encoding (nothing where the bytes tell it), and the codec that writes it.
ENCODINGS = [("", "utf-8"), ("", "utf-8-sig"), ("", "utf-16"), ("UTF-16", "utf-16-be"), ("UTF-8", "utf-8"),
             ("ISO-8859-1", "iso-8859-1"), ("windows-1252", "cp1252"), ("US-ASCII", "ascii")]


class Writer:
    """One document, in one encoding and with one prefix."""

    def __init__(self, generator, codec):
        self.generator = generator
        self.codec = codec
        self.prefix = generator.choice(["", "", "r:"])

    def can_write(self, character):
        try:
            character.encode(self.codec)
        except UnicodeEncodeError:
            return False
        # The C1 controls of ISO-8859-1 are printable in windows-1252, which is what such a document often is.
        return not 0x7F <= ord(character) < 0xA0

    def reference(self, character):
        """A way to spell a character that may stand in an attribute too."""
        code = ord(character)
        ways = [f"&#{code};", f"&#x{code:x};", f"&#x{code:04X};"]
        if character in ENTITIES:
            ways.append(ENTITIES[character])
        return self.generator.choice(ways)

    def attribute(self, value):
        quote = self.generator.choice("\"'")
        return quote + "".join(
            self.reference(c) if c in "&<" or c == quote or not self.can_write(c) or self.generator.random() < 0.3
            else c for c in value) + quote

    def between(self):
        return self.generator.choice(["<!-- & < -->", "<?pi & < ?>", "<![CDATA[]]>", "<!---->", "<?pi?>"])

    def section(self, value):
        """Some characters in a section; what would end it is spread over two."""
        return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"

    def element(self, value):
        parts = []
        while value:
            if self.generator.random() < 0.1:
                parts.append(self.between())
            length = self.generator.randint(1, 6)
            if self.generator.random() < 0.2 and all(map(self.can_write, value[:length])):
                parts.append(self.section(value[:length]))
                value = value[length:]
                continue
            character, value = value[0], value[1:]
            spelled = character in "&<>" or not self.can_write(character) or self.generator.random() < 0.25
            parts.append(self.reference(character) if spelled else character)
        return "".join(parts)

    def user(self, fields):
        attributes = {name for name in fields if self.generator.random() < 0.5}
        space = self.generator.choice([" ", "\n  ", "\t"])
        tag = "".join(
            f"{space}{self.generator.choice([self.prefix, ''])}{name}={self.attribute(fields[name])}"
            for name in fields if name in attributes)
        inside = "".join(
            f"<{self.prefix}{name}>{self.element(fields[name])}</{self.prefix}{name}>"
            for name in fields if name not in attributes)
        name = f"{self.prefix}user"
        return f"<{name}{tag}>{inside}</{name}>" if inside else f"<{name}{tag}/>"


def value(generator, alphabet, most):
    return "".join(generator.choices(alphabet, k=generator.randint(0, most)))


def document(generator, file, declared, codec):
    writer = Writer(generator, codec)
    users = []
    for number in range(generator.randint(1, 6)):
        fields = {"username": f"u{file}-{number}" + value(generator, IN_NAMES, 6) + "."}
        if generator.random() < 0.5:
            fields["password"] = "|" + value(generator, IN_NAMES, 8) + "|"
        for column in range(generator.randint(0, 4)):
            # Some are longer than the pieces that a parser hands a section over in.
            most = 400 if generator.random() < 0.05 else 8
            fields[f"c{column}"] = "|" + value(generator, ALPHABET, most) + "|"
        users.append(writer.user(fields))
    end = generator.choice(["\n", "\r", "\r\n"])
    quote = generator.choice("\"'")
    space = f" xmlns:r={quote}urn:x{quote}" if writer.prefix else ""
    head = f'<?xml version="1.0" encoding="{declared}"?>{end}' if declared else ""
    root = f"{writer.prefix}users"
    return f"{head}<{root}{space}>" + generator.choice(["", end]).join(users) + f"</{root}>"


def read(text):
    """The users of a document, by expat."""
    users, inside = [], []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def local(name):
        return name.rpartition(" ")[2]

    def start(name, attributes):
        inside.append(local(name))
        if len(inside) == 2:
            users.append({local(name): value for name, value in attributes.items()})
        elif len(inside) == 3:
            users[-1][local(name)] = ""

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
        declared, codec = generator.choice(ENCODINGS)
        text = document(generator, file, declared, codec).encode(codec)
        if codec == "utf-16-be":
            text = b"\xfe\xff" + text
        path = os.path.join(directory, f"{file}.xml")
        with open(path, "wb") as target:
            target.write(text)
        expected[path] = read(text)
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
