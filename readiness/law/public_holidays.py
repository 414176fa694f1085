"""Public holidays by country and region; the one place that asks the library for them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from readiness.arrays import Days
from readiness.errors import UnknownName


@lru_cache(maxsize=8)
def regions(code: str) -> tuple[str, ...]:
    """Codes of the regions of a country that have holidays of their own; none for a country without a code."""
    import holidays

    return tuple(holidays.country_holidays(code).subdivisions) if code else ()


@lru_cache(maxsize=256)
def public_holidays(code: str, region: str, years: tuple[int, ...]) -> Days:
    """Public holidays of a country (code of ISO 3166) in these years, those of one region with the nation-wide ones.

    Raises
    ------
    UnknownName
        ``unknown_region`` with the nearest codes.
    """
    import holidays

    if not code or not years:
        return np.array([], "datetime64[D]")
    if region and region not in regions(code):
        raise UnknownName("unknown_region", region, regions(code), country=code)
    found = holidays.country_holidays(code, subdiv=region or None, years=list(years))
    result = np.array(sorted(found), "datetime64[D]")
    result.flags.writeable = False  # the cached array is shared
    return result
