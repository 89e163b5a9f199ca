"""The pipeline: one report in, claims out; one file for each question."""

from .draft import Draft
from .pipeline import Pipeline, default, read
from .stage import Stage, stage

__all__ = ["Draft", "Pipeline", "Stage", "default", "read", "stage"]
