"""What an audit makes of evidence, as one record: figures, a check against law, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pandas as pd

from readiness.analysis.measured import Measured
from readiness.findings import Findings
from readiness.law import Law

#: Tables of evidence by their kind.
Frames: TypeAlias = Mapping[str, pd.DataFrame]
#: Takes the table, the findings, the day of the audit and, by keyword, the smallest group; its name is the figure's id.
Metric: TypeAlias = Callable[..., Measured]


@dataclass(frozen=True, slots=True)
class Setting:
    """Under which law evidence is read, at which place and for whom, on which day, and for groups of which size."""

    law: Law
    scope: Mapping[str, Any]
    on: dt.date
    min_group: int


@dataclass(frozen=True, slots=True)
class Check:
    """The rows of one kind against law; other kinds may say more about the same persons."""

    kind: str
    find: Callable[[Frames, Setting], Findings]


@dataclass(frozen=True, slots=True)
class Views:
    """Plain numbers for pictures of one kind, already without those of small groups."""

    kind: str
    count: Callable[[Frames, Setting, Findings], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Link:
    """A kind that tells more about the persons of another one; without a person in common it would apply to nobody."""

    kind: str
    to: str

    def broken(self, frames: Frames) -> bool:
        """Whether both kinds are there, and nobody appears in both."""
        if not {self.kind, self.to} <= frames.keys() or frames[self.kind].empty:
            return False
        one, other = (set(frames[kind]["subject"].astype(str)) for kind in (self.kind, self.to))
        return not one & other


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that an audit makes of evidence; `audit.yaml` names it under ``analysis``.

    Attributes
    ----------
    id : str
        Name of the package below `readiness.analysis`; empty for an audit of questions only.
    kinds : tuple of str
        Kinds of evidence it can read; an audit lists those it wants under ``evidence``.
    metrics : mapping
        By kind, the functions whose figures may take the place of an answer; a function's name is the figure's id.
    check : Check, optional
        The check of one kind against law.
    views : Views, optional
        The numbers for pictures of one kind.
    links : tuple of Link
        Which kinds tell more about the persons of another one.
    """

    id: str
    kinds: tuple[str, ...] = ()
    metrics: Mapping[str, tuple[Metric, ...]] = field(default_factory=dict)
    check: Check | None = None
    views: Views | None = None
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        named = {*self.metrics, *(part.kind for part in (self.check, self.views) if part)}
        named |= {kind for link in self.links for kind in (link.kind, link.to)}
        if strangers := named - set(self.kinds):
            raise ValueError(f"analysis {self.id}: works on {sorted(strangers)}, but reads only {list(self.kinds)}")
        for kind, functions in self.metrics.items():
            if len({f.__name__ for f in functions}) < len(functions):
                raise ValueError(f"analysis {self.id}: two figures of {kind} have one name")

    def figures(self, kind: str) -> dict[str, Metric]:
        """The figures that evidence of a kind can give, by their id."""
        return {f.__name__: f for f in self.metrics.get(kind, ())}

    def measure(
        self, wanted: Iterable[tuple[str, str]], frames: Frames, findings: Findings, setting: Setting
    ) -> dict[tuple[str, str], Measured]:
        """The figures that questions ask for, by kind and id, of the evidence that is there."""
        return {
            (kind, name): self.figures(kind)[name](frames[kind], findings, setting.on, setting.min_group)
            for kind, name in sorted(set(wanted))
            if kind in frames
        }

    def findings(self, frames: Frames, setting: Setting) -> Findings:
        """What the check against law finds; empty without one, or without evidence to check."""
        if self.check is None or self.check.kind not in frames:
            return Findings.empty()
        return self.check.find(frames, setting)

    def pictured(self, frames: Frames, setting: Setting, findings: Findings) -> Mapping[str, Any]:
        """Numbers for pictures; empty without any, or without evidence to draw."""
        if self.views is None or self.views.kind not in frames:
            return {}
        return self.views.count(frames, setting, findings)


#: Of an audit that asks and reads nothing.
QUESTIONS_ONLY = Analysis("")
