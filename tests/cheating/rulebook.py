"""The rules of the review in the naive words of their design; nothing here asks the program.

Before and after each deed the rows of the database are looked at. What is not right is said.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.cheating.looking import Row, Sight

FINAL = ("approved", "rejected")
VERDICTS = {"approve": "approved", "change": "approved", "reject": "rejected"}
REGROUPS = ("add", "split", "take_out", "merge", "join")
ANSWERS = ("confirm", "correct", "deny")
LISTED = ("CD",)
LINK = 0.8  # a weaker match with the register is read by two
STATES = {
    "item": {"open", "doubt", "second", "approved", "rejected", "confirmed", "set_aside"},
    "document": {
        *("received", "refused", "failed", "to_review", "in_review", "reviewed", "confirmed"),
        *("unpacked", "parked", "withdrawn"),
    },
    "question": {"open", "answered", "withdrawn"},
}
WAITING = ("open", "doubt", "second")
# Where an item may go by a decision: from where, and to where.
STEPS = {
    "approve": (WAITING, ("second", "approved")),
    "change": (WAITING, ("second",)),
    "reject": (WAITING, ("second", "rejected")),
    "doubt": (("open", "doubt", "second"), ("doubt",)),
    "settle": (("second",), FINAL),
    "reopen": ((*FINAL, "confirmed"), ("open",)),
    "confirm": (("open",), ("open", "confirmed")),
    "correct": (("open",), ("open",)),
    "deny": (("open",), ("open",)),
    "add": ((None,), ("open",)),
    "split": (WAITING, ("set_aside",)),
    "join": (WAITING, ("set_aside",)),
    "take_out": (WAITING, ("open",)),
    "merge": (WAITING, ("open",)),
}


@dataclass(frozen=True)
class Person:
    """Who somebody is, as it was written down when they were given their roles."""

    id: int
    reviews: bool
    is_secretariat: bool
    speaks_for: frozenset[int]  # as submitter or contact
    belongs_to: frozenset[int]  # in any role


@dataclass
class Watcher:
    """What was seen of one history: what each decision was given on, and who asked for a look."""

    sample: bool
    people: dict[int, Person]
    images: dict[int, tuple[object, ...] | None] = field(default_factory=dict)
    flaggers: dict[int, int] = field(default_factory=dict)

    def wrong(self, before: Sight, after: Sight, who: Person, now: str) -> Iterator[str]:
        """All that is not right about what this person just did."""
        made = [
            row for row in after.tables["decision"].values() if row["id"] not in
            before.tables["decision"]
        ]  # fmt: skip
        undone = [
            row
            for row in before.tables["decision"].values()
            if row["undone_at"] is None and after.one("decision", row["id"])["undone_at"]
        ]
        for decision in made:
            item_id = decision["item_id"]
            was_there = item_id in before.tables["item"]
            self.images[decision["id"]] = before.image(item_id) if was_there else None
            yield from self._decided(before, after, decision, who, now)
        yield from self._undone(before, after, undone, who)
        yield from self._moved(before, after, made, undone)
        yield from self._flagged(before, after, who)
        yield from self._known(after)
        yield from self._logged(before, after, who)

    # A decision: who may give it, and on what.

    def _decided(
        self, before: Sight, after: Sight, decision: Row, who: Person, now: str
    ) -> Iterator[str]:
        item = after.one("item", decision["item_id"])
        document = before.one("document", item["document_id"])
        what = f"decision {decision['id']} ({decision['action']} on {item['public_id']})"
        action, was = decision["action"], before.tables["item"].get(item["id"])
        if decision["person_id"] != who.id:
            yield f"{what}: it is in the name of somebody else"
        if document["state"] == "withdrawn":
            yield f"{what}: the document was withdrawn"
        if item["version_id"] != before.version(document["id"]):
            yield f"{what}: the version was replaced"
        company, uploads = document["organisation_id"], before.tables["upload"]
        if action in ANSWERS:
            if company not in who.speaks_for:
                yield f"{what}: not the company's own paper"
            if was is None or not was["asked"] or was["answer"]:
                yield f"{what}: the company was not asked, or answered already"
            return
        sent = {
            uploads[row["upload_id"]]["uploaded_by_id"]
            for row in before.rows("document_version", document_id=document["id"])
        }
        if company in who.belongs_to:
            yield f"{what}: by somebody of the same organisation"
        if who.id in sent:
            yield f"{what}: by the one who sent the document in"
        if was is not None and was["state"] == "open" and was["asked"] and not was["answer"]:
            yield f"{what}: before the company answered"
        reads = who.reviews and before.rows(
            "assignment", document_id=document["id"], person_id=who.id
        )
        office = who.is_secretariat and action in ("settle", "reopen")
        if not reads and not office:
            yield f"{what}: by somebody who does not read the document"
        # What is made of an item in the same act is no reading of its own.
        if action != "settle" and (was is not None or decision["lead_id"] is None):
            yield from self._locked(before, document, was, who, now, what)
        mine = was is not None and was["state"] == "second" and was["proposed_by_id"] == who.id
        if mine and action in (*VERDICTS, "settle", "doubt"):
            yield f"{what}: on one's own proposal"

    def _locked(
        self, before: Sight, document: Row, was: Row | None, who: Person, now: str, what: str
    ) -> Iterator[str]:
        reading = "second" if was is not None and was["state"] == "second" else "first"
        held = before.rows("reading_lock", document_id=document["id"], reading=reading)
        if any(lock["person_id"] != who.id and lock["until"] > now for lock in held):
            yield f"{what}: while somebody else reads it"

    # An undo: only of what is one's own and the last, back to the very thing that was.

    def _undone(self, before: Sight, after: Sight, undone: list[Row], who: Person) -> Iterator[str]:
        first: dict[int, Row] = {}
        taken = {row["id"] for row in undone}
        for decision in undone:
            item = before.one("item", decision["item_id"])
            first.setdefault(item["id"], decision)
            what = f"undo of decision {decision['id']} ({decision['action']})"
            document = before.one("document", item["document_id"])
            if decision["person_id"] != who.id:
                yield f"{what}: it is somebody else's"
            if item["version_id"] != before.version(document["id"]):
                yield f"{what}: the version was replaced"
            if document["state"] == "withdrawn":
                yield f"{what}: the document was withdrawn"
            later = before.rows("decision", item_id=item["id"], undone_at=None)
            if any(row["id"] > decision["id"] and row["id"] not in taken for row in later):
                yield f"{what}: something was decided since"
            lead = decision["lead_id"] or decision["id"]
            with_it = {
                row["id"]
                for row in before.tables["decision"].values()
                if lead in (row["id"], row["lead_id"])
            }
            if not with_it <= taken:
                yield f"{what}: without what was given with it"
        for item_id, decision in first.items():
            image = self.images.get(decision["id"])
            if image is None:
                if after.one("item", item_id)["state"] != "set_aside":
                    yield f"item {item_id}: it was added, the undo leaves it on the lists"
            elif after.image(item_id) != image:
                yield f"item {item_id}: after the undo it is {after.image(item_id)}, not {image}"

    # A state: reached by a decision, an undo or a new version, and by nothing else.

    def _moved(
        self, before: Sight, after: Sight, made: list[Row], undone: list[Row]
    ) -> Iterator[str]:
        decided = {row["item_id"]: row for row in made}
        back = {row["item_id"] for row in undone}
        for item in after.tables["item"].values():
            was = before.tables["item"].get(item["id"])
            source = was["state"] if was is not None else None
            decision, what = decided.get(item["id"]), f"item {item['public_id']}"
            if decision is not None:
                sources, targets = STEPS[decision["action"]]
                if source not in sources or item["state"] not in targets:
                    step = f"{source} to {item['state']}"
                    yield f"{what}: {decision['action']} brought it from {step}"
                if item["state"] in FINAL:
                    yield from self._final(before, after, item, decision)
                if item["state"] == "confirmed":
                    yield from self._confirmed(before, after, item, decision)
            elif was is None:
                yield from self._carried(after, item)
            elif source != item["state"] and item["id"] not in back:
                yield f"{what}: from {source} to {item['state']} by nobody"
            elif item["id"] not in back and before.image(item["id"]) != after.image(item["id"]):
                yield f"{what}: changed by nobody"

    def _carried(self, after: Sight, item: Row) -> Iterator[str]:
        what, old = f"new item {item['public_id']}", item["taken_from_id"]
        stood = after.one("item", old)["state"] if old is not None else "open"
        if item["state"] not in ("open", stood):
            yield f"{what}: it is {item['state']}, what it was taken from is {stood}"
        if item["state"] == "confirmed":
            yield f"{what}: what a company confirmed of another version is confirmed of this one"

    # The end: by one where one is enough, by two where the rules ask for two.

    def _final(self, before: Sight, after: Sight, item: Row, decision: Row) -> Iterator[str]:
        what = f"item {item['public_id']} is {item['state']}"
        standing = after.standing(item)
        given: list[Row] = []
        for row in standing:
            if row["action"] in VERDICTS:
                given.append(row)
            elif row["action"] not in (*ANSWERS, "settle"):
                given = []
        if decision["action"] == "settle":
            proposed = given[-1] if given else None
            settler = self.people[decision["person_id"]]
            if proposed is None or VERDICTS[proposed["action"]] != item["state"]:
                yield f"{what}: settled, and nobody proposed it"
            elif proposed["person_id"] == settler.id:
                yield f"{what}: settled by the one who proposed it"
            if not settler.is_secretariat or not decision["note"].strip():
                yield f"{what}: settled by somebody else than the secretariat, or without a word"
            return
        if VERDICTS[given[-1]["action"]] != item["state"]:
            yield f"{what}: the last verdict says something else"
        reasons = list(self._needs_two(before, after, item, decision, standing))
        if not reasons:
            return
        first = given[-2] if len(given) > 1 else None
        if first is None or first["person_id"] == decision["person_id"]:
            yield f"{what} by one person alone, and it is {', '.join(reasons)}"
        elif VERDICTS[first["action"]] != item["state"]:
            yield f"{what}: the other of the two said something else"

    def _needs_two(
        self, before: Sight, after: Sight, item: Row, decision: Row, standing: list[Row]
    ) -> Iterator[str]:
        was = before.one("item", item["id"])
        if self.sample:
            yield "picked by chance"
        if was["flagged_at"] is not None or item["id"] in self.flaggers:
            yield "flagged"
        if item["origin"] != "read":
            yield "typed"
        if any(row["action"] in REGROUPS for row in standing) or item["regrouped"]:
            yield "regrouped"
        others = [
            row
            for row in standing
            if row["action"] in VERDICTS and row["person_id"] != decision["person_id"]
        ]
        if any(self._otherwise(after, row, item) for row in others):
            yield "decided otherwise by somebody else"
        if item["state"] == "rejected":
            if item["certainty"] == "certain":
                yield "a rejection of what was certain"
            return
        yield from self._weak(after, item)

    def _otherwise(self, after: Sight, verdict: Row, item: Row) -> bool:
        """Whether this verdict was another one than the item ended with."""
        if VERDICTS[verdict["action"]] != item["state"]:
            return True
        site = after.tables["site"].get(item["site_id"])
        link = json.loads(verdict["seen"])["site"]
        return item["state"] == "approved" and link != (site["public_id"] if site else None)

    def _weak(self, after: Sight, item: Row) -> Iterator[str]:
        """What makes an approval, or a company's word, not enough."""
        fields = after.of("item_field", item["id"])
        if any(f["corrected"] is not None or f["corrected_place"] is not None for f in fields):
            yield "changed"
        if item["kind"] != "smelter":
            return
        candidates = after.of("item_candidate", item["id"])
        first = next((c for c in candidates if c["rank"] == 1), None)
        if first is None or first["site_id"] != item["site_id"]:
            yield "another smelter than the first that was found"
        elif first["score"] < LINK:
            yield "a weak match"
        said = next((f["corrected"] or f["value"] for f in fields if f["name"] == "country"), None)
        site = after.tables["site"].get(item["site_id"])
        if (said or (site and site["country"])) in LISTED:
            yield "in a listed country"

    def _confirmed(self, before: Sight, after: Sight, item: Row, decision: Row) -> Iterator[str]:
        what = f"item {item['public_id']} is confirmed by the company"
        if decision["action"] != "confirm":
            yield f"{what}, which said something else"
        if self.sample or item["certainty"] == "unsure" or item["kind"] == "audit_finding":
            yield f"{what}, and a reviewer must read it"
        if before.one("item", item["id"])["flagged_at"] is not None:
            yield f"{what}, and somebody asked for a look"
        for reason in self._weak(after, item):
            yield f"{what}, and it is {reason}"

    # Besides: flags, words for states, the log.

    def _flagged(self, before: Sight, after: Sight, who: Person) -> Iterator[str]:
        for item in after.tables["item"].values():
            was = before.tables["item"].get(item["id"])
            asked, now = bool(was and was["flagged_at"]), bool(item["flagged_at"])
            if was is None:
                if now and item["taken_from_id"] in self.flaggers:
                    self.flaggers[item["id"]] = self.flaggers[item["taken_from_id"]]
                continue
            if asked != now and item["version_id"] != before.version(item["document_id"]):
                yield f"item {item['public_id']}: a flag on a version that was replaced"
            if not asked and now:
                self.flaggers[item["id"]] = who.id
            elif asked and not now and (self.flaggers[item["id"]] == who.id or who.is_secretariat):
                del self.flaggers[item["id"]]

    def _known(self, after: Sight) -> Iterator[str]:
        for table, states in STATES.items():
            for row in after.tables[table].values():
                if row["state"] not in states:
                    yield f"{table} {row['public_id']}: nobody knows the state {row['state']}"

    def _logged(self, before: Sight, after: Sight, who: Person) -> Iterator[str]:
        old, new = before.tables["event"], after.tables["event"]
        if any(new.get(seq) != row for seq, row in old.items()):
            yield "an entry of the log was changed"
        for seq in sorted(set(new) - set(old)):
            if new[seq]["previous"] != (new[seq - 1]["hash"] if seq > 1 else None) and seq > 1:
                yield f"entry {seq} of the log does not follow the one before"
            if new[seq]["actor_id"] not in (None, who.id):
                yield f"entry {seq} of the log names somebody else"
