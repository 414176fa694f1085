"""What is missing before a kind of check is complete, each as a sentence that says what to add and where."""

from __future__ import annotations

import inspect
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from readiness import catalog
from readiness.analysis.working_time.applicability.context import RuleContext
from readiness.analysis.working_time.applicability.scopes import limit_groups
from readiness.analysis.working_time.judging.kind import Kind
from readiness.analysis.working_time.timeline.model import build
from readiness.analysis.working_time.worked_cases import NonexistentTime, absences_frame, people_frame, shifts_frame
from readiness.law import Law, Rule

_SCHEMA = Path(__file__).resolve().parents[2] / "data" / "schemas" / "law_example.json"

Case = Mapping[str, Any]


def gaps(kind: Kind, cases: Sequence[tuple[Law, Case]]) -> list[str]:
    """Everything that a kind of check lacks; `cases` are the worked cases of all laws."""
    own = [(law, case) for law, case in cases if law.rule(case["rule"]).kind == kind.name]
    return [*_record(kind), *_proof(kind, own), *_reading(kind, own)]


def unregistered(module: ModuleType, known: Collection[Any]) -> list[str]:
    """Checks of a module that no kind in `known` computes."""
    found = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        ours = function.__module__ == module.__name__ and not name.startswith("_")
        if (
            ours
            and list(inspect.signature(function).parameters) == ["context"]
            and function.__annotations__["return"] == "Units"
        ):
            found += [] if function in known else [f"{name} is a check without a record: add a Kind to KINDS below it"]
    return found


def _record(kind: Kind) -> Iterator[str]:
    conventions = catalog.load("texts/de.yaml")["report"]["method"]["conventions"]
    if not kind.conventions:
        yield f"{kind.name} names no conventions: add the ids it is calculated by (method.conventions in data/texts)"
    for name in kind.conventions:
        if name not in conventions:
            yield f"{kind.name} names the convention {name}: add its sentence under method.conventions in data/texts"
    case = json.loads(_SCHEMA.read_text(encoding="utf-8"))["properties"]["cases"]["items"]["properties"]
    figures = case["expect"]["properties"]["figures"]["properties"]
    for figure in kind.figures:
        if figure.name not in figures:
            yield f"no case may expect {figure.name} of {kind.name}: add it to data/schemas/law_example.json"


def _proof(kind: Kind, cases: Sequence[tuple[Law, Case]]) -> Iterator[str]:
    found = {case["expect"]["finding"] for _, case in cases}
    for wanted, words in ((True, "with a finding"), (False, "without one")):
        if wanted not in found:
            yield f"{kind.name} has no worked case {words}: add it to examples/ beside the rule that names this kind"


def _reading(kind: Kind, cases: Sequence[tuple[Law, Case]]) -> Iterator[str]:
    """What the code reads and the record does not say, and the other way round."""
    parts, options = set[str](), set[str]()
    possible, due = set[str](), set[str]()
    named = {*kind.required, *kind.optional, *(part for group in kind.together for part in group)}
    for law, case in cases:
        rule = law.rule(case["rule"])
        own = law.within(rule.area)
        groups = limit_groups(rule, own, {})
        limits = groups or [rule.parameters.get("limit", "")]
        possible |= kind.due_parts(rule.parameters, rule.options, limits)[1]
        # A possible limit is named for its date and mark; that of the rule counts where there is no group.
        read = named - {"{limit}"} - ({"limit"} if groups else set())
        due |= {part.replace("{limit}", limit) for part in read for limit in limits}
        _compute(kind, rule, own, case, parts, options)
    for what, asked, known, where in (
        ("part", parts, possible, "required, optional or together"),
        ("option", options, set(kind.all_options), "options"),
    ):
        for name in sorted(asked - known) if cases else ():
            yield f"{kind.name} reads the {what} {name}, which its record does not name: add it to {where}"
    for what, asked, wanted in (("part", parts, due), ("option", options, set(kind.options))):
        for name in sorted(wanted - asked) if cases else ():
            yield f"{kind.name} names the {what} {name}, which no worked case makes it read: add a case, or remove it"


def _compute(kind: Kind, rule: Rule, law: Law, case: Case, parts: set[str], options: set[str]) -> None:
    """Compute a case and note which parts and options are asked for."""
    given = case["given"]
    try:
        frame = shifts_frame(given, case["zone"])
    except NonexistentTime:
        return
    counted = frame[frame["duty"].isin(law.duties["counted"])]
    work = build(counted, law, given.get("scope", {}), absences_frame(given), people_frame(given))
    watched = replace(rule, parameters=_Watched(rule.parameters, parts), options=_Watched(rule.options, options))
    kind.compute(RuleContext(watched, work))


class _Watched(dict[str, Any]):
    """A mapping that notes which names it is asked for."""

    def __init__(self, data: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(data)
        self._asked = asked

    def __getitem__(self, name: str) -> Any:
        self._asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._asked.add(str(name))
        return super().__contains__(name)

    def items(self) -> Any:
        self._asked.update(self)
        return super().items()
