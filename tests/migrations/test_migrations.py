from datetime import date
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, func, select

import migrations
from extraction.records import RegisterEntry
from tests.cast import (
    a_document,
    a_reading,
    a_record,
    a_risk_list,
    a_world,
    an_audit_finding,
    an_entity_list,
)
from workflows import deciding, documents, editions, items
from workflows.engine import make_engine
from workflows.models import (
    Base,
    Document,
    DocumentVersion,
    EditionChange,
    Finding,
    Item,
    RiskList,
)
from workflows.risk_entries import ListedEntity
from workflows.states import DocumentAction, ItemAction, ListKind
from workflows.verdicts import Verdict


def test_the_migrations_make_exactly_the_tables_of_the_models(database_url):
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": migrations.drawn_up}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_newest_revision_is_the_one_that_all_others_lead_to():
    """It is told by the files' names: what a file says of itself is read when there is work."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.newest()


def test_the_database_can_go_back_to_nothing_and_forward_again(database_url):
    newest, _ = migrations.state(database_url)
    assert newest is not None
    migrations.downgrade(database_url, "base")
    assert migrations.state(database_url) == (None, newest)
    migrations.upgrade(database_url)
    assert migrations.state(database_url) == (newest, newest)


def test_a_table_is_made_anew_while_rows_of_others_refer_to_it(sessions, store, database_url):
    with sessions.begin() as session:
        world = a_world(session)
        a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    migrations.downgrade(database_url, "0004")  # takes columns off the versions of documents
    migrations.upgrade(database_url)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 1
        assert session.scalar(select(func.count()).select_from(DocumentVersion)) == 1


def test_what_editions_did_before_is_filled_in_out_of_the_log(sessions, database_url, clock):
    def load(session, *names):
        entries = [
            RegisterEntry(f"XID00000{n}", name, (f"XID00000{n}",), (), "ID", ("tin",))
            for n, name in enumerate(names)
            if name
        ]
        day = clock().date()
        editions.import_edition(session, entries, name="Lijst", valid_from=day, actor=None)

    with sessions.begin() as session:
        load(session, "Blijft", "Gaat weg")
        load(session, "Heet anders", None, "Komt erbij")
        session.execute(delete(EditionChange))
    migrations.downgrade(database_url, "0007")
    migrations.upgrade(database_url)
    with sessions() as session:
        changes = session.scalars(select(EditionChange)).all()
        found = {(c.edition_id, c.what, c.site.name): c.fields.get("name") for c in changes}
    assert found == {
        (1, "added", "Heet anders"): None,
        (1, "added", "Gaat weg"): None,
        (2, "added", "Komt erbij"): None,
        (2, "changed", "Heet anders"): ["Blijft", "Heet anders"],
        (2, "removed", "Gaat weg"): None,
    }


def test_what_waits_already_is_promised_a_day_from_when_it_came(sessions, store, database_url):
    with sessions.begin() as session:
        world = a_world(session)
        waits = a_document(session, store, world.company, world.submitter, a_reading(a_record()))
        gone = a_document(session, store, world.company, world.submitter)
        documents.act(session, gone, DocumentAction.WITHDRAW, world.submitter)
        ids = waits.id, gone.id
    migrations.downgrade(database_url, "0011")
    migrations.upgrade(database_url)
    with sessions() as session:
        due = {row.id: row.due for row in session.scalars(select(Document))}
    assert due == {ids[0]: date(2026, 3, 16), ids[1]: None}


def test_the_language_of_what_findings_quote_is_filled_in_out_of_their_documents(
    sessions, store, database_url
):
    with sessions.begin() as session:
        world = a_world(session)
        read = a_reading(findings=[an_audit_finding()])
        paper = a_document(session, store, world.company, world.submitter, read)
        (item,) = items.of_document(session, paper)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    migrations.downgrade(database_url, "0060")
    migrations.upgrade(database_url)
    with sessions() as session:
        assert [one.language for one in session.scalars(select(Finding))] == ["en"]


def test_lists_of_countries_outlive_the_time_without_lists_of_companies(sessions, database_url):
    day = date(2026, 1, 1)
    with sessions.begin() as session:
        a_risk_list(session, "ID", valid_from=day, name="Landen")
        an_entity_list(session, ListedEntity("Kuil"), valid_from=day, name="Bedrijven")
    migrations.downgrade(database_url, "0021")
    migrations.upgrade(database_url)
    with sessions() as session:
        (left,) = session.scalars(select(RiskList))
        assert (left.name, left.kind) == ("Landen", ListKind.COUNTRIES)
        assert [one.country for one in left.countries] == ["ID"]
