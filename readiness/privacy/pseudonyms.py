"""Pseudonyms: names become codes at reading, and nothing further up ever sees a name."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd

from readiness.arrays import Categories, Objects

_SHORTEST = 8


def pseudonyms(names: Sequence[str] | Objects, salt: bytes, prefix: str = "P") -> Categories:
    """Replace every name by a code such as ``P-K7QF2M3A``; equal names get equal codes.

    The code is a keyed hash of the name, and the categories are sorted by it, so neither the code nor its position
    tells the order of the names. Without the key a code cannot be turned back by trying names.

    Parameters
    ----------
    names : sequence of str
        Blanks are collapsed and accents composed before comparing; e-mail addresses ignore upper and lower case.
    salt : bytes
        Key of the hash: made from the file, or from the caller's secret so that several files link.
    """
    codes, distinct = pd.factorize(np.asarray(names, dtype=object))
    plain = [_normal(str(name)) for name in distinct]
    hashes = [_hash(name, salt) for name in plain]
    length = _SHORTEST
    # Two people must never share a code; the chance is small, merging their hours would be grave.
    while len({code[:length] for code in hashes}) < len(set(plain)):
        length += 1
    labels = np.array([f"{prefix}-{code[:length]}" for code in hashes], dtype=object)
    return pd.Categorical(labels[codes], categories=sorted(set(labels)))


def salt_of(file_salt: bytes, secret: str | None) -> bytes:
    """Key for the pseudonyms: the caller's secret if there is one, else the file itself."""
    return hashlib.sha256(secret.encode()).digest() if secret else file_salt


def _normal(name: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    return plain.casefold() if "@" in plain else plain


def _hash(name: str, salt: bytes) -> str:
    digest = hmac.new(salt, name.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").rstrip("=")
