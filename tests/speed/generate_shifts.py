"""Made-up shifts of any number: five ways of working, seeded, written to Parquet person by person."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST_MONDAY = np.datetime64("2025-01-06", "D")
BLOCK = 2_000  # persons written at once
ROW_GROUP = 200_000

REGIONS = np.array(["BE", "BY", "HE", "NW", "SN", "SH"])
ZONES = np.array(["Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "Europe/Lisbon"])
#: Share of each way of working: office, office with the break on record, rotating shifts, part time, long days.
SHARES = (0.40, 0.10, 0.22, 0.18, 0.10)

_CODES = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("subject", _CODES),
        ("start", pa.timestamp("s", "UTC")),
        ("end", pa.timestamp("s", "UTC")),
        ("zone", _CODES),
        ("unplaced_break", pa.float64()),
        ("break_known", pa.bool_()),
        ("employer", _CODES),
        ("duty", _CODES),
        ("region", _CODES),
    ]
)


def generate(path: Path, shifts: int, per_person: int = 200, seed: int = 1) -> int:
    """Write a file of shifts, sorted by person and start, and return its number of rows.

    A shift whose break is on record is two rows, so there are about a tenth more rows than shifts. All times are UTC;
    persons work from Monday to Friday, those on rotating shifts on four of six days around the clock.

    Parameters
    ----------
    path : Path
        Parquet file to write.
    shifts : int
        Number of shifts; a multiple of `per_person`.
    per_person : int
        Shifts of each person.
    seed : int
        The same seed gives the same file.
    """
    rows = 0
    people = shifts // per_person
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as file:
        for first in range(0, people, BLOCK):
            table = _block(first, min(BLOCK, people - first), per_person, np.random.default_rng([seed, first]))
            file.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return rows


def _block(first: int, people: int, per_person: int, rng: np.random.Generator) -> pa.Table:
    person = np.repeat(np.arange(people), per_person)
    number = np.tile(np.arange(per_person), people)
    pattern = np.repeat(rng.choice(len(SHARES), people, p=SHARES), per_person)
    n = len(person)
    rotating = pattern == 2
    day = np.where(rotating, number // 4 * 6 + number % 4, number // 5 * 7 + number % 5)
    begin = np.select([rotating, pattern == 3], [360 + number // 4 % 3 * 480, 540], 420)
    begin = begin + rng.integers(-4, 5, n) * 15
    begin = begin + np.where(rng.random(n) < 0.01, 240, 0)  # a late start, and so a short rest
    length = np.select([rotating, pattern == 3, pattern == 4], [480, 270, 600], 510)
    length = length + rng.integers(-3, 6, n) * 10
    pause = np.select([pattern == 3, pattern == 4], [0, 45], 30)
    pause = np.where(rng.random(n) < 0.02, 0, pause)
    start = (FIRST_MONDAY.astype("datetime64[m]").astype(np.int64) + day * 1440 + begin - 60).astype(np.int64)
    end = start + length
    # The break on record cuts the shift in two.
    placed = (pattern == 1) & (pause > 0)
    copies = np.where(placed, 2, 1)
    row = np.repeat(np.arange(n), copies)
    second = np.append(False, row[1:] == row[:-1])
    cut = placed[row]
    noon = start[row] + 240
    starts = np.where(cut & second, noon + pause[row], start[row])
    ends = np.where(cut & ~second, noon, end[row])
    names = pa.array([f"P-{first + k:08}" for k in range(people)])
    zone, region = (np.repeat(rng.integers(0, len(names_), people), per_person)[row] for names_ in (ZONES, REGIONS))
    nothing = np.zeros(len(row), np.int32)
    places = list(dict.fromkeys(ZONES))
    zone = np.array([places.index(z) for z in ZONES])[zone]

    def codes(values: np.ndarray, words: pa.Array) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(values.astype(np.int32)), words)

    columns = [
        codes(person[row], names),
        pa.array(starts * 60).cast(pa.timestamp("s", "UTC")),
        pa.array(ends * 60).cast(pa.timestamp("s", "UTC")),
        codes(zone, pa.array(places)),
        pa.array(np.where(cut, 0, pause[row]).astype(np.float64)),
        pa.array(np.ones(len(row), bool)),
        codes(nothing, pa.array([""])),
        codes(nothing, pa.array(["work"])),
        codes(region, pa.array(REGIONS)),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


if __name__ == "__main__":
    print(generate(Path(sys.argv[1]), int(sys.argv[2])))
