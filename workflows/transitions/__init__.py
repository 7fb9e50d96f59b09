"""The tables of transitions, one a noun. Nothing else decides what may happen next."""

from workflows.machine import Machine
from workflows.transitions.documents import DOCUMENTS
from workflows.transitions.findings import FINDINGS
from workflows.transitions.items import ITEMS
from workflows.transitions.questions import QUESTIONS
from workflows.transitions.reports import REPORTS

ALL: tuple[Machine, ...] = (DOCUMENTS, ITEMS, QUESTIONS, FINDINGS, REPORTS)

__all__ = ["ALL", "DOCUMENTS", "FINDINGS", "ITEMS", "QUESTIONS", "REPORTS"]
