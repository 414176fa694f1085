"""What a rule is applied to: the rule, the law in force, everybody's time line, and what is known of the firm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.working_time.timeline.calendar import Calendar
from readiness.analysis.working_time.timeline.model import Timeline, view
from readiness.analysis.working_time.timeline.weeks import Hours, hours_of_days, unknown_breaks
from readiness.analysis.working_time.timeline.working_days import WorkingDays
from readiness.arrays import Amounts, Days, Mask
from readiness.law import Law, Rule, Scope


@dataclass(frozen=True, slots=True)
class RuleContext:
    """One rule and the time line it is applied to."""

    rule: Rule
    work: Timeline

    @property
    def law(self) -> Law:
        """The law of the rule's area."""
        return self.work.law

    @property
    def scope(self) -> Mapping[str, Any]:
        """What is known of the firm and of all persons."""
        return self.work.scope

    @property
    def days(self) -> WorkingDays:
        """Everybody's working days."""
        return self.work.days

    @property
    def calendar(self) -> Calendar:
        """The calendar in which days are counted."""
        return self.work.calendar

    @property
    def parameters(self) -> Mapping[str, str]:
        """Parameters of the law by the part they play in the rule."""
        return self.rule.parameters

    def number(self, part: str) -> Amounts:
        """The number that plays a part in the rule, on every day of the calendar; not a number where repealed."""
        return self.work.number(self.rule.parameters[part])

    def unknown_break(self) -> Amounts:
        """Break to be taken off each working day without break information, in minutes; none for the others."""
        return unknown_breaks(self.work, self.rule.parameters.get("unknown_break", ""))

    def hours(self) -> Hours:
        """Work of each working day, with its bounds."""
        return hours_of_days(self.work, self.rule.parameters.get("unknown_break", ""))

    def option(self, name: str) -> str:
        """An option of the rule; empty if it has none of the name."""
        return str(self.rule.options.get(name, ""))

    def scopes(self, effect: str) -> tuple[Scope, ...]:
        """Scopes of the law with an effect that concern the rule."""
        return self.law.scopes_for(self.rule, effect)

    def fact(self, name: str) -> npt.NDArray[np.object_]:
        """A fact about each person, by the list of persons, else by the scope; None where nothing is stated."""
        return fact_of(self.work, name)

    def flagged(self, name: str) -> Mask:
        """Persons of whom a fact is stated as true; only a plain true counts, never a word such as "no"."""
        return np.array([value is True or value is np.True_ for value in self.fact(name)], bool)

    def date_of(self, name: str) -> Days:
        """A date of each person, such as the expected birth; not a time where unknown."""
        return np.array([None if day is None else str(day)[:10] for day in self.fact(name)], "datetime64[D]")

    def in_sector(self, scope: Scope) -> Mask:
        """Persons of a sector that a scope names."""
        return np.array([sector in scope.sectors for sector in self.fact("sector")], bool)


@view
def fact_of(work: Timeline, name: str) -> npt.NDArray[np.object_]:
    """A fact about each person (see `RuleContext.fact`)."""
    found = np.full(len(work.subjects), work.scope.get(name), object)
    if name in list(work.people.columns):  # a frame without columns is slow to say so
        own = work.people[name].astype(object)
        known = (own.notna() & (own != "")).to_numpy(bool)
        found[known] = own.to_numpy(object)[known]
    return found
