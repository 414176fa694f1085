"""Fields such as ``{count}`` in a wording: a translation has to keep them."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter


def fields(text: str) -> set[str] | None:
    """Names of the fields of a text; None where its braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def differing(text: str, sources: Iterable[str]) -> tuple[list[str], list[str]]:
    """Fields that a text loses and invents against its sources.

    Lost is what all sources have, invented what none of them has: sources may differ where a sentence needs a field in
    one language only. A source whose braces do not match is no pattern to be filled in; then nothing differs.
    """
    known = [fields(source) for source in sources]
    if any(names is None for names in known):
        return [], []
    sets = [names for names in known if names is not None]
    found = fields(text)
    if found is None:
        return ["{"], []
    lost = set.intersection(*sets) - found if sets else set()
    return sorted(lost), sorted(found - set().union(*sets))
