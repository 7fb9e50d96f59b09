"""``ketenzicht reports rounds``: a round is opened, read and closed from the command line."""

import json

import pytest

COMPANY, OFFICE, CONTACT = "Voorbeeld Draad B.V.", "sec@bureau.example", "lead@draad.example"


@pytest.fixture
def draft(run, tmp_path):
    """The id of a draft of the agreement."""
    run("organisations", "add", COMPANY, "--kind", "company")
    run("organisations", "add", "Bureau Verzinsel", "--kind", "secretariat")
    run("people", "add", CONTACT, "--role", "contact", "--organisation", COMPANY)
    run("people", "add", OFFICE, "--role", "secretariat", "--organisation", "Bureau Verzinsel")
    words = ("--period", "2024-2025", "-o", tmp_path / "report.docx", "--as", OFFICE, "--json")
    return json.loads(run("reports", "build", *words).stdout)["id"]


def test_a_round_is_opened_listed_read_and_closed(run, draft):
    words = ("reports", "rounds", "open", draft, "--due", "2099-01-01", "--as", OFFICE)
    assert "Choose who is asked" in run(*words, code=1).output
    unknown = run(*words, "--party", "Niemand", code=1).output
    assert "Nobody speaks for a party named 'Niemand'" in unknown
    run(*words, "--party", COMPANY, "--dry-run")
    made = json.loads(run(*words, "--party", COMPANY, "--json").stdout)
    assert (made["report"], made["due"], made["open"]) == (draft, "2099-01-01", True)
    listing = ("reports", "rounds", "list", "--report", draft, "--json", "--as")
    for who in (OFFICE, CONTACT):
        assert json.loads(run(*listing, who).stdout)["id"] == made["id"]
    assert run("reports", "rounds", "list", "--report", "other", "--as", OFFICE).stdout == ""
    assert run("reports", "rounds", "show", made["id"], "--as", OFFICE).stdout == ""
    closing = ("reports", "rounds", "close", made["id"], "--as")
    assert "secretariat" in run(*closing, CONTACT, code=1).output
    assert json.loads(run(*closing, OFFICE, "--json").stdout)["open"] is False
