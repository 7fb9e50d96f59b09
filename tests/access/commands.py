"""Who gets what on the command line: every command, for every viewer and every object, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.access import handing
from tests.access.matrix import SAYS_WHAT_IT_IS, SEES, UNDECIDED
from tests.access.reviewing import ENDS_RULES, RULES_LISTED
from tests.access.viewers import (
    ANY_STATE,
    CONTACT,
    LOGGED_IN,
    NOBODY,
    OFFICE,
    OTHER_READER,
    OWNERS,
    READER,
    READS,
    REVIEWERS,
    Viewers,
    some,
)

# "operator": for who runs the installation, without --as; it asks nobody.
OPERATOR = frozenset(
    {
        "run", "worker", "upgrade", "check", "docs", "extract", "demo load", "demo reset",
        "people list", "people add", "people remove", "organisations list", "organisations add",
        "register search", "register show", "register editions", "register changes",
        "register import", "register export", "backup", "restore",
        "notices bounce", "log verify", "log export", "search rebuild",
        "reports verify", "reports template", "reports check-template",
        "risks list", "risks import", "engine run",
        "model list", "model train", "model evaluate", "model promote",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Command:
    """One command with ``--as``: its words, with {id} for the object; exit 0 or 1 by viewer."""

    noun: str = ""
    words: tuple[str, ...] = ()
    does: Mapping[str, Viewers] | None = None  # left out: whoever sees the object
    sees: Viewers = NOBODY


_DRY = ("--dry-run",)
_TAKES = {
    name: some(READER) if name.startswith("ours") else some(OTHER_READER) for name in ANY_STATE
}
_MAKES = {side: who | OFFICE for side, who in READS.items()}
COMMANDS: Mapping[str, Command] = {
    "documents add": Command(
        "company",
        ("{paper}", "--organisation", "{id}", *_DRY),
        does={**OWNERS, "office": NOBODY},
    ),
    "documents reread": Command(
        "document",
        ("{id}", *_DRY),
        does=dict.fromkeys(("ours", "theirs", "theirs_waiting"), OFFICE),
    ),
    "documents alike": Command("document", ("{id}",)),
    # Nothing here is alike, and no document follows itself: refused whoever asks.
    "documents keep-apart": Command("document", ("{id}", "{id}", *_DRY), does={}),
    "documents join": Command("document", ("{id}", "--into", "{id}", *_DRY), does={}),
    "documents compare": Command(sees=OFFICE, words=_DRY),
    "documents describe": Command(
        "document", ("{id}", "--supplier", "Verzonnen", *_DRY), does=SAYS_WHAT_IT_IS
    ),
    "documents coverage": Command(
        "company", ("--organisation", "{id}"), does={**OWNERS, "office": NOBODY}
    ),
    "organisations pack": Command("covered", ("{id}", "-o", "{output}", *_DRY)),
    "documents list": Command(sees=LOGGED_IN),
    "documents show": Command("document", ("{id}",)),
    "documents assign": Command(
        "document",
        ("{id}", "--reviewer", "idle@voorbeeld.example", *_DRY),
        does=dict.fromkeys(ANY_STATE, OFFICE),
    ),
    "documents due": Command(
        "document",
        ("{id}", "--until", "2199-01-02", "--note", "Er is uitstel gevraagd.", *_DRY),
        does={name: OFFICE for name in ANY_STATE if "withdrawn" not in name},
    ),
    "documents act": Command(
        "document",
        ("{id}", "withdraw", *_DRY),
        does={name: who for name, who in ANY_STATE.items() if name in UNDECIDED},
    ),
    "queue list": Command(sees=REVIEWERS | OFFICE),
    "queue next": Command(sees=some(READER, OTHER_READER)),
    "queue claim": Command(words=_DRY, sees=REVIEWERS - some(OTHER_READER)),
    "queue take": Command("team_paper", ("{id}", *_DRY)),
    "queue put-back": Command("document", ("{id}", *_DRY), does=handing.PUT_BACK),
    "teams list": Command(sees=OFFICE),
    "teams add": Command(sees=OFFICE, words=("Verzonnen", *_DRY)),
    "teams rename": Command("team_name", ("{id}", "Anders", *_DRY)),
    "teams join": Command("team_name", ("{id}", "reader@voorbeeld.example", *_DRY)),
    "teams leave": Command("team_name", ("{id}", "idle@voorbeeld.example", *_DRY)),
    "teams end": Command("team_name", ("{id}", *_DRY)),
    "queue take-over": Command("document", ("{id}", *_DRY), does=_TAKES),
    "queue give-back": Command(
        "document", ("{id}", "--note", "Ik ken de leverancier.", *_DRY), does=handing.HOLDS
    ),
    "items list": Command("document", ("--document", "{id}")),
    "items show": Command("item", ("{id}",)),
    "items decide": Command(
        "item", ("{id}", "reject", "--reason", "not_a_smelter", *_DRY), does=READS
    ),
    "items add": Command(
        "document", ("--document", "{id}", "--set", "smelter=Verzonnen", *_DRY), does=READS
    ),
    "items split": Command("item", ("{id}", "--at", "1", *_DRY), does=READS),
    # One mention, no other item, nothing certain, nothing to take back: refused whoever asks.
    "items take-out": Command("item", ("{id}", "--mention", "1", *_DRY), does={}),
    "items merge": Command("item", ("{id}", *_DRY), does={}),
    "items approve-page": Command("document", ("--document", "{id}", *_DRY), does={}),
    "items undo": Command("item", ("{id}", *_DRY), does={}),
    "rules list": Command(sees=RULES_LISTED),
    "rules show": Command("name_rule", ("{id}",)),
    "rules preview": Command("verdict", ("{id}", "--scope", "supplier"), does=_MAKES),
    "rules make": Command("verdict", ("{id}", "--scope", "supplier", *_DRY), does=_MAKES),
    "rules withdraw": Command(
        "name_rule", ("{id}", "--note", "Het is anders.", *_DRY), does=ENDS_RULES
    ),
    # None of them asks again: refused whoever asks.
    "rules confirm": Command("name_rule", ("{id}", *_DRY), does={}),
    "search find": Command(sees=LOGGED_IN, words=("smelter",)),
    "findings list": Command(sees=LOGGED_IN),
    "findings show": Command("finding", ("{id}",)),
    "findings act": Command(
        "finding",
        ("{id}", "assign", "--set", "person=secretary@voorbeeld.example", *_DRY),
        does={"ours": OFFICE, "theirs": OFFICE},
    ),
    "engine list": Command(sees=OFFICE),
    "engine show": Command("cause", ("{id}",)),
    "engine accept": Command("cause", ("{id}", *_DRY)),
    "engine refuse": Command("cause", ("{id}", "--note", "Dat is al geregeld.", *_DRY)),
    # Nothing was decided that could be taken back.
    "engine undo": Command("proposal", ("{id}", *_DRY), does={}),
    "engine rules": Command(sees=OFFICE),
    "engine switch": Command("following", ("{id}", "off", "--note", "Het is zo.", *_DRY)),
    # The two ids are one: refused for everybody, and for who does not see it as if there were none.
    "register merge": Command("site", ("{id}", "{id}", "--reason", "hetzelfde", *_DRY), does={}),
    "register add": Command(
        sees=REVIEWERS | OFFICE, words=("Verzonnen Hut", "--source", "een krant", *_DRY)
    ),
    "register state": Command(
        "site",
        ("{id}", "closed", "--reason", "een krant", *_DRY),
        does=dict.fromkeys(SEES["site"], OFFICE),
    ),
    "register status": Command(
        "site",
        ("{id}", "rmap", "active", "--source", "een lijst", *_DRY),
        does=dict.fromkeys(SEES["site"], OFFICE),
    ),
    "register unmerge": Command("merge", ("{id}", "--reason", "toch niet", *_DRY)),
    "reports build": Command(sees=OFFICE, words=("--period", "2024-2025", "-o", "{output}", *_DRY)),
    "reports list": Command(sees=LOGGED_IN),
    "reports get": Command("report", ("{id}", "-o", "{output}")),
    "reports rounds list": Command(sees=LOGGED_IN),
    "reports rounds show": Command("round", ("{id}",)),
    "reports rounds open": Command(
        "report",
        ("{id}", "--steering", "--due", "2099-01-01", *_DRY),
        does={"draft": OFFICE, "fresh": OFFICE, "named": OFFICE},
    ),
    "reports rounds close": Command(
        "round", ("{id}", *_DRY), does=dict.fromkeys(SEES["round"], OFFICE)
    ),
    "reports rounds remind": Command("round", ("{id}", *_DRY), does={}),  # everybody spoke
    "reports passages remind": Command("clearance", ("{id}", *_DRY), does={"ours": OFFICE}),
    "reports act": Command(
        "report",
        ("{id}", "check", *_DRY),
        does={"draft": OFFICE, "fresh": OFFICE, "ours": some(CONTACT)},
    ),
}
