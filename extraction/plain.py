"""Values as plain lists, strings and numbers and back, strict: what a child sends is checked here.

A dataclass becomes the list of its fields in order, a tuple a list, an enum its value. Nothing
but the class that is asked for and those of its fields can be built, and every type, length and
range is checked: the trusted side may rebuild what a process that read a hostile file wrote.
"""

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

MAX_TEXT = 20_000_000  # code points in one string
MAX_ITEMS = 5_000_000  # items in one tuple
_MAX_NUMBER = 1e12

Plain = None | bool | int | float | str | list["Plain"]
Record = TypeVar("Record")
_Builder = Callable[[Any], Any]


class NotPlain(ValueError):
    """The data is not the plain form of the value that was asked for."""


def to_plain(value: object) -> Plain:
    """The plain form of a record, or of anything inside one."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [to_plain(getattr(value, name)) for name in _names(type(value))]
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[Record], data: Plain) -> Record:
    """Rebuild a record of class ``kind``. Raises NotPlain when anything in it is amiss."""
    wanted: Any = kind
    built: Record = _builder(wanted)(data)
    return built


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if _is_named_tuple(kind):
        return tuple(kind._fields)
    return tuple(field.name for field in fields(kind))


def _is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@cache
def _builder(kind: Any) -> _Builder:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) in (types.UnionType, Union):
        return _optional(kind)
    if get_origin(kind) is tuple:
        return _tuple(kind)
    if get_origin(kind) is Sequence:
        return _tuple(types.GenericAlias(tuple, (*get_args(kind), Ellipsis)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum(kind)
    if isinstance(kind, type) and (is_dataclass(kind) or _is_named_tuple(kind)):
        return _record(kind)
    raise TypeError(f"no plain form for {kind}")


def _text(data: Any) -> str:
    if type(data) is not str or len(data) > MAX_TEXT:
        raise NotPlain("a text was expected")
    return data


def _int(data: Any) -> int:
    if type(data) is int and -_MAX_NUMBER <= data <= _MAX_NUMBER:
        return data
    raise NotPlain("a whole number was expected")


def _float(data: Any) -> float:
    if type(data) is float and -_MAX_NUMBER <= data <= _MAX_NUMBER:  # what is no number fails too
        return data
    return float(_int(data))


def _bool(data: Any) -> bool:
    if type(data) is not bool:
        raise NotPlain("true or false was expected")
    return data


def _none(data: Any) -> None:
    if data is not None:
        raise NotPlain("nothing was expected")


def _bytes(data: Any) -> bytes:
    raise NotPlain("bytes travel in frames of their own")


_SIMPLE: dict[type, _Builder] = {
    str: _text,
    int: _int,
    float: _float,
    bool: _bool,
    bytes: _bytes,
    types.NoneType: _none,
}


def _optional(kind: Any) -> _Builder:
    (inner,) = [arg for arg in get_args(kind) if arg is not types.NoneType]
    build = _builder(inner)
    return lambda data: None if data is None else build(data)


def _list(data: Any) -> list[Any]:
    if type(data) is not list or len(data) > MAX_ITEMS:
        raise NotPlain("a list was expected")
    return data


def _tuple(kind: Any) -> _Builder:
    args = get_args(kind)
    if len(args) == 2 and args[1] is Ellipsis:
        build = _builder(args[0])
        return lambda data: tuple([build(item) for item in _list(data)])
    builders = tuple(_builder(arg) for arg in args)

    def fixed(data: Any) -> tuple[Any, ...]:
        if len(_list(data)) != len(builders):
            raise NotPlain(f"{len(builders)} values were expected")
        return tuple([part(item) for part, item in zip(builders, data, strict=True)])

    return fixed


def _enum(kind: type[StrEnum]) -> _Builder:
    def member(data: Any) -> StrEnum:
        try:
            return kind(_text(data))
        except ValueError as wrong:
            raise NotPlain(f"a {kind.__name__} was expected") from wrong

    return member


def _record(kind: Any) -> _Builder:
    hints = get_type_hints(kind)
    builders = tuple(_builder(hints[name]) for name in _names(kind))

    def record(data: Any) -> Any:
        if len(_list(data)) != len(builders):
            raise NotPlain(f"a {kind.__name__} has {len(builders)} fields")
        return kind(*[part(item) for part, item in zip(builders, data, strict=True)])

    return record
