"""Random histories: who does what in which way, drawn by a seed; each deed is watched."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from tests.cheating import deeds, looking, stage
from tests.cheating.deeds import Answer, Deed
from tests.cheating.looking import Sight
from tests.cheating.rulebook import Person, Watcher
from tests.cheating.stage import NEVER, Stage
from workflows import events, paper_metals, settings, soundness
from workflows.models import Site
from workflows.states import Role

READERS = ("reader", "other_reader", "conflicted", "both")
CAST = Counter(
    reader=6, other_reader=6, conflicted=2, both=3, secretary=3, submitter=3, contact=1,
    competitor=1, idle=1, administrator=1, chair=1, member=1,
)  # fmt: skip
DEEDS = Counter(
    {
        "decide": 40, "again": 14, "undo": 10, "doubt": 5, "flag": 4, "comment": 2, "split": 3,
        "take out": 2, "merge": 3, "add": 2, "approve together": 3, "open": 3, "take over": 2,
        "give back": 1, "claim": 1, "assign": 2, "act": 5, "renew": 2, "reread": 1, "answer": 3,
        "withdraw question": 1, "take up finding": 1, "wait": 5,
    }
)  # fmt: skip
ACTIONS = Counter(
    approve=10, reject=6, change=4, doubt=2, settle=3, reopen=3, undo=2, confirm=4, correct=2,
    deny=2, split=1, add=1,
)  # fmt: skip
ABOUT_DOCUMENTS = {
    *("merge", "add", "approve together", "take over", "open", "give back", "assign", "act"),
    *("reread", "renew", "take up finding"),
}


class Cheated(AssertionError):
    """A rule of the review was broken; the message tells the whole history."""


class Walk:
    """One history on the stage."""

    def __init__(self, on: Stage, seed: int, ways: Sequence[str] = ()) -> None:
        self.stage, self.seed = on, seed
        self.rng = Random(seed)  # noqa: S311 - a history is to be told again by its number
        self.only = ways
        self.told: list[str] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.papers = 0
        on.restore()
        sample = self.rng.random() < 0.15
        with on.working() as session:
            settings.put(session, "review.sample", "1" if sample else "0", None)
        self.people = _people(on)
        self.watcher = Watcher(sample, {person.id: person for person in self.people.values()})
        self.sight = looking.look(on.watch)
        self.last: str | None = None

    def go(self, steps: int) -> None:
        """So many deeds; at the end the whole installation is checked."""
        for _number in range(steps):
            self._step()
        self._check()

    def _step(self) -> None:
        deed = self._draw()
        if deed is None:
            stage.go_on(self.stage, self.rng.choice((1, 5, 20)))
            return
        ways = [way for way in deeds.ways(deed.name) if not self.only or way in self.only]
        # A verdict that is no verdict is a wrong use of the command, not a refusal.
        if deed.more.get("action") in ("split", "add") and deed.name == "decide":
            ways = [way for way in ways if way != deeds.COMMAND]
        if not ways:
            return
        way = self.rng.choice(ways)
        self.told.append(f"{deed} [{way}]")
        before = self.sight
        answer = deeds.DOING[way](self.stage, deed)
        self.told[-1] += f" -> {answer.end}"
        self.counts[deed.name, answer.end] += 1
        self.counts[way, answer.end] += 1
        if deed.name == "decide":
            self.counts[deed.more["action"], answer.end] += 1
        self.sight = after = looking.look(self.stage.watch)
        for problem in self._problems(before, after, deed, way, answer):
            self._say(problem)
        if deed.name in ("renew", "reread") and answer.end == deeds.DONE:
            self._read(deed.target)
        if answer.end == deeds.DONE and deed.name in ("decide", "doubt"):
            self.last = deed.target

    def _problems(
        self, before: Sight, after: Sight, deed: Deed, way: str, answer: Answer
    ) -> Iterator[str]:
        who = self.people[deed.who]
        changed = looking.differences(before, after)
        if answer.end != deeds.DONE and changed:
            yield f"refused, and written nevertheless: {changed}"
        if changed and "event" not in changed:
            yield f"done, and not in the log: {changed}"
        if answer.end == deeds.DONE and self._stale(before, deed):
            yield "done to what changed since it was looked at"
        if self._outside(before, deed, who):
            if answer.end == deeds.DONE:
                yield "done by an outsider"
            never = Deed(deed.who, deed.name, NEVER, deed.more)
            if deeds.DOING[way](self.stage, never) != answer:
                yield "an outsider is told something else than of what does not exist"
        yield from self._elsewhere(before, after, deed)
        now = self.stage.clock.at.strftime("%Y-%m-%d %H:%M:%S.%f")
        yield from self.watcher.wrong(before, after, who, now)

    def _stale(self, sight: Sight, deed: Deed) -> bool:
        """Whether it was an older version of the item that was looked at."""
        seen = deed.more.get("seen")
        rows = sight.rows("item", public_id=deed.target)
        return isinstance(seen, int) and any(row["version"] != seen for row in rows)

    def _outside(self, sight: Sight, deed: Deed, who: Person) -> bool:
        """Whether this person has no business with what the deed is about."""
        document = self._document(sight, deed)
        if document is None or who.is_secretariat:
            return False
        row = sight.one("document", document)
        reads = who.reviews and sight.rows("assignment", document_id=document, person_id=who.id)
        return not reads and row["organisation_id"] not in who.speaks_for

    def _document(self, sight: Sight, deed: Deed) -> int | None:
        for table in ("document", "item", "question"):
            for row in sight.rows(table, public_id=deed.target):
                if table == "question":
                    return int(sight.one("item", row["item_id"])["document_id"])
                return int(row["id"] if table == "document" else row["document_id"])
        return None

    def _elsewhere(self, before: Sight, after: Sight, deed: Deed) -> Iterator[str]:
        """A deed changes the items of its own document alone."""
        here = self._document(before, deed)
        for item in before.tables["item"].values():
            if item["document_id"] != here and after.one("item", item["id"]) != item:
                yield f"the item {item['public_id']} of another document was changed"

    def _read(self, document_id: str) -> None:
        """The worker reads the new version: the same again, or with something else in it."""
        rng, most = self.rng, 7 if document_id in self._long() else 3
        leave = rng.randrange(most) if rng.random() < 0.3 else None
        move = rng.randrange(most) if rng.random() < 0.3 else None
        before = self.sight
        with self.stage.working() as session:
            sites = self._sites(session)
            reading = stage.a_reading(sites, leave=leave, move=move, most=most)
            stage.read(session, document_id, reading)
        self.told.append(f"the worker reads {document_id} without {leave}, with {move} moved")
        self.sight = looking.look(self.stage.watch)
        nobody = Person(0, False, False, frozenset(), frozenset())
        for problem in self.watcher.wrong(before, self.sight, nobody, ""):
            self._say(problem)

    def _long(self) -> set[str]:
        return {self.stage.papers["ours"], self.stage.papers["asked"]}

    def _sites(self, session):
        rows = {site.public_id: site for site in session.query(Site)}
        return {name: rows[public_id] for name, public_id in self.stage.sites.items()}

    def _check(self) -> None:
        with self.stage.installation.sessions() as session:
            for problem in (
                *events.problems(session),
                *soundness.problems(session),
                *paper_metals.problems(session.connection()),
            ):
                self._say(problem)
        code, out, err = deeds.command(self.stage, "check")
        if code:
            self._say(f"ketenzicht check: {out} {err}")

    def _say(self, problem: str) -> None:
        lines = "\n".join(f"{n}. {line}" for n, line in enumerate(self.told, start=1))
        raise Cheated(f"history {self.seed}: {problem}\n{lines}")

    # What is drawn.

    def _pick(self, weights: Counter[str]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _draw(self) -> Deed | None:
        name, who = self._pick(DEEDS), self._pick(CAST)
        if name == "wait":
            return None
        if name == "again":  # once more on what was decided last, often by somebody else
            name, target = "decide", self.last or self._item()
        elif name in ABOUT_DOCUMENTS:
            target = self._paper()
        elif name in ("answer", "withdraw question"):
            rows = self.sight.rows("question", state="open") or self.sight.rows("question")
            if not rows:
                return self._ask(who)
            target = self.rng.choice(rows)["public_id"]
        elif name == "claim":
            target = ""
        elif name == "undo":
            target = self._decided()
        elif name == "take out":
            target = self._item(several=True)
        else:
            target = self._item()
        deed = Deed(who, name, target, self._more(name, target))
        return self._likely(deed) if self.rng.random() < 0.75 else deed

    def _ask(self, who: str) -> Deed:
        """Somebody asks, so that there is something to answer."""
        more = {"how": "ask", "text": "Is dit een smelter?"}
        return self._likely(Deed(who, "doubt", self._item(), more))

    def _likely(self, deed: Deed) -> Deed:
        """The same by somebody who may well do it, as may be done with it now."""
        rows = self.sight.rows("item", public_id=deed.target)
        if not rows:
            likely = {"answer": ("submitter", "contact"), "assign": ("secretary", "both")}
            likely |= {"renew": ("submitter", "secretary"), "reread": ("secretary", "both")}
            likely |= {"take up finding": ("secretary",)}
            if deed.name == "act":
                return self._wish(deed)
            return replace(deed, who=self.rng.choice(likely.get(deed.name, READERS[:2])))
        (item,), more = rows, dict(deed.more)
        asked = item["state"] == "open" and item["asked"] and not item["answer"]
        who = self.rng.choice(("submitter", "contact") if asked else READERS[:2])
        given = self.sight.rows("decision", item_id=item["id"], undone_at=None)
        if deed.name == "undo" and given:
            who = next(n for n, p in self.people.items() if p.id == given[-1]["person_id"])
        elif deed.name == "decide":
            more = self._verdict(self._action(item["state"], asked=bool(asked)))
            if item["state"] == "second" and more["action"] == "settle":
                who = "secretary"
            elif item["state"] == "second":
                who = next(n for n in READERS[:2] if self.people[n].id != item["proposed_by_id"])
        return replace(deed, who=who, more=more)

    def _wish(self, deed: Deed) -> Deed:
        """What may be done with a document as it stands: taken away, asked for, put back."""
        (row,) = self.sight.rows("document", public_id=deed.target)
        asked = self.sight.rows("withdrawal_request", document_id=row["id"], answered_at=None)
        company, office = ("submitter", "contact"), (*READERS[:2], "secretary")
        if row["state"] == "withdrawn":
            who, actions = company, ("restore",)
        elif asked:
            who, actions = office, ("grant_withdrawal", "refuse_withdrawal")
        else:
            who, actions = company, ("withdraw", "ask_to_withdraw", "ask_to_withdraw")
        return replace(deed, who=self.rng.choice(who), more={"action": self.rng.choice(actions)})

    def _action(self, state: str, *, asked: bool) -> str:
        if asked:
            return self.rng.choice(("confirm", "confirm", "correct", "deny"))
        if state in ("open", "doubt", "second"):
            more = {"settle": 2} if state == "second" else {}
            return self._pick(Counter(approve=10, reject=6, change=3, doubt=3, **more))
        return self.rng.choice(("reopen", "undo", "undo"))

    def _decided(self) -> str:
        """An item with a verdict that stands, mostly one of the last."""
        rows = self.sight.rows("decision", undone_at=None)[-8:]
        if not rows:
            return self._item()
        return str(self.sight.one("item", self.rng.choice(rows)["item_id"])["public_id"])

    def _paper(self) -> str:
        return self.rng.choice([self.stage.papers["ours"], *self.stage.papers.values()])

    def _item(self, *, several: bool = False) -> str:
        """Any item; when ``several``, one whose name stands in several places."""
        rows = self._items(self._paper())
        places = {row["item_id"] for row in self.sight.rows("item_place")}
        if several:
            rows = [row for row in rows if row["id"] in places] or rows
        return str(self.rng.choice(rows)["public_id"])

    def _items(self, document_id: str):
        """The items of a document: mostly of the newest version."""
        (document,) = self.sight.rows("document", public_id=document_id)
        rows = self.sight.rows("item", document_id=document["id"])
        newest = self.sight.version(document["id"])
        fresh = [row for row in rows if row["version_id"] == newest]
        return fresh if fresh and self.rng.random() < 0.8 else rows

    def _seen(self, public_id: str) -> dict[str, int]:
        """Nothing, the version as it is, or an older one."""
        chance = self.rng.random()
        rows = self.sight.rows("item", public_id=public_id)
        if chance < 0.5 or not rows:
            return {}
        return {"seen": rows[0]["version"] - (1 if chance > 0.9 else 0)}

    def _more(self, name: str, target: str) -> dict[str, object]:
        rng, seen = self.rng, self._seen(target)
        if name == "decide":
            return self._verdict() | seen
        if name == "doubt":
            how = rng.choice(("later", "ask", "reader"))
            return {"how": how, "text": "Is dit een smelter?"} | seen
        if name in ("merge", "approve together"):
            return self._several(name, target)
        if name == "renew":
            self.papers += 1
            return {"data": b"%%PDF-1.4 %d of %d" % (self.papers, self.seed)}
        if name == "act":
            actions = ("finish", "reopen", "withdraw", "begin", "retry", "by_hand", "confirm")
            wishes = ("ask_to_withdraw", "grant_withdrawal", "refuse_withdrawal", "restore")
            actions += (*wishes, "retract_request")
            return {"action": rng.choice(actions)}
        if name == "assign":
            email = self.stage.people[rng.choice((*READERS, "idle"))].email
            return {"reviewer": email, "give": rng.random() < 0.7}
        choices: dict[str, dict[str, object]] = {
            "split": {"at": rng.choice((1, 1, 2))} | seen,
            "take out": {"mention": rng.choice((1, 2))} | seen,
            "undo": seen,
            "flag": seen,
            "add": {"name": rng.choice(("Vergeten Smelterij", "Zekere Smelterij"))},
            "comment": {"shared": rng.random() < 0.5},
            "open": {"reading": rng.choice(("first", "second"))},
            "take over": {"reading": rng.choice(("first", "second"))},
            "take up finding": {"person": self.stage.people["reader"].email},
        }
        return choices.get(name, {})

    def _verdict(self, action: str = "") -> dict[str, object]:
        rng, action = self.rng, action or self._pick(ACTIONS)
        more: dict[str, object] = {"action": action}
        if action in ("reject", "deny") and rng.random() < 0.95:
            more["reason"] = rng.choice(("misread", "not_a_smelter", "other"))
        if action in ("reject", "deny", "settle", "reopen") and rng.random() < 0.9:
            more["note"] = "Dat is na lang kijken gebleken."
        if action in ("change", "correct"):
            more["changes"] = rng.choice(
                ({"country": "MY"}, {"country": "ID"}, {"smelter": "Betere Naam"}, {})
            )
        if action == "change" and rng.random() < 0.2:
            more["place"] = (72.0, 140.0, 160.0, 151.0)
        if action in ("approve", "change") and rng.random() < 0.25:
            more["candidate"] = rng.choice(("1", "1", "2", "new", "Zekere Smelterij"))
        return more

    def _several(self, name: str, document_id: str) -> dict[str, object]:
        rows = self._items(document_id)
        if name == "merge":
            rows = self.rng.sample(rows, min(len(rows), 2))
        else:
            rows = [r for r in rows if r["certainty"] == "certain" and r["state"] == "open"]
        if rows and self.rng.random() < 0.1:
            rows = rows[1:] or rows
        seen = {r["public_id"]: r["version"] for r in rows if self.rng.random() < 0.97}
        return {"items": [r["public_id"] for r in rows], "seen": seen}


def _people(on: Stage) -> dict[str, Person]:
    speaking = (Role.SUBMITTER, Role.CONTACT)
    return {
        name: Person(
            actor.person_id,
            any(held.role is Role.REVIEWER for held in actor.held),
            any(held.role is Role.SECRETARIAT for held in actor.held),
            frozenset(h.organisation_id for h in actor.held if h.role in speaking),
            frozenset(held.organisation_id for held in actor.held),
        )
        for name, actor in on.people.items()
    }
