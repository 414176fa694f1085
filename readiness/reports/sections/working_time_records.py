"""Signs that records of working time were filled in by pattern rather than measured."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from readiness.reports.blocks import Table, cell, table
from readiness.reports.context import Page


def build(page: Page) -> Table | None:
    """The signs with their numbers and what they may mean; None without figures."""
    found = page.result.views.get("quality")
    if not found:
        return None
    texts = {"breaks": _breaks(page, found["breaks"]), "round": _round(page, found["round"])}
    chance = page.texts.percent(found["round"]["by_chance"])
    rows = [
        [cell(_t(page, name)), cell(text), cell(_t(page, f"{name}_meaning", chance=chance))]
        for name, text in texts.items()
    ]
    gaps = _gaps(page, found["gaps"])
    rows.append([cell(_t(page, "gaps")), cell(_t(page, "gaps_found"), *gaps), cell(_t(page, "gaps_meaning"))])
    return table(_t(page, "caption"), [_t(page, k) for k in ("sign", "found", "meaning")], rows, "signs")


def _t(page: Page, key: str, **fields: Any) -> str:
    return page.t(f"evidence.quality.{key}", **fields)


def _breaks(page: Page, found: Mapping[str, Any]) -> str:
    if not found["days"]:
        return _t(page, "breaks_none")
    numbers = {k: page.texts.number(found[k]) for k in ("same", "days")}
    minutes = page.texts.amount(found["minutes"], "minutes")
    return _t(page, "breaks_found", minutes=minutes, share=page.texts.percent(found["share"]), **numbers)


def _round(page: Page, found: Mapping[str, Any]) -> str:
    numbers = {k: page.texts.number(found[k]) for k in ("quarter", "times")}
    return _t(page, "round_found", share=page.texts.percent(found["share"]), **numbers)


def _gaps(page: Page, found: Mapping[str, Any]) -> list[str]:
    """One line per group of persons; the groups are those of the figures."""
    upto = found["upto"]
    names = [_t(page, "zero")]
    names += [_t(page, "between", low=str(low + 1), high=str(high)) for low, high in pairwise(upto)]
    names.append(_t(page, "above", low=str(upto[-1])))
    return [
        _t(page, "group", range=name, count=_t(page, "hidden") if count is None else _persons(page, count))
        for name, count in zip(names, found["persons"], strict=True)
    ]


def _persons(page: Page, count: int) -> str:
    return page.texts.counted("report.evidence.quality.persons", count)
