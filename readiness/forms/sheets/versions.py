"""Earlier versions of an answer sheet, kept on disk beside it so that undo survives a restart."""

from __future__ import annotations

import hashlib
from pathlib import Path

from readiness.instrument.sheet_file import write_whole

#: Steps that undo goes back, and the bytes they may take together.
STEPS, BYTES = 50, 20_000_000


class Versions:
    """The versions of one sheet, oldest first.

    Parameters
    ----------
    folder : Path
        Where they lie; made with the first version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]*.yaml"))

    def remember(self, text: str) -> None:
        """Keep what the sheet is now, before it is replaced; the oldest versions make room.

        A text that is kept last already, since a hand brought the sheet back to it, is not kept twice.
        """
        files = self._files()
        if files and files[-1].read_text(encoding="utf-8") == text:
            return
        last = int(files[-1].stem) if files else 0
        self.folder.mkdir(exist_ok=True)
        write_whole(self.folder / f"{last + 1:06}.yaml", text.encode("utf-8"))
        size = 0
        for number, file in enumerate(reversed(self._files())):
            size += file.stat().st_size
            if number >= STEPS or (number and size > BYTES):
                file.unlink()

    def keep_original(self, content: bytes) -> None:
        """Keep a sheet as a person wrote it, before the form writes it anew without the comments."""
        self.folder.mkdir(exist_ok=True)
        mark = hashlib.sha256(content).hexdigest()[:12]
        write_whole(self.folder / f"by-hand-{mark}.yaml", content)

    def differs_from(self, now: str) -> bool:
        """Whether there is a version to go back to."""
        # No two neighbours are the same: if both of the last two are `now`, there is only one.
        return any(file.read_text(encoding="utf-8") != now for file in self._files()[-2:])

    def back_to_last(self, sheet: Path, now: str) -> None:
        """Put the last version that differs from `now` in the place of the sheet; without one nothing happens."""
        for file in reversed(self._files()):
            text = file.read_text(encoding="utf-8")
            if text != now:
                write_whole(sheet, text.encode("utf-8"))
                file.unlink()
                return
            file.unlink()
