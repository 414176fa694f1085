"""Description of a kind of evidence: what its `kind.yaml` says is read, counted, dated and linked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError

#: A cell with this word is read as if it were empty.
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class KindColumn:
    """One column of a kind, as `data/schemas/evidence_kind.json` explains it.

    Attributes
    ----------
    issues : mapping
        Issue per fault of a cell: ``empty`` and ``twice`` (the row is refused; without an issue it is no fault),
        ``unknown`` and ``negative`` (in place of the issue that the type has by itself).
    empty : str
        What an empty cell means: a word, or "true" or "false" for a flag.
    unknown : str
        Word that stands for all that are not listed; without one such a row is refused.
    since : str
        Instant from which a duration counts where the file tells a moment instead.
    """

    id: str
    type: str
    required: bool
    unit: str = ""
    values: tuple[str, ...] = ()
    issues: Mapping[str, str] = field(default_factory=dict)
    empty: str = ""
    unknown: str = ""
    prefix: str = ""
    one_per_file: bool = False
    since: str = ""
    range: tuple[float, float] = (float("-inf"), float("inf"))
    whole: bool = False

    @property
    def frame_name(self) -> str:
        """Name in the frame: the person is always called subject."""
        return "subject" if self.type == "person" else self.id

    @property
    def told_as(self) -> str:
        """Name under which formats tell it among their `times` and `minutes`: a duration goes without its unit."""
        return self.id.removesuffix(f"_{self.unit}") if self.unit else self.id

    def issue(self, fault: str, otherwise: str = "") -> str:
        """The issue for a fault of a cell; the type's own where the kind names none."""
        return self.issues.get(fault, otherwise)


@dataclass(frozen=True, slots=True)
class Derived:
    """A column of the frame that takes the place of others, such as the days of an absence from its first and last."""

    id: str
    type: str
    made_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence: the first of its columns says whom or what a row is about.

    Attributes
    ----------
    time : tuple of str
        Columns of the frame that date it: one, or the beginning and the end; none for a kind without times.
    links : tuple of str
        Kinds about the same persons, without which it says nothing.
    sort, same : tuple of str
        Columns by which the frame is sorted, and those in which a repeated row equals an earlier one.
    """

    id: str
    columns: tuple[KindColumn, ...]
    derived: tuple[Derived, ...]
    time: tuple[str, ...]
    links: tuple[str, ...]
    sort: tuple[str, ...]
    same: tuple[str, ...]

    def column(self, name: str) -> KindColumn:
        """The column of an id."""
        return next(column for column in self.columns if column.id == name)

    @property
    def frame_columns(self) -> dict[str, str]:
        """Columns of the frame with their types, in order; a derived one stands where the first it is made of stood."""
        found: dict[str, str] = {}
        for column in self.columns:
            made = [derived for derived in self.derived if column.id in derived.made_of]
            for derived in made:
                found.setdefault(derived.id, derived.type)
            if not made:
                found[column.frame_name] = column.type
        return found

    @property
    def date_fields(self) -> list[str]:
        """Columns with dates, which formats may name as fields of their own."""
        return [column.id for column in self.columns if column.type == "date"]


def load_kind(name: str) -> EvidenceKind:
    """Load the description of one kind.

    Raises
    ------
    UnknownName
        ``unknown_evidence`` for a kind that does not exist.
    CatalogError
        What the schema finds, ``catalog_unknown_reference`` for a name in it that leads nowhere.
    """
    catalog.folder("evidence", name)
    file = catalog.path(f"evidence/{name}/kind.yaml")
    return _described(name, file, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _described(name: str, _file: Path, _stamp: int) -> EvidenceKind:
    """One kind as its file stands: an overlay may hold another one of the same name."""
    for fault in kind_faults(name):
        raise fault
    data = catalog.load(f"evidence/{name}/kind.yaml")
    columns = tuple(_column(entry) for entry in data["columns"])
    time = tuple(data.get("time", ()))
    names = {column.id: column.frame_name for column in columns}
    sort = tuple(names.get(entry, entry) for entry in data.get("sort", [columns[0].id, *time[:1]]))
    same = tuple(names[entry] for entry in data["same"]) if "same" in data else sort
    derived = tuple(Derived(entry["id"], entry["type"], tuple(entry["from"])) for entry in data.get("derived", ()))
    return EvidenceKind(data["id"], columns, derived, time, tuple(data.get("links", ())), sort, same)


def _column(entry: Mapping[str, Any]) -> KindColumn:
    told = {key: value for key, value in entry.items() if key not in ("title", "description")}
    for key in ("values", "range"):
        if key in told:
            told[key] = tuple(told[key])
    if "empty" in told:
        told["empty"] = str(told["empty"]).lower()
    return KindColumn(**told)


def kind_faults(name: str, issues: Collection[str] | None = None) -> Iterator[CatalogError]:
    """Names in a `kind.yaml` that lead nowhere, each with its line: columns, words, kinds.

    Parameters
    ----------
    name : str
        Id of the kind.
    issues : collection of str, optional
        Issues that have a sentence; without them the issues that the kind names are not looked at.
    """
    relative = f"evidence/{name}/kind.yaml"
    document = catalog.load_document(relative)
    data = document.data
    columns = [entry["id"] for entry in data["columns"]]
    in_frame = [*columns, *(entry["id"] for entry in data.get("derived", ()))]

    def named(found: str, known: Collection[str], what: str, *where: str | int) -> Iterator[CatalogError]:
        if found not in known:
            key = ".".join(str(part) for part in where)
            yield CatalogError(
                "catalog_unknown_reference",
                file=relative,
                line=document.line(where),
                key=key,
                found=found,
                what=what,
                known=sorted(known)[:20],
            )

    for n, entry in enumerate(data["columns"]):
        before = [other["id"] for other in data["columns"][:n] if other["type"] == "instant"]
        if "since" in entry:
            yield from named(entry["since"], before, "instant", "columns", n, "since")
        for key in ("empty", "unknown") if "values" in entry else ():
            if key in entry:
                yield from named(entry[key], entry["values"], "word", "columns", n, key)
        for fault, code in entry.get("issues", {}).items() if issues is not None else ():
            yield from named(code, issues or (), "issue", "columns", n, "issues", fault)
    for section, part in (("derived", "from"), ("instead", "of")):
        for n, entry in enumerate(data.get(section, ())):
            for k, found in enumerate(entry[part]):
                yield from named(found, columns, "column", section, n, part, k)
    for section, known, what in (
        ("time", in_frame, "column"),
        ("sort", in_frame, "column"),
        ("same", columns, "column"),
        ("links", catalog.ids("evidence"), "evidence"),
    ):
        for k, found in enumerate(data.get(section, ())):
            yield from named(found, known, what, section, k)
    yield from _not_told(name, data)


def _not_told(name: str, data: Mapping[str, Any]) -> Iterator[CatalogError]:
    """What the kind's own format does not tell: a heading for every column, and where each instant stands."""
    relative = f"evidence/{name}/formats/{data['canonical']}.yaml"
    document = catalog.load_document(relative)
    headings = {heading for names in document.data["columns"].values() for heading in names}
    missing = [f"columns.{entry['id']}" for entry in data["columns"] if entry["id"] not in headings]
    replaced = {part for entry in data.get("derived", ()) for part in entry["from"]}
    told = document.data.get("times", {})
    instants = [entry["id"] for entry in data["columns"] if entry["type"] == "instant"]
    missing += [f"times.{column}" for column in instants if column not in {*told, *replaced}]
    if missing:
        line = document.line(["columns"])
        yield CatalogError("catalog_missing_key", file=relative, line=line, key=data["canonical"], missing=missing)
