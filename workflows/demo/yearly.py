"""The six steps in the demo: the year before answered and accepted, the running one under way."""

from datetime import date

from sqlalchemy.orm import Session

from workflows import chains, organisations, people, plans, remedies, steps, years
from workflows.demo import cast
from workflows.demo.cast import Member
from workflows.finding_actions import LIKELIHOODS, SEVERITIES
from workflows.models import MemberYear, YearStep
from workflows.permissions import Actor
from workflows.plans import Given
from workflows.states import StepAction
from workflows.steps import Answer

OPENED = (date(2025, 7, 1), date(2026, 7, 1))
FIRST_DAY, ASSESSED_DAY, PLAN_DAY = (
    date(2025, 11, 18),
    date(2025, 12, 9),
    date(2026, 2, 3),
)
LATELY_DAY, RETURNED_DAY = date(2026, 11, 17), date(2026, 11, 19)

_NOTES = {
    "policy": "Het beleid is vastgesteld door de directie en staat op onze website.",
    "suppliers": "Zie de lijst die wij van {supplier} kregen.",
    "complaints": "Klagen kan per post en per telefoon, ook zonder naam.",
}
_METALS, _COUNTRIES = ("tin", "copper", "zinc", "aluminium"), ("ID", "PE", "CD", "IN", "")
_SEEN = "Een vakbond en een krant schreven hierover."
_DO = "Wij bespreken dit met de directie en leggen de afspraak vast."
_WHO, _BY, _DONE = "Hoofd inkoop", date(2027, 3, 31), "De afspraak staat op papier."
_MORE_TIME = {"due": "2027-01-31", "note": "Onze leverancier stuurt zijn lijst pas in januari."}
_HARMED = ("Arbeiders van de nachtploeg", "Gezinnen naast de oven")
_MADE_GOOD = (
    "De overuren van een half jaar zijn alsnog betaald.",
    "Zij krijgen de grond terug die voor het afval is gebruikt.",
)
_CONSULTED = ("De vakbond van de fabriek", "Een vertrouwenspersoon in het dorp")
_ACCEPTED = "Helder. Laat volgend jaar zien wat de maatregelen hebben opgeleverd."
_RETURNED = "Wie heeft het beleid vastgesteld, en wanneer? Voeg de datum toe."


def open_years(session: Session) -> None:
    """What the worker does every day: here on the day on which a year begins."""
    years.open_all(session)


def answer_first_year(session: Session) -> None:
    """Every company but the last two sends in all of its first year."""
    for place, member in enumerate(cast.MEMBERS[:-2]):
        for step in _running(session, member).steps:
            _answer(session, member, step, (place + step.number) % 4)
            steps.act(session, step, StepAction.SIGN, _acting(session, member.contact), {})


def assess_first_year(session: Session) -> None:
    """The secretariat accepts what came in."""
    anne = _acting(session, cast.ANNE)
    for member in cast.MEMBERS[:-2]:
        for step in _running(session, member).steps:
            note = _ACCEPTED if step.number == 3 else ""
            steps.act(session, step, StepAction.ACCEPT, anne, {"note": note})


def begin_second_year(session: Session) -> None:
    """Each company is somewhere else: one has sent in all, some have not begun."""
    for place, member in enumerate(cast.MEMBERS):
        rows = _running(session, member).steps
        whole = (place * 5 + 2) % 7
        for step in rows[:whole]:
            _answer(session, member, step, 1 + (place + step.number) % 4)
            steps.act(session, step, StepAction.SIGN, _acting(session, member.contact), {})
        if whole < len(rows) and place % 2 == 0:
            step, submitter = rows[whole], _acting(session, member.submitter)
            first = steps.questions(step)[0].key
            steps.fill_in(session, step, submitter, {first: Answer(2)})
            if place % 4 == 0:
                steps.act(session, step, StepAction.ASK_TIME, submitter, _MORE_TIME)


def plan_first_year(session: Session) -> None:
    """Each company takes over what its answers asked for, and does a part of it."""
    for place, member in enumerate(cast.MEMBERS[:-2]):
        year, contact = _running(session, member), _acting(session, member.contact)
        offered = plans.proposals(session, year, contact)
        low = [one.key for one in offered if one.question is not None][: 2 + place % 3]
        if not low:
            continue
        for number, action in enumerate(
            plans.take(session, year, dict.fromkeys(low, _DO), contact)
        ):
            given = Given(_DO, _WHO, _BY, done=number == 0, result=_DONE if number == 0 else "")
            plans.change(session, action, given, contact)


def see_risks(session: Session) -> None:
    """Each company puts a few risks of its chains on the list; the next year takes them over."""
    for place, member in enumerate(cast.MEMBERS[:-2]):
        year, submitter = _running(session, member), _acting(session, member.submitter)
        (supplier, *_others) = (*chains.suppliers(session, year), None)
        for number in range(2 + place % 4):
            seen = chains.Given(
                material=_METALS[(place + number) % len(_METALS)],
                risk=f"T{1 + (place * 3 + number * 5) % 13:02d}",
                severity=SEVERITIES[(place + number) % 3],
                likelihood=LIKELIHOODS[(place + 2 * number) % 3],
                country=_COUNTRIES[(place + number) % len(_COUNTRIES)],
                supplier=supplier.public_id if supplier is not None and number == 0 else "",
                note=_SEEN if number == 0 else "",
            )
            chains.add(session, year, seen, submitter)


def make_good(session: Session) -> None:
    """Two companies write down what was done for people who were harmed."""
    for place, member in enumerate(cast.MEMBERS[:2]):
        contact = _acting(session, member.contact)
        year = _running(session, member)
        found = remedies.harms(session, year, contact)
        told = remedies.Given(
            harmed=_HARMED[place],
            text=_MADE_GOOD[place],
            consulted=_CONSULTED[place],
            involvement=remedies.INVOLVEMENTS[2 - place],
            form="restitution" if place else "compensation",
            satisfied="not_asked" if place else "partly",
            finding=found[0].public_id if found else "",
            people=12 - 7 * place,
            provided_on=None if place else date(2026, 10, 30),
            said="" if place else "Het bedrag is goed, maar het kwam laat.",
        )
        remedies.add(session, year, told, contact)


def answer_second_year(session: Session) -> None:
    """The secretariat accepts some steps and sends one of each company back."""
    anne = _acting(session, cast.ANNE)
    for place, member in enumerate(cast.MEMBERS):
        sent = [one for one in _running(session, member).steps if one.signed_at is not None]
        for step in sent[: place % 3]:
            action, note = StepAction.ACCEPT, ""
            if step.number == 1 and place % 2 == 0:
                action, note = StepAction.RETURN, _RETURNED
            steps.act(session, step, action, anne, {"note": note})


def _running(session: Session, member: Member) -> MemberYear:
    company = organisations.named(session, member.name)
    return years.of(session, company)[0]


def _answer(session: Session, member: Member, step: YearStep, level: int) -> None:
    submitter = _acting(session, member.submitter)
    papers = steps.papers(session, step, submitter)
    newest = frozenset(one.public_id for one in papers[:1])
    answers = {
        question.key: Answer(
            min(level + place % 2, 4),
            note=_NOTES.get(question.key, "").format(supplier=member.supplier),
            documents=newest if question.key == "suppliers" else frozenset(),
            confirmed=True,
        )
        for place, question in enumerate(steps.questions(step))
    }
    steps.fill_in(session, step, submitter, answers)


def _acting(session: Session, email: str) -> Actor:
    return people.acting_as(session, email)
