"""Three ways to check one Parquet file, each run in a process of its own so that time and memory are its own.

DuckDB and pandas compute four rules (longest day, breaks, rest, average of 24 weeks) in the plainest way: by UTC date,
without zones, clock changes, overlaps, portions of breaks or dated law. That leaves them less to do than the kit does.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

FOUR = ("arbzg.s3.daily_max", "arbzg.s3.avg_24w", "arbzg.s4.break_total", "arbzg.s5.rest")
SQL = """
SET threads = 2;
WITH days AS (
  SELECT subject, epoch("start")::BIGINT // 86400 AS day, min(epoch("start")) / 60 AS s, max(epoch("end")) / 60 AS e,
         sum(epoch("end") - epoch("start")) / 60 - sum(unplaced_break) AS net
  FROM read_parquet('{path}') GROUP BY ALL),
chain AS (
  SELECT *, lead(s) OVER (PARTITION BY subject ORDER BY day) - e AS rest,
         sum(net) OVER (PARTITION BY subject ORDER BY day RANGE BETWEEN 167 PRECEDING AND CURRENT ROW) / 144 AS average
  FROM days)
SELECT count(*) FILTER (net > 600),
       count(*) FILTER (e - s - net < CASE WHEN net > 540 THEN 45 WHEN net > 360 THEN 30 ELSE 0 END),
       count(*) FILTER (rest < 660), count(*) FILTER (average > 480)
FROM chain
"""


def kit(path: Path, threads: int = 2) -> list[int]:
    """The complete rules of the kit for adults in Germany, in two threads; failures of each."""
    from readiness.analysis.working_time.large_files import check_parquet
    from readiness.law import load_law

    return check_parquet(path, load_law("de"), {"region": "NW"}, threads=threads).tally["failed"].tolist()


def kit_one(path: Path) -> list[int]:
    """The same in one thread."""
    return kit(path, 1)


def kit_four(path: Path, threads: int = 2) -> list[int]:
    """Only the four rules that DuckDB and pandas check, by the kit in two threads."""
    from readiness.analysis.working_time.large_files import check_parquet
    from readiness.law import load_law

    law = load_law("de")
    four = tuple(rule for rule in law.all_rules if rule.id in FOUR)
    found = check_parquet(path, replace(law, all_rules=four), {"region": "NW"}, threads=threads)
    return found.tally["failed"].tolist()


def kit_four_one(path: Path) -> list[int]:
    """The same in one thread."""
    return kit_four(path, 1)


def duckdb(path: Path) -> list[int]:
    """Four rules in SQL, two threads."""
    import duckdb as db

    connection = db.connect()
    *settings, query = SQL.format(path=path).split(";\n")
    for setting in settings:
        connection.execute(setting)
    return list(connection.execute(query).fetchone())


def pandas(path: Path) -> list[int]:
    """Four rules in pandas."""
    import pandas as pd

    frame = pd.read_parquet(path, columns=["subject", "start", "end", "unplaced_break"])
    frame["day"] = frame["start"].dt.tz_localize(None).dt.floor("D")
    frame["net"] = (frame["end"] - frame["start"]).dt.total_seconds() / 60 - frame["unplaced_break"]
    days = frame.groupby(["subject", "day"], observed=True, as_index=False).agg(
        s=("start", "min"), e=("end", "max"), net=("net", "sum")
    )
    span = (days["e"] - days["s"]).dt.total_seconds() / 60
    needed = days["net"].gt(360) * 30 + days["net"].gt(540) * 15
    rest = (days.groupby("subject", observed=True)["s"].shift(-1) - days["e"]).dt.total_seconds() / 60
    average = days.groupby("subject", observed=True).rolling("168D", on="day")["net"].sum() / 144
    found = (days["net"] > 600, span - days["net"] < needed, rest < 660, average > 480)
    return [int(mask.sum()) for mask in found]


def main() -> None:
    """Run one engine and print seconds, megabytes and what it found."""
    engine, path = globals()[sys.argv[1]], Path(sys.argv[2])
    for package in {"duckdb": ["duckdb"], "pandas": ["pandas", "pyarrow.parquet"]}.get(
        sys.argv[1], ["readiness.analysis.working_time.large_files", "pyarrow.parquet", "holidays"]
    ):
        __import__(package)
    started, before = time.perf_counter(), time.process_time()
    found = engine(path)
    seconds = time.perf_counter() - started
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = mine.ru_utime + mine.ru_stime - before + children.ru_utime + children.ru_stime
    memory = (mine.ru_maxrss + children.ru_maxrss) / 1024  # at most one child, beside the process itself
    print(json.dumps({"seconds": seconds, "busy": busy, "megabytes": memory, "found": found}))


if __name__ == "__main__":
    main()
