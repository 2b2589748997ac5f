"""The data that rollcall and its peers work on.  It is written row by row and the same every time."""

import hashlib
import os


def username(number):
    return f"user{number:07d}@example.org"


def identifier(number):
    return hashlib.md5(number.to_bytes(8, "big"), usedforsecurity=False).hexdigest()


class Workloads:
    """Files in a directory, each made once."""

    def __init__(self, directory):
        self.directory = directory

    def csv(self, rows, first=0):
        """A roster of five columns."""
        def write(file):
            file.write("username,password,given name,family name,wave\n")
            for number in range(first, first + rows):
                file.write(f"{username(number)},pass-{number:07d}-word,Given{number % 997},Family{number % 4999},"
                           f"{number % 12}\n")
        return self._file(f"roster-{rows}-{first}.csv", write)

    def xml(self, rows):
        """The same as XML, a record a user."""
        def write(file):
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<roster>\n")
            for number in range(rows):
                file.write(f"  <user><username>{username(number)}</username><password>pass-{number:07d}-word"
                           f"</password><givenName>Given{number % 997}</givenName><familyName>Family{number % 4999}"
                           "</familyName></user>\n")
            file.write("</roster>\n")
        return self._file(f"roster-{rows}.xml", write)

    def listing(self, users, first=0):
        """A server's answer to GET users, with the accounts from `first` on."""
        def write(file):
            file.write('{"users": [')
            for number in range(first, first + users):
                separator = ", " if number > first else ""
                file.write(f'{separator}{{"id": "{identifier(number)}", "username": "{username(number)}"}}')
            file.write("]}\n")
        return self._file(f"listing-{users}-{first}.json", write)

    def _file(self, name, write):
        path = os.path.join(self.directory, name)
        if not os.path.exists(path):
            with open(path + ".new", "w", encoding="utf-8") as file:
                write(file)
                # On the disk before anything is measured: writing it back later would take a part of a core.
                file.flush()
                os.fsync(file.fileno())
            os.rename(path + ".new", path)
        return path
