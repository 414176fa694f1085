"""Sheets that somebody deleted: moved aside with all that belongs to them, so that they can be brought back."""

from __future__ import annotations

from pathlib import Path

from readiness.forms.sheets.names import beside, numbered, usable

DELETED = "deleted"


class RecycleBin:
    """The folder of deleted sheets inside a folder of sheets; every deleted sheet has a place of its own in it.

    Parameters
    ----------
    folder : Path
        The folder of sheets.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / DELETED

    def put(self, file: Path) -> str:
        """Move a sheet here with what lies beside it; returns its place."""
        place = next(one for name in numbered(file.stem) if not (one := self._folder / name).exists())
        place.mkdir(parents=True)
        for part in (file, *beside(file)):
            part.replace(place / part.name)
        return place.name

    def find(self, place: str) -> Path | None:
        """The sheet that lies in a place; none if there is no such place."""
        return next(iter((self._folder / place).glob("*.yaml")), None) if usable(place) else None

    @staticmethod
    def take_out(file: Path, target: Path) -> None:
        """Move a sheet back, under another name if need be; the sheet itself moves last, when all else is there."""
        for part in (*beside(file), file):
            part.replace(target.parent / part.name.replace(file.stem, target.stem, 1))
        file.parent.rmdir()
