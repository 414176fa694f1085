"""What the tests of the readers share: a file made of a few lines, read in one call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from places import SAMPLES

from readiness.evidence import Evidence, read_evidence


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Evidence]:
    """Write lines (or bytes) to a file and read it; the kind is shifts unless said otherwise."""

    def read_lines(*lines: str | bytes, kind: str = "shifts", **options: Any) -> Evidence:
        raw = lines[0] if isinstance(lines[0], bytes) else "\n".join(map(str, lines)).encode()
        path = tmp_path / "zeiten.csv"
        path.write_bytes(raw)
        return read_evidence(kind, path, **options)

    return read_lines


@pytest.fixture
def codes() -> Callable[..., list[tuple[str, int]]]:
    """Issues as (code, row), refused ones only or notes only if asked."""

    def listed(evidence: Evidence, refused: bool | None = None) -> list[tuple[str, int]]:
        issues = evidence.issues
        if refused is not None:
            issues = issues[issues["refused"] == refused]
        return list(zip(issues["code"], issues["row"].tolist(), strict=True))

    return listed


@pytest.fixture
def clock() -> Callable[..., list[str]]:
    """Intervals of a frame as local text, such as 2026-03-23 08:00/12:00."""

    def shown(evidence: Evidence, zone: str = "Europe/Berlin") -> list[str]:
        start, end = (
            evidence.frame[name].dt.tz_convert(zone).dt.strftime("%Y-%m-%d %H:%M") for name in ("start", "end")
        )
        pairs: pd.Series = start + "/" + end
        return list(pairs)

    return shown
