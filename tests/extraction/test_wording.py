"""Every code that the reader uses has words in English and in Dutch."""

import ast
from pathlib import Path

import pytest

import extraction
from extraction import errors, wording

ROOT = Path(extraction.__file__).parent


def _used() -> set[str]:
    """The codes that stand in the code: of warnings, problems and refusals."""
    used = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ExtractionError)
    }
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"Warning": 0, "Refusal": 0, "Problem": 1}.get(node.func.id)
                if place is not None and len(node.args) > place:
                    used |= _texts(node.args[place])
    return used


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    return set()


def test_every_code_in_use_has_words() -> None:
    assert _used() >= {"needs_password", "no_text_layer", "several_certificates", "id_twice"}
    assert _used() - wording.CODES == set()


@pytest.mark.parametrize("code", sorted(wording.CODES))
def test_a_code_has_words_in_both_languages(code: str) -> None:
    english, dutch = wording.message(code, "en"), wording.message(code, "nl")
    assert english.strip()
    assert dutch.strip()
    assert english != dutch


def test_a_refusal_speaks_to_its_sender_as_u_would_to_a_stranger() -> None:
    assert wording.message("needs_password", "nl") == (
        "Het bestand is met een wachtwoord beveiligd. Sla het op zonder wachtwoord en stuur het "
        "opnieuw."
    )


def test_a_detail_stands_behind_the_words() -> None:
    assert wording.message("several_certificates", "en", "2").endswith("(2)")


def test_a_refusal_leaves_out_what_only_a_programmer_understands() -> None:
    assert wording.message("empty", "nl", "no bytes") == wording.message("empty", "nl")
    told = wording.message("unsupported", "nl", "not_a_register")
    assert told == wording.message("not_a_register", "nl")


def test_an_unknown_code_is_a_fault() -> None:
    with pytest.raises(KeyError):
        wording.message("never_heard_of")
