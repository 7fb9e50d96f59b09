"""Is this file a template that reports can be made with? If not: what to mend, and where."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from report_templates import package, problems
from report_templates.data import Language
from report_templates.errors import TemplateProblem, TemplateRefused
from report_templates.fields import ReportFields
from report_templates.render import fill_in
from report_templates.sandbox import Fault, faults, parse, used
from report_templates.word_xml import qname

# A tag ends before the next one begins: that keeps the search linear on a hostile line.
_TAG = re.compile(r"{{(?:(?!{{|}}).)*}}|{%(?:(?!{%|%}).)*%}|{#(?:(?!{#|#}).)*#}")
_DELIMITER = re.compile(r"{{|{%|{#|}}|%}|#}")
# Word's own prefixes: the tag takes its whole paragraph, row or run away.
_PREFIX = re.compile(r"^({{|{%)(?:p|tr|r) ")
_TEXT_PARTS = re.compile(r"word/(document|header[0-9]*|footer[0-9]*)\.xml")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
MOST_PROBLEMS = 25
_LONGEST_LINE = 200


def check_template(template: bytes, language: Language) -> tuple[TemplateProblem, ...]:
    """What is wrong with a template, in the given language; empty when it can be used.

    At most `MOST_PROBLEMS` are named. Never raises: whatever the bytes are, there is an answer.
    """
    try:
        parts = package.unpack(template)
        package.check_safe(parts)
    except package.Refusal as refusal:
        return (problems.of_file(refusal, language),)
    found: list[TemplateProblem] = []
    for name, content in parts.items():
        if name.endswith(".xml"):
            found.extend(_part(name, package.parse(content), language))
        if len(found) >= MOST_PROBLEMS:
            break
    if not found and not any(_tells_draft(name, content) for name, content in parts.items()):
        found.append(problems.of_fault(Fault("no_draft_mark", 0), "", "", language))
    return tuple(found[:MOST_PROBLEMS]) or _trial(template, language)


def _tells_draft(name: str, content: bytes) -> bool:
    """Whether this part prints or asks whether the report is a draft."""
    if not _TEXT_PARTS.fullmatch(name):
        return False
    codes = " ".join(tag for line in _lines(package.parse(content)) for tag in _TAG.findall(line))
    return bool({"draft", "status"} & set(re.findall(r"(?<![.\w])\w+", codes)))


def _part(name: str, root: etree._Element, language: Language) -> Iterator[TemplateProblem]:
    match = _TEXT_PARTS.fullmatch(name)
    place = problems.place(match.group(1) if match else "", language)
    hidden = _code_elsewhere(root, allowed=bool(match))
    if hidden:
        yield problems.of_fault(Fault("elsewhere", 0, name), place or name, hidden, language)
    if not match:
        return
    lines = _lines(root)
    broken = [number for number, line in enumerate(lines, 1) if _DELIMITER.search(_rest(line))]
    for number in broken:
        fault = Fault("unclosed", number)
        yield problems.of_fault(fault, place, _cut(lines[number - 1]), language)
    if not broken:
        for fault in _faults(lines):
            line = _cut(lines[fault.line - 1]) if 0 < fault.line <= len(lines) else ""
            yield problems.of_fault(fault, place, line, language)


def _faults(lines: list[str]) -> list[Fault]:
    open_code = _unmatched(lines)
    if open_code is not None:
        return [open_code]
    try:
        return list(faults(parse(_source(lines))))
    except TemplateSyntaxError as error:
        return [Fault("syntax", error.lineno, _tag_at(lines, error.lineno))]
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return [Fault("too_deep", 0)]


def _source(lines: list[str]) -> str:
    return "\n".join(_TAG.sub(lambda tag: _normal(tag.group()), line) for line in lines)


def fields_used(template: bytes) -> frozenset[str]:
    """The fields that a template prints or asks for, in its text, headers and footers, by path.

    Only of a template in which `check_template` finds nothing.
    """
    parts = package.unpack(template)
    read = (content for name, content in parts.items() if _TEXT_PARTS.fullmatch(name))
    trees = (parse(_source(_lines(package.parse(content)))) for content in read)
    return frozenset(field for tree in trees for field in used(tree))


def _unmatched(lines: list[str]) -> Fault | None:
    """The first `for` or `if` that is not closed, or the first end of nothing."""
    open_tags: list[tuple[str, int, str]] = []
    for number, line in enumerate(lines, 1):
        for tag in _TAG.findall(line):
            word = (_normal(tag).strip("{%-} \t").split() or [""])[0] if tag[1] == "%" else ""
            if word in ("for", "if"):
                open_tags.append((word, number, tag))
            elif word in ("endfor", "endif"):
                if not open_tags or f"end{open_tags[-1][0]}" != word:
                    return Fault("unmatched", number, tag)
                open_tags.pop()
    return Fault("unmatched", open_tags[-1][1], open_tags[-1][2]) if open_tags else None


def _normal(tag: str) -> str:
    return _PREFIX.sub(r"\1 ", tag).translate(_QUOTES)


def _tag_at(lines: list[str], number: int) -> str:
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    tags = _TAG.findall(line)
    return tags[-1] if tags else ""


def _lines(root: etree._Element) -> list[str]:
    """The text of every paragraph, one a line; a text box inside a paragraph is its own."""
    texts: dict[etree._Element, list[str]] = {p: [] for p in root.iter(qname("w:p"))}
    for text in root.iter(qname("w:t")):
        holder = next(text.iterancestors(qname("w:p")), None)
        if holder is not None:
            texts[holder].append((text.text or "").replace("\n", " "))
    return ["".join(parts) for parts in texts.values()]


def _rest(line: str) -> str:
    return _TAG.sub(" ", line)


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _code_elsewhere(root: etree._Element, allowed: bool) -> str:
    """Code where none may stand: in an attribute, a field, a property, a note, a comment."""
    for element in root.iter(etree.Element):
        texts = [*element.attrib.values(), element.tail or ""]
        if not (allowed and element.tag == qname("w:t")):
            texts.append(element.text or "")
        for text in texts:
            if _DELIMITER.search(text) and _is_code(text):
                return _cut(text)
    return ""


def _is_code(text: str) -> bool:
    # A GUID such as {A1B2-...} in an attribute is no code; two braces or a percent sign are.
    return any(opening in text for opening in ("{{", "{%", "{#"))


def _trial(template: bytes, language: Language) -> tuple[TemplateProblem, ...]:
    """Fill the template in twice, with something and with nothing, and see what breaks."""
    for full in (True, False):
        try:
            fill_in(template, _example(ReportFields, full), language)
        except TemplateRefused as refused:
            return refused.problems
        except Exception:
            # The template is a stranger's file, and two libraries open it: whatever they stumble
            # over, its maker gets an answer.
            return (problems.of_fault(Fault("unreadable", 0), "", "", language),)
    return ()


def _example(kind: Any, full: bool) -> Any:
    if get_origin(kind) is tuple:
        return (_example(get_args(kind)[0], full),) * 2 if full else ()
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _example(hint, full) for name, hint in hints.items()})
    return {bool: full, int: 1}.get(kind, "x")
