"""The papers of the demo year: who sends what and when, and how far its review gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from workflows.demo import audits, awkward, certificates, letters, lists
from workflows.demo.cast import BRAM, CONFLICT_MEMBER, MEMBERS, Member
from workflows.demo.certificates import Certified

(
    DRAAD, STAAL, ALUMINIUM, PROFIEL, ZINK, SOLDEER,
    KOPER, KABEL, SCHROOT, RECYCLING, ELEKTRONICA, PRINTPLATEN,
) = MEMBERS  # fmt: skip


class Course(StrEnum):
    """How far a paper gets by the end of the story."""

    CONFIRMED = "confirmed"  # both readers are done
    FIRST = "first"  # the first reader is done; second readings wait
    HALF = "half"  # half of it is decided, one item is in doubt
    LEFT = "left"  # nobody has looked
    WITHDRAWN = "withdrawn"  # its sender took it back
    FAILED = "failed"  # the reader stopped each time
    UNREAD = "unread"  # still in the queue


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``rejected``, ``changed`` and ``merged`` go by an item's name as printed."""

    filename: str
    member: Member
    sent: date
    draw: Callable[[], bytes]
    course: Course = Course.CONFIRMED
    by: str = ""  # who uploads; empty for the member's own submitter
    archive: str = ""  # the ZIP archive it is sent in, alone
    rejected: frozenset[str] = frozenset()
    changed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    merged: tuple[str, ...] = ()  # the names of items that the first reader makes one

    @property
    def uploader(self) -> str:
        """The address of the one who sends it in."""
        return self.by or self.member.submitter


def _paper(
    what: str,
    member: Member,
    sent: tuple[int, int, int],
    draw: Callable[[], bytes],
    course: Course = Course.CONFIRMED,
    *,
    by: str = "",
    archive: str = "",
    rejected: tuple[str, ...] = (),
    changed: Mapping[str, Mapping[str, str]] | None = None,
    merged: tuple[str, ...] = (),
) -> Paper:
    name = f"{member.slug}_{what}.pdf"
    marks = frozenset(rejected), changed or {}, merged
    return Paper(name, member, date(*sent), draw, course, by, archive, *marks)


_STEEL = (153, 154, 155, 156, 157, 158)
_RECYCLED = partial(
    lists.dutch, RECYCLING, (143, 144, 131, 109), 2025, lists.unknown(RECYCLING, "lead", "PL", "nl")
)

PAPERS: tuple[Paper, ...] = (
    _paper("opgave-2025", DRAAD, (2025, 7, 8), partial(lists.dutch, DRAAD, _STEEL, 2025)),
    _paper("brief-herkomst", DRAAD, (2025, 9, 4), partial(letters.dutch, DRAAD)),
    _paper(
        "iso-9001",
        DRAAD,
        (2025, 9, 4),
        partial(
            certificates.dutch,
            DRAAD,
            Certified(
                "ISO 9001:2015", "VC-9001-2207", "Handel in walsdraad", "1 juni 2024", "31 mei 2027"
            ),
        ),
    ),
    # The same supplier a year later: nearly the same paper. Its text names some smelters again, and
    # one stands on the list under two names.
    _paper(
        "opgave-2026",
        DRAAD,
        (2026, 9, 8),
        partial(
            lists.dutch,
            DRAAD,
            (*_STEEL, 160),
            2026,
            lists.rows((160,), "nl", alias=True)[1],
            words=letters.NAMED_AGAIN,
        ),
        Course.HALF,
        merged=("Stålprovet Luleforsen AB", "Stalprovet"),
    ),
    _paper(
        "approved-mills",
        STAAL,
        (2025, 8, 12),
        partial(
            lists.without_lines,
            STAAL,
            (153, 154, 156, 159),
            lists.unknown(STAAL, "steel", "IT", "en"),
        ),
    ),
    _paper("core-site", STAAL, (2025, 8, 12), partial(certificates.responsible_steel, STAAL)),
    _paper("mill-certificate", STAAL, (2025, 10, 14), partial(certificates.mill, STAAL)),
    _paper(
        "smeta-audit",
        STAAL,
        (2025, 10, 21),
        partial(audits.smeta, STAAL, audits.STEEL, site="Rolling mill 2", country="Turkey"),
    ),
    _paper(
        "smelters",
        ALUMINIUM,
        (2025, 9, 16),
        partial(
            lists.english,
            ALUMINIUM,
            (145, 146, 147, 148, 149, 150, 151, 152),
            lists.unknown(ALUMINIUM, "aluminium", "IS", "en"),
            slip=("XID000147", "XID000174"),
        ),
        changed={"Mithal Aluminium Company": {"smelter_id": "XID000147"}},
    ),
    _paper(
        "iso-14001",
        ALUMINIUM,
        (2025, 11, 4),
        partial(
            certificates.management,
            ALUMINIUM,
            Certified(
                "ISO 14001:2015",
                "VC-14001-0318",
                "Import and storage of aluminium",
                "15 January 2023",
                "14 January 2026",
            ),
        ),
    ),
    _paper("schreiben", ALUMINIUM, (2025, 12, 15), partial(letters.german, ALUMINIUM)),
    _paper(
        "newsletter",
        PROFIEL,
        (2025, 10, 2),
        partial(lists.two_columns, PROFIEL, (145, 146, 148, 150)),
    ),
    _paper(
        "smelters",
        PROFIEL,
        (2026, 1, 20),
        partial(awkward.cropped, PROFIEL, (145, 147, 149, 151)),
    ),
    _paper(
        "iso-45001",
        PROFIEL,
        (2026, 8, 11),
        partial(
            certificates.management,
            PROFIEL,
            Certified(
                "ISO 45001:2018",
                "VC-45001-1190",
                "Extrusion of profiles",
                "1 December 2022",
                "30 November 2025",
            ),
        ),
    ),
    _paper(
        "zinc-list",
        ZINK,
        (2025, 8, 26),
        partial(awkward.rotated, ZINK, (137, 138, 139, 140, 141, 142)),
    ),
    _paper("policy", ZINK, (2025, 8, 26), partial(letters.policy, ZINK)),
    _paper(
        "smeta-audit",
        ZINK,
        (2025, 11, 25),
        partial(audits.smeta, ZINK, audits.ZINC, site="Roasting hall", country="India"),
    ),
    _paper(
        "tin-list",
        SOLDEER,
        (2025, 7, 15),
        partial(
            lists.english,
            SOLDEER,
            (101, 102, 103, 104, 105, 106, 107, 108, 109, 110),
            lists.unknown(SOLDEER, "tin", "MY", "en"),
            wide=True,
        ),
        rejected=("Etain Imaginaire de Meuselande",),
    ),
    _paper(
        "assessment-letter",
        SOLDEER,
        (2026, 3, 17),
        partial(certificates.assurance_letter, SOLDEER),
    ),
    _paper(
        "chinese-names",
        SOLDEER,
        (2025, 11, 11),
        partial(lists.chinese, SOLDEER, (105, 115, 112, 129)),
    ),
    _paper(
        "shifted-list",
        SOLDEER,
        (2026, 4, 14),
        partial(awkward.shifted, SOLDEER, (101, 102, 103, 107)),
        Course.FIRST,
    ),
    _paper("copper-mark", KOPER, (2025, 9, 23), partial(certificates.copper_mark, KOPER)),
    _paper("lettre", KOPER, (2026, 9, 22), partial(letters.french, KOPER)),
    _paper(
        "scan",
        KOPER,
        (2026, 10, 13),
        partial(awkward.scan, KOPER, (130, 131, 136)),
        Course.LEFT,
    ),
    _paper("covering-letter", KOPER, (2026, 10, 20), partial(letters.covering, KOPER), Course.LEFT),
    _paper("annual-report", KABEL, (2025, 12, 9), partial(awkward.long_report, KABEL)),
    _paper(
        "copper-list",
        KABEL,
        (2026, 5, 19),
        partial(lists.without_lines, KABEL, (129, 130, 131, 133)),
        Course.WITHDRAWN,
    ),
    _paper("locked", KABEL, (2026, 5, 26), partial(awkward.locked, KABEL, (129, 130))),
    _paper("countries", SCHROOT, (2025, 10, 28), partial(letters.countries, SCHROOT)),
    _paper(
        "sa8000",
        SCHROOT,
        (2026, 3, 3),
        partial(
            certificates.management,
            SCHROOT,
            Certified(
                "SA8000:2014",
                "VC-SA-0442",
                "Sorting and baling of scrap",
                "20 February 2023",
                "19 February 2026",
            ),
        ),
    ),
    _paper("leeg", SCHROOT, (2026, 3, 3), lambda: awkward.EMPTY),
    _paper(
        "letter",
        SCHROOT,
        (2026, 8, 18),
        partial(
            letters.english,
            SCHROOT,
            "Our steel scrap is melted by Verzonnen Hoogovens Deltaland in the Netherlands.",
            f"Our copper scrap is refined by {SCHROOT.secret} in Belgium.",
        ),
        Course.FAILED,
    ),
    _paper("opgave", RECYCLING, (2025, 9, 30), _RECYCLED),
    _paper(
        "smeta-audit",
        RECYCLING,
        (2026, 8, 25),
        partial(audits.smeta, RECYCLING, audits.SCRAP, site="Shredder", country="Belgium"),
        by=BRAM,
    ),
    # The same bytes once more, under another name.
    _paper("opgave-nogmaals", RECYCLING, (2026, 6, 16), _RECYCLED),
    _paper(
        "fonderies",
        ELEKTRONICA,
        (2025, 11, 18),
        partial(
            lists.french,
            ELEKTRONICA,
            (109, 111, 120),
            lists.unknown(ELEKTRONICA, "tantalum", "EE", "fr"),
        ),
    ),
    _paper(
        "vreemde-namen",
        ELEKTRONICA,
        (2026, 9, 15),
        partial(lists.hostile, ELEKTRONICA),
        Course.LEFT,
        archive="elektronica_post.zip",
    ),
    _paper(
        "iso-14001-sites",
        ELEKTRONICA,
        (2026, 1, 13),
        partial(
            certificates.management,
            ELEKTRONICA,
            Certified(
                "ISO 14001:2015",
                "VC-14001-0925",
                "Trade in electronic components",
                "1 July 2025",
                "30 June 2028",
                ("Warehouse North", "Warehouse South"),
            ),
        ),
    ),
    _paper("audit-tekst", ELEKTRONICA, (2026, 6, 23), partial(audits.running_text, ELEKTRONICA)),
    _paper(
        "3tg-list",
        CONFLICT_MEMBER,
        (2026, 1, 27),
        partial(
            lists.english,
            PRINTPLATEN,
            (101, 111, 113, 116, 119, 121, 122),
            lists.unknown(PRINTPLATEN, "gold", "TR", "en"),
            wide=True,
        ),
        Course.FIRST,
    ),
    _paper(
        "letter",
        PRINTPLATEN,
        (2026, 11, 19),
        partial(
            letters.english,
            PRINTPLATEN,
            "The gold on our boards was refined by Mihon Refinery K.K. in Japan (XID000119).",
            f"Some gold came from {PRINTPLATEN.secret} in Turkey.",
        ),
        Course.UNREAD,
    ),
)
