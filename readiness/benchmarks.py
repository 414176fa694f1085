"""Published figures about other firms and people, each with its population; refused outside of it.

A figure may be set beside a company's own value only where the catalogue pairs it with a question that measures the
same thing. All other figures are context: shown with population, year and source, never compared.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.catalog.languages import CODE
from readiness.catalog.translations import added, layers, tables
from readiness.errors import CatalogError, UnknownName, UsageError

#: Entries of the table of figures in its order; those in WORDED have one column per language (``statement_de``), those
#: in NUMBERS become numbers, all others stay text.
ENTRIES = (
    *("id", "audit", "statement", "value", "value_text", "unit", "qualifier", "population", "employees_from"),
    *("employees_to", "year", "source", "address", "note"),
)
WORDED = ("statement", "value_text", "population", "source", "note")
NUMBERS = ("value", "employees_from", "employees_to")
#: Columns that every table of figures has, in this order.
COLUMNS = tuple(column for e in ENTRIES for column in ([f"{e}_{x}" for x in catalog.COMPLETE] if e in WORDED else [e]))
_REQUIRED = ("id", "audit", "unit", "year", "address")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One published figure with all that is needed to quote it honestly.

    `value` is None where the source gives a range, a date or words; they are in `value_text`, by language.
    `employees` is the range of company sizes the source states, each end None where it states none.
    """

    id: str
    audit: str
    statement: Mapping[str, str]
    value: float | None
    value_text: Mapping[str, str]
    unit: str
    qualifier: str
    population: Mapping[str, str]
    employees: tuple[int | None, int | None]
    year: str
    source: Mapping[str, str]
    address: str
    note: Mapping[str, str]

    def covers(self, employees: int | None) -> bool:
        """Whether a company of this size belongs to the population; an unknown size is not refused."""
        low, high = self.employees
        return employees is None or ((low is None or employees >= low) and (high is None or employees <= high))


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the figure that measures the same thing, with the caution to print beside both."""

    item: str
    benchmark: Benchmark
    comparable: str
    caution: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A company's own value beside a figure; `better` is None when both are equal."""

    pair: Pair
    value: float
    difference: float
    better: bool | None


def load_figures(audit: str | None = None, *, benchmark: str = "published") -> pd.DataFrame:
    """All published figures, or those of one audit.

    Parameters
    ----------
    audit : str, optional
        Id of an audit, or "overall" for figures on digitalisation in general.
    benchmark : str
        Folder below ``data/benchmarks``.

    Returns
    -------
    DataFrame
        One row per figure with the columns `COLUMNS`, and those of further languages behind them; `value` is in `unit`
        and NaN where the source gives a range, a date or words, `employees_from` and `employees_to` (inclusive) are
        NaN where it states no size; all else text.

    Raises
    ------
    UnknownName
        ``unknown_audits`` or ``unknown_benchmarks``.
    CatalogError
        ``benchmark_columns_differ`` or ``benchmark_cell_wrong`` with the line in the table.
    """
    about = _about(benchmark)
    file = catalog.folder("benchmarks", benchmark) / about["figures"]
    if not file.is_file():
        raise CatalogError("file_missing", file=file.name, reason="not found")
    frame = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    _check(frame, about, file.name)
    frame = _translated(frame, f"benchmarks/{benchmark}/{about['figures']}")
    frame = frame.assign(**{column: pd.to_numeric(frame[column]).astype("float64") for column in NUMBERS})
    if audit is None:
        return frame
    known = sorted({*frame["audit"], *catalog.ids("audits")})
    if audit not in known:
        raise UnknownName("unknown_audits", audit, known)
    return frame.loc[frame["audit"] == audit].reset_index(drop=True)


def figure(figure_id: str, *, benchmark: str = "published") -> Benchmark:
    """One published figure by its id, such as "IT-18".

    Raises
    ------
    UnknownName
        ``unknown_figure`` with the nearest ids.
    """
    frame = load_figures(benchmark=benchmark)
    found = frame.loc[frame["id"] == figure_id]
    if found.empty:
        raise UnknownName("unknown_figure", figure_id, frame["id"].tolist())
    return _benchmark(found.iloc[0].to_dict())


def context(audit: str, employees: int | None = None, *, benchmark: str = "published") -> tuple[Benchmark, ...]:
    """Up to four telling figures for an audit, without those whose population leaves out a company of this size."""
    frame = load_figures(audit, benchmark=benchmark)
    wanted = [name for entry in _about(benchmark)["context"] if entry["audit"] == audit for name in entry["figures"]]
    if missing := sorted(set(wanted) - set(frame["id"])):
        raise CatalogError("benchmark_figure_missing", file=f"benchmarks/{benchmark}/benchmark.yaml", missing=missing)
    rows = frame.set_index("id", drop=False).loc[wanted].to_dict("records")
    return tuple(found for row in rows if (found := _benchmark(row)).covers(employees))


def benchmark_for(item: str, audit: str, *, benchmark: str = "published") -> Pair | None:
    """The figure that measures the same thing as a question, or None: most questions have none."""
    for entry in _about(benchmark)["pairs"]:
        if entry["item"] == item:
            found = figure(entry["figure"], benchmark=benchmark)
            if found.audit == audit:
                return Pair(item, found, entry["comparable"], entry["caution"])
    return None


def compare(
    figure_id: str,
    value: float,
    *,
    item: str,
    audit: str,
    employees: int | None = None,
    benchmark: str = "published",
) -> Comparison:
    """Set a company's own value beside a published figure, or refuse.

    The difference is the company's value minus the figure, in the unit of the figure (percentage points for a share).
    Whether less is better comes from the catalogue, and nothing is said about chance: one firm beside a published share
    is no sample.

    Parameters
    ----------
    figure_id : str
        Id of the figure.
    value : float
        The company's value, in the unit of the figure.
    item, audit : str
        The question the value answers, and its audit.
    employees : int, optional
        Size of the company; checked against the population where the source states sizes.

    Raises
    ------
    UsageError
        ``benchmark_not_comparable`` when question and figure do not measure the same thing,
        ``benchmark_outside_population`` when the company's size is outside the population,
        ``benchmark_value_wrong`` when the value is no number or no percentage.

    References
    ----------
    Pairs of question and figure, with the caution to print: ``pairs`` in ``data/benchmarks/published/benchmark.yaml``.

    Examples
    --------
    A firm in which 20 percent of the test messages were clicked, beside the share published before any training.

    >>> found = compare("IT-18", 20.0, item="IS-05", audit="it_security")
    >>> found.pair.benchmark.value, round(found.difference, 1), found.better
    (33.1, -13.1, True)
    """
    published = figure(figure_id, benchmark=benchmark)
    pair = benchmark_for(item, audit, benchmark=benchmark)
    if pair is None or pair.benchmark.id != figure_id or published.value is None:
        items = [entry["item"] for entry in _about(benchmark)["pairs"] if entry["figure"] == figure_id]
        raise UsageError("benchmark_not_comparable", figure=figure_id, item=item, audit=audit, items=items)
    if not published.covers(employees):
        sizes = _sizes(*published.employees)
        raise UsageError("benchmark_outside_population", figure=figure_id, employees=employees, sizes=sizes)
    if not math.isfinite(value) or (published.unit == "percent" and not 0 <= value <= 100):
        raise UsageError("benchmark_value_wrong", figure=figure_id, item=item, value=value, unit=published.unit)
    difference = value - published.value
    better = None if difference == 0 else (difference < 0) == (pair.comparable == "lower_is_better")
    return Comparison(pair, value, difference, better)


def _sizes(low: int | None, high: int | None) -> str:
    return f"{low}+" if high is None else f"{low or 1}–{high}"


def _about(benchmark: str) -> dict[str, Any]:
    return dict(catalog.load(f"benchmarks/{benchmark}/benchmark.yaml"))


def _check(frame: pd.DataFrame, about: Mapping[str, Any], file: str) -> None:
    worded = [c for c in frame.columns if (parts := c.rpartition("_"))[0] in WORDED and CODE.fullmatch(parts[2])]
    further = set(worded) - set(COLUMNS)
    if [c for c in frame.columns if c not in further] != list(COLUMNS):
        missing = sorted(set(COLUMNS) - set(frame.columns))
        extra = sorted(set(frame.columns) - set(COLUMNS) - further)
        raise CatalogError("benchmark_columns_differ", file=file, line=1, missing=missing, extra=extra)
    wrong = {column: frame[column].eq("") for column in _REQUIRED}
    needed = [f"{c}_{x}" for c in ("statement", "population", "source") for x in catalog.COMPLETE]
    wrong |= {column: frame[column].eq("") for column in needed}
    wrong["id"] |= frame["id"].duplicated()
    wrong["unit"] |= ~frame["unit"].isin(list(about["units"]))
    wrong["qualifier"] = ~frame["qualifier"].isin(["", *about["qualifiers"]])
    wrong["address"] |= ~frame["address"].str.match(r"https?://")
    wrong |= {c: frame[c].ne("") & pd.to_numeric(frame[c], errors="coerce").isna() for c in NUMBERS}
    # A figure is either a number or words, and words and notes come in every language or in none.
    for x in catalog.COMPLETE:
        wrong[f"value_text_{x}"] = frame[f"value_text_{x}"].ne("") == frame["value"].ne("")
        wrong[f"note_{x}"] = frame[f"note_{x}"].eq("") != frame[f"note_{catalog.DEFAULT}"].eq("")
    for column, mask in wrong.items():
        if mask.any():
            at = int(mask.to_numpy().argmax())
            raise CatalogError(
                "benchmark_cell_wrong", file=file, line=at + 2, column=column, found=frame[column].iloc[at]
            )


def _translated(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """The table with a column more for each wording and language of a translation."""
    found = tables(layers())
    for entry in WORDED if found else ():
        columns = {x: frame[f"{entry}_{x}"] for x in catalog.COMPLETE}
        texts = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        more = [added(file, f"{name}.{entry}", map_, found) for name, map_ in zip(frame["id"], texts, strict=True)]
        frame = frame.assign(
            **{f"{entry}_{x}": [m.get(x, "") for m in more] for x in found if f"{entry}_{x}" not in frame.columns}
        )
    return frame


def wording(row: Mapping[Any, Any], entry: str) -> dict[str, str]:
    """A wording of a figure by language, from a row of `load_figures`."""
    found = {x: row.get(f"{entry}_{x}", "") for x in catalog.languages()}
    return {x: text for x, text in found.items() if text or x in catalog.COMPLETE}


def _benchmark(row: Mapping[Any, Any]) -> Benchmark:
    def size(column: str) -> int | None:
        return None if math.isnan(row[column]) else int(row[column])

    return Benchmark(
        id=row["id"],
        audit=row["audit"],
        statement=wording(row, "statement"),
        value=None if math.isnan(row["value"]) else float(row["value"]),
        value_text=wording(row, "value_text"),
        unit=row["unit"],
        qualifier=row["qualifier"],
        population=wording(row, "population"),
        employees=(size("employees_from"), size("employees_to")),
        year=row["year"],
        source=wording(row, "source"),
        address=row["address"],
        note=wording(row, "note"),
    )
