"""Bytes that an organisation sends in: kept once, and never on another's shelf."""

from sqlalchemy import func, select

from workflows import organisations, uploads
from workflows.models import Upload


def test_the_same_bytes_of_an_organisation_are_one_upload_with_its_first_name(
    session, store, world
) -> None:
    first = uploads.keep(session, store, world.company, "list.csv", b"bytes", world.submitter)
    again = uploads.keep(session, store, world.company, "copy.csv", b"bytes", world.submitter)

    assert again is first
    assert (first.filename, first.size) == ("list.csv", 5)
    assert session.scalar(select(func.count()).select_from(Upload)) == 1


def test_the_same_bytes_of_two_organisations_lie_apart(session, store, world) -> None:
    own = uploads.keep(session, store, world.company, "list.csv", b"bytes", world.submitter)
    others = uploads.keep(session, store, world.rival, "list.csv", b"bytes", world.competitor)

    assert own.blob != others.blob
    for upload, company in ((own, world.company), (others, world.rival)):
        assert store.get(organisations.shelf(company), upload.blob) == b"bytes"
