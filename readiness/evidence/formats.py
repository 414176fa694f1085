"""Formats: what an export looks like is described in YAML; here a header is matched with the descriptions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from readiness import catalog
from readiness.errors import EvidenceError

_SHOWN = 12
#: A cell that cannot be a heading but could be somebody's data, when a file has no header.
_DATA = re.compile(r"@|^[\d\s.,:/+-]*$")


@dataclass(frozen=True, slots=True)
class Format:
    """One export format as `data/evidence/<kind>/formats/<id>.yaml` describes it."""

    id: str
    kind: str
    columns: Mapping[str, tuple[str, ...]]
    recognise: tuple[tuple[str, ...], ...]
    spec: Mapping[str, Any]

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Position of each known field; where a heading occurs twice the first counts."""
        labels = [_plain(label) for label in header]
        found: dict[str, int] = {}
        for field, names in self.columns.items():
            for name in names:
                if name in labels:
                    found[field] = labels.index(name)
                    break
        return found

    @property
    def date_fields(self) -> list[str]:
        """Fields that hold dates; together they show the order of day and month."""
        rules = [rule for rule in self.spec.get("times", {}).values() if isinstance(rule, Mapping)]
        rules += [pair[side] for pair in self.spec.get("breaks", {}).get("pairs", ()) for side in ("start", "end")]
        return [rule[part] for rule in rules for part in ("date", "instant") if part in rule]

    def missing(self, found: Mapping[str, int]) -> list[str]:
        """Headings that the format needs and the file does not have, alternatives joined by a slash."""
        wanted = [fields for fields in self.recognise if not any(field in found for field in fields)]
        return ["/".join(self.spec["columns"][field][0] for field in fields) for fields in wanted]


def format_ids(kind: str) -> list[str]:
    """Ids of the formats in which a kind of evidence can be read.

    Raises
    ------
    UnknownName
        ``unknown_evidence`` for a kind that does not exist.
    """
    return catalog.names(f"evidence/{kind}/formats")


def load_format(kind: str, name: str) -> Format:
    """Load the description of one format."""
    spec = catalog.load(f"evidence/{kind}/formats/{name}.yaml")
    columns = {field: tuple(_plain(label) for label in labels) for field, labels in spec["columns"].items()}
    needed = tuple((entry,) if isinstance(entry, str) else tuple(entry) for entry in spec["recognise"])
    return Format(spec["id"], spec["kind"], columns, needed, spec)


def recognise(kind: str, header: Sequence[str], shape: str = "table") -> Format | None:
    """The format whose needed headings are all there; of several the one that asks for and finds the most.

    A format that belongs to a shape of file ("json", "calendar") is not looked for in others.
    """
    best: Format | None = None
    best_rank = (0, 0)
    for name in format_ids(kind):
        candidate = load_format(kind, name)
        if candidate.spec.get("shape", shape) != shape:
            continue
        found = candidate.positions(header)
        if candidate.spec.get("exact") and len(found) < len([label for label in header if label]):
            continue
        rank = (len(candidate.recognise), len(found))
        if not candidate.missing(found) and rank > best_rank:
            best, best_rank = candidate, rank
    return best


def choose_format(
    kind: str, headers: Sequence[Sequence[str]], wanted: str | None, file: str, shape: str = "table"
) -> tuple[Format, int]:
    """The format the caller names, or the one that a header shows; and which of the headers that is.

    Raises
    ------
    EvidenceError
        ``unknown_format`` (with the nearest), ``columns_missing`` when the named format does not fit, ``other_kind``
        when the file holds another kind of evidence, ``header_missing`` when the first row looks like data,
        ``format_unknown`` with the headings found.
    """
    known = format_ids(kind)
    if wanted is not None:
        if wanted not in known:
            nearest = get_close_matches(str(wanted), known, n=3, cutoff=0.5)
            raise EvidenceError("unknown_format", file=file, name=str(wanted), kind=kind, nearest=nearest, known=known)
        named = load_format(kind, wanted)
        missing = [named.missing(named.positions(header)) for header in headers]
        nearest_place = min(range(len(headers)), key=lambda place: len(missing[place]))
        if missing[nearest_place]:
            raise EvidenceError(
                "columns_missing",
                file=file,
                format=wanted,
                missing=missing[nearest_place],
                found=headings(headers[nearest_place]),
            )
        return named, nearest_place
    for place, header in enumerate(headers):
        found = recognise(kind, header, shape)
        if found is not None:
            return found, place
    for other in catalog.ids("evidence"):
        guesses = (recognise(other, header, shape) for header in headers) if other != kind else ()
        for guess in guesses:
            if guess is not None:
                raise EvidenceError("other_kind", file=file, kind=kind, other_kind=other, format=guess.id)
    for candidate in (load_format(kind, name) for name in known):
        pattern = candidate.spec.get("first_row")
        if pattern and re.match(pattern, "|".join(headers[0])):
            return candidate, 0
    if any(_DATA.search(label) for label in headers[0] if label):
        raise EvidenceError("header_missing", file=file, kind=kind)
    # What a person can name columns after: tables, and only those that are read.
    tables = [name for name in known if not {"shape", "refuse"} & load_format(kind, name).spec.keys()]
    simple = load_format(kind, "canonical").missing({}) if "canonical" in tables else []
    raise EvidenceError(
        "format_unknown", file=file, kind=kind, found=headings(headers[0]), columns=simple, known=tables
    )


def headings(header: Sequence[str]) -> list[str]:
    """The first headings of a file as they may be shown; what looks like data is left out."""
    return [label[:40] for label in header if not _DATA.search(label)][:_SHOWN]


def _plain(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())
