"""The palette: which colours reports, forms and charts have, by the job they do; nothing else names a colour.

Their values are data (`readiness.reports.brand`). A style sheet asks for one as ``var(--palette-ink)``, and for its
red, green and blue as ``var(--palette-ink-rgb)`` (with commas) or ``var(--palette-ink-channels)`` (with spaces).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASKED = re.compile(r"var\(--palette-(\w+)(-rgb|-channels)?\)")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb`` or ``#rgb``, each named after what it is for.

    Attributes
    ----------
    ink, muted, paper
        Text, text beside it, and what they stand on.
    brand, brand_dark, brand_light
        Headings' rules, links, buttons, bars; a button under the pointer; bars beside a marked one, ranges.
    alert, alert_light, alert_ground
        What must not be overlooked, and the ground of such a box.
    line, field, ground, track
        Rules, edges that bear meaning, the ground of boxes and heads of tables, the empty part of a bar.
    shade_1, shade_2, shade_3, shade_4, shade_5
        Fields of heat maps, from light to dark.
    form_page, form_line, form_key, form_track, form_hover, form_touch, form_ground, form_alert
        Quiet grounds and lines of the form.
    """

    ink: str
    muted: str
    paper: str
    brand: str
    brand_dark: str
    brand_light: str
    alert: str
    alert_light: str
    alert_ground: str
    line: str
    field: str
    ground: str
    track: str
    shade_1: str
    shade_2: str
    shade_3: str
    shade_4: str
    shade_5: str
    form_page: str
    form_line: str
    form_key: str
    form_track: str
    form_hover: str
    form_touch: str
    form_ground: str
    form_alert: str

    def painted(self, sheet: str) -> str:
        """A style sheet with the colours it asks for.

        Raises
        ------
        AttributeError
            The sheet asks for a colour that there is not.
        """
        return _ASKED.sub(self._colour, sheet)

    def _colour(self, asked: re.Match[str]) -> str:
        colour = str(getattr(self, asked[1]))
        if asked[2] is None:
            return colour
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        numbers = [str(int(digits[n : n + 2], 16)) for n in (0, 2, 4)]
        return (", " if asked[2] == "-rgb" else " ").join(numbers)
