"""What a kind of check is: one record of how it computes, what a rule of it must say, and what others read from it.

Each module of rules declares its kinds beside its functions; `rules.kinds` puts them together. Everything that depends
on the kind of a rule is read from its record: the catalogue check its parts and options, the calendar of days whether
its cases belong to one day, the appendix of a report its conventions, worked cases their figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.judging.units import Units

#: Turns the time line of all persons into judged units of one rule.
Compute = Callable[[RuleContext], Units]

#: What an option may name instead of a word of a fixed list: another rule, a scope, a fact about a person, the reason
#: that a verdict gives, or days of the year (``12-25 easter``).
Names = Literal["rule", "scope", "fact", "reason", "days"]


@dataclass(frozen=True, slots=True)
class Option:
    """What an option of a rule may say: one of some `values`, or what it `names`.

    With the option a rule has to give the further `parts`; those in `spares` are then not read and not given. An
    option with `beside` counts only together with that other one.
    """

    values: tuple[str | bool, ...] = ()
    names: Names | None = None
    required: bool = False
    parts: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    beside: str = ""


#: Every kind has these: a failure alone is no breach but has to be looked at, and another rule says how it ends.
COMMON: Mapping[str, Option] = {
    "when_failed": Option(names="reason"),
    "settled_by": Option(names="rule", beside="when_failed"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that worked cases of a kind may expect beside verdict and counts.

    Parameters
    ----------
    of : {"worst", "total", "period"}
        The unit with the smallest margin, all cases together, or the complete period with the highest average.
    per : int
        What is measured is divided by this: 60 makes hours of minutes.
    days : str, optional
        Only for rules with this value of the option ``days``; "" means without that option.
    """

    name: str
    of: Literal["worst", "total", "period"] = "worst"
    per: int = 1
    days: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check that rules of a law may name.

    Parameters
    ----------
    compute : callable
        The check itself; rules call the kind by its name.
    conventions : tuple of str
        Conventions of calculation it rests on: ids under ``method.conventions`` of the texts.
    one_day : bool
        Its cases belong to one day and are shown in the calendar of days.
    required, optional : tuple of str
        Parts that parameters play in a rule of this kind. ``{limit}`` in a part stands for each parameter that may be
        the limit: those of the scopes with the effect ``limit_group``, or else that of the rule.
    together : tuple of tuples
        Optional parts of which none counts without the others.
    by_scope : tuple of str
        Parts for which a scope may name other numbers.
    options : mapping
        Options beside those that every kind has (`COMMON`).
    figures : tuple of Figure
        What worked cases may expect beside the figures of every record.
    """

    compute: Compute
    conventions: tuple[str, ...]
    one_day: bool = False
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    by_scope: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()

    @property
    def name(self) -> str:
        """As in ``rules.yaml``."""
        return self.compute.__name__

    @property
    def all_options(self) -> Mapping[str, Option]:
        """The options a rule of this kind may have, those of every kind included."""
        return {**COMMON, **self.options}

    def due_parts(
        self, given: Iterable[str], options: Iterable[str] = (), limits: Iterable[str] = ()
    ) -> tuple[set[str], set[str]]:
        """Parts that a rule has to give, and all that it may give.

        Parameters
        ----------
        given, options : iterable of str
            Parts and options that the rule has.
        limits : iterable of str
            Parameters that may be its limit.
        """
        named, here = set(given), set(limits)
        chosen = [option for name, option in self.options.items() if name in set(options)]
        spared = {part for option in chosen for part in option.spares}
        due = _spelt(self.required, here) | {part for option in chosen for part in option.parts}
        due |= {part for group in self.together if named & set(group) for part in group}
        return due - spared, (due | _spelt(self.optional, here) | {p for g in self.together for p in g}) - spared


def _spelt(parts: Iterable[str], limits: set[str]) -> set[str]:
    """Parts with each limit in the place of ``{limit}``."""
    return {part.replace("{limit}", limit) for part in parts for limit in (limits if "{limit}" in part else ("",))}


class Registry(Mapping[str, Kind]):
    """All kinds of check by name.

    Raises
    ------
    ValueError
        A name is given to two kinds: rules could mean either.
    """

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._kinds: dict[str, Kind] = {}
        for kind in kinds:
            if kind.name in self._kinds:
                raise ValueError(f"two kinds of check are called “{kind.name}”: give one of them another name")
            self._kinds[kind.name] = kind

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)
