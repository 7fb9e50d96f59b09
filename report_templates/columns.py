"""The columns of the lists that every report has alike, by field: for its Word file and its page.

Each stands below the title of the same place in the list's header, in ``template_words``.
"""

FIGURES = ("label", "goal", "result")
FINDINGS = ("number", "statement", "where", "severity", "state")
MEASURES = ("finding", "text", "owner", "due", "state")
COMMUNICATION = ("finding", "audience", "text", "date", "state")
COUNTING = ("label", "value", "definition", "fraction", "exclusions", "as_of")
DOCUMENTS = ("reference", "kind", "language", "pages")
