"""Whom a report is published to, and by which role one is among them."""

from collections.abc import Mapping
from enum import StrEnum

from workflows.states import Role


class ReportAudience(StrEnum):
    """Whom a report is published to: each one to those before it as well."""

    ASSEMBLY = "assembly"
    PARTIES = "parties"
    PUBLIC = "public"


SPEAKERS = (Role.MEMBER, Role.CONTACT)
"""Who speaks for a party about a draft."""

_PARTIES = (Role.MEMBER, Role.CONTACT, Role.CHAIR, Role.STEERING)
AUDIENCES: Mapping[ReportAudience, tuple[Role, ...]] = {
    ReportAudience.ASSEMBLY: _PARTIES,
    ReportAudience.PARTIES: (*_PARTIES, Role.SUBMITTER, Role.REVIEWER),
    ReportAudience.PUBLIC: tuple(role for role in Role if role is not Role.ADMINISTRATOR),
}
"""Whom a report is published to, by role; the assembly are those who speak for a party."""
