"""The questions of an audit: dimensions, items and their scales, in one published edition."""

from __future__ import annotations

import bisect
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness import catalog
from readiness.errors import CatalogError, UnknownName

#: Answers that are no option of any scale.
NOT_APPLICABLE, UNKNOWN = "not_applicable", "unknown"


@dataclass(frozen=True, slots=True)
class Scale:
    """How an answer becomes 0 to 100: by named options, by interpolation between score points, or both."""

    kind: str
    options: tuple[tuple[str, float], ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    range: tuple[float, float] | None = None
    #: Something is counted: a fraction is no answer, and a thousand may be written with its separator.
    whole: bool = False

    def score(self, answer: str | float) -> float | None:
        """Score of one answer, or None when the answer is not on the scale."""
        if isinstance(answer, str):
            return dict(self.options).get(answer)
        if not self.points or self.range is None or math.isnan(answer):
            return None
        return interpolate(self.points, answer) if self.range[0] <= answer <= self.range[1] else None


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """Which measured figure replaces the answer to an item, and how the figure becomes 0 to 100."""

    kind: str
    metric: str
    points: tuple[tuple[float, float], ...]

    def score(self, value: float) -> float:
        """Score of a measured value."""
        return interpolate(self.points, value)


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its scale, weight, legal or risk threshold and source."""

    id: str
    dimension: str
    weight: float
    scale: Scale
    asked_of: tuple[str, ...]
    must: str = ""
    threshold: float = 0.0
    ask_if: str = ""
    normalise_by: str = ""
    evidence: tuple[EvidenceLink, ...] = ()
    law: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    #: Wording per language, carried as data: question, help, criterion, levels, options, unit.
    wording: Mapping[str, Any] | None = None

    def applies(self, profile: Mapping[str, Any]) -> bool:
        """Whether the item is asked in a company; an unanswered profile field never removes an item."""
        return not self.ask_if or profile.get(self.ask_if) is not False

    def score(self, answer: str | float, profile: Mapping[str, Any]) -> float | None:
        """Score of an answer; None when it is open (do not know, or the profile figure to divide by is missing).

        A number that is judged per head is divided by that figure of the profile first, then looked up on the scale.

        Examples
        --------
        >>> per_head = Scale("number", points=((0.0, 0.0), (0.5, 100.0)), range=(0.0, 1000.0))
        >>> item = Item("XX-01", "a", 1.0, per_head, (), normalise_by="employees")
        >>> item.score(5.0, {"employees": 20}), item.score(5.0, {}), item.score(UNKNOWN, {"employees": 20})
        (50.0, None, None)
        """
        if answer == UNKNOWN:
            return None
        if self.normalise_by and not isinstance(answer, str):
            divisor = profile.get(self.normalise_by)
            return interpolate(self.scale.points, answer / divisor) if divisor else None
        return self.scale.score(answer)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field of action inside an audit."""

    id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Instrument:
    """All questions of one audit in one edition; published editions never change."""

    audit: str
    edition: str
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    quick_check: tuple[str, ...]
    history: tuple[Mapping[str, Any], ...] = ()

    def item(self, name: str) -> Item:
        """One item by its id.

        Raises
        ------
        UnknownName
            ``unknown_item`` with the nearest ids.
        """
        for item in self.items:
            if item.id == name:
                return item
        raise UnknownName("unknown_item", name, [i.id for i in self.items], audit=self.audit)

    def applicable(self, profile: Mapping[str, Any]) -> tuple[Item, ...]:
        """Items that are asked in a company with this profile."""
        return tuple(item for item in self.items if item.applies(profile))


def interpolate(points: tuple[tuple[float, float], ...], value: float) -> float:
    """Score between two score points, constant outside them.

    Between two points the score changes in proportion to the value: lower score + (upper score - lower score) × (value
    - lower value) / (upper value - lower value).

    Parameters
    ----------
    points : tuple of (float, float)
        Values in ascending order, each with its score from 0 to 100.
    value : float
        An answer or a measured figure.

    References
    ----------
    Piecewise linear interpolation; the points of each question, with their source, stand in its ``instrument.yaml``.

    Examples
    --------
    Up to 2 percent of days without the break is the best score, from 20 percent on the worst.

    >>> breaks_missing = ((2.0, 100.0), (10.0, 50.0), (20.0, 0.0))
    >>> [interpolate(breaks_missing, share) for share in (0, 2, 6, 15, 40)]
    [100.0, 100.0, 75.0, 25.0, 0.0]
    """
    xs = [x for x, _ in points]
    at = bisect.bisect_right(xs, value)
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def load_instrument(audit: str) -> Instrument:
    """Load the questions of an audit from the catalogue.

    Raises
    ------
    UnknownName
        ``unknown_audits`` with the nearest names.
    CatalogError
        A fault in ``instrument.yaml``, with file, line and key.
    """
    document = catalog.load_document(f"audits/{audit}/instrument.yaml")
    data = document.data
    shared = {s["id"]: s["options"] for s in catalog.load("common/scales.yaml")["scales"]}
    known = {d["id"] for d in data["dimensions"]}
    items = []
    for place, entry in enumerate(data["items"]):
        if entry["dimension"] not in known:
            raise CatalogError(
                "catalog_unknown_dimension",
                file=f"audits/{audit}/instrument.yaml",
                line=document.line(("items", place, "dimension")),
                key=entry["id"],
                found=entry["dimension"],
                known=sorted(known),
            )
        items.append(_item(entry, shared))
    return Instrument(
        audit=data["audit"],
        edition=data["edition"],
        dimensions=tuple(Dimension(d["id"], float(d["weight"])) for d in data["dimensions"]),
        items=tuple(items),
        quick_check=tuple(data["quick_check"]),
        history=tuple(data["history"]),
    )


def _item(entry: Mapping[str, Any], shared: Mapping[str, Any]) -> Item:
    kind = entry["scale"]
    options = entry.get("options") or shared.get(kind, ())
    flip = entry.get("reversed", False)
    points = tuple((float(x), float(y)) for x, y in entry.get("points", ()))
    low_high = entry.get("range")
    scale = Scale(
        kind,
        tuple((o["id"], 100.0 - o["score"] if flip else float(o["score"])) for o in options),
        points,
        (float(low_high[0]), float(low_high[1])) if low_high else None,
        entry.get("whole", False),
    )
    links = tuple(
        EvidenceLink(
            e["kind"], e["metric"], tuple((float(x), float(y)) for x, y in e["points"]) if "points" in e else points
        )
        for e in entry.get("evidence", ())
    )
    must = entry.get("must", {})
    return Item(
        id=entry["id"],
        dimension=entry["dimension"],
        weight=float(entry["weight"]),
        scale=scale,
        asked_of=tuple(entry["asked_of"]),
        must=must.get("kind", ""),
        threshold=float(must.get("threshold", 0)),
        ask_if=entry.get("ask_if", ""),
        normalise_by=entry.get("normalise_by", ""),
        evidence=links,
        law=tuple(entry["source"]["law"]),
        seed=tuple(entry["source"]["seed"]),
        wording={k: entry[k] for k in ("question", "help", "criterion", "levels", "options", "unit") if k in entry},
    )
