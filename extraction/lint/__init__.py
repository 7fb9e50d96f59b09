"""What is wrong with a filled reporting template, beyond what its own checker sees.

Each rule has an id, a weight and words in four languages: see ``words``. Nothing here accuses: a
remark names a cell and what to mend or to explain.
"""

from datetime import date

from extraction.lint import answers, cells, company, rows
from extraction.lint.sheet import Filled
from extraction.records import LintSeverity, Remark
from extraction.reporting import Report

_ORDER = {LintSeverity.ERROR: 0, LintSeverity.WARNING: 1, LintSeverity.QUESTION: 2}
_MOST = 1_000  # remarks: who reads more of them needs another file first


def check(report: Report, today: date) -> tuple[Remark, ...]:
    """The remarks on a template, the heaviest first, else in the order of its sheets.

    An unfilled template gets none: that it is unfilled says all.
    """
    if report.is_unfilled:
        return ()
    filled = Filled(report, today)
    found = [
        *company.check(filled),
        *answers.check(filled),
        *rows.check(filled),
        *cells.check(filled),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: _ORDER[one.severity])[:_MOST])
