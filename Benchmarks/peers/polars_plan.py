"""Reads a roster and a listing with Polars and compares their names both ways."""

import sys

import polars

roster = polars.read_csv(sys.argv[1], infer_schema=False)
listed = polars.read_json(sys.argv[2]).explode("users").unnest("users")
new = roster.join(listed, on="username", how="anti").sort("username")
gone = listed.join(roster, on="username", how="anti").sort("username")
print(len(new), len(gone))
