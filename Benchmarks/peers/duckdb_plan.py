"""Reads a roster and a listing with DuckDB and compares their names both ways."""

import sys

import duckdb

roster, listing = sys.argv[1:]
database = duckdb.connect()
database.execute("CREATE TABLE roster AS SELECT * FROM read_csv(?, all_varchar = true)", [roster])
database.execute(
    "CREATE TABLE listed AS SELECT u.id, u.username FROM (SELECT unnest(users) AS u FROM read_json(?, "
    "maximum_object_size = 2000000000))", [listing])
for table, one, other in (("new", "roster", "listed"), ("gone", "listed", "roster")):
    database.execute(
        f"CREATE TABLE {table} AS SELECT * FROM {one} ANTI JOIN {other} USING (username) ORDER BY username")
print(*database.execute("SELECT (SELECT count(*) FROM new), (SELECT count(*) FROM gone)").fetchone())
