"""How people and the system take each step of each machine: through what the edges call.

A row is put where a step begins. The conditions of the step are taken to hold, but for findings,
whose past is made so that they do; each condition has a test of its own that it refuses.
"""

from dataclasses import replace

from sqlalchemy import select, update

from tests.cast import a_document, a_person, a_reading, a_record, an_audit_finding
from tests.walking import SENTENCES
from tests.yearly import a_year
from workflows import (
    adding,
    asking_again,
    carrying,
    clock,
    contesting,
    deciding,
    documents,
    findings,
    items,
    name_rules,
    organisations,
    people,
    performing,
    questions,
    regrouping,
    remark_answers,
    remarks,
    reports,
    round_drafts,
    rounds,
    rule_making,
    steps,
    versions,
)
from workflows.contest_states import ContestOutcome
from workflows.doubting import Doubt, doubt
from workflows.errors import NotAllowed
from workflows.following import proposals
from workflows.models import (
    Cause,
    Communication,
    Contest,
    Document,
    Evidence,
    Finding,
    ItemPlace,
    Proposal,
    Report,
    RoundRemark,
)
from workflows.permissions import Who
from workflows.remark_states import RemarkAction
from workflows.report_kinds import ReportKind
from workflows.states import (
    Audience,
    CommunicationState,
    DocumentAction,
    DocumentState,
    FindingState,
    ItemAction,
    NameRuleAction,
    ProposalAction,
    ProposalDoes,
    QuestionAction,
    RejectReason,
    ReportAction,
    Role,
    RuleScope,
    StepAction,
)
from workflows.states import FindingAction as A
from workflows.transitions import PROPOSALS
from workflows.verdicts import Verdict

REJECT = Verdict(ItemAction.REJECT, RejectReason.MISREAD, "It was so.")


def hold(patch, machine, transition):
    """Let the conditions of this step hold, and those of the others by the same action not."""
    original = performing._refusal
    ways = machine.by(transition.source, transition.action)

    def refusal(other, standing, guards):
        if all(other is not way for way in ways):
            return original(other, standing, guards)
        if other is not transition:
            return NotAllowed("another way")
        return original(replace(other, guards=()), standing, guards)

    patch.setattr(performing, "_refusal", refusal)


def can_try(machine, step, standing) -> bool:
    """Whether there is any function by which they could try to take the step."""
    if standing is Who.SYSTEM:
        return Who.SYSTEM in step.who or machine.noun in ("document", "finding")
    # What is carried over and what lapses is done by functions that take no actor.
    return step.who != {Who.SYSTEM} or machine.noun not in ("item", "proposal")


class Stage:
    """The rows of one database that steps are taken with; each case is rolled back after it."""

    def __init__(self, session, store, world) -> None:
        self.session, self.store, self.world = session, store, world
        records = (
            a_record("Eerste Smelterij"),
            a_record("Tweede Smelterij"),
            a_record("Derde Oven"),
        )
        self.document = self._paper(*records)
        self.before, self.item, self.after = items.of_document(session, self.document)
        self.item.places = [
            ItemPlace(text="Tweede Smelterij", page=1, box=None, quote="", cell=None)
        ]
        asked = items.of_document(session, self._paper(a_record("Vierde Smelterij")))[0]
        doubt(session, asked, Doubt("ask"), world.reader, text="Is dit een smelter?")
        (self.question,) = questions.of_item(session, asked, world.reader)
        (ruled,) = items.of_document(session, self._paper(a_record("Vijfde Handel")))
        deciding.decide(
            session, ruled, Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER), world.reader
        )
        self.ruled = ruled
        self.rule = rule_making.make(session, ruled, RuleScope.MEMBER, world.reader)
        self.report = reports.create(
            session, reports.period_named("2025-2026"), "nl", world.other_secretary
        )
        self.proposal = self._proposal()
        self.step = a_year(session, world.submitter).steps[0]
        self.own_report = reports.create_of_year(
            session, self.step.year, ReportKind.MEMBER, "nl", world.submitter
        )
        self.remark = self._remark()
        office = organisations.named(session, "Secretariaat Verzinsel")
        (audited,) = items.of_document(session, self._paper(findings=[an_audit_finding()]))
        # By somebody else than the readers: they have not judged it yet.
        first = a_person(session, "first@voorbeeld.example", Role.REVIEWER, office)
        documents.assign(session, audited.document, people.find(session, first.email), None)
        deciding.decide(session, audited, Verdict(ItemAction.APPROVE), first)
        self.finding = session.scalars(select(Finding)).one()
        session.flush()

    def _paper(self, *records, **more) -> Document:
        reading = a_reading(*records, **more)
        return a_document(
            self.session, self.store, self.world.company, self.world.submitter, reading
        )

    def _proposal(self) -> Proposal:
        session = self.session
        now = clock.now(session)
        cause = Cause(rule="certificates", key="made up", day=now.date(), facts={}, found_at=now)
        proposal = Proposal(
            cause=cause,
            organisation_id=self.world.company.id,
            key="made up",
            state=PROPOSALS.initial,
            does=ProposalDoes.OPEN,
            rule="certificate_expired",
            subject="made up",
            facts={},
        )
        session.add(proposal)
        session.flush()
        return proposal

    def _remark(self) -> RoundRemark:
        """What a party says of a paragraph of a draft, with other words for it."""
        session, world = self.session, self.world
        draft = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
        reports.write(session, draft, "foreword", "Wij leerden.", world.secretary)
        asked = rounds.start(
            session,
            draft,
            world.secretary,
            parties=[world.company.public_id],
            steering=False,
            due=clock.today(session),
        )
        spot = round_drafts.spot(asked, "foreword-own-0")
        said = remarks.Said(spot, "Mooier", "Wij leerden veel.")
        (remark,) = remarks.add(session, asked, [said], world.contact)
        return remark

    def row(self, machine):
        """The row of this machine."""
        return getattr(self, "rule" if machine.noun == "name_rule" else machine.noun)

    def put(self, machine, transition) -> None:
        """Put the row where the step begins."""
        row = self.row(machine)
        # A name rule that was withdrawn, say, has no version that counts: past the mapper.
        self.session.execute(
            update(type(row)).where(type(row).id == row.id).values(state=transition.source)
        )
        self.session.refresh(row)
        if machine.noun == "report":
            self.session.execute(
                update(Report)
                .where(Report.id == self.own_report.id)
                .values(state=transition.source)
            )
            self.session.refresh(self.own_report)
        if machine.noun == "item":
            self.document.state = DocumentState.IN_REVIEW
            if transition.source.value == "second":
                row.proposed, row.proposed_by_id = ItemAction.APPROVE, self.world.chair.person_id
        if machine.noun == "finding":
            self._past(row, transition)
        self.session.flush()

    def _past(self, finding, transition) -> None:
        """What was done before, so that the conditions of the step hold."""
        contact, chair = self.world.contact.person_id, self.world.chair.person_id
        finding.harm, finding.resume = "actual", FindingState(transition.target.value)
        finding.submitted_by_id = finding.verified_by_id = contact
        finding.evidence = [Evidence(added_by_id=contact, added_at=finding.opened_at, note="Seen.")]
        for source in finding.sources:
            source.ended_at = finding.opened_at
        told = transition.action is not A.CLOSE
        state = CommunicationState.DRAFT if told else CommunicationState.WITHHELD
        finding.contests = self._contests(transition)
        finding.communications = [
            Communication(audience=Audience.MEMBER, state=state, text="Words.", drafted_by_id=chair)
        ]

    def _contests(self, transition) -> list[Contest]:
        """The rung that a step begins on; before an appeal, the one that was upheld."""
        begun = clock.now(self.session)
        states = {step.state: rung for rung, step in contesting.LADDER.items()}
        row = Contest(grounds="It is not so.", begun_at=begun, due=begun.date())
        if transition.source in states:
            row.rung = states[transition.source]
            return [row]
        after = (
            transition.action is A.CONTEST and contesting.LADDER[states[transition.target]].after
        )
        if not after:
            return []
        row.rung, row.outcome = after, ContestOutcome.UPHELD
        return [row]

    # One way a machine to take a step; ``actor`` is None for the system. What they return is the
    # state that was reached.

    def take(self, machine, transition, actor) -> str:
        """Take the step, as somebody who asks for the row by its id."""
        step = getattr(self, f"_{machine.noun}_step")
        return step(transition, actor)

    def _document_step(self, transition, actor):
        session, document, action = self.session, self.document, transition.action
        if actor is not None:
            document = documents.get(session, document.public_id, actor)
        if action is DocumentAction.RENEW and actor is not None:
            versions.add(session, self.store, document, "b.pdf", b"%PDF-1.4 made up", actor)
        else:
            if action is DocumentAction.RENEW:
                raise NotAllowed("Nothing but a file that somebody sends renews a document.")
            documents.act(session, document, action, actor, note="It was so.")
        return document.state

    def _item_step(self, transition, actor):
        session, action, item = self.session, transition.action, self.item
        if actor is None:
            self.item.taken_from, self.before.state = self.before, transition.target
            carrying._perform(session, self.document, item, {})
            return item.state
        item = items.get(session, item.public_id, actor)
        if action is ItemAction.SPLIT:
            regrouping.split(session, item, actor, at=1)
        elif action is ItemAction.TAKE_OUT:
            regrouping.take_out(session, item, actor, mention=2)
        elif action in (ItemAction.MERGE, ItemAction.JOIN):
            other = self.after if action is ItemAction.MERGE else self.before
            regrouping.merge(session, self.document, [item, other], actor)
        elif action is ItemAction.ADD:
            values = {"smelter": "Vergeten Smelterij"}
            item = adding.add(
                session, self.document, actor, page=1, values=values, box=None, typed=True
            )
        else:
            changes = {"country": "MY"} if action in (ItemAction.CHANGE, ItemAction.CORRECT) else {}
            deciding.decide(session, item, replace(REJECT, action=action, changes=changes), actor)
        return item.state

    def _question_step(self, transition, actor):
        question = questions.get(self.session, self.question.public_id, actor)
        if transition.action is QuestionAction.ANSWER:
            questions.answer(self.session, self.store, question, actor, text="A trader.")
        else:
            questions.withdraw(self.session, question, actor)
        return question.state

    def _name_rule_step(self, transition, actor):
        session, rule = self.session, self.rule
        if actor is None:
            asking_again.without_verdict(session, self.ruled, None)
        else:
            rule = name_rules.get(session, rule.public_id, actor)
            action = NameRuleAction(transition.action.value)
            name_rules.act(session, rule, action, actor, note="It was so.")
        return rule.state

    def _proposal_step(self, transition, actor):
        session, proposal, action = self.session, self.proposal, transition.action
        if actor is not None:
            proposal = proposals.get(session, proposal.public_id, actor)
        if action is ProposalAction.LAPSE:
            proposals.lapse(session, proposal)
        elif action is ProposalAction.REFUSE:
            proposals.refuse(session, proposal, actor, note="It was so.")
        elif action is ProposalAction.ACCEPT:
            proposals.accept(session, proposal, actor)
        else:
            proposals.undo(session, proposal, actor)
        return proposal.state

    def _finding_step(self, transition, actor):
        session, finding, action = self.session, self.finding, A(transition.action.value)
        given = SENTENCES | {"person": self.world.reader.email}
        if actor is None:
            findings._perform(session, finding, action, None, given, None)
        else:
            finding = findings.get(session, finding.public_id, actor)
            findings.act(session, finding, action, actor, given)
        return finding.state

    def _report_step(self, transition, actor):
        # Of the company's year its own people make one, and nobody else.
        mine = actor is self.world.contact
        public_id = (self.own_report if mine else self.report).public_id
        report = reports.get(self.session, public_id, actor)
        whom = "parties" if transition.action is ReportAction.PUBLISH else ""
        reports.act(
            self.session, report, transition.action, actor, note="It was so.", audience=whom
        )
        return report.state

    def _remark_step(self, transition, actor):
        action = RemarkAction(transition.action.value)
        remark = remarks.get(self.session, self.remark.public_id, actor)
        remark_answers.act(self.session, remark, action, actor, note="It was so.")
        return remark.state

    def _step_step(self, transition, actor):
        step, action = steps.get(self.session, self.step.public_id, actor), transition.action
        if action is StepAction.FILL_IN:
            steps.fill_in(self.session, step, actor, {})
        else:
            said = {"note": "It was so.", "due": "2199-01-02"}
            steps.act(self.session, step, action, actor, said)
        return step.state
