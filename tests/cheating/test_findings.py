"""Random people do random things with findings, measures, reports and papers, for months.

Whatever they do: what is refused leaves no trace, four eyes stay four, ``check`` finds it sound.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.cheating import deeds, looking
from tests.walking import SENTENCES
from workflows import deciding, documents, findings, items, people, reminding, reports
from workflows.errors import WorkflowError
from workflows.following import proposals, running, switches
from workflows.models import Document, Finding, Proposal, Report
from workflows.states import (
    DocumentAction,
    FindingAction,
    ItemAction,
    ItemState,
    ReportAction,
    RuleMode,
)
from workflows.verdicts import Verdict

CAST = (
    *("reader", "other_reader", "secretary", "both", "contact", "submitter"),
    *("competitor", "conflicted", "chair", "member", "administrator"),
)
LIKELY = CAST[:6]
ON = (
    *(FindingAction.CLOSE, FindingAction.VERIFY, FindingAction.SUBMIT, FindingAction.START),
    *(FindingAction.ADD_EVIDENCE, FindingAction.PLAN, FindingAction.ASSESS, FindingAction.ANSWER),
    *(FindingAction.UPHOLD, FindingAction.COMMUNICATE, FindingAction.ASSIGN),
)
"""What brings a finding further, the last first."""
FINDINGS, REPORTS, PAPERS, PROPOSALS, DAYS = "finding", "report", "paper", "proposal", "days"
WORDS = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(["member", "secretariat", "parties", "public"]),
        "due": st.sampled_from(["2027-04-20", "2027-06-01", "2027-12-24", "soon"]),
        "harm": st.sampled_from(["actual", "potential"]),
        "note": st.sampled_from(["It was so.", "It was so.", ""]),
    }
)
steps = st.one_of(
    # Half of the steps are drawn from what may be done now: else no history gets far.
    *(
        st.tuples(
            st.just(FINDINGS), st.sampled_from(LIKELY), st.integers(0, 99), st.just(what), WORDS
        )
        for what in (None, FindingAction.CONTEST, *["on"] * 4)
    ),
    st.tuples(
        st.just(FINDINGS),
        st.sampled_from(CAST),
        st.integers(0, 99),
        st.sampled_from(FindingAction),
        WORDS,
    ),
    st.tuples(
        st.just(REPORTS),
        st.sampled_from(("secretary", "both", "chair", "contact")),
        st.integers(0, 3),
        st.sampled_from([None, *ReportAction]),
        st.none(),
    ),
    st.tuples(
        st.just(PAPERS),
        st.sampled_from(CAST),
        st.integers(0, 3),
        st.sampled_from([*DocumentAction, *[DocumentAction.ASK_TO_WITHDRAW] * 20]),
        st.none(),
    ),
    st.tuples(
        st.just(PROPOSALS),
        st.sampled_from(("secretary", "both", "contact")),
        st.integers(0, 9),
        st.sampled_from(["accept", "refuse", "undo"]),
        st.none(),
    ),
    st.tuples(st.just(DAYS), st.none(), st.sampled_from([1, 6, 40]), st.none(), st.none()),
)


BEGINS = datetime(2027, 3, 1, 9, tzinfo=UTC)  # a certificate in the papers ends in June


class Months:
    """One history: who does what, one after the other, each looked at from outside."""

    def __init__(self, stage) -> None:
        self.stage = stage
        self.counts: Counter[tuple[str, str]] = Counter()
        self.told: list[str] = []
        stage.restore()
        stage.clock.at = BEGINS
        with stage.working() as session:
            switches.switch(
                session, "measure_late", RuleMode.ACTS, stage.people["secretary"], note="Always."
            )
            self._approve(session)
            stage.clock.at += timedelta(days=20)
            running.run(session)
        self.held = {actor.person_id: actor.held for actor in stage.people.values()}

    def _approve(self, session) -> None:
        """What the readers find in the papers, so that there are findings to begin with."""
        for name in ("ours", "theirs"):
            paper = session.query(Document).filter_by(public_id=self.stage.papers[name]).one()
            for item in items.of_document(session, paper):
                for reader in ("reader", "other_reader"):
                    if item.state in (ItemState.OPEN, ItemState.SECOND):
                        verdict = Verdict(ItemAction.APPROVE)
                        deciding.decide(session, item, verdict, self.stage.people[reader])

    def go(self, walk) -> None:
        """All steps, and after each the rules."""
        for step in walk:
            before = looking.look(self.stage.watch)
            end = self._take(step)
            after = looking.look(self.stage.watch)
            changed = looking.differences(before, after)
            self.told.append(f"{step} -> {end}")
            self.counts[step[0], end] += 1
            if end != deeds.DONE:
                assert not changed, self.told
            assert not changed or "event" in changed, self.told
            self._four_eyes(before, after)

    def _take(self, step) -> str:
        kind, who, number, what, words = step
        with self.stage.installation.sessions() as session:
            if kind == DAYS:
                self.stage.clock.at += timedelta(days=number)
                running.run(session)
                reminding.remind(session, None)
                session.commit()
                return deeds.DONE
            actor = people.acting_as(session, self.stage.people[who].email)
            try:
                done = getattr(self, f"_{kind}")(session, actor, number, what, words)
            except WorkflowError:
                return deeds.REFUSED
            if done:
                session.commit()
            return deeds.DONE if done else deeds.ABSENT

    def _finding(self, session, actor, number, action, words) -> bool:
        rows = session.scalars(findings.visible(actor).order_by(None).order_by(Finding.id)).all()
        if not rows:
            return False
        finding = rows[number // 50 % len(rows)]  # the first ones, which so get far
        if action is None:
            possible = self._possible(session, finding, actor)
            if not possible:
                return False
            action = possible[number % len(possible)]
        elif action == "on":
            there = LIKELY[number % len(LIKELY) :] + LIKELY[: number % len(LIKELY)]
            able = [people.acting_as(session, self.stage.people[name].email) for name in there]
            ways = [
                (ON.index(one), place, one)
                for place, somebody in enumerate(able)
                for one in self._possible(session, finding, somebody)
                if one in ON
            ]
            if not ways:
                return False
            _order, place, action = min(ways)
            actor, words = able[place], {"harm": words["harm"]}
        given = (
            SENTENCES
            | {"due": "2027-09-01"}
            | words
            | {"person": self.stage.people["reader"].email}
        )
        findings.act(session, finding, action, actor, given)
        self.counts[action, deeds.DONE] += 1
        return True

    def _possible(self, session, finding, actor) -> list[FindingAction]:
        return [
            FindingAction(option.transition.action)
            for option in findings.options(session, finding, actor)
            if option.refusal is None
        ]

    def _report(self, session, actor, number, action, _words) -> bool:
        if action is None:
            reports.create(session, reports.period_named("2025-2026"), "nl", actor)
            return True
        rows = session.scalars(
            reports.visible(session, actor).order_by(None).order_by(Report.id)
        ).all()
        if rows:
            row = rows[number % len(rows)]
            reports.act(session, row, action, actor, note="It was so.", audience="public")
        return bool(rows)

    def _paper(self, session, actor, number, action, _words) -> bool:
        name = list(self.stage.papers)[number % len(self.stage.papers)]
        document = documents.get(session, self.stage.papers[name], actor)
        documents.act(session, document, action, actor, note="It was so.")
        return True

    def _proposal(self, session, actor, number, what, _words) -> bool:
        rows = session.scalars(select(Proposal).order_by(Proposal.id)).all()
        if not rows:
            return False
        proposal = proposals.get(session, rows[number % len(rows)].public_id, actor)
        if what == "refuse":
            proposals.refuse(session, proposal, actor, note="It was so.")
        else:
            getattr(proposals, what)(session, proposal, actor)
        return True

    def _four_eyes(self, before, after) -> None:
        """Who did what was just done, in the naive words of the design; the log tells who."""
        for number, row in after.tables["finding"].items():
            was = before.tables["finding"].get(number)
            if was is None or was["state"] == row["state"]:
                continue
            (me,) = {
                event["actor_id"]
                for event in after.rows("event", object_id=row["public_id"])
                if event["seq"] not in before.tables["event"]
            }
            if (was["state"], row["state"]) == ("verification", "monitored"):
                assert was["submitted_by_id"] != me, self.told
            if row["state"] == "closed":
                assert row["verified_by_id"] != me, self.told
            if row["state"] in ("assessed", "monitored", "closed", "dismissed"):
                held = {one.organisation_id for one in self.held.get(me, ())}
                assert row["organisation_id"] not in held, self.told


def test_whatever_people_do_with_findings_all_stays_sound(stage):
    counts: Counter[tuple[str, str]] = Counter()

    @settings(
        max_examples=8,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink a history through a database takes minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(walk=st.lists(steps, min_size=50, max_size=70))
    def histories(walk):
        months = Months(stage)
        months.go(walk)
        counts.update(months.counts)
        code, out, err = deeds.command(stage, "check")
        assert code == 0, (out, err, months.told)

    histories()
    # The histories are worth something: each kind was done and refused, and findings got far.
    done = {kind for kind, end in counts if end == deeds.DONE}
    assert done >= {
        *(FINDINGS, REPORTS, PAPERS, PROPOSALS, DAYS),
        *(FindingAction.ASSESS, FindingAction.PLAN, FindingAction.SUBMIT, FindingAction.VERIFY),
        *(FindingAction.CONTEST, FindingAction.CLOSE, FindingAction.COMMUNICATE),
    }
    refused = {kind for kind, end in counts if end == deeds.REFUSED}
    assert refused >= {FINDINGS, REPORTS, PAPERS, PROPOSALS}


def test_a_history_that_is_not_sound_is_noticed(stage):
    stage.restore()
    with stage.working() as session:
        paper = session.query(Document).filter_by(public_id=stage.papers["ours"]).one()
        (item,) = [i for i in items.of_document(session, paper) if i.kind == "audit_finding"]
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), stage.people["reader"])
    stage.watch.execute("UPDATE finding SET state = 'closed'")
    stage.watch.commit()
    code, out, _err = deeds.command(stage, "check")
    assert code == 1
    assert "closed, but its history says" in out
