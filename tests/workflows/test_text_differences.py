"""People's own words in two versions of a report held against each other."""

from workflows import text_differences


def between(was, now):
    return text_differences.between({"1": was}, {"1": now})


def test_paragraphs_are_added_removed_or_changed_and_the_same_ones_are_left_out():
    was = "Dit blijft.\nDit gaat weg, geheel en al.\nDe audit was in januari. Wij waren erbij."
    now = "Dit blijft.\nDe audit was in december. Wij waren erbij.\nNieuw is wat hier staat."
    found = between(was, now)
    assert [(one.kind, one.was, one.now) for one in found] == [
        ("removed", "Dit gaat weg, geheel en al.", ""),
        (
            "changed",
            "De audit was in januari. Wij waren erbij.",
            "De audit was in december. Wij waren erbij.",
        ),
        ("added", "", "Nieuw is wat hier staat."),
    ]
    assert found[1].sentences == ("De audit was in januari.", "De audit was in december.")


def test_a_changed_paragraph_is_told_word_by_word():
    (one,) = between("De audit was in januari 2026.", "De audit was in december 2026.")
    assert one.pieces == (
        ("same", "De audit was in"),
        ("removed", " januari"),
        ("added", " december"),
        ("same", " 2026."),
    )


def test_sentences_in_another_order_are_a_change():
    (one,) = between("Eerst dit. Dan dat.", "Dan dat. Eerst dit.")
    assert one.sentences == ("Eerst dit. Dan dat.", "Dan dat. Eerst dit.")


def test_very_many_paragraphs_are_not_held_against_each_other_one_by_one():
    was, now = ("\n".join(f"{word} {n}" for n in range(300)) for word in ("oud", "nieuw"))
    assert [one.kind for one in between(was, now)] == ["removed"] * 300 + ["added"] * 300
