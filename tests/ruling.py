"""Verdicts that become rules: papers of a company and of its rival, decided on by their readers."""

from tests.cast import a_candidate, a_document, a_reading, a_record
from workflows import facts, items
from workflows.deciding import decide
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


class Ruling:
    """Papers with one name each, as the company or its rival sends them."""

    def __init__(self, session, store, world) -> None:
        self.session, self.store, self.world = session, store, world

    def item(self, name="Merapi Wks.", *, supplier="", rival=False, site=None, **record):
        """A new paper that names this; its only item."""
        world = self.world
        owner, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        candidates = [a_candidate(site)] if site is not None else []
        reading = a_reading(a_record(name, candidates=candidates, **record))
        document = a_document(self.session, self.store, owner, sender, reading)
        if supplier:
            facts.describe(self.session, document, sender, supplier=supplier)
        return items.of_document(self.session, document)[0]

    def approved(self, site, name="Merapi Wks.", **more):
        """The same, approved as this site."""
        item = self.item(name, site=site, **more)
        return decide(self.session, item, APPROVE, self.world.reader)

    def rejected(self, name="Merapi Handel", **more):
        """The same, rejected as a trader."""
        return decide(self.session, self.item(name, **more), TRADER, self.world.reader)
