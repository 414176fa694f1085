"""From attained items to one score with its interval and coverage; pure arithmetic, no knowledge of topics.

The rules (decided once, for all audits): "does not apply" leaves numerator and denominator; an open item leaves the
value, lowers the coverage and widens the interval; a failed must item caps the audit; an open one caps only `low`.
"""

from readiness.scoring.answer_sheets import score_sheets
from readiness.scoring.audit_score import DimensionScore, Score, score
from readiness.scoring.points import Points, point_score
from readiness.scoring.scheme import Band, Scheme, load_scheme

__all__ = [
    "Band",
    "DimensionScore",
    "Points",
    "Scheme",
    "Score",
    "load_scheme",
    "point_score",
    "score",
    "score_sheets",
]
