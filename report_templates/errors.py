"""What can be wrong with a template, in words its maker can act on."""

from dataclasses import dataclass


class ReportError(Exception):
    """The root of this package's errors."""


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing to mend. `place` is the part (text, header, footer, file), `paragraph` counts from
    1 within it (0: no paragraph in particular), `line` is that paragraph's text as it stands."""

    message: str
    place: str = ""
    paragraph: int = 0
    line: str = ""
    field: str = ""
    suggestion: str = ""


class TemplateRefused(ReportError):
    """The template cannot be used; `problems` says why, one by one."""

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems) or "template refused")
        self.problems = problems
