"""Which figure of a report is a share of which other one, and what hiding that one takes along."""

BASES = {
    "F202": "F201",
    "F203": "F201",
    "F301": "F206",
    "F303": "F302",
    "F401": "F206",
    "F501": "F206",
    "F602": "F601",
    "F603": "F601",
}
"""The figure that a share is a share of: where that one is hidden, so is the denominator."""


def without_hidden_bases(figures: list[dict[str, object]]) -> list[dict[str, object]]:
    """The figures, without the totals that are hidden themselves."""
    hidden = {figure["code"] for figure in figures if figure["hidden"]}
    return [
        figure | {"over": None} if BASES.get(str(figure["code"])) in hidden else figure
        for figure in figures
    ]
