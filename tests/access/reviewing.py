"""Who gets what of the review: the rows of the matrix for it."""

from collections.abc import Mapping

from tests.access.viewers import (
    ANY_STATE,
    COMPANY,
    COMPETITOR,
    CONFLICTED,
    LOGGED_IN,
    NOBODY,
    OFFICE,
    OTHER_READER,
    OURS,
    READER,
    READS,
    REVIEWERS,
    SECRETARY,
    THEIRS,
    Row,
    page,
    some,
)

_SAYS = {side: who | OFFICE for side, who in READS.items()}
RULES_LISTED = COMPANY | REVIEWERS | OFFICE | some(COMPETITOR)
ENDS_RULES = {**_SAYS, "everybody": OFFICE, "never": OFFICE}

ROUTES: Mapping[tuple[str, str], Row] = {
    ("review.split", "POST"): Row("item", does=READS, form={"at": "1"}, when_done=303),
    ("review.take_out", "POST"): Row(
        "item",
        does=READS,
        form={"mention": "1"},
        when_done=403,  # its name stands in one place only
    ),
    ("review.merge", "POST"): Row("document", does=READS, when_done=400),  # with nothing ticked
    ("review.together", "GET"): Row("document", does=READS),
    ("review.approve", "POST"): Row("document", does=READS, when_done=400),  # nothing is certain
    ("review.recent", "GET"): page(LOGGED_IN),
    ("review.index", "GET"): Row(does={"": REVIEWERS | OFFICE}, sees=LOGGED_IN),
    ("review.guide", "GET"): page(LOGGED_IN),
    ("review.screen", "GET"): Row(
        "document",
        does={
            f"{side}{state}": who
            for side, who in (
                ("ours", some(READER, CONFLICTED, SECRETARY)),
                ("theirs", some(OTHER_READER, SECRETARY)),
            )
            for state in ("", "_waiting", "_withdrawn")
        },
    ),
    ("review.search", "GET"): Row("item"),
    ("review.at_item", "GET"): Row("item", when_done=303),
    ("review.add", "POST"): Row(
        "document", does=READS, form={"field-smelter": "Verzonnen"}, when_done=303
    ),
    ("review.decide", "POST"): Row(
        "item", does=READS, form={"action": "reject", "reason": "not_a_smelter"}, when_done=303
    ),
    ("review.confirming", "GET"): Row(
        "document",
        does={key: who - OFFICE for key, who in ANY_STATE.items()},
    ),
    # On this ground the reviewers come first: the company is asked nothing.
    ("review.confirm", "POST"): Row(
        "item", does={"ours": NOBODY, "theirs": NOBODY}, form={"action": "confirm"}
    ),
    # Whoever gave the last verdict there: on this ground nobody did.
    ("review.explain", "POST"): Row(
        "item", does={"ours": NOBODY, "theirs": NOBODY}, form={"note": "Het is zo."}
    ),
    ("review.flag", "POST"): Row("item", does=_SAYS, when_done=303),
    ("review.comment", "POST"): Row(
        "item", does=_SAYS, form={"text": "Wie weet het?"}, when_done=303
    ),
    ("review.change_comment", "POST"): Row(
        "comment",
        does={f"{side}{told}": who for side, who in READS.items() for told in ("", "_told")},
        form={"action": "edit", "text": "Nu weet ik het."},
        when_done=303,
    ),
    ("findings.comment", "POST"): Row(
        "finding",
        does={"ours": OURS - some(CONFLICTED), "theirs": THEIRS},
        form={"text": "Wie weet het?"},
        when_done=303,
    ),
    ("findings.change_comment", "POST"): Row(
        "finding_comment",
        does={f"{side}{told}": who for side, who in READS.items() for told in ("", "_told")},
        form={"action": "edit", "text": "Nu weet ik het."},
        when_done=303,
    ),
    ("review.withdraw", "POST"): Row("question", does=_SAYS, when_done=303),
    # What a verdict became.
    ("name_rules.index", "GET"): page(RULES_LISTED),
    ("name_rules.detail", "GET"): Row("name_rule"),
    ("name_rules.act", "POST"): Row(
        "name_rule",
        does=ENDS_RULES,
        form={"action": "withdraw", "withdraw-note": "Het is anders."},
        when_done=303,
    ),
    ("name_rules.new", "GET"): Row("verdict", does=_SAYS),
    ("name_rules.make", "POST"): Row(
        "verdict", does=_SAYS, form={"scope": "supplier"}, when_done=303
    ),
    ("answering.answer", "POST"): Row(
        "question",
        does={"ours": COMPANY, "theirs": some(COMPETITOR)},
        form={"answer": "Een handelaar."},
        when_done=303,
    ),
}
