"""Who gets what of handing documents out: the rows of the matrix for it."""

from collections.abc import Mapping

from tests.access.viewers import (
    ANY_STATE,
    CONFLICTED,
    IDLE,
    LOGGED_IN,
    OFFICE,
    OTHER_READER,
    READER,
    READS,
    REVIEWERS,
    SECRETARY,
    Row,
    page,
    some,
)

HOLDS = {
    name: some(READER, CONFLICTED) if name.startswith("ours") else some(OTHER_READER)
    for name in ANY_STATE
}
TEAMS = {
    "team": {"known": OFFICE},
    "team_name": {"known": OFFICE},
    # What waits for a team: for those of it who may be handed it, and have not got it.
    "team_paper": {"ours": some(IDLE)},
}
"""By noun and object: who may know that it exists."""
PUT_BACK = {"theirs_waiting": some(OTHER_READER)}  # taken for a team
ROUTES: Mapping[tuple[str, str], Row] = {
    ("review.promise", "POST"): Row(
        "document",
        does={"ours": OFFICE, "ours_waiting": OFFICE, "theirs": OFFICE, "theirs_waiting": OFFICE},
        form={"due": "2199-01-02", "note": "Er is uitstel gevraagd."},
        when_done=303,
    ),
    ("review.unassign", "POST"): Row(
        "document",
        does={name: OFFICE for name in ANY_STATE if name.startswith("ours")},
        form={"reviewer": "reader@voorbeeld.example"},
        when_done=303,
        # Of the other papers this reader is none: there is nobody to take them from.
        statuses={(name, SECRETARY): 400 for name in ANY_STATE if name.startswith("theirs")},
    ),
    # Who has a conflict of interest may well give a document back.
    ("review.give_back", "POST"): Row(
        "document", does=HOLDS, form={"note": "Ik ken de leverancier."}, when_done=303
    ),
    ("review.cannot_read", "POST"): Row(
        "document",
        does=HOLDS,
        when_done=303,
        # Before it was read nobody knows the language.
        statuses={
            ("ours_waiting", READER): 400,
            ("ours_waiting", CONFLICTED): 400,
            ("theirs_waiting", OTHER_READER): 400,
        },
    ),
    ("review.hand_out", "POST"): Row(
        does={"": OFFICE},
        sees=LOGGED_IN,
        form={"action": "unassign", "reviewer": "reader@voorbeeld.example"},
        when_done=303,
    ),
    ("review.teams", "GET"): page(OFFICE),
    ("review.make_team", "POST"): page(OFFICE, form={"name": "Verzonnen"}, when_done=303),
    ("review.team", "GET"): Row("team"),
    ("review.change_team", "POST"): Row(
        "team", form={"action": "rename", "name": "Anders"}, when_done=303
    ),
    ("review.take", "POST"): Row("team_paper", when_done=303),
    ("review.put_back", "POST"): Row("document", does=PUT_BACK, when_done=303),
    ("review.following", "GET"): Row(does={"": REVIEWERS}, sees=LOGGED_IN, when_done=303),
    ("review.claim", "POST"): Row(does={"": REVIEWERS}, sees=LOGGED_IN, when_done=303),
    ("reading_languages.keep", "POST"): Row(
        does={"": REVIEWERS}, sees=LOGGED_IN, form={"language": "nl"}, when_done=303
    ),
    ("review.take_over", "POST"): Row("item", does=READS, when_done=303),
}
