"""The checks of the program, found in its source, and each of them taken away in turn."""

import ast
import copy
import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from flask import Flask
from sqlalchemy import true

import workflows

ROOT = Path(workflows.__file__).parent.parent
REFUSALS = ("NotAllowed", "NotFound", "abort(", "unauthorized(", "return False")
ACTORS = {"actor", "me", "reviewer", "at"}
# No check of who may, but of what: these are tried elsewhere.
ELSEWHERE = ("demo", "models", "templates", "static", "translations")
# Who is whose is asked without naming the actor here.
BESIDES = {
    "webapp.findings.evidence",
    "workflows.search.sites",
    "webapp.security._require_login",
    "workflows.finding_lists.communications",
    "workflows.items.visible",
    "workflows.membership._managing",
    "workflows.people.actor_for",
    "workflows.people.get",
    "workflows.people._link",
    "workflows.performing._refusal",
    "workflows.register.for_reading",
    "workflows.register.search_public",
    "workflows.register.public_names",
    "workflows.register.entry",
    "workflows.verdicts._is",
    "workflows.verdicts.chosen",
}


@dataclass(frozen=True)
class Mutant:
    """One check in one function, and what the source looks like where it stands."""

    module: str
    function: str
    number: int
    source: str

    @property
    def where(self) -> str:
        """The function's full name."""
        return f"{self.module}.{self.function}"

    @property
    def name(self) -> str:
        """The function and the number of the check in it."""
        return f"{self.where}#{self.number}"

    def __str__(self) -> str:
        return f"{self.name}: {self.source}"


def _every() -> frozenset[int]:
    return frozenset(range(1, 10_000))


class _Taker(ast.NodeTransformer):
    """Takes away the check of a number, counting them in reading order; notes all it meets."""

    def __init__(self, number: int, *, besides: bool) -> None:
        self.number, self.besides, self.met = number, besides, list[str]()

    def _take(self, node: ast.AST, instead: ast.expr) -> ast.AST:
        mine = len(self.met) == self.number
        self.met.append(ast.unparse(node))
        return ast.copy_location(instead, node) if mine else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if node.attr == "is_secretariat":
            return self._take(node, ast.Constant(True))
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node = self.generic_visit(node)  # type: ignore[assignment]
        name = node.func
        if not isinstance(name, ast.Attribute):
            return node
        of_actor = ast.unparse(name.value).removesuffix("()") in ACTORS
        if of_actor and name.attr == "has":
            return self._take(node, ast.Constant(True))
        if of_actor and name.attr == "organisations":
            return self._take(node, ast.Name("_every_", ast.Load()))
        if name.attr == "where":
            return self._take(node, name.value)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        node = self.generic_visit(node)  # type: ignore[assignment]
        if any(_refuses(step) for step in node.body):
            node.test = self._take(node.test, ast.Constant(False))  # type: ignore[assignment]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        node = self.generic_visit(node)  # type: ignore[assignment]
        scopes = "organisation_id" in ast.unparse(node.left)
        if self.besides and scopes:
            column = ast.unparse(node.left)[0].isupper()
            yes = ast.Call(ast.Name("_true_", ast.Load()), [], []) if column else ast.Constant(True)
            return self._take(node, yes)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node = self.generic_visit(node)  # type: ignore[assignment]
        if self.besides:
            node.ifs = [self._take(test, ast.Constant(True)) for test in node.ifs]  # type: ignore
        return node


def _refuses(step: ast.stmt) -> bool:
    said = ast.unparse(step) if isinstance(step, ast.Raise | ast.Return | ast.Expr) else ""
    return any(word in said for word in REFUSALS)


@cache
def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _asks(node: ast.FunctionDef) -> bool:
    """Whether a function asks who acts."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and inner.attr == "is_secretariat":
            return True
        called = isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute)
        if called and inner.func.attr in ("has", "organisations"):
            return True
    return False


@cache
def all_of() -> tuple[Mutant, ...]:
    """Every check that the source holds, module by module."""
    found = []
    for package in ("webapp", "workflows"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if set(parts) & set(ELSEWHERE):
                continue
            module = ".".join(parts)
            for name, node in _functions(path).items():
                besides = f"{module}.{name}" in BESIDES
                if not besides and not _asks(node):
                    continue
                taker = _Taker(-1, besides=besides)
                taker.visit(copy.deepcopy(node))
                found += [Mutant(module, name, i, text) for i, text in enumerate(taker.met)]
    return tuple(found)


@contextmanager
def without(mutant: Mutant, app: Flask) -> Iterator[None]:
    """The program without this check, until the block ends."""
    module = importlib.import_module(mutant.module)
    original = getattr(module, mutant.function)
    weak = _compiled(module, mutant)
    places = [vars(one) for one in _ours()]
    places.append(app.view_functions)
    holding = [(place, name) for place in places for name, one in place.items() if one is original]
    hooks = [hook for hook in app.before_request_funcs.values() if original in hook]
    kept = [one for module in _ours() for one in vars(module).values() if isinstance(one, _KEPT)]
    _forget(kept)
    try:
        for place, name in holding:
            place[name] = weak
        for hook in hooks:
            hook[hook.index(original)] = weak
        yield
    finally:
        for place, name in holding:
            place[name] = original
        for hook in hooks:
            hook[hook.index(weak)] = original
        _forget(kept)


_KEPT = type(cache(_every))


def _forget(kept: Iterable[object]) -> None:
    """Answers that were kept were given with the check, or would be kept without it."""
    for one in kept:
        one.cache_clear()  # type: ignore[attr-defined]


def _ours() -> list[ModuleType]:
    """The program's modules: a function may have been imported by its name."""
    return [m for name, m in sys.modules.items() if name.split(".")[0] in ("webapp", "workflows")]


def _compiled(module: ModuleType, mutant: Mutant) -> object:
    node = copy.deepcopy(_functions(Path(str(module.__file__)))[mutant.function])
    node.decorator_list = []
    node = _Taker(mutant.number, besides=mutant.where in BESIDES).visit(node)
    tree = ast.fix_missing_locations(ast.Module([node], []))
    names = {**vars(module), "_every_": _every(), "_true_": true}
    # The names of the module itself, so that what it imports later is found too.
    vars(module).update({"_every_": names["_every_"], "_true_": true})
    space: dict[str, object] = {}
    exec(compile(tree, str(module.__file__), "exec"), vars(module), space)  # noqa: S102
    return space[mutant.function]
