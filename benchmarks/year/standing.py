"""How findings stand on the morning of the year: the ways there, and how many went each."""

from dataclasses import dataclass

from workflows.states import FindingState


@dataclass(frozen=True, slots=True)
class Path:
    """The steps that a finding took, and the state that they led to."""

    state: str
    steps: tuple[str, ...] = ()


TARGETS = {
    "assign": FindingState.IN_REVIEW,
    "ask": FindingState.NEEDS_INFORMATION,
    "assess": FindingState.ASSESSED,
    "plan": FindingState.PLANNED,
    "start": FindingState.REMEDIATION,
    "add_evidence": FindingState.REMEDIATION,
    "submit": FindingState.VERIFICATION,
    "verify": FindingState.MONITORED,
    "close": FindingState.CLOSED,
    "dismiss": FindingState.DISMISSED,
}
_PLANNED = ("assign", "assess", "plan")
_VERIFIED = (*_PLANNED, "start", "add_evidence", "submit", "verify")
PATHS = {
    path.state: path
    for path in (
        Path("open"),
        Path("in_review", ("assign",)),
        Path("needs_information", ("assign", "ask")),
        Path("assessed", ("assign", "assess")),
        Path("planned", _PLANNED),
        Path("remediation", (*_PLANNED, "start", "add_evidence")),
        Path("monitored", _VERIFIED),
        Path("closed", (*_VERIFIED, "close")),
        Path("dismissed", ("assign", "dismiss")),
    )
}
SHARES = {
    "open": 10,
    "in_review": 10,
    "needs_information": 6,
    "assessed": 8,
    "planned": 8,
    "remediation": 10,
    "monitored": 8,
    "closed": 34,
    "dismissed": 6,
}
"""Of a hundred findings."""
