"""The tables. Rows hold data; the modules beside this package hold behaviour."""

from workflows.models.declarative import Base, new_public_id
from workflows.models.documents import (
    Assignment,
    Document,
    DocumentPage,
    DocumentVersion,
    Mention,
    Supplier,
    Upload,
)
from workflows.models.findings import (
    Communication,
    Evidence,
    Finding,
    FindingRisk,
    FindingSource,
    Measure,
)
from workflows.models.items import Decision, Item, ItemCandidate, ItemField
from workflows.models.operations import (
    ChainHead,
    Event,
    EventPayload,
    Job,
    RiskCode,
    RiskList,
    RiskListCountry,
    Setting,
)
from workflows.models.people import (
    LoginFailure,
    Mandate,
    Organisation,
    OrganisationStanding,
    PasswordLink,
    Person,
)
from workflows.models.register import (
    Edition,
    Site,
    SiteIdentifier,
    SiteLink,
    SiteMetal,
    SiteName,
    SiteStatus,
)
from workflows.models.reports import Report, ReportText

__all__ = [
    "Assignment",
    "Base",
    "ChainHead",
    "Communication",
    "Decision",
    "Document",
    "DocumentPage",
    "DocumentVersion",
    "Edition",
    "Event",
    "EventPayload",
    "Evidence",
    "Finding",
    "FindingRisk",
    "FindingSource",
    "Item",
    "ItemCandidate",
    "ItemField",
    "Job",
    "LoginFailure",
    "Mandate",
    "Measure",
    "Mention",
    "Organisation",
    "OrganisationStanding",
    "PasswordLink",
    "Person",
    "Report",
    "ReportText",
    "RiskCode",
    "RiskList",
    "RiskListCountry",
    "Setting",
    "Site",
    "SiteIdentifier",
    "SiteLink",
    "SiteMetal",
    "SiteName",
    "SiteStatus",
    "Supplier",
    "Upload",
    "new_public_id",
]
