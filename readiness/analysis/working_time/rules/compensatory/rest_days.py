"""A free day for every Sunday or public holiday with work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.working_time.applicability.scopes import rest_shift
from readiness.analysis.working_time.judging.kind import Kind, Option
from readiness.analysis.working_time.judging.matching import Places, served
from readiness.analysis.working_time.judging.units import Units
from readiness.analysis.working_time.timeline.days_due import FreeDays, Needs, coverage, free_days, needs
from readiness.analysis.working_time.timeline.grouping import grouped
from readiness.analysis.working_time.timeline.model import WorkTime
from readiness.arrays import Codes, Days, Mask
from readiness.law import Law, Rule

_DAY = np.timedelta64(1, "D")


def compensatory_day(rule: Rule, law: Law, work: WorkTime, scope: Mapping[str, Any]) -> Units:
    """Sundays or public holidays with work for which no free day is left in the period of the law (§ 11 (3) ArbZG).

    A free day makes up for one day of work only, be that a Sunday or a holiday; as many days of work as possible get
    one. A day of work fails only if the whole period lies inside the person's data; otherwise it stays open. What is a
    holiday in some regions only, while the region is not known, is never judged: it is open if no free day is left for
    it, and otherwise not counted at all.
    """
    everything = needs(law, work, scope, rest_shift(rule, law, work, scope))
    due, inside, failed, open_ = work.once(_balanced, everything, law, scope, tuple(rule.parameters.items()))
    mine = due.sunday if rule.options["days"] == "sunday" else ~due.sunday
    mine &= ~due.doubtful | open_
    places = np.flatnonzero(mine)
    return Units(
        subject=due.subject[places],
        at=due.at[places],
        day=due.day[places],
        measured=(~failed & ~open_)[places].astype(np.float64),
        limit=np.ones(len(places)),
        failed=failed[places],
        open=open_[places],
        checked=int((mine & ~open_).sum()),
        more_is_worse=False,
        open_reason=_reason(due.subject[open_ & mine], inside[open_ & mine], work, scope),
        unit="days",
    )


def _balanced(
    work: WorkTime, everything: Needs, law: Law, scope: Mapping[str, Any], parameters: tuple[tuple[str, str], ...]
) -> tuple[Needs, Mask, Mask, Mask]:
    """Days of work to make up for, whether their period lies inside the data, and which fail or stay open."""
    opens, closes = period(dict(parameters), law, everything, scope)
    bound = ~np.isnat(opens)  # an agreement may waive the day for holidays
    due, opens, closes = everything.take(bound), opens[bound], closes[bound]
    free = free_days(law, work, scope, everything)
    inside = coverage(work).holds(due.subject, opens, closes)
    failed = np.zeros(len(inside), bool)
    judged = np.flatnonzero(inside & due.certain)
    failed[judged] = ~_served(due, opens, closes, judged, free, np.ones(len(free.day), bool))
    open_ = np.zeros(len(inside), bool)
    rest = np.flatnonzero(~failed)
    open_[rest] = ~_served(due, opens, closes, rest, free, free.certain)
    if (open_ & ~due.doubtful).any() and due.doubtful.any():
        listed = np.flatnonzero(~failed & ~due.doubtful)
        lacking = listed[~_served(due, opens, closes, listed, free, free.certain)]
        open_ = _listed_first(due, open_, lacking)
    return due, inside, failed, open_


def _listed_first(due: Needs, open_: Mask, lacking: Places) -> Mask:
    """As many open days per person, but free days serve what is surely a Sunday or holiday first.

    `lacking` are the days of that kind that get no free day even if all others take none.
    """
    people = int(due.subject.max()) + 1
    left = np.bincount(due.subject[open_], minlength=people) - np.bincount(due.subject[lacking], minlength=people)
    maybe = np.flatnonzero(due.doubtful)
    maybe = maybe[np.lexsort((~open_[maybe], due.subject[maybe]))]
    _, begin, code = grouped(due.subject[maybe])
    found = np.zeros(len(open_), bool)
    found[lacking] = True
    found[maybe[np.arange(len(maybe)) - begin[code] < left[due.subject[maybe]]]] = True
    return found


def period(parameters: Mapping[str, str], law: Law, due: Needs, scope: Mapping[str, Any]) -> tuple[Days, Days]:
    """First and last day that may make up for each day of work; not a time where the law asks for none.

    A period of two weeks that includes the day may lie before or after it; with ``only_after`` in the scope only later
    days serve.
    """
    weeks = {kind: law.values(parameters[kind], due.day) for kind in ("sunday", "holiday")}
    length = np.where(due.sunday, weeks["sunday"], weeks["holiday"])
    none = np.isnan(length)
    reach = (np.where(none, 1, length) * 7 - 1).astype("timedelta64[D]")
    opens = due.day + _DAY if scope.get("only_after") else due.day - reach
    return np.where(none, np.datetime64("NaT"), opens), np.where(none, np.datetime64("NaT"), due.day + reach)


def _served(due: Needs, opens: Days, closes: Days, some: Places, free: FreeDays, usable: Mask) -> Mask:
    queue = (closes - due.day)[some].astype(np.int64)  # periods of one length end in the order in which they open
    return served(due.subject[some], opens[some], closes[some], queue, free.subject[usable], free.day[usable])


def _reason(subject: Codes, inside: Mask, work: WorkTime, scope: Mapping[str, Any]) -> str:
    """Why days of these persons stay open; what holds for anybody holds for all, so that groups can be added up."""
    if not inside.all():
        return "period_outside_data"
    nowhere = np.array([not (name or scope.get("region")) for name in work.regions], bool)
    unplaced = np.zeros(len(work.subjects), bool)
    unplaced[work.legs.subject[nowhere[work.legs.region]]] = True
    return "no_region" if unplaced[subject].any() else "break_position_unknown"


#: Kinds of check in this module.
KINDS = (
    Kind(
        "compensatory_day",
        compensatory_day,
        ("calendar", "substitute"),
        one_day=False,
        required=("sunday", "holiday"),
        options={"days": Option(("sunday", "holiday"), required=True)},
    ),
)
