"""A figure from evidence, with what it rests on or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.privacy.suppression import GROUP_TOO_SMALL


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure from evidence.

    `value` is None where the evidence does not carry it, with a reason code: no_records, too_few_days, group_too_small,
    not_applicable, median_not_reached, or the reason why the rule stayed open.
    """

    value: float | None
    unit: str
    checked: int
    reason: str = ""

    @classmethod
    def hidden(cls, unit: str, checked: int) -> Measured:
        """No figure, because it would point at few persons."""
        return cls(None, unit, checked, GROUP_TOO_SMALL)
