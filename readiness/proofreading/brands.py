"""Brands: every colour that is read or has to be seen stands out enough from what it lies on."""

from __future__ import annotations

import math
from collections.abc import Iterator

from readiness import catalog
from readiness.errors import CatalogError

#: Least contrast of text, and of marks that bear meaning (WCAG 2.2, success criteria 1.4.3 and 1.4.11, level AA).
TEXT, MARK = 4.5, 3.0
#: Grounds on which dark text stands.
GROUNDS = ("paper", "ground", "alert_ground", "shade_1", "shade_2", "shade_3")
FORM_GROUNDS = ("form_page", "form_hover", "form_touch", "form_ground", "form_alert")
#: Text of a colour, and the grounds it is read on.
READ = {
    "ink": (*GROUNDS, *FORM_GROUNDS),
    "muted": ("paper", "ground", "form_page", "form_ground", "form_alert"),
    "brand": ("paper", "form_page", "form_hover"),
    "alert": ("paper",),
}
#: Grounds on which light text stands.
LIGHT_TEXT_ON = ("brand", "brand_dark", "shade_4", "shade_5")
#: Bars, edges and lines of a colour, and what they have to be told apart from.
SEEN = {
    "ink": ("track", "form_track"),
    "brand": ("track", "form_track"),
    "alert": ("alert_ground", "form_alert"),
    "field": ("paper",),
}


def check_brands() -> Iterator[CatalogError]:
    """Colours of every brand that could not be read or seen, each with file, line and the contrast it lacks."""
    names = sorted({file.stem for root in catalog.roots() for file in (root / "brands").glob("*.yaml")})
    for name in names:
        yield from _brand(f"brands/{name}.yaml")


def _brand(file: str) -> Iterator[CatalogError]:
    document = catalog.load_document(file)
    colours = document.data["colours"]
    wanted = [(role, ground, role, TEXT) for role, grounds in READ.items() for ground in grounds]
    wanted += [("paper", ground, ground, TEXT) for ground in LIGHT_TEXT_ON]
    wanted += [(role, ground, role, MARK) for role, grounds in SEEN.items() for ground in grounds]
    for role, ground, mend, least in wanted:
        found = contrast(colours[role], colours[ground])
        if found < least:
            yield CatalogError(
                "catalog_low_contrast",
                file=file,
                line=document.line(("colours", mend)),
                key=f"colours.{mend}",
                brand=document.data["name"],
                role=role,
                ground=ground,
                found=math.floor(found * 100) / 100,
                wanted=least,
            )


def contrast(first: str, second: str) -> float:
    """How far two colours stand apart, from 1 (not at all) to 21 (black and white).

    The formula is (L1 + 0.05) / (L2 + 0.05) with the relative luminances L of the lighter and the darker colour.

    Parameters
    ----------
    first, second : str
        Colours as ``#rrggbb`` or ``#rgb``.

    References
    ----------
    W3C, Web Content Accessibility Guidelines (WCAG) 2.2, 2023: "contrast ratio" and "relative luminance".

    Examples
    --------
    >>> contrast("#000", "#ffffff")
    21.0
    >>> round(contrast("#005a9c", "#fff"), 2)
    7.14
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
