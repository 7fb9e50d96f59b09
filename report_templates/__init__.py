"""Word reports, their templates and their proof; spreadsheets. No database, no web.

`data` holds what a report says, `render` makes the Word file, `checking` judges a template,
`snapshot` proves a file's figures, `spreadsheet` writes CSV and XLSX. The shipped templates are
made by `python -m report_templates.building` and edited in Word.
"""
