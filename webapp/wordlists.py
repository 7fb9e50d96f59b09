"""The English words for codes that carry no words of their own. Data only; labels translates."""

from collections.abc import Mapping

from workflows.marking import N_

Words = Mapping[str, str]

SEVERITIES: Words = {
    "critical": N_("Critical"),
    "major": N_("Major"),
    "minor": N_("Minor"),
    "observation": N_("Observation"),
}
LIKELIHOODS: Words = {
    "likely": N_("Likely"),
    "possible": N_("Possible"),
    "unlikely": N_("Unlikely"),
}
HARMS: Words = {
    "potential": N_("Potential: it could happen"),
    "actual": N_("Actual: it has happened"),
}
MEASURES: Words = {
    "cease": N_("Stop the cause"),
    "prevent": N_("Prevent"),
    "mitigate": N_("Reduce"),
    "remedy": N_("Make good"),
}
AUDIENCES: Words = {
    "member": N_("The company"),
    "secretariat": N_("The secretariat"),
    "parties": N_("The parties"),
    "public": N_("The public"),
}
COMMUNICATION_STATES: Words = {
    "draft": N_("Draft"),
    "cleared": N_("Cleared"),
    "communicated": N_("Communicated"),
    "withheld": N_("Not communicated"),
}
WHO: Words = {
    "own": N_("The company itself"),
    "reviewer": N_("An assigned reviewer"),
    "secretariat": N_("The secretariat"),
    "steering": N_("The steering committee"),
    "system": N_("The system"),
}
NEEDS: Words = {
    "note": N_("Note"),
    "severity": N_("Severity"),
    "likelihood": N_("Likelihood"),
    "reason": N_("Reason"),
    "audience": N_("Audience"),
    "text": N_("Text"),
    "owner": N_("Who will do it"),
    "due": N_("Due date"),
    "person": N_("Person"),
    "harm": N_("Harm"),
    "risks": N_("Risks"),
    "kind": N_("Kind"),
    "file": N_("File"),
    "checks": N_("What you looked at"),
    "address": N_("Address where it was published"),
}
RULES: Words = {
    "smelter_unknown": N_("Smelter not in the register"),
    "smelter_closed": N_("Smelter closed"),
    "smelter_not_conformant": N_("Smelter not conformant"),
    "country_listed": N_("Country on a risk list"),
    "entity_listed": N_("Smelter on a risk list"),
    "certificate_expired": N_("Certificate expired"),
    "certificate_expiring": N_("Certificate expires soon"),
    "audit_finding": N_("Audit finding"),
    "smelter_removed": N_("Smelter no longer in the register"),
    "smelter_renamed": N_("Smelter renamed"),
    "smelter_status_changed": N_("Smelter's status changed"),
    "smelter_dropped": N_("Smelter no longer on a supplier's list"),
    "clause_repeated": N_("The same audit finding again"),
    "surveillance_due": N_("Audit of a certificate not shown"),
}
DUE: Words = {
    "overdue": N_("Overdue"),
    "soon": N_("Within 30 days"),
    "without": N_("No due date"),
}
STANDINGS: Words = {
    "party": N_("Party"),
    "supporter": N_("Supporter"),
    "applicant": N_("Applicant"),
    "former": N_("Former participant"),
}
REASONS: Words = {
    "not_a_smelter": N_("Not a smelter (trader or supplier)"),
    "only_named": N_("It is none (only named, applied for or explained)"),
    "duplicate": N_("Duplicate"),
    "misread": N_("Misread"),
    "outside_period": N_("Outside the period"),
    "address_or_person": N_("Address or person"),
    "example_text": N_("Example text, or a list of the standard"),
    "other_metal": N_("Metal that is not relevant"),
    "other": N_("Something else"),
}
CERTAINTIES: Words = {
    "certain": N_("Certain"),
    "check": N_("Check"),
    "unsure": N_("Unsure"),
}
ITEM_KINDS: Words = {
    "smelter": N_("Smelter"),
    "certificate": N_("Certificate"),
    "audit_finding": N_("Audit finding"),
}
DOCUMENT_KINDS: Words = {
    "certificate": N_("Certificate"),
    "audit_report": N_("Audit report"),
    "smelter_declaration": N_("Smelter declaration"),
    "mill_certificate": N_("Mill certificate"),
    "due_diligence_report": N_("Due-diligence report"),
    "container": N_("Several documents in one file"),
    "other": N_("Other document"),
}
FIELDS: Words = {
    "smelter": N_("Smelter"),
    "country": N_("Country"),
    "metal": N_("Metal"),
    "smelter_id": N_("Identifier"),
    "scheme": N_("Scheme"),
    "standard": N_("Standard"),
    "number": N_("Number"),
    "holder": N_("Holder"),
    "sites": N_("Sites"),
    "site": N_("Site"),
    "scope": N_("Scope"),
    "issuer": N_("Issuer"),
    "issued": N_("Issued on"),
    "expires": N_("Valid until"),
    "clause": N_("Clause"),
    "severity": N_("Severity"),
    "statement": N_("Statement"),
    "due": N_("Due date"),
}
FACTS: Words = {
    **FIELDS,
    "list": N_("Risk list"),
    "edition": N_("Edition of"),
    "since": N_("Since"),
    "entry": N_("Name on the list"),
    "match": N_("What is the same"),
    "matched": N_("On the list as"),
    "name": N_("Name"),
    "aliases": N_("Other names"),
    "identifier": N_("Identifier"),
    "risks": N_("What the list says"),
    "place": N_("Where the list says it"),
    "within": N_("Days left, at most"),
    "measure": N_("Measure"),
    "owner": N_("Who will do it"),
    "late": N_("Days late, at least"),
    "source": N_("Source"),
    "former_name": N_("Former name"),
    "former_status": N_("Status before"),
    "status": N_("Status"),
    "supplier": N_("Supplier"),
    "document": N_("Document"),
    "earlier": N_("Said before in"),
    "added": N_("New on it"),
    "removed": N_("Taken off it"),
}
LIST_KINDS: Words = {
    "countries": N_("Countries"),
    "entities": N_("Companies and smelters"),
}
LIST_MATCHES: Words = {
    "identifier": N_("the same identifier"),
    "name_country": N_("the same name in the same country"),
    "name": N_("the same name; the list names no country"),
    "other_country": N_("the same name in another country"),
    "no_country": N_("the same name; the country of the smelter is not known"),
    "short": N_("the same few letters"),
    "other_identifier": N_("the same name; the identifier is that of another smelter"),
}
SCHEMES: Words = {
    "iso": "ISO",
    "sa8000": "SA8000",
    "smeta": "SMETA",
    "rmap": "RMAP",
    "lbma": "LBMA",
    "rjc": "RJC",
    "copper_mark": "Copper Mark",
    "responsiblesteel": "ResponsibleSteel",
    "asi": "ASI",
    "irma": "IRMA",
    "other": N_("Another scheme"),
}
STATUSES: Words = {
    "conformant": N_("Conformant"),
    "active": N_("Assessment under way"),
    "non_conformant": N_("Not conformant"),
    "removed": N_("No longer listed"),
    "not_applicable": N_("Does not apply"),
    "nothing": N_("Nothing (any more)"),
}
BASES: Words = {
    "assessed": N_("assessed"),
    "cross_recognised": N_("recognised through another scheme"),
}
SITE_CHANGES: Words = {
    "removed": N_("No longer in the register"),
    "renamed": N_("Renamed"),
    "changed": N_("Changed"),
    "status": N_("A scheme says something else"),
    "added": N_("New in the register"),
}
NAME_SOURCES: Words = {
    "edition": N_("an edition of the register"),
    "document": N_("a decision on a document"),
    "person": N_("the secretariat"),
    "merge": N_("an entry that was merged into this one"),
}
IDENTIFIER_SCHEMES: Words = {
    "rmi": N_("Responsible Minerals Initiative"),
    "rmi-2013": N_("Responsible Minerals Initiative, old style"),
    "lbma": N_("London Bullion Market Association"),
    "demo": N_("the invented register"),
    "other": N_("the source of the edition"),
}
SITE_KINDS: Words = {
    "mine": N_("Mine"),
    "smelter": N_("Smelter or refiner"),
    "processor": N_("Processor"),
    "mill": N_("Mill"),
    "trader": N_("Trader"),
    "scrap_yard": N_("Scrap yard"),
}
SITE_STATES: Words = {
    "active": N_("In operation"),
    "closed": N_("Closed down"),
    "unknown": N_("Not known"),
}
NOUNS: Words = {
    "document": N_("Document"),
    "item": N_("Item"),
    "question": N_("Question"),
    "comment": N_("Comment"),
    "name_rule": N_("Rule"),
    "finding": N_("Finding"),
    "finding_comment": N_("Comment on a finding"),
    "proposal": N_("Proposal"),
    "following": N_("Rule that follows"),
    "site": N_("Smelter"),
    "edition": N_("Edition of the register"),
    "organisation": N_("Organisation"),
    "person": N_("Person"),
    "setting": N_("Setting"),
    "report": N_("Report"),
    "word_template": N_("Word template"),
    "team": N_("Team"),
    "job": N_("Job"),
    "risk_list": N_("Risk list"),
    "step": N_("Step of a year"),
    "year": N_("Year of a company"),
    "demo": N_("Demonstration"),
    "model": N_("Model of the reader"),
}
RULE_SCOPES: Words = {
    "supplier": N_("The documents of one supplier"),
    "member": N_("The documents of one company"),
    "everybody": N_("The documents of every company"),
}
SITE_FIELDS: Words = {
    "name": N_("Name"),
    "aliases": N_("Other names"),
    "identifiers": N_("Identifiers"),
    "metals": N_("Metals"),
    "country": N_("Country"),
    "state": N_("Status"),
    "valid_to": N_("In the register until"),
}
JOB_STATES: Words = {
    "queued": N_("Waiting"),
    "running": N_("Running"),
    "done": N_("Done"),
    "failed": N_("Failed"),
}
TASKS: Words = {
    "read": N_("Read a document"),
}
DUTIES: Words = {
    "open_years": N_("Open the years of the companies"),
    "follow": N_("Let the rules look at what happened outside"),
    "responses": N_("Escalate findings without an answer in time"),
    "rounds": N_("End rounds of comments whose last day has passed"),
    "contests": N_("Pass on contests that nobody judged in time"),
    "remind": N_("Remind people of what is due"),
    "mail_at_once": N_("Make mails of what is told at once"),
    "mail_daily": N_("Make the mails of the day"),
    "mail_weekly": N_("Make the mails of the week"),
    "forget_failures": N_("Remove old failed log-ins"),
}
MAIL_STATES: Words = {
    "waiting": N_("Waiting"),
    "sent": N_("Sent"),
    "dropped": N_("Nothing left to say"),
    "refused": N_("Refused by the reader's server"),
    "given_up": N_("Given up"),
}
REPORT_KINDS: Words = {
    "progress": N_("Progress report"),
    "member": N_("Due-diligence report"),
    "plan": N_("Plan of action"),
}
COLOURS: Words = {
    "open": "blue",
    "doubt": "amber",
    "second": "purple",
    "approved": "green",
    "rejected": "grey",
    "set_aside": "grey",
    "confirmed": "amber",
    "received": "blue",
    "refused": "red",
    "failed": "red",
    "to_review": "blue",
    "in_review": "amber",
    "reviewed": "green",
    "unpacked": "green",
    "retracted": "red",
    "doubted": "amber",
    "hidden": "red",
    "parked": "grey",
    "withdrawn": "grey",
    "needs_information": "purple",
    "assessed": "blue",
    "contested": "purple",
    "contested_office": "purple",
    "contested_steering": "purple",
    "upheld": "amber",
    "passed_on": "blue",
    "planned": "blue",
    "remediation": "blue",
    "remedy": "blue",
    "verification": "purple",
    "monitored": "blue",
    "closed": "green",
    "dismissed": "grey",
    "answered": "green",
    "asks": "amber",
    "proposed": "blue",
    "accepted": "green",
    "lapsed": "grey",
    "draft": "amber",
    "cleared": "blue",
    "communicated": "plain",
    "withheld": "grey",
    "checked": "blue",
    "final": "green",
    "published": "green",
    "queued": "blue",
    "running": "amber",
    "done": "plain",
    "conformant": "green",
    "active": "blue",
    "non_conformant": "amber",
    "removed": "grey",
    "critical": "red",
    "major": "amber",
    "minor": "grey",
    "observation": "grey",
    "not_started": "grey",
    "in_progress": "amber",
    "sent": "purple",
    "returned": "red",
}
READING_REASONS: Words = {
    "added_by_hand": N_("added by a reader"),
    "split_by_hand": N_("split by a reader"),
    "parted_by_hand": N_("parted from other mentions by a reader"),
}
VERDICTS: Words = {
    "approve": N_("approved"),
    "change": N_("changed"),
    "reject": N_("rejected"),
    "doubt": N_("in doubt"),
    "undo": N_("undone"),
    "reopen": N_("to be reviewed again"),
    "settle": N_("one reader was enough"),
    "confirm": N_("confirmed by the company"),
    "correct": N_("corrected by the company"),
    "deny": N_("denied by the company"),
    "add": N_("added"),
    "split": N_("split"),
    "take_out": N_("one mention made an item of its own"),
    "merge": N_("merged with others"),
    "join": N_("merged into another item"),
}
