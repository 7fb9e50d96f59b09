"""Lists in forms: what is chosen, and what people wrote in it."""

from markupsafe import Markup

from webapp import forms
from webapp.country_names import countries


def test_the_chosen_option_is_marked_and_no_other() -> None:
    written = forms.options([("", "Unknown"), (1, "One"), ("2", "Two")], 1)
    assert written == (
        '<option value="">Unknown</option>\n'
        '<option value="1" selected>One</option>\n'
        '<option value="2">Two</option>'
    )


def test_signs_in_values_and_words_are_escaped_once() -> None:
    written = forms.options([('"><b>', "A & B"), ("x", Markup("C &amp; D"))])
    assert '<option value="&#34;&gt;&lt;b&gt;">A &amp; B</option>' in written
    assert '<option value="x">C &amp; D</option>' in written
    # The same letters as text and as HTML are two things.
    assert "C &amp;amp; D" in forms.options([("x", "C &amp; D")])


def test_countries_stand_in_the_order_of_the_reader_s_language() -> None:
    dutch, english = countries("nl"), countries("en")
    assert ("DE", "Duitsland") in dutch
    assert ("DE", "Germany") in english
    assert "EU" not in dict(dutch)
    assert [name.casefold() for _, name in dutch] == sorted(name.casefold() for _, name in dutch)


def test_a_box_has_rows_for_its_text_within_bounds() -> None:
    assert forms.rows("") == forms.rows("Een regel.") == 5
    assert forms.rows("\n".join(["Een regel."] * 9)) == 10
    assert forms.rows("woord " * 100) == 11
    assert forms.rows("woord " * 10_000) == 40
