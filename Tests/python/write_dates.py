"""Writes random moments and what Python's datetime and zoneinfo make of them: write_dates.py DIRECTORY SEED MOMENTS

Into DIRECTORY goes expected.json: each a text as it may stand in activate_on, a zone, and the day there that is meant; null
for what is no moment.  ISO 8601 in its extended form alone, as rollcall reads it, between 1970 and 2200: before, the tables of zones
differ.  Days alone mean themselves everywhere.  A leap second, and 24:00, are refused by both.
"""

import json
import os
import random
import re
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones


def offset(generator):
    if generator.random() < 0.2:
        return generator.choice(["Z", "z", "+00:00", "-00:00"])
    sign, hours, minutes = generator.choice("+-"), generator.randint(0, 18), generator.choice([0, 0, 15, 30, 45, 59])
    if hours == 18:
        minutes = 0
    return generator.choice([f"{sign}{hours:02}:{minutes:02}", f"{sign}{hours:02}{minutes:02}", f"{sign}{hours:02}"])


def moment(generator, zone):
    """A text, often near midnight in the zone or near a change of its offset."""
    instant = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=generator.randint(0, 230 * 365 * 86_400))
    if generator.random() < 0.5:
        local = instant.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0)
        instant = local.astimezone(timezone.utc) + timedelta(seconds=generator.choice([-1, 0, 1, -3_600, 3_600]))
    text = offset(generator)
    shown = instant.astimezone(timezone.utc)
    seconds = generator.choice(["", ":%S", ":%S.%f", ":%S.%f" + "123456"])
    return shown.strftime(f"%Y-%m-%d{generator.choice('Tt ')}%H:%M{seconds}") + text


def spoilt(generator, text):
    """The text with one thing wrong, or perhaps right all the same."""
    index = generator.randrange(len(text))
    return text[:index] + generator.choice("0123456789:-+.TZ x") + text[index + generator.choice([0, 1]):]


# Python reads more than ISO 8601's extended form, and larger offsets than any place has had.
FORM = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-](0\d|1[0-8])(:?[0-5]\d)?))?", re.ASCII)


def day(text, zone):
    """What Python makes of a text of the forms that rollcall reads."""
    if not FORM.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else (
            datetime.fromisoformat(text.replace("z", "Z").replace("t", "T")).astimezone(ZoneInfo(zone)).date().isoformat())
    except (ValueError, OverflowError):
        return None


def main():
    directory, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    generator = random.Random(seed)
    zones = sorted(available_timezones() - {"localtime"})
    expected = []
    for _ in range(count):
        zone = generator.choice(zones)
        text = moment(generator, zone)
        if generator.random() < 0.1:
            text = text[:10]
        if generator.random() < 0.2:
            text = spoilt(generator, text)
        if FORM.fullmatch(text) and not 1970 <= int(text[:4]) < 2200:
            continue
        expected.append({"text": text, "zone": zone, "day": day(text, zone)})
    with open(os.path.join(directory, "expected.json"), "w", encoding="utf-8") as target:
        json.dump(expected, target)


main()
