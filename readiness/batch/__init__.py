"""Batch: many reports at once, each from its own fresh notebook kernel, none stopped by another's failure."""

from readiness.batch.jobs import Done, Job
from readiness.batch.rendering import render

__all__ = ["Done", "Job", "render"]
