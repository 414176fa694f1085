"""Instruments (the questions of an audit) and answer sheets (what somebody answered)."""

from readiness.instrument.model import Dimension, EvidenceLink, Instrument, Item, Scale, load_instrument
from readiness.instrument.sheet import Answer, AnswerSheet
from readiness.instrument.sheet_file import parse_answers, read_answers, save_answers

__all__ = [
    "Answer",
    "AnswerSheet",
    "Dimension",
    "EvidenceLink",
    "Instrument",
    "Item",
    "Scale",
    "load_instrument",
    "parse_answers",
    "read_answers",
    "save_answers",
]
