"""The rules of following, one by one: what each is called, what it sees, what its cause is."""

from collections.abc import Mapping

from workflows.following import (
    audits,
    certificates,
    declarations,
    editions,
    entity_lists,
    measures,
    risk_lists,
    statuses,
    surveillance,
)
from workflows.following.looks import Rule
from workflows.marking import N_

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            name="certificate_ends",
            title=N_("A certificate ends"),
            meaning=N_(
                "A certificate ends within 90 days (a setting), and no newer one was sent in: a "
                "finding is opened. It moves on at 30, 7 and 1 day, and the company is told of "
                "each. On the day after the last one a finding that was closed or monitored is "
                "reopened."
            ),
            cause=N_("The certificate %(standard)s, number %(number)s, ends on %(expires)s."),
            look=certificates.look,
            lapses=True,
        ),
        Rule(
            name="surveillance_due",
            title=N_("A surveillance audit is due"),
            meaning=N_(
                "A certificate of three years asks for audits in between: each year by ISO, each "
                "half year by SA8000, half way by ResponsibleSteel and ASI. Thirty days after "
                "such a day no audit report of the same supplier came in, and no newer "
                "certificate: a finding is opened, or reopened."
            ),
            cause=N_(
                "The certificate %(standard)s, number %(number)s, asked for an audit by %(due)s."
            ),
            look=surveillance.look,
            lapses=True,
        ),
        Rule(
            name="register_edition",
            title=N_("The register has a new edition"),
            meaning=N_(
                "A new edition of the register leaves out, renames or closes a smelter that "
                "approved items of a company name: for each of them a finding is opened, or "
                "reopened where it was closed or monitored."
            ),
            cause=N_("A new edition of the register “%(source)s”, of %(edition)s."),
            look=editions.look,
        ),
        Rule(
            name="scheme_status",
            title=N_("A scheme says less of a smelter"),
            meaning=N_(
                "A smelter that approved items name is no longer conformant under a scheme, or "
                "the scheme says nothing of it any more: a finding is opened or reopened."
            ),
            cause=N_("From %(since)s, %(scheme)s says less of smelters than before."),
            look=statuses.look,
        ),
        Rule(
            name="risk_list",
            title=N_("A list of countries at risk has a new edition"),
            meaning=N_(
                "A country is new on a list, or the list names other regions of it, and approved "
                "items name a smelter there: for each a finding is opened or reopened. What was "
                "taken off the list is shown."
            ),
            cause=N_(
                "The list “%(list)s” has a new edition, of %(edition)s. New on it: %(added)s. "
                "Taken off it: %(removed)s. With other regions: %(changed)s."
            ),
            look=risk_lists.look,
        ),
        Rule(
            name="entity_list",
            title=N_("A list of companies has a new edition"),
            meaning=N_(
                "A company or smelter is new on a list, or is changed on it, and approved items "
                "name it by the identifier or by the name and country: for each a finding is "
                "opened or reopened. A namesake is not proposed."
            ),
            cause=N_(
                "The list “%(list)s” has a new edition, of %(edition)s: %(new)s new, %(gone)s "
                "taken off, %(changed)s changed."
            ),
            look=entity_lists.look,
        ),
        Rule(
            name="clause_repeated",
            title=N_("An audit repeats a clause"),
            meaning=N_(
                "A newer audit of the same supplier finds something under the same clause: the "
                "finding that was closed or monitored is reopened. A finding that runs stays as "
                "it is."
            ),
            cause=N_("The audit “%(document)s” of %(supplier)s finds the same as before."),
            look=audits.look,
            lapses=True,
        ),
        Rule(
            name="smelter_dropped",
            title=N_("A supplier no longer names a smelter"),
            meaning=N_(
                "A supplier's newer declaration does not name a smelter that the one before it "
                "did, and all of it was reviewed: for each smelter a finding is opened."
            ),
            cause=N_(
                "“%(document)s” of %(supplier)s names fewer smelters than “%(earlier)s” before it."
            ),
            look=declarations.look,
        ),
        Rule(
            name="measure_late",
            title=N_("A measure is late"),
            meaning=N_(
                "A measure was to be done by a day that has passed: its finding is escalated, and "
                "once more when it is 30 days late. A new plan, or a measure that is done, ends it."
            ),
            cause=N_("A measure was to be done by %(due)s: %(measure)s"),
            look=measures.look,
            lapses=True,
        ),
    )
}
