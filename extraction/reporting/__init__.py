"""The industry's reporting templates (CMRT, EMRT, AMRT), read by the position of their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.pairing.drafts import Draft
from extraction.readers.workbook import Sheet
from extraction.records import Declaration, Mention, Value
from extraction.reporting import declaring, layouts, look_up, smelter_list
from extraction.reporting.layouts import Template
from extraction.reporting.look_up import LookUp
from extraction.reporting.smelter_list import ListRow


@dataclass(frozen=True, slots=True)
class Report:
    """A template as it was filled in."""

    template: Template
    declaration: Declaration
    declarant: Value | None
    known: LookUp
    rows: tuple[ListRow, ...]

    @property
    def is_unfilled(self) -> bool:
        """Whether it is as empty as it was handed out."""
        return not self.rows and declaring.is_unfilled(self.declaration)

    def drafts(self) -> list[Draft]:
        """The smelters of its list."""
        return list(smelter_list.drafts(self.template, self.rows))

    def mentions(self) -> list[Mention]:
        """The names in its list."""
        return list(smelter_list.mentions(self.template, self.rows))


def read(sheets: Sequence[Sheet]) -> Report | None:
    """A workbook as a template; None where it is none."""
    template = layouts.of(sheets)
    if template is None:
        return None
    known = look_up.of_sheet(template.sheets.get(layouts.LOOK_UP))
    declaration = declaring.read(template)
    return Report(
        template,
        declaration,
        declaring.declarant(declaration, template.declaration),
        known,
        smelter_list.read(template, known),
    )
