"""What a cell turned out to be; every parser of cells answers with one of these per cell."""

from __future__ import annotations

READ, EMPTY, UNREADABLE, IMPOSSIBLE, OUT_OF_RANGE = range(5)

#: Seconds of a day.
DAY = 86_400
