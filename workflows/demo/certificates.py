"""The demo's certificates and letters of schemes; the results are invented, as are the firms."""

from dataclasses import dataclass

from workflows.demo import drawing
from workflows.demo.cast import Member

ISSUER = "Verzonnen Certificatie B.V."


@dataclass(frozen=True, slots=True)
class Certified:
    """What a management-system certificate says; dates as printed."""

    standard: str
    number: str
    scope: str
    issued: str
    expires: str
    sites: tuple[str, ...] = ()


def management(member: Member, said: Certified) -> bytes:
    """A certificate of the ISO or SA8000 kind, held by the member's supplier."""
    sites = [("Site", "Address"), *((site, "PO Box 0, Germany") for site in said.sites)]
    flow = [
        *drawing.text(ISSUER, size=12),
        *drawing.text("CERTIFICATE", size=22, bold=True),
        *drawing.texts("This is to certify that the management system of"),
        *drawing.text(member.supplier, size=16, bold=True),
        *drawing.texts(
            "PO Box 0, Germany",
            f"has been assessed and conforms to {said.standard}",
            f"Scope: {said.scope}",
            f"Certificate number: {said.number}",
            f"Date of issue: {said.issued}",
            f"Valid until: {said.expires}",
            f"Issued by: {ISSUER}",
        ),
        *(drawing.ruled(sites) if said.sites else ()),
    ]
    return drawing.build(flow, title=f"Certificate {said.standard}")


def dutch(member: Member, said: Certified) -> bytes:
    """The same in Dutch."""
    flow = [
        *drawing.text(ISSUER, size=12),
        *drawing.text("CERTIFICAAT", size=22, bold=True),
        *drawing.texts("Hierbij verklaren wij dat het managementsysteem van"),
        *drawing.text(member.supplier, size=16, bold=True),
        *drawing.texts(
            "Nederland",
            f"voldoet aan de eisen van {said.standard}",
            f"Toepassingsgebied: {said.scope}",
            f"Certificaatnummer: {said.number}",
            f"Datum van uitgifte: {said.issued}",
            f"Geldig tot: {said.expires}",
            f"Afgegeven door: {ISSUER}",
        ),
    ]
    return drawing.build(flow, title=f"Certificaat {said.standard}", language="nl")


def assurance_letter(member: Member) -> bytes:
    """A letter of the RMAP kind: one smelter was assessed and found conformant."""
    flow = [
        *drawing.text("Verzonnen Assessment Programme", size=14, bold=True),
        *drawing.texts(
            f"Copy for: {member.supplier}",
            "Re: Responsible Minerals Assurance Process (RMAP) assessment",
            "The tin smelter Contoh Timah Jaya, Indonesia, with smelter id XID000101, was assessed "
            "and found conformant to the RMAP standard for tin.",
            "Assessment period: 1 January 2025 to 31 December 2025",
            "Certificate number: VAP-2025-0101",
            "Date of issue: 10 March 2026",
            "Valid until: 10 March 2027",
        ),
    ]
    return drawing.build(flow, title="Assessment letter")


def copper_mark(member: Member) -> bytes:
    """A certificate of the Copper Mark kind, with ratings of criteria."""
    ratings = (
        ("Criterion", "Rating"),
        ("1 Legal compliance", "Fully meets"),
        ("10 Due diligence", "Partially meets"),
        ("22 Tailings", "Fully meets"),
    )
    flow = [
        *drawing.text("The Copper Mark", size=22, bold=True),
        *drawing.texts(
            "Certificate of award",
            "Site: Musterkupfer Elbmarsch AG, Germany",
            f"Copy held by: {member.supplier}",
            "Certificate number: CM-FICT-0131",
            "Date of issue: 4 November 2024",
            "Valid until: 4 November 2027",
        ),
        *drawing.ruled(ratings),
    ]
    return drawing.build(flow, title="Certificate of award")


def responsible_steel(member: Member) -> bytes:
    """A certificate of the ResponsibleSteel kind."""
    flow = [
        *drawing.text("ResponsibleSteel", size=22, bold=True),
        *drawing.texts(
            "Core Site Certificate",
            "Certified site: Verzonnen Hoogovens Deltaland, Netherlands",
            f"Copy held by: {member.supplier}",
            "Standard: ResponsibleSteel International Standard V2.1",
            "Certificate number: RS-FICT-0153",
            "Issue date: 2 September 2024",
            "Expiry date: 1 September 2027",
            f"Certification body: {ISSUER}",
        ),
    ]
    return drawing.build(flow, title="Core Site Certificate")


def mill(member: Member) -> bytes:
    """An inspection certificate of a mill, EN 10204 3.1: figures of a heat, not due diligence."""
    chemistry = (
        ("Heat", "C %", "Si %", "Mn %", "P %", "S %"),
        ("H48213", "0.17", "0.21", "1.32", "0.011", "0.004"),
        ("H48214", "0.16", "0.20", "1.35", "0.012", "0.005"),
    )
    mechanics = (
        ("Heat", "ReH MPa", "Rm MPa", "A %"),
        ("H48213", "372", "518", "26"),
        ("H48214", "368", "511", "27"),
    )
    flow = [
        *drawing.letterhead(member.supplier, f"Customer: {member.name}"),
        *drawing.heading("Inspection certificate EN 10204 - 3.1"),
        *drawing.texts(
            "Certificate No. MTC-2025-7731",
            "Date: 6 October 2025",
            "Product: hot rolled coil S355J2 to EN 10025-2",
            "Manufacturer: Musterstahl Ruhrblick GmbH",
        ),
        *drawing.ruled(chemistry),
        *drawing.ruled(mechanics),
    ]
    return drawing.build(flow, title="Inspection certificate 3.1")
