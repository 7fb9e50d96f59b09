"""A finding's way from new to closed and back, step by step, and the words each step takes."""

from workflows.states import FindingAction as A
from workflows.states import FindingState as S
from workflows.telling_rules import CHECKLIST

SENTENCES = {
    "note": "Because it was so.",
    "severity": "major",
    "likelihood": "likely",
    "harm": "actual",
    "audience": "member",
    "text": "The exits were blocked; they are free now.",
    "checks": ",".join(CHECKLIST),
    "address": "https://www.voorbeeld.example/keten",
    "owner": "Head of the works",
    "due": "2026-09-01",
}

WALK = [
    ("secretary", A.ASSIGN, S.IN_REVIEW),
    ("reader", A.ASK, S.NEEDS_INFORMATION),
    ("submitter", A.ANSWER, S.IN_REVIEW),
    ("reader", A.ASSESS, S.ASSESSED),
    ("contact", A.PLAN, S.PLANNED),
    ("contact", A.START, S.REMEDIATION),
    ("contact", A.ADD_EVIDENCE, S.REMEDIATION),
    ("submitter", A.SUBMIT, S.VERIFICATION),
    ("reader", A.VERIFY, S.MONITORED),
    ("reader", A.COMMUNICATE, S.MONITORED),
    ("secretary", A.CLOSE, S.CLOSED),
    ("reader", A.REOPEN, S.IN_REVIEW),
]


def walk_to(do, state):
    """Take the steps of the walk until ``state`` is reached."""
    for who, action, reached in WALK:
        do(who, action)
        if reached is state:
            return
