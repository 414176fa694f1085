"""How much is tried, and which tests can be left out: profiles of Hypothesis, marks by folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# `pytest --hypothesis-profile=quick`: twenty examples for every property. `full` is what runs when nothing is said.
settings.register_profile("full", settings())
settings.register_profile("quick", settings(), max_examples=20)

#: Folder of the tests: the mark that all of them carry.
MARK_OF = {"browser": "browser", "independent": "slow"}
HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whole folders, before `-m` chooses."""
    for item in items:
        if item.path.is_relative_to(HERE) and (mark := MARK_OF.get(item.path.relative_to(HERE).parts[0])):
            item.add_marker(mark)
