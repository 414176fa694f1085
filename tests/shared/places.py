"""Where things lie that tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples" / "formats"
TYPED_NUMBERS = Path(__file__).with_name("typed_numbers.json")
