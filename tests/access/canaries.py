"""The words and the codes that only one company, its readers and the secretariat may meet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import documents, findings, items, name_rules, team_papers
from workflows.demo import cast
from workflows.following import proposals
from workflows.models import (
    Cause,
    Document,
    Finding,
    Item,
    NameRule,
    Organisation,
    Proposal,
    Site,
    Supplier,
    Upload,
)
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import Role

LONG = 12  # signs of a public id
_RUN = re.compile(f"[a-z0-9]{{{LONG},}}")


@dataclass(frozen=True)
class Foreign:
    """What somebody must never meet: a word or a code, and whose it is."""

    words: Mapping[str, str]

    def met(self, text: str) -> set[str]:
        """Which of them stand in a text, with whose they are."""
        lower = text.casefold()
        # Thousands of codes: all that could be one is looked up, not each of them looked for.
        runs = set(_RUN.findall(lower))
        codes = {run[at : at + LONG] for run in runs for at in range(len(run) - LONG + 1)}
        found = {word for word in self._said if word in lower} | (codes & self.words.keys())
        return {f"{word} ({self.words[word]})" for word in found}

    @cached_property
    def _said(self) -> list[str]:
        """The words that are no codes."""
        return [word for word in self.words if not (len(word) == LONG and _RUN.fullmatch(word))]


def foreign(session: Session, actor: Actor) -> Foreign:
    """All that this actor must not meet."""
    words: dict[str, str] = {}
    mine = {held.organisation for held in actor.held}
    reviews = actor.has(Role.REVIEWER)
    # The committee is told whose contest it judges, by name; of no supplier, that is the point.
    whose = session.scalars(findings.visible(actor)) if actor.steers else ()
    judged = {finding.organisation.name for finding in whose}
    for member in cast.MEMBERS:
        if member.name in mine or reviews:
            continue
        told = [*member.canaries]
        if not actor.has(Role.ADMINISTRATOR) and member.name not in judged:
            told += [member.name, *_people(member)]
        words |= {word.casefold(): member.name for word in told}
    return Foreign(words | _codes(session, actor))


def _people(member: cast.Member) -> Iterator[str]:
    for player in cast.PLAYERS:
        if player.organisation == member.name and player.role in SUBMITTERS:
            yield from (player.email, player.name)


def _codes(session: Session, actor: Actor) -> dict[str, str]:
    """The codes of documents, items, findings, files and sites that are not the actor's to see."""
    seen_documents = {row.id for row in session.scalars(documents.visible(actor))}
    seen_documents |= {row.id for row in session.scalars(team_papers.waiting(session, actor))}
    seen_findings = {row.id for row in session.scalars(findings.visible(actor))}
    seen_items = {row.id for row in session.scalars(items.visible(actor))}
    codes: dict[str, str] = {}

    def add(row: object, owner: Organisation) -> None:
        codes[row.public_id.casefold()] = owner.name  # type: ignore[attr-defined]

    for document in session.scalars(select(Document)):
        if document.id in seen_documents:
            continue
        add(document, document.organisation)
        for version in document.versions:
            add(version.upload, document.organisation)
    for item in session.scalars(select(Item)):
        if item.id not in seen_items:
            add(item, item.document.organisation)
    for finding in session.scalars(select(Finding)):
        if finding.id in seen_findings:
            continue
        for row in (finding, *finding.measures, *finding.evidence):
            add(row, finding.organisation)
    seen_proposals = {row.id for row in session.scalars(proposals.visible(actor))}
    for proposal in session.scalars(select(Proposal)):
        if proposal.id not in seen_proposals:
            add(proposal, proposal.organisation)
            add(proposal.cause, proposal.organisation)
    seen_rules = {row.id for row in session.scalars(name_rules.visible(actor))}
    for rule in session.scalars(select(NameRule).where(NameRule.organisation_id.is_not(None))):
        if rule.id not in seen_rules and rule.organisation is not None:
            add(rule, rule.organisation)
    mine = {held.organisation_id for held in actor.held}
    for supplier in session.scalars(select(Supplier)):
        if supplier.organisation_id not in mine:
            codes[supplier.public_id.casefold()] = "a supplier"
    if not actor.has(Role.REVIEWER):  # who reads what every member's papers taught
        for site in session.scalars(select(Site).where(Site.organisation_id.is_not(None))):
            if site.organisation_id not in mine:
                codes[site.public_id.casefold()] = "a site"
    return codes


def guesses(session: Session) -> list[str]:
    """Addresses of everything there is, for who was told of none of it."""
    found = []
    for document in session.scalars(select(Document)):
        own = document.public_id
        found += [f"/documents/{own}{rest}" for rest in ("", "/reading", "/file")]
        found += [f"/documents/{own}/result.{kind}" for kind in ("xlsx", "csv")]
        found += [f"/documents/{own}/pages/1.png", f"/review/{own}"]
    for finding in session.scalars(select(Finding)):
        found.append(f"/findings/{finding.public_id}")
        found += [
            f"/findings/{finding.public_id}/evidence/{one.public_id}" for one in finding.evidence
        ]
    for item in session.scalars(select(Item).where(Item.id % 7 == 0)):
        found.append(f"/review/items/{item.public_id}/search?q=a")
    for site in session.scalars(select(Site).where(Site.organisation_id.is_not(None))):
        found.append(f"/smelters/{site.public_id}")
    found += [f"/engine/causes/{cause.public_id}" for cause in session.scalars(select(Cause))]
    for rule in session.scalars(select(NameRule)):
        found.append(f"/rules/{rule.public_id}")
    for upload in session.scalars(select(Upload)):
        found.append(f"/smelters/import/{upload.public_id}")
    for organisation in session.scalars(select(Organisation)):
        found.append(f"/organisations/{organisation.public_id}")
    # A part of a word, so that an answer which repeats the question does not hold the whole.
    for word in (word for member in cast.MEMBERS for word in member.canaries):
        found += [
            f"/{where}?q={word[:9]}"
            for where in ("documents", "smelters", "organisations", "search", "rules")
        ]
        # Nearly so: a spelling that is offered must not come from another's papers either.
        found.append(f"/search?q={word[:4]}{word[5:9]}")
    return found
