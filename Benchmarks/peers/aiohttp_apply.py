"""Registers every row of a roster with aiohttp, so many at a time, and keeps no journal."""

import asyncio
import csv
import sys

import aiohttp


async def worker(session, url, rows):
    for row in rows:
        body = {"username": row["username"], "password": row["password"], "verify": False}
        async with session.post(url, json=body) as response:
            answer = await response.json()
            if response.status != 201 or answer["username"] != row["username"]:
                sys.exit(f"{row['username']}: {response.status}")


async def main(url, roster, width):
    with open(roster, newline="") as file:
        rows = iter(csv.DictReader(file))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=width)) as session:
            await asyncio.gather(*(worker(session, url, rows) for _ in range(width)))


asyncio.run(main(sys.argv[1] + "/users/register", sys.argv[2], int(sys.argv[3])))
