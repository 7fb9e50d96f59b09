"""What a company does changes nothing that its rivals, or any other outsider, can look at."""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import delete, select

from extraction.records import RegisterEntry
from tests import cast
from tests.access import matrix
from tests.access.ground import NEVER, OURS, SHARED, THEIRS
from tests.access.probing import address_of, answer
from tests.access.unpacking import texts
from webapp import db
from workflows import (
    clock,
    deciding,
    editions,
    facts,
    findings,
    items,
    organisations,
    people,
    register,
    rule_making,
)
from workflows.models import (
    Assignment,
    Document,
    Finding,
    Item,
    ItemCandidate,
    Notice,
    Organisation,
    Person,
    Site,
)
from workflows.states import FindingAction, ItemAction, ItemKind, Role, RuleScope
from workflows.storage import FileStore
from workflows.verdicts import Verdict

OUTSIDERS = (
    *("submitter", "contact", "reader", "member", "chair", "steering", "supporter", "expert"),
    "former",
)
LISTS = (
    *("/work", "/documents", "/documents?q=handel", "/documents?state=received", "/review"),
    *("/rules", "/rules?q=kantoor"),
    *("/findings", "/findings?severity=major", "/findings?owner=nobody", "/findings?due=soon"),
    *("/smelters", "/smelters?q=smelter", "/smelters?state=active", "/reports", "/shared"),
    *("/search?q=smelter", "/search?q=opgave", "/search?q=handel&kind=document", "/search?q=exits"),
    *(f"/{name}/export.{kind}" for name in ("findings", "smelters", "shared")
      for kind in ("csv", "xlsx", "json")),
)  # fmt: skip
LISTING = {
    "documents.index": "q",
    "findings.index": "organisation",
    "smelters.index": "q",
    "search.index": "q",
}


def addresses(ground, viewer):
    """Every list, and every page of an object that the viewer may see."""
    found = list(LISTS)
    for (endpoint, method), row in matrix.ROUTES.items():
        if method != "GET" or not row.noun or row.noun == "file":
            continue
        for name, viewers in matrix.SEES[row.noun].items():
            if viewer in viewers and matrix.expected(row, name, viewer, method) == 200:
                found.append(address_of(ground, endpoint, row, name))
    if viewer == "reader":  # a reviewer reads the whole register, and what members alone taught
        found = [address for address in found if not address.startswith(("/smelters", "/search"))]
    return found


def shown(visitors, viewer):
    """All that a viewer can look at, unpacked where it is packed."""
    return {
        address: texts(visitors.ask(viewer, address))
        for address in addresses(visitors.ground, viewer)
    }


def a_busy_day(ground):
    """The rival sends a paper, its reader decides, a site is learned, a finding is worked on."""
    with db.sessions(ground.app)() as session:
        rival = session.scalars(
            select(Organisation).where(
                Organisation.public_id == ground.ids["organisation"]["theirs"]
            )
        ).one()
        sender = people.acting_as(session, ground.emails["competitor"])
        reader = people.acting_as(session, ground.emails["other_reader"])
        store = FileStore(ground.folder / "files")
        site = cast.a_site(
            session, f"{THEIRS} Nieuw", organisation=rival, metal="cobalt", country="ZM",
            status=("rmap", "suspended", clock.today(session)),
        )  # fmt: skip
        reading = cast.a_reading(
            cast.a_record(f"{THEIRS} Nieuw", candidates=[cast.a_candidate(site)]),
            cast.a_record("Openbare Smelterij II"),
            findings=[cast.an_audit_finding("Braamsluiper liet de deur open.")],
        )
        document = cast.a_document(session, store, rival, sender, reading)
        cast.a_document(session, store, rival, sender)
        facts.describe(session, document, sender, supplier="Braamsluiper Twee")
        _leave_to(session, rival, reader)
        for item in items.of_document(session, document):
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
            if rule_making.offered(session, item, reader):
                rule_making.make(session, item, RuleScope.MEMBER, reader)
        finding = session.scalars(
            select(Finding).where(Finding.organisation_id == rival.id).order_by(Finding.id.desc())
        ).first()
        office = people.acting_as(session, ground.emails["secretary"])
        for action, who, given in (
            (FindingAction.ASSIGN, office, {"person": reader.email}),
            (FindingAction.ASSESS, reader, {"severity": "critical", "likelihood": "likely"}),
            (FindingAction.DRAFT, reader, {"audience": "public", "text": "Braamsluiper, straks"}),
        ):
            findings.act(session, finding, action, who, given)
        people.add(session, "nieuw@rivaal.example", Role.CONTACT, rival)
        assert any(
            item.kind is ItemKind.AUDIT_FINDING for item in items.of_document(session, document)
        )
        session.commit()


def _leave_to(session, company, reader):
    """The papers of a company are with this reader alone: the others never had a part in them."""
    session.flush()
    papers = list(session.scalars(select(Document).where(Document.organisation_id == company.id)))
    ids = [paper.id for paper in papers]
    session.execute(delete(Assignment).where(Assignment.document_id.in_(ids)))
    today = sorted(papers, key=lambda paper: paper.id)[-2:]
    told = Notice.object_id.in_([paper.public_id for paper in today])
    session.execute(delete(Notice).where(told, Notice.person_id != reader.person_id))
    at = clock.now(session)
    session.add_all(
        Assignment(document_id=id, person_id=reader.person_id, assigned_at=at) for id in ids
    )
    session.flush()
    for paper in papers:
        session.expire(paper, ["assignments"])


def test_a_rivals_busy_day_changes_no_page_of_anybody_else(ground, visitors):
    before = {viewer: shown(visitors, viewer) for viewer in OUTSIDERS}
    a_busy_day(ground)
    changed = []
    for viewer in OUTSIDERS:
        for address, text in shown(visitors, viewer).items():
            if text != before[viewer][address]:
                changed.append(f"{viewer} {address}")
    assert not changed, "\n".join(changed)
    assert sum(map(len, before.values())) > 250


def test_the_busy_day_shows_to_those_whom_it_concerns(ground, visitors):
    before = {viewer: shown(visitors, viewer) for viewer in ("competitor", "secretary")}
    a_busy_day(ground)
    for viewer, pages in before.items():
        after = shown(visitors, viewer)
        assert sum(after[address] != text for address, text in pages.items()) > 10


@pytest.mark.parametrize("endpoint", sorted(LISTING))
def test_searching_for_a_rivals_words_answers_as_for_nonsense(ground, visitors, endpoint):
    name = LISTING[endpoint]
    path = "/" + endpoint.split(".")[0]
    theirs = {
        "q": [f"{THEIRS} Handel", f"{THEIRS} opgave.pdf", f"{THEIRS} Smelter", "opgave.pdf x"],
        "organisation": [ground.ids["organisation"]["theirs"]],
    }[name]
    # A reviewer finds every smelter of the register, also one that only a rival has met.
    register = {"smelters.index", "search.index"}
    outsiders = [v for v in OUTSIDERS if not (v == "reader" and endpoint in register)]
    for viewer in outsiders:
        for word in theirs:
            nonsense = (
                NEVER[: len(word)]
                if name != "q"
                else "".join("q" if sign.isalpha() else sign for sign in word)
            )
            real = visitors.look(viewer, f"{path}?{name}={quote(word)}")
            none = visitors.look(viewer, f"{path}?{name}={quote(nonsense)}")
            assert same(real.body, word) == same(none.body, nonsense), (viewer, word)


def same(body, word):
    """A page without the words that were searched for, however they were written."""
    text = body.decode()
    for form in (word, quote(word), word.replace(" ", "+"), word.replace(" ", "&#32;")):
        text = text.replace(form, "?")
    return re.sub(r"\?(%3F|\?)*", "?", text)


@pytest.mark.parametrize("viewer", ["submitter", "competitor"])
def test_exports_hold_ones_own_rows_alone(visitors, viewer):
    mine, other = (OURS, THEIRS) if viewer == "submitter" else (THEIRS, OURS)
    for address in LISTS:
        if "/export." in address:
            text = texts(visitors.ask(viewer, address))
            assert other not in text, address
            if "shared" not in address:
                assert mine in text, address


def test_another_ones_evidence_is_not_reached_through_ones_own_finding(ground, visitors):
    mine, theirs = ground.ids["finding"]["ours"], ground.ids["evidence"]["theirs"]
    real = visitors.look("submitter", f"/findings/{mine}/evidence/{theirs}")
    none = visitors.look("submitter", f"/findings/{mine}/evidence/{NEVER}")
    assert real == none
    assert real.status == 404
    own = ground.ids["evidence"]["ours"]
    assert visitors.ask("submitter", f"/findings/{mine}/evidence/{own}").status_code == 200


def test_another_ones_item_is_not_shown_on_ones_own_review_screen(ground, visitors):
    mine, theirs = ground.ids["document"]["ours"], ground.ids["item"]["theirs"]
    real = visitors.look("reader", f"/review/{mine}?item={theirs}")
    none = visitors.look("reader", f"/review/{mine}?item={NEVER}")
    assert same(real.body, theirs) == same(none.body, NEVER)


def test_another_ones_site_is_linked_to_by_nobody(ground, visitors):
    item, site = ground.ids["item"]["ours"], ground.ids["site"]["theirs"]
    for candidate in (site, f"{THEIRS} Smelter", NEVER):
        form = {"action": "change", "candidate": candidate, "field-country": "NL"}
        response = visitors.ask("reader", f"/review/items/{item}", "POST", **form)
        assert response.status_code == 400
    found = visitors.ask("reader", f"/review/items/{item}/search?q={THEIRS}")
    assert site not in found.text


def test_the_source_of_what_was_made_public_stays_with_the_office(ground, visitors):
    address = f"/smelters/{ground.ids['site']['theirs']}"
    note = "een krant van maandag"
    assert visitors.ask("secretary", f"{address}/clear", "POST", note=note).status_code == 303
    for viewer in ("submitter", "member", "reader"):
        page = visitors.ask(viewer, address)
        assert page.status_code == 200
        assert (note in page.text) is (viewer == "reader"), viewer


def test_what_happened_to_a_site_is_told_to_whom_it_concerns(ground, visitors):
    address = f"/smelters/{ground.ids['site']['public']}"
    for viewer in sorted(matrix.SEES["site"]["public"]):
        page = visitors.ask(viewer, address).text.partition('id="past"')[2]
        assert (OURS in page) is (viewer in matrix.SEES["site"]["merged"]), viewer
        assert ("secretary" in page) is (viewer in matrix.REVIEWERS | matrix.OFFICE), viewer


def test_a_company_reads_what_became_of_its_own_smelters_alone(ground, visitors):
    def load(session, mark):
        rows = [
            RegisterEntry(f"XID00090{n}", f"{word} {mark}", (f"XID00090{n}",), (), "ID", ("tin",))
            for n, word in enumerate((OURS, THEIRS))
        ]
        editions.import_edition(
            session, rows, name="Lijst", valid_from=clock.today(session), actor=None
        )

    with db.sessions(ground.app)() as session:
        load(session, "Vroeger")
        for word, side in ((OURS, "ours"), (THEIRS, "theirs")):
            site = session.scalars(select(Site).where(Site.name == f"{word} Vroeger")).one()
            wanted = ground.ids["item"][side]
            session.scalars(select(Item).where(Item.public_id == wanted)).one().site = site
        load(session, "Nu")
        session.commit()
    all_of_them = matrix.REVIEWERS | matrix.OFFICE | {"member"}
    for viewer in sorted(matrix.REGISTER):
        for address in ("/smelters/changes", "/smelters/changes.json"):
            page = visitors.ask(viewer, address).text
            for word, company in ((OURS, matrix.COMPANY), (THEIRS, {"competitor"})):
                assert (word in page) is (viewer in all_of_them | company), (viewer, word)


def test_what_a_reviewer_proposes_is_seen_in_the_office_alone(ground, visitors):
    form = {
        "name": "Ransuil Smelter", "kind": "smelter", "state": "unknown", "source": "een krant"
    }  # fmt: skip
    sent = visitors.ask("reader", "/smelters/new", "POST", **form)
    assert sent.status_code == 303
    for viewer in sorted(matrix.REGISTER):
        sees = viewer in matrix.REVIEWERS | matrix.OFFICE
        assert ("Ransuil" in visitors.ask(viewer, "/smelters").text) is sees, viewer
        page = visitors.ask(viewer, sent.headers["Location"])
        assert page.status_code == (200 if sees else 404), viewer


def test_how_many_companies_use_a_site_is_told_to_the_office(ground, visitors):
    address = f"/smelters/{ground.ids['site']['public']}"
    with db.sessions(ground.app)() as session:
        site = session.scalars(select(Site).where(Site.name == "Openbare Smelterij")).one()
        offered = select(ItemCandidate.item_id).where(ItemCandidate.site_id == site.id)
        for item in session.scalars(select(Item).where(Item.id.in_(offered))):
            item.site = site
        session.commit()
    said = {viewer: visitors.ask(viewer, address).text for viewer in matrix.SEES["site"]["public"]}
    for viewer, page in said.items():
        assert ("Aantal bedrijven: 2" in page) is (viewer in matrix.OFFICE), viewer
        assert ("Aantal bedrijven" in page) is (viewer in matrix.OFFICE), viewer


def test_another_ones_name_for_a_public_site_finds_nothing(visitors):
    for viewer, word in (("submitter", THEIRS), ("competitor", OURS), ("member", OURS)):
        answer = visitors.ask(viewer, f"/smelters/export.json?q={word[1:]}+Alias")
        assert answer.json == [], viewer


def test_what_is_told_to_the_parties_is_read_by_the_parties(visitors):
    parties = {"member", "secretary", "chair", "steering"}
    for viewer in matrix.LOGGED_IN:
        for address in ("/shared", "/shared/export.json"):
            text = visitors.ask(viewer, address).text
            assert (SHARED in text) is (viewer in parties), viewer
            assert "is drafted" not in text


def test_nobody_is_given_a_paper_who_does_not_read_or_is_not_free_to(ground, visitors):
    address = f"/documents/{ground.ids['document']['ours']}/assign"
    for name in ("submitter", "chair", "former", "conflicted"):
        response = visitors.ask("secretary", address, "POST", reviewer=ground.emails[name])
        assert response.status_code == 400, name


def test_who_advises_a_company_does_not_act_for_it(ground, visitors):
    address = f"/findings/{ground.ids['finding']['ours']}/act"
    form = {"action": "add_evidence", "note": "Dit is het bewijs."}
    assert visitors.ask("conflicted", address, "POST", **form).status_code == 403


def test_the_reader_of_a_companys_papers_learns_no_name_from_its_rival(ground):
    with db.sessions(ground.app)() as session:
        mine = organisations.named(session, ground.ids["company"]["ours"])
        known = repr(register.for_reading(session, mine.id))
    assert f"{OURS} Smelter" in known
    assert f"{OURS} Alias" in known
    assert THEIRS not in known


def test_who_has_an_account_is_not_told_by_assigning(ground, visitors):
    address = f"/documents/{ground.ids['document']['ours']}/assign"
    for viewer in ("submitter", "reader", "conflicted"):
        known = visitors.look(viewer, address, "POST", reviewer=ground.emails["competitor"])
        unknown = visitors.look(viewer, address, "POST", reviewer="niemand@voorbeeld.example")
        assert known.status == unknown.status == 403
        assert same(known.body, ground.emails["competitor"]) == same(
            unknown.body, "niemand@voorbeeld.example"
        )


def test_a_role_that_ends_ends_what_is_seen_at_once(ground, visitors):
    address = f"/documents/{ground.ids['document']['ours']}"
    assert visitors.ask("submitter", address).status_code == 200
    with db.sessions(ground.app)() as session:
        person = session.scalars(
            select(Person).where(Person.email == ground.emails["submitter"])
        ).one()
        for mandate in person.mandates:
            mandate.to_date = mandate.from_date
        session.commit()
    none = visitors.look("submitter", f"/documents/{NEVER}")
    assert visitors.look("submitter", address) == none
    assert answer(visitors.ask("submitter", "/documents")).status == 200


def test_the_flag_of_the_office_is_not_taken_away_by_a_reader(ground, visitors):
    address = f"/review/items/{ground.ids['item']['ours']}/flag"
    ends = [visitors.ask(who, address, "POST").status_code for who in ("secretary", "reader")]
    assert ends == [303, 403]
    assert visitors.ask("secretary", address, "POST").status_code == 303
