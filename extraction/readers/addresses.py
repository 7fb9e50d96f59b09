"""PDFium called by addresses: to make pointers of them takes ctypes longer than the answers."""

import ctypes
from collections.abc import Callable
from typing import Any

ADDRESS = ctypes.c_void_p
NUMBER = ctypes.c_int


def by_address(function: Any, answer: Any, *takes: Any) -> Callable[..., Any]:
    """The same function; where it takes or gives a pointer, here it is a number."""
    return ctypes.CFUNCTYPE(answer, *takes)(address_of(function))


def address_of(pointer: Any) -> int:
    """Where a pointer points to, 0 for none."""
    return ctypes.cast(pointer, ADDRESS).value or 0
