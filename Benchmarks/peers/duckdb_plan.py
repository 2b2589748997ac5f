"""Reads a roster and a listing with DuckDB and compares their names both ways."""

import sys

import duckdb

roster, listing = sys.argv[1:]
database = duckdb.connect()
database.execute("CREATE TABLE roster AS SELECT * FROM read_csv(?, all_varchar = true)", [roster])
database.execute(
    "CREATE TABLE listed AS SELECT u.id, u.username FROM (SELECT unnest(users) AS u FROM read_json(?, "
    "maximum_object_size = 2000000000))", [listing])
new = database.execute("SELECT * FROM roster ANTI JOIN listed USING (username) ORDER BY username").fetchnumpy()
gone = database.execute("SELECT * FROM listed ANTI JOIN roster USING (username) ORDER BY username").fetchnumpy()
print(len(new["username"]), len(gone["username"]))
