"""Word reports, their templates and their proof; spreadsheets. No database, no web.

`data` holds what a report says, `render` makes the Word file, `checking` judges a template,
`snapshot` proves a file's figures, `spreadsheet` writes CSV and XLSX. The shipped templates are made
by `python -m report_templates.building` and edited in Word.
"""

from report_templates.checking import check_template
from report_templates.data import ReportData
from report_templates.errors import ReportError, TemplateProblem, TemplateRefused
from report_templates.printable import printable
from report_templates.render import render_progress_report, shipped_template
from report_templates.spreadsheet import to_csv, to_xlsx

__all__ = [
    "ReportData",
    "ReportError",
    "TemplateProblem",
    "TemplateRefused",
    "check_template",
    "printable",
    "render_progress_report",
    "shipped_template",
    "to_csv",
    "to_xlsx",
]
