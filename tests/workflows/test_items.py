import pytest

from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from workflows import adding, deciding, documents, explaining, items, register, undoing
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.states import (
    DocumentAction,
    DocumentState,
    ItemAction,
    ItemState,
    RejectReason,
)
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
DOUBT = Verdict(ItemAction.DOUBT)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


def changing(**changes):
    return Verdict(ItemAction.CHANGE, changes=changes)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def known(session, paper):
    """An item whose first candidate is a strong match with the register."""
    site = a_site(session)
    (item,) = paper(a_record(candidates=[a_candidate(site)]))
    return item


def second_reading(item, reason):
    assert item.state is ItemState.SECOND
    assert item.second_reason == reason
    return True


@pytest.mark.parametrize("who", ["secretary", "submitter", "contact"])
def test_only_reviewers_give_verdicts(session, world, known, who):
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        decide(session, known, APPROVE, getattr(world, who))
    assert known.state is ItemState.OPEN


def test_a_verdict_on_a_version_that_is_gone_is_stale(session, world, known):
    seen = known.version
    decide(session, known, DOUBT, world.other_reader, seen=seen)
    with pytest.raises(Stale):
        decide(session, known, APPROVE, world.reader, seen=seen)
    assert known.state is ItemState.DOUBT


def test_a_rejection_needs_a_reason(session, world, known):
    with pytest.raises(Invalid, match="Choose a reason"):
        decide(session, known, Verdict(ItemAction.REJECT), world.reader)


def test_the_reason_other_needs_twenty_characters(session, world, known):
    short = Verdict(ItemAction.REJECT, RejectReason.OTHER, note="  nineteen characters ")
    with pytest.raises(Invalid, match="at least 20 characters"):
        decide(session, known, short, world.reader)
    long = Verdict(ItemAction.REJECT, RejectReason.OTHER, note="just twenty letters.")
    decide(session, known, long, world.reader)
    assert known.state is ItemState.REJECTED


def test_a_reason_fits_the_kind_of_item(session, world, paper):
    for item in paper(certificates=[a_certificate()], findings=[an_audit_finding()]):
        with pytest.raises(Invalid, match="“not_a_smelter” is no reason to reject an item of this"):
            decide(session, item, TRADER, world.reader)
        assert item.state is ItemState.OPEN
        decide(session, item, Verdict(ItemAction.REJECT, RejectReason.ONLY_NAMED), world.reader)


def test_a_reason_of_before_each_kind_had_its_own_may_still_be_explained(session, world, paper):
    (item,) = paper(certificates=[a_certificate()])
    decide(session, item, Verdict(ItemAction.REJECT, RejectReason.ONLY_NAMED), world.reader)
    item.decisions[-1].reason = RejectReason.NOT_A_SMELTER
    explaining.explain(session, item, world.reader, "It belongs to a trader.")
    assert item.decisions[-1].note == "It belongs to a trader."


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (changing(), "Change at least one field"),
        (changing(country="Indonesia"), "not a country code"),
        (changing(colour="red"), "no field “colour”"),
        (changing(smelter="  "), "Give the smelter a name"),
        (Verdict(ItemAction.APPROVE, changes={"country": "MY"}), "choose “Change”"),
        (Verdict(ItemAction.APPROVE, candidate="7"), "no candidate 7"),
        (Verdict(ItemAction.APPROVE, candidate="Nergens Tin"), "no smelter “Nergens Tin”"),
    ],
)
def test_a_verdict_that_does_not_fit_says_what_to_mend(session, world, known, verdict, message):
    with pytest.raises(Invalid, match=message):
        decide(session, known, verdict, world.reader)
    assert (known.state, known.decisions) == (ItemState.OPEN, [])


@pytest.mark.parametrize(
    ("field", "text"), [("expires", "31-12-2027"), ("issued", "soon"), ("country", "Nederland")]
)
def test_a_corrected_field_of_a_certificate_is_checked(session, world, paper, field, text):
    (item,) = paper(certificates=[a_certificate()])
    with pytest.raises(Invalid):
        decide(session, item, changing(**{field: text}), world.reader)


def test_a_corrected_severity_is_one_of_four(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    with pytest.raises(Invalid, match="critical, major, minor, observation"):
        decide(session, item, changing(severity="huge"), world.reader)
    decide(session, item, changing(severity="minor"), world.reader)


def test_a_site_of_another_member_cannot_be_linked(session, world, paper):
    theirs = a_site(session, "Geheime Smelterij", organisation=world.rival)
    (item,) = paper(a_record(candidates=[a_candidate(theirs)]))
    assert item.candidates == []
    for name in (theirs.public_id, theirs.name, theirs.identifiers[0].value):
        with pytest.raises(Invalid, match="There is no smelter"):
            decide(session, item, Verdict(ItemAction.APPROVE, candidate=name), world.reader)


@pytest.mark.parametrize("by", ["public id", "name", "identifier"])
def test_a_site_is_linked_by_what_one_knows_of_it(session, world, paper, by):
    site = a_site(session, "Batu Hijau Smelting")
    a_site(session, "Batu Hijau Smelting Two")
    (item,) = paper(a_record())
    ways = {"public id": site.public_id, "name": site.name}
    wanted = ways.get(by, site.identifiers[0].value)
    decide(session, item, Verdict(ItemAction.APPROVE, candidate=wanted), world.reader)
    assert item.site is site


def test_an_approved_new_smelter_is_seen_by_its_member_and_the_reviewers_only(
    session, world, paper
):
    (item,) = paper(a_record("Nieuwe Smelterij"))
    decide(session, item, APPROVE, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    seen = {
        name
        for name, actor in world.everybody.items()
        if register.search(session, "nieuwe smelterij", actor)
    }
    inside = {"submitter", "contact", "reader", "other_reader", "secretary", "other_secretary"}
    assert seen == inside
    with pytest.raises(NotFound, match="There is no such smelter"):
        register.get(session, item.site.public_id, world.competitor)


def test_the_papers_name_of_a_known_site_stays_with_its_member(session, world, paper):
    site = a_site(session)
    (item,) = paper(a_record("P.T. Merapi Tin Wks", candidates=[a_candidate(site)]))
    decide(session, item, APPROVE, world.reader)
    assert [n.name for n in register.names(session, site, world.submitter)] == [
        "P.T. Merapi Tin Wks"
    ]
    assert register.names(session, site, world.competitor) == []


def test_items_of_another_member_look_exactly_like_none(session, world, known):
    with pytest.raises(NotFound) as other:
        items.get(session, known.public_id, world.competitor)
    with pytest.raises(NotFound) as none:
        items.get(session, "x" * 12, world.competitor)
    assert (other.value.args, other.value.params) == (none.value.args, none.value.params)
    assert items.get(session, known.public_id, world.submitter) is known


def test_a_document_finishes_by_itself_and_reopens(session, world, paper):
    site = a_site(session)
    first, last = paper(
        *(a_record(name, candidates=[a_candidate(site)]) for name in ("Merapi", "Kelana"))
    )
    document = first.document
    assert document.state is DocumentState.TO_REVIEW
    decide(session, first, APPROVE, world.reader)
    assert document.state is DocumentState.IN_REVIEW
    decide(session, last, TRADER, world.other_reader)
    assert document.state is DocumentState.REVIEWED
    deciding.undo(session, last, world.other_reader)
    assert document.state is DocumentState.IN_REVIEW
    decide(session, last, APPROVE, world.other_reader)
    reopening = Verdict(ItemAction.REOPEN, note="The supplier sent a correction.")
    decide(session, first, reopening, world.secretary)
    assert (first.state, document.state) == (ItemState.OPEN, DocumentState.IN_REVIEW)


def test_adding_what_was_missed_reopens_a_reviewed_document(session, world, known):
    decide(session, known, APPROVE, world.reader)
    assert known.document.state is DocumentState.REVIEWED
    values = {"smelter": "Bedachte Smelterij"}
    adding.add(session, known.document, world.reader, page=1, values=values, box=None, typed=True)
    assert known.document.state is DocumentState.IN_REVIEW


@pytest.mark.parametrize(("page", "values"), [(2, {"smelter": "X"}), (1, {"smelter": " "})])
def test_what_is_added_stands_on_a_page_and_has_a_name(session, world, known, page, values):
    with pytest.raises(Invalid):
        adding.add(
            session, known.document, world.reader, page=page, values=values, box=None, typed=True
        )


@pytest.mark.parametrize(
    ("kind", "message"), [("country", "with Change"), ("mine", "register"), ("other", "no traders")]
)
def test_what_is_no_smelter_is_not_added_and_says_why(session, world, known, kind, message):
    values = {"smelter": "Bedachte Groeve"}
    with pytest.raises(Invalid, match=message):
        adding.add(
            session, known.document, world.reader,
            page=1, values=values, box=None, typed=True, kind=kind,
        )  # fmt: skip
    assert items.of_document(session, known.document) == [known]


def test_nobody_decides_on_a_withdrawn_document(session, world, known):
    documents.act(session, known.document, DocumentAction.WITHDRAW, world.submitter)
    with pytest.raises(NotAllowed, match="withdrawn"):
        decide(session, known, APPROVE, world.reader)


def test_each_verdict_keeps_what_its_reader_saw(session, world, known):
    decide(session, known, changing(country="MY"), world.reader)
    (decision,) = known.decisions
    assert decision.seen["values"]["country"] == "MY"
    assert decision.seen["quote"] == "tin | Merapi Tin Works | ID"
    assert decision.seen["site"] == known.site.public_id
    assert decision.before["state"] == "open"
    assert [act.lead for act in undoing.recent(session, world.reader)] == [decision]


def test_the_options_say_why_something_cannot_be_done(session, world, known):
    for_reader = {
        o.transition.action: o.refusal for o in deciding.options(session, known, world.reader)
    }
    able = {action for action, refusal in for_reader.items() if refusal is None}
    assert able >= {ItemAction.APPROVE, ItemAction.CHANGE, ItemAction.REJECT, ItemAction.DOUBT}
    assert "in one place only" in str(for_reader[ItemAction.TAKE_OUT])
    assert "your own last verdict" in str(for_reader[ItemAction.UNDO])
    for_owner = deciding.options(session, known, world.submitter)
    assert all(option.refusal for option in for_owner)
    told = {o.transition.action: str(o.refusal) for o in for_owner}
    assert "Only a reviewer" in told[ItemAction.APPROVE]
    assert "The company is not asked about this" in told[ItemAction.CONFIRM]


def test_two_companies_may_each_propose_the_same_smelter(session, store, world, paper):
    (mine,) = paper(a_record("Nieuwe Smelterij"))
    document = a_document(
        session, store, world.rival, world.competitor, a_reading(a_record("Nieuwe Smelterij"))
    )
    (theirs,) = items.of_document(session, document)
    for item in (mine, theirs):
        decide(session, item, APPROVE, world.reader)
        decide(session, item, APPROVE, world.other_reader)
    assert mine.site is not theirs.site
    assert theirs.site.organisation_id == world.rival.id


def test_a_second_paper_uses_the_site_that_the_first_one_taught(session, world, paper):
    (first,), (again,) = paper(a_record("Nieuwe Smelterij")), paper(a_record("nieuwe smelterij"))
    decide(session, first, APPROVE, world.reader)
    decide(session, first, APPROVE, world.other_reader)
    decide(session, again, APPROVE, world.reader)
    assert again.state is ItemState.APPROVED
    assert again.site is first.site
