"""Questionnaires: what is asked, how it counts, and under which licence."""

from maatwerk.knowledge.assessment.catalogue import Questionnaire, load_questionnaires

__all__ = ["Questionnaire", "load_questionnaires"]
