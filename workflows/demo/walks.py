"""How the demo's findings go: for every state a walk of steps that ends there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows import telling_rules
from workflows.states import FindingAction as A
from workflows.states import FindingState as S

ANNE, BRAM, REVIEWER, CONTACT = "anne", "bram", "reviewer", "contact"
JUDGE = "judge"  # of a contest: whoever may judge it now

MEMBER_TEXT = (
    "Wij hebben deze bevinding met u besproken. Dank voor uw medewerking; wij volgen hoe het "
    "verder gaat. (Verzonnen.)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One act, some days after the one before it. ``due`` is in days from then.

    In a text, ``{supplier}`` is the canary of the finding's own company, ``{reviewer}`` an address,
    and ``{risks}``, ``{measure}`` and ``{parties}`` come from the wording of the finding's rule.
    """

    days: int
    who: str
    action: A
    given: Mapping[str, str] = field(default_factory=dict)
    due: int | None = None
    file: str = ""


def _given(**texts: str) -> Mapping[str, str]:
    return texts


ASSIGN = Step(3, ANNE, A.ASSIGN, _given(person="{reviewer}"), due=45)
ASK = Step(
    4, REVIEWER, A.ASK, _given(note="Kunt u bij {supplier} navragen of dit nog klopt?"), due=14
)
ANSWER = Step(9, CONTACT, A.ANSWER, _given(note="{supplier} zegt dat dit klopt. Zie de brief."))
DISMISS = Step(
    8, REVIEWER, A.DISMISS, _given(note="Berust op een verschrijving; er is geen risico gebleken.")
)
ASSESS = Step(
    10, REVIEWER, A.ASSESS, _given(severity="major", likelihood="possible", risks="{risks}")
)
ASSESS_MINOR = Step(
    10, REVIEWER, A.ASSESS, _given(severity="minor", likelihood="unlikely", risks="{risks}")
)
ASSESS_HARM = Step(
    7,
    REVIEWER,
    A.ASSESS,
    _given(severity="critical", likelihood="likely", harm="actual", risks="A1b,T02"),
)
CONTEST = Step(12, CONTACT, A.CONTEST, _given(note="Wij kopen hier sinds vorig jaar niet meer in."))
CONTEST_AGAIN = Step(
    6, CONTACT, A.CONTEST, _given(note="De opgave is van vorig jaar; wij kochten sindsdien niets.")
)
UPHOLD = Step(9, JUDGE, A.UPHOLD, _given(note="De opgave van dit jaar noemt het nog."))
TAKE_BACK = Step(9, JUDGE, A.WITHDRAW, _given(note="Het bedrijf toonde aan dat het niet klopt."))
PLAN = Step(
    16,
    CONTACT,
    A.PLAN,
    _given(
        kind="mitigate",
        text="{measure}",
        owner="Afdeling inkoop",
        reason="Nieuwe inkoop ligt stil. De afspraak met de leverancier kost meer tijd.",
    ),
    due=120,
)
PLAN_REMEDY = Step(
    10,
    CONTACT,
    A.PLAN,
    _given(
        kind="remedy",
        text="Via {supplier} zorgen dat wie schade leed die vergoed krijgt.",
        owner="Directie",
        reason="Wij kopen daar niet meer in. Vergoeden kost meer tijd.",
    ),
    due=90,
)
START = Step(7, CONTACT, A.START)
START_REMEDY = Step(5, CONTACT, A.START_REMEDY)
EVIDENCE = Step(
    30,
    CONTACT,
    A.ADD_EVIDENCE,
    _given(note="Verklaring van {supplier} dat de afspraak is nagekomen."),
    file="verklaring.txt",
)
SUBMIT = Step(3, CONTACT, A.SUBMIT)
RETURN = Step(8, REVIEWER, A.RETURN, _given(note="De datum ontbreekt in de verklaring."))
VERIFY = Step(14, REVIEWER, A.VERIFY)
TELL_MEMBER = Step(4, REVIEWER, A.COMMUNICATE, _given(audience="member", text=MEMBER_TEXT))
DRAFT = Step(6, ANNE, A.DRAFT, _given(audience="parties", text="{parties}"))
CLEAR = Step(3, BRAM, A.CLEAR, _given(audience="parties", checks=",".join(telling_rules.CHECKLIST)))
TELL_PARTIES = Step(2, ANNE, A.COMMUNICATE, _given(audience="parties"))
WITHHOLD = Step(
    1,
    ANNE,
    A.WITHHOLD,
    _given(audience="public", note="Het bedrijf zou te herkennen zijn."),
)
CLOSE = Step(10, ANNE, A.CLOSE)

_TO_VERIFICATION = (ASSIGN, ASSESS, PLAN, START, EVIDENCE, SUBMIT)

WALKS: dict[S, tuple[Step, ...]] = {
    S.OPEN: (),
    S.IN_REVIEW: (ASSIGN,),
    S.NEEDS_INFORMATION: (ASSIGN, ASK),
    S.ASSESSED: (ASSIGN, ASK, ANSWER, ASSESS_MINOR, TELL_MEMBER),
    S.CONTESTED: (ASSIGN, ASSESS, CONTEST),
    S.CONTESTED_OFFICE: (ASSIGN, ASSESS, CONTEST, UPHOLD, CONTEST_AGAIN),
    S.CONTESTED_STEERING: (
        ASSIGN,
        ASSESS,
        CONTEST,
        UPHOLD,
        CONTEST_AGAIN,
        UPHOLD,
        CONTEST_AGAIN,
    ),
    S.PLANNED: (ASSIGN, ASSESS, CONTEST, UPHOLD, PLAN),
    S.REMEDIATION: (ASSIGN, ASSESS, PLAN, START, EVIDENCE, SUBMIT, RETURN),
    S.REMEDY: (ASSIGN, ASSESS_HARM, PLAN_REMEDY, START_REMEDY, TELL_MEMBER),
    S.VERIFICATION: (*_TO_VERIFICATION, DRAFT, CLEAR),
    S.MONITORED: (*_TO_VERIFICATION, VERIFY, TELL_MEMBER, DRAFT),
    S.CLOSED: (
        *_TO_VERIFICATION,
        VERIFY,
        TELL_MEMBER,
        DRAFT,
        CLEAR,
        TELL_PARTIES,
        WITHHOLD,
        CLOSE,
    ),
    S.DISMISSED: (ASSIGN, DISMISS),
    S.WITHDRAWN: (ASSIGN, ASSESS, CONTEST, TAKE_BACK),
}
"""By the state in which a finding ends: what is done to it."""

PREFERRED: dict[str, tuple[S, ...]] = {
    "audit_finding": (
        S.CLOSED, S.VERIFICATION, S.MONITORED, S.REMEDIATION, S.PLANNED, S.CONTESTED,
    ),
    "country_listed": (
        S.MONITORED, S.PLANNED, S.REMEDIATION, S.NEEDS_INFORMATION, S.CLOSED, S.ASSESSED,
        S.IN_REVIEW, S.OPEN,
    ),
    "entity_listed": (S.PLANNED, S.NEEDS_INFORMATION, S.DISMISSED, S.IN_REVIEW, S.OPEN),
    "smelter_unknown": (
        S.ASSESSED, S.DISMISSED, S.NEEDS_INFORMATION, S.CLOSED, S.IN_REVIEW, S.OPEN,
    ),
    "smelter_not_conformant": (
        S.WITHDRAWN, S.CONTESTED_STEERING, S.CONTESTED_OFFICE, S.CONTESTED, S.MONITORED,
        S.PLANNED, S.OPEN,
    ),
    "smelter_closed": (S.DISMISSED, S.IN_REVIEW, S.OPEN),
    "certificate_expired": (S.NEEDS_INFORMATION, S.CLOSED, S.IN_REVIEW),
    "certificate_expiring": (S.CLOSED, S.VERIFICATION),
}  # fmt: skip
"""By the rule that opened it: where findings end, in the order in which the states are taken."""


def choose(rule: str, severity: str | None, ends: Mapping[S, int]) -> S:
    """Where the next finding of this rule ends, given how many ended where.

    What an auditor calls critical has harmed somebody, and leads to remedy. Else a state that none
    ended in yet goes first; after that the least used of the rule's own.
    """
    if severity == "critical":
        return S.REMEDY
    mine = PREFERRED[rule]
    return min(mine, key=lambda state: (ends.get(state, 0), mine.index(state)))
