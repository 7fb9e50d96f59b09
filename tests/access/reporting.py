"""Who gets what of reports: the rows of the matrix for them."""

from collections.abc import Mapping

from tests.access.viewers import (
    BOARD,
    COMPANY,
    COMPETITOR,
    CONTACT,
    LOGGED_IN,
    MEMBER,
    NOBODY,
    OFFICE,
    READS_REPORTS,
    Row,
    Viewers,
    page,
    some,
)

SEES: Mapping[str, Viewers] = {
    "draft": OFFICE,
    "withdrawn": OFFICE,
    "checked": OFFICE,
    "final": OFFICE | BOARD,
    "assembly": OFFICE | BOARD | some(CONTACT, MEMBER),
    "embargo": OFFICE | BOARD,
    "published": READS_REPORTS,
    # Of one company's year: of that company, until it publishes.
    "ours": OFFICE | COMPANY,
    "theirs": OFFICE | some(COMPETITOR),
    "ours_told": READS_REPORTS,
}
# What a company is asked of a hidden figure; who answers for the rival is no viewer.
ANSWERS: Mapping[str, Viewers] = {"ours": some(CONTACT), "theirs": NOBODY}
_DONE = ("final", "assembly", "embargo", "published")

ROUTES: Mapping[tuple[str, str], Row] = {
    ("reports.new", "GET"): Row(does={"": OFFICE}, sees=LOGGED_IN),
    ("reports.new", "POST"): Row(
        does={"": OFFICE},
        sees=LOGGED_IN,
        form={"period": "2024-2025", "language": "nl"},
        when_done=303,
    ),
    ("reports.detail", "GET"): Row("report"),
    ("reports.figure", "GET"): Row("report", address={"code": "F201"}),
    ("reports.word", "GET"): Row("report"),
    ("reports.act", "POST"): Row(
        "report",
        # Who made one does not clear it.
        does={"draft": OFFICE, "ours": some(CONTACT)},
        form={"action": "check"},
        when_done=303,
    ),
    ("report_pages.read", "GET"): Row("report"),
    ("report_pages.compare", "GET"): Row("report"),
    ("reports.correct", "POST"): Row(
        "report",
        does=dict.fromkeys(_DONE, OFFICE) | {"ours_told": COMPANY},
        form={"reason": "Een fout"},
        when_done=303,
    ),
    ("consents.index", "GET"): page(some(CONTACT)),
    ("consents.answer", "POST"): Row("consent", form={"given": "yes"}, when_done=303),
    ("consents.ask", "POST"): Row(
        "report", does={"draft": OFFICE}, address={"code": "F201"}, when_done=303
    ),
    ("reports.goals", "POST"): Row(
        "report", does={"draft": OFFICE}, form={"goal-F203": "80"}, when_done=303
    ),
    ("reports.write", "POST"): Row(
        "report",
        does={"draft": OFFICE, "ours": COMPANY, "theirs": some(COMPETITOR)},
        form={"chapter": "foreword", "text-foreword": "Een woord vooraf."},
        when_done=303,
    ),
}
