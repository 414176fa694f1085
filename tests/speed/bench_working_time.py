"""How many shifts a second: the complete rules of the kit beside DuckDB and pandas with four, all from one file.

`make speed` prints the figures; nothing is asserted about time. SHIFTS=10000000 in the environment makes the large run,
ENGINES=kit,duckdb leaves some out.
"""

import csv
import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from generate_shifts import generate

from readiness.analysis.working_time.check import check_shifts
from readiness.evidence.reading import read_evidence
from readiness.law import load_law
from readiness.loops import SWITCH

HERE = Path(__file__).parent
SHIFTS = int(os.environ.get("SHIFTS", "1000000"))
ENGINES = os.environ.get("ENGINES", "kit,kit_one,kit_four,kit_four_one,duckdb,pandas").split(",")


def test_shifts_from_parquet(tmp_path):
    path = tmp_path / "shifts.parquet"
    rows = generate(path, SHIFTS)
    law = load_law("de")
    rules = len(law.rules("working_time"))
    print(f"\n{SHIFTS:,} shifts in {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB; the kit checks {rules} rules")
    seconds = {}
    for name in ENGINES:
        command = [sys.executable, str(HERE / "engines.py"), name, str(path)]
        run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds[name] = run["seconds"]
        print(
            f"{name:13} {run['seconds']:7.2f} s  {SHIFTS / run['seconds'] / 1e6:5.2f} M shifts/s"
            f"  {run['busy']:7.2f} s of processor  {run['megabytes']:6.0f} MB"
            f"  time in relation to the first {run['seconds'] / seconds[ENGINES[0]]:5.2f}"
        )


def test_ten_thousand_shifts_from_csv(tmp_path, monkeypatch):
    path, chance = tmp_path / "shifts.csv", random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow(["Personalnr.", "Datum", "Kommt", "Geht", "Pause (min)"])
        for person in range(50):
            for number in range(200):
                day = dt.date(2025, 1, 6) + dt.timedelta(days=number // 5 * 7 + number % 5)
                begin, late = chance.randint(6, 9), chance.randint(0, 3)
                sheet.writerow([1000 + person, f"{day:%d.%m.%Y}", f"{begin:02}:00", f"{begin + 8 + late:02}:15", 30])
    law = load_law("de")
    for way, words in (("never", "plain"), ("always", "compiled")):
        monkeypatch.setenv(SWITCH, way)
        check_shifts(read_evidence("shifts", path).frame, law, {"region": "NW"})  # what is loaded once is not counted
        started = time.perf_counter()
        evidence = read_evidence("shifts", path)
        read = time.perf_counter() - started
        check_shifts(evidence.frame, law, {"region": "NW"})
        both = time.perf_counter() - started
        print(f"\n10,000 shifts from CSV, {words}: {both:.2f} s, of these reading {read:.2f} s")
