"""The parts of a report out of its frozen figures: figures, tables, charts, findings, sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from babel import Locale

from report_templates import wording
from report_templates.data import (
    Cell,
    Chart,
    Column,
    Exclusion,
    Figure,
    Finding,
    Language,
    Measure,
    Paragraph,
    Section,
    Series,
    SourceDocument,
    SourceRef,
    Special,
    Table,
    Term,
)
from report_templates.printable import lines
from workflows import clock
from workflows import report_words as words
from workflows.counting import OTHER, SOURCES_AT_MOST
from workflows.report_glossary import GLOSSARY
from workflows.report_naming import FIGURES, named
from workflows.states import PUBLISHED_ONCE, ReportState

CHARTED = ("metals", "countries", "phases")
FEWEST_BARS = 3
Plain = dict[str, Any]


def after(state: ReportState) -> Literal["", "published", "withdrawn"]:
    """What became of a final report."""
    if state is ReportState.RETRACTED:
        return "withdrawn"
    return "published" if state in PUBLISHED_ONCE else ""


def published(moment: datetime | None) -> date | None:
    """The day of a publication, where the agreement is."""
    return clock.day(moment) if moment is not None else None


def agreement(frozen: Plain, language: Language) -> str:
    """The agreement's name; the first reports kept one name only."""
    name = frozen.get("agreement_en") if language == "en" else None
    return str(name or frozen["agreement"])


def period(frozen: Plain, language: Language) -> str:
    """The first and the last day in words; of a period that ran on, as of when it was counted."""
    days = f"{long_day(frozen['from'], language)} – {long_day(frozen['to'], language)}"
    counted = _counted(frozen)
    if frozen["to"] < counted:
        return days
    return words.STILL_RUNS.said(language).format(period=days, day=long_day(counted, language))


def _counted(frozen: Plain) -> str:
    """The day on which the figures were frozen, where the agreement is."""
    moment = datetime.fromisoformat(frozen["cutoff"]).astimezone(clock.ZONE)
    return moment.date().isoformat()


def long_day(day: str, language: Language) -> str:
    """A day in words, given as 2026-06-30."""
    when = date.fromisoformat(day)
    months = Locale(language).months["format"]["wide"]
    return f"{when.day} {months[when.month]} {when.year}"


def figure(
    given: Plain, frozen: Plain, language: Language, cut_off: date, goal: int | None = None
) -> Figure:
    """A figure with its name, definition, goal in percent of the total, and places."""
    label, definition = FIGURES[given["code"]]
    over = given["over"]
    exclusions: tuple[Exclusion, ...] = ()
    if given["code"] == "F101" and frozen["left"]:
        reason = "uitgestapt in de periode" if language == "nl" else "left during the period"
        exclusions = (Exclusion(reason, frozen["left"]),)
    return Figure(
        code=given["code"],
        label=label.said(language),
        value=given["value"],
        definition=definition.said(language),
        numerator=given["value"] if over is not None else None,
        denominator=over,
        exclusions=exclusions,
        goal=goal,
        as_of=cut_off,
        sources=sources(given, language),
        suppressed=given["hidden"],
    )


def sources(given: Plain, language: Language) -> tuple[SourceRef, ...]:
    """The places behind a figure or a finding; how many there are more."""
    found = [SourceRef(s["id"], s["document"], s["page"], s["quote"]) for s in given["sources"]]
    if given.get("more"):
        more = words.MORE_SOURCES.said(language).format(more=given["more"])
        found.append(SourceRef("+", "", None, more))
    return tuple(found)


def table(name: str, frozen: Plain, language: Language) -> Table | None:
    """A table of counts; none where it has no rows, or none of them may be told by its name."""
    rows = frozen["tables"][name]
    if all(row["hidden"] for row in rows) or is_rest(rows):
        return None
    _step, caption, first, second = words.TABLES[name]
    cells: list[tuple[Cell, ...]] = [
        (named(name, row["key"], language), row["value"]) for row in rows if not row["hidden"]
    ]
    hidden = _unshown(name, rows, language)
    cells += [(label, Special.SUPPRESSED) for label in hidden]
    return Table(
        caption.said(language),
        (Column(first.said(language), weight=30), Column(second.said(language), numeric=True)),
        tuple(cells),
        words.NOTE.said(language) if hidden else "",
        name,
    )


def _unshown(name: str, rows: list[Plain], language: Language) -> tuple[str, ...]:
    """What the hidden rows of a table are called: several say no more than one."""
    hidden = [row for row in rows if row["hidden"]]
    if named_though_hidden(rows):
        return tuple(named(name, row["key"], language) for row in hidden)
    return (words.MORE_HIDDEN.said(language).format(count=len(hidden)),) if hidden else ()


def named_though_hidden(rows: list[Plain]) -> bool:
    """Whether a table says what its hidden row counts: one alone, beside rows that are shown."""
    return sum(bool(row["hidden"]) for row in rows) == 1 < len(rows)


def untold(names: Iterable[str], frozen: Plain) -> list[str]:
    """Of these tables those with rows of which every one is hidden."""
    tables = frozen["tables"]
    return [name for name in names if tables[name] and all(row["hidden"] for row in tables[name])]


def none_shown(names: Iterable[str], frozen: Plain, language: Language) -> tuple[Paragraph, ...]:
    """What stands instead of tables that would hold signs or a rest alone; nothing without any."""
    names = list(names)
    found = []
    captions = [words.TABLES[name][1].said(language) for name in untold(names, frozen)]
    if captions:
        said = words.NONE_SHOWN.said(language)
        found.append(Paragraph((said.format(captions="; ".join(captions)),)))
    for name in names:
        rows = frozen["tables"][name]
        if is_rest(rows):
            said, caption = words.ALL_OTHERS.said(language), words.TABLES[name][1].said(language)
            found.append(Paragraph((said.format(caption=caption, count=rows[0]["value"]),)))
    return tuple(found)


def is_rest(rows: list[Plain]) -> bool:
    """Whether only what has no name of its own may be told: a table of that says nothing."""
    return len(rows) == 1 and rows[0]["key"] == OTHER and not rows[0]["hidden"]


def chart(name: str, frozen: Plain, language: Language) -> Chart | None:
    """The bars of a table; none where too few of them have a name to make a picture."""
    rows = [row for row in frozen["tables"][name] if not row["hidden"] and row["value"]]
    if len([row for row in rows if row["key"] not in ("", OTHER)]) < FEWEST_BARS:
        return None
    _step, caption, first, second = words.TABLES[name]
    labels = tuple(named(name, row["key"], language) for row in rows)
    title = caption.said(language)
    hidden = [row for row in frozen["tables"][name] if row["hidden"]]
    # What is unknown or left over is not what is found most, and neither is one of two alike.
    # What is hidden may be more.
    most = not hidden and all(row["value"] < rows[0]["value"] for row in rows[1:])
    if most and rows[0]["key"] not in ("", OTHER):
        said = words.MOST.said(language)
        title = said.format(caption=title, name=labels[0], value=rows[0]["value"])
    told = "; ".join(f"{label} {row['value']}" for label, row in zip(labels, rows, strict=True))
    cutoff = long_day(_counted(frozen), language)
    source = words.SOURCE.said(language).format(cutoff=cutoff)
    if name == "countries":
        source = f"{source} {words.UNSHOWN_ON_MAP.said(language)}"
    return Chart(
        code=f"C{name}",
        kind="bar",
        title=title,
        alt=f"{caption.said(language)}. {told}.",
        categories=labels,
        series=(Series(second.said(language), tuple(row["value"] for row in rows)),),
        source=f"{source} {words.NOTE.said(language)}" if hidden else source,
        category_title=first.said(language),
        places=tuple(row["key"] if row["key"] != OTHER else "" for row in rows)
        if name == "countries"
        else (),
        hidden_places=tuple(row["key"] for row in hidden) if name == "countries" else (),
        unshown=_unshown(name, frozen["tables"][name], language),
    )


def findings(frozen: Plain, language: Language) -> tuple[Finding, ...]:
    """The findings, those that are told alike together; their measures only where at least one
    sort may be named.

    Left out is what says no more than its cause: how many have that, the table of causes says.
    """
    told = tells_measures(frozen)
    alike: dict[tuple[object, ...], list[Plain]] = defaultdict(list)
    for given in frozen["findings"]:
        kinds = tuple(m["kind"] for m in given["measures"]) if told else ()
        if given["phase"] is None and given["severity"] is None and not any(kinds):
            continue
        key = (given["rule"], given["phase"], given["severity"], kinds)
        alike[key].append(given if told else given | {"measures": []})
    return tuple(_finding(group, language) for group in alike.values())


def tells_measures(frozen: Plain) -> bool:
    """Whether the sort of any measure may be named."""
    return any(m["kind"] is not None for f in frozen["findings"] for m in f["measures"])


def _finding(group: list[Plain], language: Language) -> Finding:
    """Findings that are told alike, without whom and which smelter they are about."""
    given = group[0]
    phase, severity = given["phase"], given["severity"]
    numbers = tuple(one["number"] for one in group)
    statement = words.RULES[given["rule"]].said(language)
    if len(group) > 1:
        said = words.SO_MANY.said(language)
        statement = said.format(statement=statement.rstrip("."), count=len(group))
    return Finding(
        number=_runs(numbers),
        statement=statement,
        state=words.PHASES[phase].said(language) if phase is not None else "×",
        severity=words.SEVERITIES[severity].said(language) if severity is not None else "×",
        measures=tuple(
            Measure(
                words.MEASURES[m["kind"]].said(language) if m["kind"] is not None else "×",
                "",
                None,
                "",
            )
            for m in given["measures"]
        ),
        sources=sources(_together(group), language),
        references=numbers,
    )


def _runs(numbers: tuple[str, ...]) -> str:
    """B001, B002, B003 and B007 as B001–B003, B007."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and int(number[1:]) == int(runs[-1][-1][1:]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join("–".join(dict.fromkeys((run[0], run[-1]))) for run in runs)


def _together(group: list[Plain]) -> Plain:
    """The places behind findings that are told alike: as many as a figure names, and how many
    more."""
    places = list({one["id"]: one for given in group for one in given["sources"]}.values())
    more = max(0, len(places) - SOURCES_AT_MOST)
    return {"sources": places[:SOURCES_AT_MOST], "more": more}


def documents(given: Iterable[Plain], language: Language) -> tuple[SourceDocument, ...]:
    """The documents by kind, language and pages, as far as these may be told.

    Those of which the same is told stand together, where the first of them would: a row each says
    no more.
    """
    alike: dict[tuple[object, ...], list[Plain]] = defaultdict(list)
    for one in given:
        kind = one["kind"] if one["kind"] in words.KINDS else None
        alike[kind, one["language"] or "", one["pages"]].append(one)
    return tuple(_documents(group, language) for group in alike.values())


def _documents(group: list[Plain], language: Language) -> SourceDocument:
    one = _document(group[0], language)
    if len(group) == 1:
        return one
    numbers = tuple(each["reference"] for each in group)
    kind = one.kind
    if group[0]["kind"] not in words.KINDS:
        kind = words.KINDS_HIDDEN.said(language).format(count=len(numbers))
    return replace(one, reference=_runs(numbers), kind=kind, references=numbers)


def _document(given: Plain, language: Language) -> SourceDocument:
    kind, written_in = words.KINDS.get(given["kind"]), given["language"] or ""
    return SourceDocument(
        given["reference"],
        kind.said(language) if kind is not None else wording.WORDS[language].hidden_name,
        str(Locale(language).languages.get(written_in, written_in)) or wording.NOTHING,
        given["pages"],
        (given["reference"],),
    )


def glossary(language: Language) -> tuple[Term, ...]:
    """The words of the field, by the alphabet of the language."""
    terms = (Term(term.said(language), meaning.said(language)) for term, meaning in GLOSSARY)
    return tuple(sorted(terms, key=lambda one: one.term.casefold()))


def section_title(name: str, language: str) -> str:
    """The title of a chapter of people's own words."""
    return words.SECTIONS[name].said(language)


def written(name: str, texts: Mapping[str, str], language: Language) -> tuple[Section, ...]:
    """A chapter of people's own words; none where there are none."""
    said = lines(texts.get(name, ""))
    if not said:
        return ()
    paragraphs = tuple(Paragraph((line,)) for line in said)
    return (Section(section_title(name, language), paragraphs, numbered=name != "foreword"),)


def drawn(
    names: list[str], frozen: Plain, language: Language
) -> tuple[tuple[Chart, ...], tuple[Table, ...]]:
    """The charts and tables of these names; a chart prints its own table under it."""
    charts = {name: chart(name, frozen, language) for name in names if name in CHARTED}
    tables = [table(name, frozen, language) for name in names if charts.get(name) is None]
    return _noted_once(
        [one for one in charts.values() if one is not None],
        [one for one in tables if one is not None],
        f" {words.NOTE.said(language)}",
    )


def _noted_once(
    charts: list[Chart], tables: list[Table], note: str
) -> tuple[tuple[Chart, ...], tuple[Table, ...]]:
    """The same, in which the first that needs the note says what × is, and the others do not."""
    first = next((chart for chart in charts if chart.source.endswith(note)), None)
    told = [
        chart if chart is first else replace(chart, source=chart.source.removesuffix(note))
        for chart in charts
    ]
    noted = first is not None
    rest: list[Table] = []
    for one in tables:
        rest.append(replace(one, note="") if noted else one)
        noted = noted or bool(one.note)
    return tuple(told), tuple(rest)
