"""What a law is to this kit: numbers over time, rules that use them, scopes that limit the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from readiness.arrays import Days
from readiness.catalog.strict_yaml import read_document
from readiness.errors import NoLawInForce, UnknownName, UsageError
from readiness.law.derived_numbers import Derivation
from readiness.law.public_holidays import public_holidays, regions

Text = Mapping[str, str]

#: Which rule area protects whom. Where a law has no area for protected persons, the adults' rules count for them.
POPULATIONS = {"adult": "working_time", "youth": "youth", "protected": "maternity"}


def weakest(marks: Iterable[str]) -> str:
    """Of several marks the one that was verified least: from memory, a public source, a convention, the text itself."""
    return min(marks, key="UQKT".index)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A legal limit over time: one row per change, the value not a number once repealed.

    `mark` says how well it is known: T read in the statute, Q in a public secondary source, U not verified,
    K a convention of this kit. `still_valid_on` is the last day on which somebody found no later change.
    """

    id: str
    title: Text
    unit: str
    starts: tuple[str, ...]
    amounts: tuple[float, ...]
    sources: tuple[str, ...]
    still_valid_on: str
    mark: str
    #: How the law makes it from others; None for a number that stands in the law itself.
    derivation: Derivation | None = None

    def row(self, days: Days) -> npt.NDArray[np.intp]:
        """Position of the row in force on each day.

        Raises
        ------
        NoLawInForce
            ``no_law_in_force`` with the parameter, the earliest day asked for and the first day known.
        """
        starts, days = np.array(self.starts, "datetime64[D]"), days.astype("datetime64[D]", copy=False)
        found = np.searchsorted(starts, days, "right") - 1
        if (found < 0).any():
            raise NoLawInForce("no_law_in_force", parameter=self.id, day=str(days.min()), first=self.starts[0])
        return found

    def values(self, days: Days) -> npt.NDArray[np.float64]:
        """Value on each day; not a number where the rule was repealed."""
        number = days.astype("datetime64[D]", copy=False).view(np.int64)  # compared faster than dates
        if len(days) and number.min() >= int(np.datetime64(self.starts[-1], "D").astype(np.int64)):
            # Mostly all days lie behind the last change.
            return np.broadcast_to(np.float64(self.amounts[-1]), len(days))
        return np.asarray(self.amounts, np.float64)[self.row(days)]

    def since(self, day: str) -> str:
        """First day (ISO) of the row that is in force on `day`."""
        return self.starts[int(self.row(np.array([day], "datetime64[D]"))[0])]

    def overlaid(self, row: Mapping[str, Any]) -> Parameter:
        """This number with one row of an agreement laid over it, from the row's first to its last day.

        Parameters
        ----------
        row : mapping
            ``from`` (first day), ``value`` (None = no limit), ``source``, and ``until`` (last day) if it ends.

        Raises
        ------
        KeyError, TypeError, ValueError
            A key is missing, or a day or a value is none.
        """
        first = str(np.datetime64(str(row["from"]), "D"))
        own = list(zip(self.starts, self.amounts, self.sources, strict=True))
        rows = {start: (amount, source) for start, amount, source in own if start < first}
        rows[first] = (float("nan") if row["value"] is None else float(row["value"]), str(row["source"]))
        if row.get("until"):
            after = np.datetime64(str(row["until"]), "D") + 1
            place = int(self.row(np.array([after]))[0])
            rows[str(after)] = (self.amounts[place], self.sources[place])
            rows |= {start: (amount, source) for start, amount, source in own if start > str(after)}
        starts = tuple(sorted(rows))
        amounts, sources = tuple(rows[s][0] for s in starts), tuple(rows[s][1] for s in starts)
        return replace(self, starts=starts, amounts=amounts, sources=sources, derivation=None)


def derived(parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """All numbers, the rows of those that follow from others computed anew from these."""
    found = dict(parameters)
    for name, number in parameters.items():
        if number.derivation is not None:
            starts, amounts, sources = number.derivation.rows([parameters[part] for part in number.derivation.parts])
            found[name] = replace(number, starts=starts, amounts=amounts, sources=sources)
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty that can be checked on records; texts are language maps and only shown, never interpreted."""

    id: str
    area: str
    kind: str
    parameters: Mapping[str, str]
    options: Mapping[str, Any]
    severity: str
    topic: str
    mark: str
    sanction: tuple[str, ...]
    law: str
    citation: Text
    title: Text
    summary: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Scope:
    """A fact about the firm or person under which rules do not decide alone: exemption, other window, other law."""

    id: str
    area: str
    effect: str
    rules: tuple[str, ...]
    flags: tuple[str, ...]
    claims: tuple[str, ...]
    sectors: tuple[str, ...]
    limit: str
    parameters: Mapping[str, str]
    mark: str
    citation: Text
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision in own short words; `basis` says whether it was verified or is from memory."""

    id: str
    country: str
    title: Text
    duty: Text
    basis: str
    as_of: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class Area:
    """How one rule area turns records into working days: the parts parameters play, and which duties are work."""

    working_day: Mapping[str, str]
    duties: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Law:
    """The law of one country as this catalogue edition knows it."""

    country: str
    edition: str
    title: Text
    status: Text
    holiday_code: str
    zone: str  # time zone in which records without one are read; empty where the law covers several
    parameters: Mapping[str, Parameter]
    all_rules: tuple[Rule, ...]
    scopes: tuple[Scope, ...]
    working_day: Mapping[str, str]
    duties: Mapping[str, tuple[str, ...]]
    areas: Mapping[str, Area]
    #: Day (ISO) on which the law as a whole was last looked at; single numbers may have been seen earlier.
    as_of: str = ""
    agreements: tuple[str, ...] = ()

    @property
    def oldest_look(self) -> str:
        """Earliest day (ISO) on which a number was last seen to be valid; empty when there are none."""
        return min((p.still_valid_on for p in self.parameters.values()), default="")

    @property
    def unverified(self) -> tuple[str, ...]:
        """Ids of numbers, rules and scopes that nobody has verified; a lawyer has to see them before use as fact."""
        marks = [(m.id, m.mark) for m in self.parameters.values()]
        marks += [(m.id, m.mark) for m in self.all_rules] + [(m.id, m.mark) for m in self.scopes]
        return tuple(sorted(name for name, mark in marks if mark == "U"))

    def mark_of(self, rule: Rule) -> str:
        """How far a rule was verified: the weakest mark of the rule itself and of the numbers it uses."""
        return weakest([rule.mark, *(self.parameter(name).mark for name in rule.parameters.values())])

    def parameter(self, name: str) -> Parameter:
        """One number over time.

        Raises
        ------
        UnknownName
            ``unknown_parameter`` with the nearest ids.
        """
        if name not in self.parameters:
            raise UnknownName("unknown_parameter", name, list(self.parameters), country=self.country)
        return self.parameters[name]

    def values(self, name: str, days: Days) -> npt.NDArray[np.float64]:
        """Value of a number on each day (minutes for times); not a number where it was repealed.

        Parameters
        ----------
        name : str
            Id of the parameter.
        days : array of datetime64[D]
            Days in any order.
        """
        return self.parameter(name).values(days)

    def timeline(self, name: str) -> pd.DataFrame:
        """All rows of a number: value, from, until (last day, None if open), source."""
        p = self.parameter(name)
        ends = [str(np.datetime64(start, "D") - 1) for start in p.starts[1:]]
        return pd.DataFrame({"value": p.amounts, "from": p.starts, "until": [*ends, None], "source": p.sources})

    def rules(self, area: str = "working_time") -> tuple[Rule, ...]:
        """Rules of an area, in the order of the file."""
        return tuple(r for r in self.all_rules if r.area == area)

    def area_of(self, population: str) -> str:
        """Rule area for adults, youth or protected persons (pregnant, nursing); empty when this law has none for them.

        Raises
        ------
        UnknownName
            ``unknown_population`` with the nearest names.
        """
        if population not in POPULATIONS:
            raise UnknownName("unknown_population", population, list(POPULATIONS))
        area = POPULATIONS[population]
        if area not in self.areas and population == "protected":
            area = POPULATIONS["adult"]
        return area if area in self.areas else ""

    def scopes_for(self, rule: Rule, effect: str) -> tuple[Scope, ...]:
        """Scopes with an effect that concern a rule."""
        return tuple(s for s in self.scopes if s.effect == effect and (not s.rules or rule.id in s.rules))

    def within(self, area: str) -> Law:
        """This law as one rule area sees it: its own way to form working days, its own duties and scopes."""
        own = self.areas[area]
        scopes = tuple(s for s in self.scopes if s.area == area)
        return replace(self, working_day=own.working_day, duties=own.duties, scopes=scopes)

    def rule(self, name: str) -> Rule:
        """One rule by id.

        Raises
        ------
        UnknownName
            ``unknown_rule`` with the nearest ids.
        """
        for rule in self.all_rules:
            if rule.id == name:
                return rule
        raise UnknownName("unknown_rule", name, [r.id for r in self.all_rules], country=self.country)

    def holidays(self, region: str, years: Iterable[int]) -> Days:
        """Public holidays of a region, or only the nation-wide ones for an empty region.

        Holidays of single municipalities are not included, except where they have a region code of their own.

        Raises
        ------
        UnknownName
            ``unknown_region`` with the nearest codes.
        """
        return public_holidays(self.holiday_code, region, tuple(sorted(set(years))))

    def regions(self) -> tuple[str, ...]:
        """Codes of the regions with holidays of their own."""
        return regions(self.holiday_code)

    def with_agreement(self, file: Path | str) -> Law:
        """This law with the numbers of a collective or works agreement; the new law carries its name.

        The file has ``name`` and ``values``, a list of parameter, from, value, source and, if it ends, until. What
        follows from a number follows from that of the agreement, unless the agreement gives it a number of its own.

        Raises
        ------
        UsageError
            ``agreement_incomplete`` with the key that is missing or wrong.
        UnknownName
            ``unknown_parameter`` with the nearest ids.
        """
        document = read_document(file, UsageError)
        data = document.data if isinstance(document.data, dict) else {}
        if not isinstance(data.get("name"), str) or not isinstance(data.get("values"), list):
            raise UsageError("agreement_incomplete", file=document.path.name, line=1, key="name, values")
        parameters = dict(self.parameters)
        for n, row in enumerate(data["values"]):
            try:
                name = self.parameter(str(row["parameter"])).id
                parameters[name] = parameters[name].overlaid(row)
            except (KeyError, TypeError, ValueError) as problem:
                line = document.line(("values", n))
                raise UsageError("agreement_incomplete", file=document.path.name, line=line, key=str(problem)) from None
        return replace(self, parameters=derived(parameters), agreements=(*self.agreements, data["name"]))
