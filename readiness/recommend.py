"""From weak items and findings to an ordered list of actions, each with owner, first step, effort and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from readiness import catalog
from readiness.units import add_months

#: Why an action is on the list, most urgent first.
REASONS = ("breach", "duty", "weak")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to do when an item is weak or a rule of a topic is not kept."""

    id: str
    item: str
    topics: tuple[str, ...]
    impact: str
    effort_hours: float
    owner: str
    law: tuple[str, ...]
    seed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """All recommendations of an audit, and the score under which an item counts as weak."""

    rows: tuple[Recommendation, ...]
    below: float


@dataclass(frozen=True, slots=True)
class Action:
    """A recommendation that applies to this company, and why."""

    id: str
    reason: str
    item: str
    topics: tuple[str, ...]
    impact: str
    effort_hours: float
    owner: str
    attained: float | None
    law: tuple[str, ...]
    seed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions in the order in which they should be taken up."""

    rows: tuple[Action, ...]

    def top(self, count: int = 5) -> tuple[Action, ...]:
        """The first few actions."""
        return self.rows[:count]

    def frame(self) -> pd.DataFrame:
        """The actions as a table."""
        columns = ["id", "reason", "item", "impact", "effort_hours", "owner", "attained"]
        return pd.DataFrame([{c: getattr(a, c) for c in columns} for a in self.rows], columns=columns)


def load_recommendations(audit: str) -> Recommendations:
    """Load what an audit recommends from the catalogue; effort is in hours.

    Raises
    ------
    UnknownName
        ``unknown_audits`` with the nearest names.
    """
    data = catalog.load(f"audits/{audit}/recommendations.yaml")
    hours = catalog.load("schemes/standard/scheme.yaml")["hours_per_day"]
    rows = tuple(
        Recommendation(
            id=r["id"],
            item=r["trigger"].get("item", ""),
            topics=tuple(r["trigger"].get("topics", ())),
            impact=r["impact"],
            effort_hours=r["effort"]["value"] * (hours if r["effort"]["unit"] == "days" else 1),
            owner=r["owner"],
            law=tuple(r["source"]["law"]),
            seed=tuple(r["source"]["seed"]),
        )
        for r in data["recommendations"]
    )
    return Recommendations(rows, float(data["below"]))


def recommend(
    recommendations: Recommendations, tally: pd.DataFrame, rules: pd.DataFrame, impact: Mapping[str, float]
) -> Actions:
    """Actions for weak items and for topics with a possible breach, in the order of `priority`.

    Parameters
    ----------
    recommendations : Recommendations
        All of the audit.
    tally : DataFrame
        Items with ``id``, ``attained``, ``state``, ``must``, ``threshold``.
    rules : DataFrame
        Rule tally with ``topic``, ``verdict``, ``severity``.
    impact : mapping
        Rank of "high", "medium", "low".
    """
    items = {row.id: row for row in tally.itertuples(index=False)}
    breached = rules[(rules["verdict"] == "possible_breach") & (rules["severity"] == "breach")]
    topics = set(breached["topic"])
    actions = []
    for r in recommendations.rows:
        row = items.get(r.item)
        attained = None if row is None or pd.isna(row.attained) or row.state != "answered" else float(row.attained)
        hit = topics & set(r.topics)
        if hit:
            reason = "breach"
        elif row is not None and attained is not None and row.must and attained < row.threshold:
            reason = "duty"
        elif attained is not None and attained < recommendations.below:
            reason = "weak"
        else:
            continue
        actions.append(
            Action(r.id, reason, r.item, tuple(sorted(hit)), r.impact, r.effort_hours, r.owner, attained, r.law, r.seed)
        )
    return Actions(tuple(sorted(actions, key=lambda a: priority(a, impact))))


def priority(action: Action, impact: Mapping[str, float]) -> tuple[int, float, float, float, str]:
    """Where an action stands in the list; the smallest comes first.

    Possible breaches, then failed duties and critical risks, then the rest; within each by impact (high first), then by
    effort (little first), then by how weak the item is, and last by id, so that the same answers give the same list.

    Parameters
    ----------
    action : Action
        One that applies.
    impact : mapping
        Rank of "high", "medium", "low".

    References
    ----------
    Own proposal; ranks of impact: ``impact`` in ``data/schemes/standard/scheme.yaml``.

    Examples
    --------
    >>> def made(id, reason, impact, hours, attained):
    ...     return Action(id, reason, "", (), impact, hours, "management", attained, (), ())
    >>> rows = [made("large", "weak", "high", 40, 10.0), made("weak", "weak", "high", 4, 0.0),
    ...         made("minor", "weak", "low", 1, 0.0), made("duty", "duty", "low", 80, 40.0)]
    >>> [a.id for a in sorted(rows, key=lambda a: priority(a, {"high": 3, "medium": 2, "low": 1}))]
    ['duty', 'weak', 'large', 'minor']
    """
    weakness = 0.0 if action.attained is None else action.attained
    return REASONS.index(action.reason), -impact[action.impact], action.effort_hours, weakness, action.id


def review_dates(on: dt.date, reviews: Mapping[str, Any]) -> tuple[dt.date, ...]:
    """When the actions are looked at again: by default after a week, a month, three months, then half-yearly.

    Parameters
    ----------
    on : date
        Day of the audit.
    reviews : mapping
        ``days`` and ``months`` after it, then ``then_every_months`` counted from the last of these, until
        ``until_months``.

    References
    ----------
    Own proposal, ``reviews`` in ``data/schemes/standard/scheme.yaml``.

    Examples
    --------
    >>> rhythm = {"days": [7], "months": [1, 3], "then_every_months": 6, "until_months": 12}
    >>> [day.isoformat() for day in review_dates(dt.date(2026, 1, 31), rhythm)]
    ['2026-02-07', '2026-02-28', '2026-04-30', '2026-10-31']
    """
    dates = [on + dt.timedelta(days=d) for d in reviews["days"]]
    dates += [add_months(on, m) for m in reviews["months"]]
    step = max(reviews["months"], default=0) + reviews["then_every_months"]
    dates += [add_months(on, m) for m in range(step, reviews["until_months"] + 1, reviews["then_every_months"])]
    return tuple(dates)
