"""What code a template may hold: fields, loops over lists and conditions; nothing that computes.

Every piece of template code is checked when it is compiled, whichever way it came in.
"""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, get_args, get_type_hints

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from report_templates.fields import ReportFields

FILTERS: dict[str, Callable[..., Any]] = {"join": str.join, "length": len, "upper": str.upper}
LOOP = {"index": int, "first": bool, "last": bool, "length": int}
MOST_LOOPS = 100
MOST_CODES = 2_000
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a piece of code: `code` names a message, `line` counts from 1."""

    code: str
    line: int
    field: str = ""
    suggestion: str = ""


class CodeRefused(TemplateSyntaxError):
    """The code holds what no template may hold."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.code}: {fault.field}", fault.line)
        self.fault = fault


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that compiles only code without faults."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for fault in faults(tree):
            raise CodeRefused(fault)
        return tree

    def compile(self, source: Any, *given: Any, **more: Any) -> Any:
        """Jinja's code of a source; a text by itself, as docxtpl gives it, is compiled once."""
        if isinstance(source, str) and not given and not more:
            return _compiled(source)
        return super().compile(source, *given, **more)


# The parts of the few templates in use: to compile them takes longer than to fill them in.
@lru_cache(maxsize=32)
def _compiled(source: str) -> CodeType:
    return super(TemplateEnvironment, TemplateEnvironment()).compile(source)


def parse(source: str) -> nodes.Template:
    """The tree of a source, not checked yet. Raises TemplateSyntaxError."""
    return super(TemplateEnvironment, TemplateEnvironment())._parse(source, None, None)


Scope = dict[str, Any]


def faults(tree: nodes.Template) -> Iterator[Fault]:
    """Everything in the tree that a template may not hold, in the order of the text."""
    loops = codes = 0
    for node in tree.find_all(nodes.Node):
        loops += isinstance(node, nodes.For)
        codes += isinstance(node, nodes.Expr) and not isinstance(node, nodes.TemplateData)
        if not isinstance(node, _ALLOWED):
            yield Fault("not_allowed", node.lineno or 1, type(node).__name__)
            return
    if loops > MOST_LOOPS or codes > MOST_CODES:
        yield Fault("too_many", 0)
        return
    yield from _body(tree.body, get_type_hints(ReportFields), None)


def _body(body: list[nodes.Node], scope: Scope, inner: str | None) -> Iterator[Fault]:
    for node in body:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                yield from _printed(child, scope)
        elif isinstance(node, nodes.For):
            yield from _loop(node, scope, inner)
        elif isinstance(node, nodes.If):
            yield from _value(node.test, scope)[1]
            branches = (node.body, *(branch.body for branch in node.elif_), node.else_)
            for branch in node.elif_:
                yield from _value(branch.test, scope)[1]
            for branch_body in branches:
                yield from _body(branch_body, scope, inner)


def _printed(node: nodes.Expr, scope: Scope) -> Iterator[Fault]:
    if isinstance(node, nodes.TemplateData):
        return
    kind, found = _value(node, scope)
    yield from found
    if not found and (is_dataclass(kind) or _item(kind) is not None):
        yield Fault("not_a_text", node.lineno, _path(node), _first_text(kind))


def _loop(node: nodes.For, scope: Scope, inner: str | None) -> Iterator[Fault]:
    kind, found = _value(node.iter, scope)
    yield from found
    item = None if found else _item(kind)
    if not found and item is None:
        yield Fault("not_a_list", node.lineno, _path(node.iter))
    elif not isinstance(node.target, nodes.Name) or node.test or node.recursive:
        yield Fault("not_allowed", node.lineno, "for")
    elif inner is not None and _path(node.iter).split(".")[0] != inner:
        # A loop inside a loop may only go down the tree: whatever is printed is then bounded by
        # the report itself, and no template can keep the renderer busy for ever.
        yield Fault("loop_in_loop", node.lineno, _path(node.iter), inner)
    else:
        name = node.target.name
        within = {**scope, name: item or Any, "loop": LOOP}
        yield from _body(node.body, within, name)
        yield from _body(node.else_, scope, inner)


def _value(node: nodes.Node, scope: Scope) -> tuple[Any, list[Fault]]:
    """The type of an expression, Any where it is not known, and its faults."""
    if isinstance(node, nodes.Name):
        return _named(node.name, scope, node.lineno, node.name)
    if isinstance(node, nodes.Getattr):
        kind, found = _value(node.node, scope)
        if found or kind is Any:
            return Any, found
        known = kind if isinstance(kind, dict) else get_type_hints(kind) if _fields(kind) else {}
        return _named(node.attr, known, node.lineno, _path(node))
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        close = difflib.get_close_matches(node.name, FILTERS, 1)
        return Any, [Fault("unknown_filter", node.lineno, node.name, close[0] if close else "")]
    if isinstance(node, nodes.Const):
        return type(node.value), []
    found = [fault for child in node.iter_child_nodes() for fault in _value(child, scope)[1]]
    return Any if not isinstance(node, nodes.Filter) else str, found


def _named(name: str, known: Scope, line: int, path: str) -> tuple[Any, list[Fault]]:
    if name in known:
        return known[name], []
    close = difflib.get_close_matches(name.lower(), list(known), 1, 0.5)
    prefix = path.rpartition(".")[0]
    suggestion = (f"{prefix}.{close[0]}" if prefix else close[0]) if close else ""
    return Any, [Fault("unknown_field", line, path, suggestion)]


def _fields(kind: Any) -> bool:
    return isinstance(kind, type) and is_dataclass(kind)


def _item(kind: Any) -> Any:
    """The type of a list's items; None when it is no list."""
    arguments = get_args(kind)
    return arguments[0] if arguments else None


def _first_text(kind: Any) -> str:
    return next(iter(get_type_hints(kind))) if _fields(kind) else ""


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _path(node.node)
    return ""


def used(tree: nodes.Template) -> frozenset[str]:
    """The fields that code without faults reads, each by its path from the report down, such as
    ``chapters.charts.grid``."""
    found: set[str] = set()
    _use(tree, {}, found)
    return frozenset(found)


def _use(node: nodes.Node, named: dict[str, str], found: set[str]) -> None:
    if isinstance(node, nodes.Name | nodes.Getattr):
        found.add(_from_the_top(node, named))
        return
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        _use(node.iter, named, found)
        within = {**named, node.target.name: _from_the_top(node.iter, named)}
        for child in node.body:
            _use(child, within, found)
        return
    for child in node.iter_child_nodes():
        _use(child, named, found)


def _from_the_top(node: nodes.Node, named: dict[str, str]) -> str:
    head, dot, rest = _path(node).partition(".")
    return f"{named.get(head, head)}{dot}{rest}"
