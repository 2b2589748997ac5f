"""Writes rosters of random moments and what Python's datetime and zoneinfo make of them: write_dates.py DIRECTORY SEED ZONES ROWS

Into DIRECTORY goes expected.json: a list of zones, each with the roster that is to be read there, and for each username the
day there that its activate_on means; null for what is no moment.  ISO 8601 in its extended form alone, as rollcall reads it,
between 1971 and 2200.  Days alone mean themselves everywhere.  A leap second, and 24:00, are refused by both.  Of zones
written as POSIX has them, which zoneinfo does not read, the C library gives the days.
"""

import csv
import json
import os
import random
import re
import sys
import time
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

RULES = ["CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+0530>-5:30", "NZST-12NZDT,M9.5.0,M4.1.0/3", "GMT+2", "XYZ3"]


def offset(generator):
    if generator.random() < 0.2:
        return generator.choice(["Z", "z", "+00:00", "-00:00"])
    sign, hours, minutes = generator.choice("+-"), generator.randint(0, 18), generator.choice([0, 0, 15, 30, 45, 59])
    if hours == 18:
        minutes = 0
    return generator.choice([f"{sign}{hours:02}:{minutes:02}", f"{sign}{hours:02}{minutes:02}", f"{sign}{hours:02}"])


def moment(generator, zone):
    """A text, often near midnight in the zone or near a change of its offset."""
    instant = datetime(1971, 1, 2, tzinfo=timezone.utc) + timedelta(seconds=generator.randint(0, 228 * 365 * 86_400))
    if generator.random() < 0.5 and zone not in RULES:
        local = instant.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0)
        instant = local.astimezone(timezone.utc) + timedelta(seconds=generator.choice([-1, 0, 1, -3_600, 3_600]))
    text = offset(generator)
    shown = instant.astimezone(timezone.utc)
    seconds = generator.choice(["", ":%S", ":%S.%f", ":%S.%f" + "123456"])
    return shown.strftime(f"%Y-%m-%d{generator.choice('Tt ')}%H:%M{seconds}") + text


def spoilt(generator, text):
    """The text with one thing wrong, or perhaps right all the same."""
    index = generator.randrange(len(text))
    return text[:index] + generator.choice("0123456789:-+.TZx") + text[index + generator.choice([0, 1]):]


# Python reads more than ISO 8601's extended form, and larger offsets than any place has had.
FORM = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-](0\d|1[0-8])(:?[0-5]\d)?))?", re.ASCII)


def day(text, zone):
    """What Python makes of a text of the forms that rollcall reads."""
    if not FORM.fullmatch(text):
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        instant = datetime.fromisoformat(text.replace("z", "Z").replace("t", "T"))
        if zone in RULES:
            return time.strftime("%Y-%m-%d", time.localtime(int(instant.timestamp() // 1)))
        return instant.astimezone(ZoneInfo(zone)).date().isoformat()
    except (ValueError, OverflowError):
        return None


def main():
    directory, seed, count, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    generator = random.Random(seed)
    names = sorted(available_timezones() - {"localtime"})
    expected = []
    for zone in generator.sample(names, min(count, len(names))) + RULES:
        os.environ["TZ"] = zone
        time.tzset()
        path = os.path.join(directory, f"{len(expected)}.csv")
        days = {}
        with open(path, "w", encoding="utf-8", newline="") as target:
            roster = csv.writer(target)
            roster.writerow(["username", "activate_on"])
            for number in range(rows):
                text = moment(generator, zone)
                if generator.random() < 0.1:
                    text = text[:10]
                if generator.random() < 0.2:
                    text = spoilt(generator, text)
                if not re.match("19[789]|2[01]", text) or text[:4] == "1970":
                    continue
                days[f"u{number}"] = day(text, zone)
                roster.writerow([f"u{number}", text])
        expected.append({"zone": zone, "path": path, "days": days})
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
