"""Numbers as people type them; `readNumber` in ``static/dom.js`` reads the same, held together by common vectors."""

from __future__ import annotations

import re

_ALIKE = str.maketrans("\t\u00a0\u2009\u202f\u2019", "    '")
_GROUPED = re.compile(r" *([+-]? *[1-9][0-9]{0,2}([ .,'])[0-9]{3}(?:\2[0-9]{3})*) *")
_PLAIN = re.compile(r" *([+-]?) *([0-9]+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:([.,])([0-9]+))? *")


def typed_number(text: str, decimal: str, whole: bool = False) -> tuple[float | None, str]:
    """The number somebody typed, or why it is refused; what could mean two things is never guessed.

    Parameters
    ----------
    text : str
        As typed, such as ``1.200`` or ``12,5``.
    decimal : str
        Decimal sign of the language shown; the other one of point and comma then groups thousands.
    whole : bool
        Only whole numbers are possible, so grouped thousands leave no doubt.

    Returns
    -------
    tuple
        The value and an empty text; or none and the last part of a key of ``form.number``: ``not_a_number``,
        ``ambiguous`` or ``whole``.
    """
    typed = text.translate(_ALIKE)
    grouped = _GROUPED.fullmatch(typed) if whole else None
    if grouped and grouped[2] != decimal:
        return _whole(float(re.sub("[ .,']", "", grouped[1]))), ""
    found = _PLAIN.fullmatch(typed)
    if not found:
        return None, "not_a_number"
    sign, digits, separator, rest = found.groups(default="")
    if separator and separator != decimal and len(rest) == 3 and len(digits) <= 3:
        return None, "ambiguous"
    value = float(f"{sign}{digits.replace(' ', '')}.{rest or 0}")
    if not whole:
        return value, ""
    # Three digits behind the other language's sign may be its thousands: 12,000 is not 12.
    return (None, "whole") if len(rest) == 3 or not value.is_integer() else (_whole(value), "")


def _whole(value: float) -> float:
    """A count without a fraction, as profile fields keep it."""
    return int(value) if value.is_integer() else value
