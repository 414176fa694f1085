"""Shifts evidence in Parquet files, read in batches of whole persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.errors import EvidenceError, UsageError, cause_of

#: Columns a file must have, and what stands in for the others: nothing known about breaks, ordinary work, no place.
NEEDED = ("subject", "start", "end", "zone")
DEFAULTS: dict[str, Any] = {
    "unplaced_break": 0.0,
    "break_known": False,
    "duty": "work",
    "region": "",
    "recorded_on": np.datetime64("NaT", "s"),
}
_WORDS = ("subject", "zone", "duty", "region")


def open_parquet(path: Path | str) -> Any:
    """The opened file (``pyarrow.parquet.ParquetFile``), its columns looked at.

    Raises
    ------
    UsageError
        ``large_missing`` without pyarrow.
    EvidenceError
        ``file_missing``, ``parquet_unreadable``, ``parquet_columns``.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("large_missing", missing="pyarrow") from None
    file = Path(path).name
    try:
        with Path(path).open("rb"):  # the system says why it refuses; the library says so for some reasons only
            pass
        known = pq.read_schema(path).names
        opened = pq.ParquetFile(path, read_dictionary=[name for name in _WORDS if name in known])
    except OSError as problem:
        if problem.errno is None:  # the library's own class for a damaged head of the file
            raise EvidenceError("parquet_unreadable", file=file) from None
        raise EvidenceError("file_missing", file=file, **cause_of(problem)) from None
    except pa.ArrowInvalid:
        raise EvidenceError("parquet_unreadable", file=file) from None
    schema = opened.schema_arrow
    wrong = [name for name in NEEDED if name not in schema.names]
    wrong += [name for name in ("start", "end") if name in schema.names and not _is_instant(schema.field(name).type)]
    if wrong:
        raise EvidenceError("parquet_columns", file=file, found=wrong)
    return opened


def _is_instant(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_timestamp(kind) and kind.tz is not None)


@dataclass(frozen=True, slots=True)
class People:
    """Who is in a file, in its order; `starts` is the first record of each person, then the number of records."""

    names: npt.NDArray[np.object_]
    starts: npt.NDArray[np.int64]

    def cuts(self, rows: int) -> npt.NDArray[np.int64]:
        """Positions in `names` that cut the file into groups of about so many records."""
        wanted = np.arange(rows, self.starts[-1], rows)
        return np.unique(np.concatenate([[0], np.searchsorted(self.starts, wanted), [len(self.names)]]))


def find_people(opened: Any, file: str) -> People:
    """Read the column of persons only.

    Raises
    ------
    EvidenceError
        ``parquet_empty_cells``, or ``parquet_not_grouped`` when the records of a person are not in one place.
    """
    names: list[Any] = []
    starts: list[npt.NDArray[np.int64]] = []
    place = 0
    for batch in opened.iter_batches(1 << 20, columns=["subject"]):
        codes, words = _words(batch.column(0), "subject", file)
        first = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
        here = words[codes[first]]
        same = bool(names) and names[-1] == here[0]
        names += here[int(same) :].tolist()
        starts.append(first[int(same) :] + place)
        place += len(codes)
    found = pd.Index(names, dtype=object)
    if found.has_duplicates:
        row = int(np.concatenate(starts)[int(np.argmax(found.duplicated()))])
        raise EvidenceError("parquet_not_grouped", file=file, row=row + 1)
    return People(np.array(names, dtype=object), np.concatenate([*starts, np.array([place])]).astype(np.int64))


def frames(opened: Any, people: People, cuts: npt.NDArray[np.int64], file: str) -> Iterator[pd.DataFrame]:
    """Shifts frames, one for the persons between each cut and the next.

    Raises
    ------
    EvidenceError
        ``parquet_empty_cells``.
    """
    import pyarrow as pa

    meta = opened.metadata
    ends = np.cumsum([meta.row_group(n).num_rows for n in range(meta.num_row_groups)])
    edges = people.starts[cuts]
    group = int(np.searchsorted(ends, edges[0], "right"))
    place = int(ends[group - 1]) if group else 0
    names = [name for name in (*NEEDED[1:], *DEFAULTS) if name in opened.schema_arrow.names]
    step = max(1, int(np.diff(edges).max()) // 2)
    batches = opened.iter_batches(step, row_groups=range(group, meta.num_row_groups), columns=names)
    nothing = pa.schema([opened.schema_arrow.field(name) for name in names]).empty_table()
    held: list[Any] = []
    upto = place
    for k, (first, last) in enumerate(pairwise(edges)):
        while upto < last:
            held.append(next(batches))
            upto += held[-1].num_rows
        table = (pa.Table.from_batches(held) if held else nothing).slice(first - place)
        here = table.slice(0, last - first)
        held, place = table.slice(last - first).to_batches(), int(last)
        yield _frame(here, people, int(cuts[k]), int(cuts[k + 1]), file)


def _frame(table: Any, people: People, first: int, last: int, file: str) -> pd.DataFrame:
    table = table.unify_dictionaries().combine_chunks()
    rows = np.diff(people.starts[first : last + 1])
    who = _coded(np.repeat(np.arange(last - first), rows), people.names[first:last])
    columns: dict[str, Any] = {"subject": who}
    for name in (*NEEDED[1:], *DEFAULTS):
        if name not in table.column_names:
            columns[name] = _same(DEFAULTS[name], len(table)) if name in _WORDS else DEFAULTS[name]
        elif name in _WORDS:
            columns[name] = _coded(*_words(table.column(name).combine_chunks(), name, file))
        else:
            columns[name] = _values(table.column(name), name, file)
    return pd.DataFrame(columns)


def _words(cells: Any, name: str, file: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.object_]]:
    if cells.null_count:
        raise EvidenceError("parquet_empty_cells", file=file, column=name, count=cells.null_count)
    if not hasattr(cells, "indices"):
        cells = cells.dictionary_encode()
    codes = cells.indices.to_numpy(zero_copy_only=False)
    return codes, cells.dictionary.to_numpy(zero_copy_only=False).astype(object)


def _values(cells: Any, name: str, file: str) -> Any:
    if cells.null_count and name in ("start", "end", "break_known"):
        raise EvidenceError("parquet_empty_cells", file=file, column=name, count=cells.null_count)
    values = cells.to_numpy()
    return pd.DatetimeIndex(values, tz="UTC") if name in ("start", "end") else values


def _coded(codes: npt.NDArray[Any], words: npt.NDArray[np.object_]) -> pd.Categorical:
    # Codes of this file's own words need no second look.
    return pd.Categorical.from_codes(codes, pd.Index(words, dtype=object), validate=False)


def _same(value: str, times: int) -> pd.Categorical:
    return _coded(np.zeros(times, np.int8), np.array([value], dtype=object))
