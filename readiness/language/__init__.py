"""Language enters here; nothing below this floor puts anything into words."""

from readiness.catalog import DEFAULT, FALLBACK, languages
from readiness.language.sentences import visible
from readiness.language.texts import Texts

__all__ = ["DEFAULT", "FALLBACK", "Texts", "languages", "visible"]
