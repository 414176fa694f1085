"""A command as a person gives it: its exit code, what it printed, and what it said on the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from readiness.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*words: Any) -> tuple[int, str, str]:
        code = main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call
