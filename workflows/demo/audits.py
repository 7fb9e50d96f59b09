"""The demo's audit reports: non-conformities of every weight, invented down to the last one."""

from collections.abc import Sequence

from workflows.demo import drawing
from workflows.demo.cast import Member

# Number, clause, severity, statement, due date.
Finding = tuple[str, str, str, str, str]

STEEL: tuple[Finding, ...] = (
    ("NC1", "3.4", "Major", "The emergency exit of the rolling hall was blocked by coils.",
     "2026-01-31"),
    ("NC2", "6.1", "Minor", "Overtime of four workers was recorded a week late.", "2026-03-31"),
)  # fmt: skip
ZINC: tuple[Finding, ...] = (
    ("NC1", "1.2", "Critical", "Identity papers of eleven contract workers were kept by the "
     "labour agent.", "2026-02-28"),
    ("NC2", "3.1", "Major", "Workers at the roaster had no breathing protection.", "2026-04-30"),
    ("NC3", "5.3", "Minor", "Pay slips did not show the hourly rate.", "2026-05-31"),
)  # fmt: skip
SCRAP: tuple[Finding, ...] = (
    ("NC1", "3.7", "Minor", "Two extinguishers in the shredder hall were past their test date.",
     "2026-12-31"),
    ("NC2", "9.1", "Observation", "Drivers are not told how to raise a complaint.", "2027-01-31"),
)  # fmt: skip


def smeta(member: Member, findings: Sequence[Finding], *, site: str, country: str) -> bytes:
    """An audit report of the SMETA kind: a cover, a summary and a table of non-conformities."""
    header = ("No.", "Clause", "Severity", "Non-conformity", "Due date")
    flow = [
        *drawing.text("SMETA audit report", size=20, bold=True),
        *drawing.texts(
            f"Audited company: {member.supplier}",
            f"Site: {site}, {country}",
            "Audit type: full initial, semi-announced, 4 pillars",
            f"Report shared with: {member.name}",
        ),
        *drawing.heading("Summary"),
        *drawing.texts(
            "The auditors spoke with thirty-two workers, alone and in groups. "
            f"They noted {len(findings)} non-conformities and observations."
        ),
        *drawing.page_break(),
        *drawing.heading("Corrective action plan: non-conformities"),
        *drawing.wrapped([header, *findings], (14, 16, 24, 90, 26)),
        *drawing.texts("The next audit is due within twelve months."),
    ]
    return drawing.build(flow, title="SMETA audit report")


def running_text(member: Member) -> bytes:
    """An audit report that states its non-conformities in sentences, without a table."""
    flow = [
        *drawing.text("Audit report ISO 45001", size=18, bold=True),
        *drawing.texts(
            f"Audited organisation: {member.supplier}",
            "Audit type: surveillance audit",
            "Audit findings",
            "Major nonconformity, clause 8.1.2: guards were missing on two presses. To be "
            "corrected by 31 October 2026.",
            "Minor nonconformity, clause 7.2: training records of three operators could not be "
            "shown. To be corrected by 31 December 2026.",
            "Observation, clause 9.3: the management review did not discuss contractors.",
        ),
    ]
    return drawing.build(flow, title="Audit report")
