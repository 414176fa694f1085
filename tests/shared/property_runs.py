"""How often a property is tried."""

from __future__ import annotations

from typing import Any

from hypothesis import settings


def examples(count: int, **rest: Any) -> settings:
    """Settings of a property: `count` examples, fewer if the profile says so; how long one takes does not matter."""
    if settings.get_current_profile_name() == "quick":
        count = min(count, settings().max_examples)
    return settings(max_examples=count, deadline=None, **rest)
