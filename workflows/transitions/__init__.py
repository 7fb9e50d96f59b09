"""The tables of transitions, one a noun. Nothing else decides what may happen next."""

from workflows.machine import Machine
from workflows.transitions.documents import DOCUMENTS
from workflows.transitions.findings import FINDINGS
from workflows.transitions.items import ITEMS
from workflows.transitions.name_rules import NAME_RULES
from workflows.transitions.proposals import PROPOSALS
from workflows.transitions.questions import QUESTIONS
from workflows.transitions.remarks import REMARKS
from workflows.transitions.reports import REPORTS
from workflows.transitions.steps import STEPS

ALL: tuple[Machine, ...] = (
    DOCUMENTS,
    ITEMS,
    QUESTIONS,
    NAME_RULES,
    FINDINGS,
    PROPOSALS,
    REPORTS,
    REMARKS,
    STEPS,
)

__all__ = [
    "ALL",
    "DOCUMENTS",
    "FINDINGS",
    "ITEMS",
    "NAME_RULES",
    "PROPOSALS",
    "QUESTIONS",
    "REMARKS",
    "REPORTS",
    "STEPS",
]
