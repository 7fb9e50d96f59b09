"""Who somebody is to the agreement: the actor that every read and every write takes. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from workflows.states import OrganisationKind, Role


class Who(StrEnum):
    """How an actor stands to one object; the transition tables speak in these words."""

    OWN = "own"  # submitter or contact of the organisation that owns it
    REVIEWER = "reviewer"  # assigned to it, without a conflict of interest
    SECRETARIAT = "secretariat"
    STEERING = "steering"  # of the steering committee, without ties to any company
    SYSTEM = "system"  # the worker and the rules


@dataclass(frozen=True, slots=True)
class Held:
    """A role held today on behalf of an organisation."""

    role: Role
    organisation_id: int
    organisation: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with what they hold today."""

    person_id: int
    public_id: str
    email: str
    name: str
    language: str
    held: tuple[Held, ...]

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of ``roles`` for any organisation."""
        return any(held.role in roles for held in self.held)

    def organisations(self, *roles: Role) -> frozenset[int]:
        """The organisations that the actor holds one of ``roles`` for (none given: any role)."""
        return frozenset(
            held.organisation_id for held in self.held if not roles or held.role in roles
        )

    @property
    def is_secretariat(self) -> bool:
        """Whether the actor works for the secretariat."""
        return self.has(Role.SECRETARIAT)

    @property
    def steers(self) -> bool:
        """Whether the actor judges for the steering committee: nobody who works for companies.

        Companies are rivals, and an association speaks for them: they see no findings of others.
        """
        tied = any(held.kind in _TIED for held in self.held)
        return self.has(*STEERING) and not tied


_TIED = (OrganisationKind.COMPANY, OrganisationKind.ASSOCIATION)
STEERING = (Role.CHAIR, Role.STEERING)
"""The roles of the steering committee."""

SUBMITTERS = (Role.SUBMITTER, Role.CONTACT)
"""The roles that speak for a company about its own documents and findings."""
