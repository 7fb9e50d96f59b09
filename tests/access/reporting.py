"""Who gets what of reports: the rows of the matrix for them."""

from collections.abc import Mapping

from tests.access.viewers import (
    BOARD,
    CHAIR,
    COMPANY,
    COMPETITOR,
    CONTACT,
    LOGGED_IN,
    MEMBER,
    NOBODY,
    OFFICE,
    READS_REPORTS,
    SECRETARY,
    Row,
    Viewers,
    page,
    some,
)

SEES: Mapping[str, Viewers] = {
    "draft": OFFICE,
    # Of the draft itself who is asked in a round reads only what the round shows.
    "asked": OFFICE,
    "steered": OFFICE,
    "fresh": OFFICE,
    "named": OFFICE,
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
ASKED: Mapping[str, Viewers] = {"asked": OFFICE | some(CONTACT), "steered": OFFICE | BOARD}
# Read by its own party and the office; of the committee each speaks for themselves.
SAID: Mapping[str, Viewers] = {"asked": OFFICE | some(CONTACT), "steered": OFFICE | some(CHAIR)}
NAMED: Mapping[str, Viewers] = {"ours": OFFICE | some(CONTACT)}
_OPEN = ("draft", "asked", "steered", "fresh", "named")
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
    ("reports.export_figure", "GET"): Row("report", address={"code": "F201", "kind": "json"}),
    ("reports.word", "GET"): Row("report"),
    ("reports.act", "POST"): Row(
        "report",
        # Who made one does not clear it.
        does={"draft": OFFICE, "fresh": OFFICE, "ours": some(CONTACT)},
        form={"action": "check"},
        when_done=303,
    ),
    ("reports.decide", "POST"): Row(
        "report",
        does=dict.fromkeys(_DONE, OFFICE),
        form={"day": "2020-01-31", "text": "Vastgesteld."},
        when_done=303,
    ),
    ("report_pages.read", "GET"): Row("report"),
    ("work.read", "POST"): Row("report", when_done=303),
    ("report_pages.compare", "GET"): Row("report"),
    ("reports.correct", "POST"): Row(
        "report",
        does=dict.fromkeys(_DONE, OFFICE) | {"ours_told": COMPANY},
        form={"reason": "Een fout"},
        when_done=303,
    ),
    ("word_templates.index", "GET"): Row(does={"": OFFICE}, sees=LOGGED_IN),
    ("word_templates.add", "POST"): Row(
        does={"": OFFICE}, sees=LOGGED_IN, form={"kind": "progress"}, when_done=400
    ),  # without a file
    ("word_templates.shipped", "GET"): Row(
        does={"": OFFICE}, sees=LOGGED_IN, address={"kind": "progress", "language": "nl"}
    ),
    ("word_templates.file", "GET"): Row("word_template"),
    ("word_templates.preview", "GET"): Row("word_template"),
    ("word_templates.switch", "POST"): Row("word_template", form={"to": "off"}, when_done=303),
    ("consents.index", "GET"): page(some(CONTACT)),
    ("consents.answer", "POST"): Row("consent", form={"given": "yes"}, when_done=303),
    ("consents.ask", "POST"): Row(
        "report", does={"draft": OFFICE}, address={"code": "F201"}, when_done=303
    ),
    ("clearances.index", "GET"): page(some(CONTACT, MEMBER)),
    ("clearances.detail", "GET"): Row("clearance"),
    ("clearances.answer", "POST"): Row(
        "clearance", does={"ours": some(CONTACT)}, form={"given": "yes"}, when_done=303
    ),
    ("clearances.of_report", "GET"): Row("report", does=dict.fromkeys(SEES, OFFICE)),
    ("clearances.of_report", "POST"): Row(
        "report",
        does=dict.fromkeys((*_OPEN, "checked", "final"), OFFICE),
        when_done=400,  # without a passage
    ),
    ("clearances.take", "POST"): Row(
        "clearance",
        does={"ours": OFFICE},
        when_done=409,  # no other words were cleared
    ),
    ("clearances.decline", "POST"): Row(
        "clearance",
        does={"ours": OFFICE},
        form={"why": "Te lang"},
        when_done=409,  # as above
    ),
    ("clearances.withdraw", "POST"): Row("clearance", does={"ours": OFFICE}, when_done=303),
    ("clearances.remind", "POST"): Row("clearance", does={"ours": OFFICE}, when_done=303),
    ("rounds.index", "GET"): page(OFFICE | BOARD | some(CONTACT, MEMBER)),
    ("rounds.new", "GET"): Row("report", does=dict.fromkeys(_OPEN, OFFICE)),
    ("rounds.new", "POST"): Row(
        "report",
        does=dict.fromkeys(_OPEN, OFFICE),
        form={"steering": "yes", "due": "2099-01-01"},
        when_done=303,
        statuses={
            # There is one already.
            ("asked", SECRETARY): 409,
            ("steered", SECRETARY): 409,
        },
    ),
    ("rounds.detail", "GET"): Row("round"),
    ("rounds.word", "GET"): Row("round"),
    ("rounds.add", "POST"): Row(
        "round",
        does={"asked": some(CONTACT), "steered": BOARD},
        form={"place": "1", "text": "Mooi"},
        when_done=303,
    ),
    ("rounds.upload", "POST"): Row(
        "round",
        does={"asked": some(CONTACT), "steered": BOARD},
        when_done=400,  # without a file
    ),
    ("rounds.take_back", "POST"): Row(
        "remark", does={"asked": some(CONTACT), "steered": some(CHAIR)}, when_done=303
    ),
    ("rounds.answers", "GET"): Row("round", does=dict.fromkeys(ASKED, OFFICE)),
    ("rounds.export", "GET"): Row(
        "round", does=dict.fromkeys(ASKED, OFFICE), address={"kind": "json"}
    ),
    ("rounds.act", "POST"): Row(
        "remark", does=dict.fromkeys(SAID, OFFICE), form={"action": "note"}, when_done=303
    ),
    ("rounds.remind", "POST"): Row(
        "round",
        does=dict.fromkeys(ASKED, OFFICE),
        when_done=409,  # everybody spoke: who is reminded is in tests/workflows/test_prompting.py
    ),
    ("rounds.close", "POST"): Row("round", does=dict.fromkeys(ASKED, OFFICE), when_done=303),
    ("reports.goals", "POST"): Row(
        "report", does=dict.fromkeys(_OPEN, OFFICE), form={"goal-F203": "80"}, when_done=303
    ),
    ("reports.write", "POST"): Row(
        "report",
        does=dict.fromkeys(_OPEN, OFFICE) | {"ours": COMPANY, "theirs": some(COMPETITOR)},
        form={"chapter": "foreword", "text-foreword": "Een woord vooraf."},
        when_done=303,
    ),
}
