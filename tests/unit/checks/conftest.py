"""Lets the tests of this folder share their frames and their reference implementation."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
