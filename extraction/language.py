"""Which language a text is in, out of those that suppliers' papers come in."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extraction.records import Page

LANGUAGES = ("nl", "en", "de", "fr", "es", "pt", "it", "pl", "tr", "zh", "ja", "ko", "ru")
_MIN_LETTERS = 24  # shorter is a name or a heading, which tells no language
_MIN_LETTERS_CJK = 6
_SURE = 0.7
_SAMPLE = 6000  # characters: enough to tell, and quick
_WORD = re.compile(r"[^\W\d_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Names and lists are mostly capitals and prove nothing; function words prove much.
_FUNCTION_WORDS = {
    "nl": "de het een van en wij onze voor niet met zijn wordt uit naar door deze",
    "en": "the of and we our for not with are is from to by this that have",
    "de": "der die das und wir unsere für nicht mit sind wird aus von dass dieser",
    "fr": "le la les des et nous notre pour pas avec sont est dans par cette",
    "es": "el la los las y nosotros nuestra nuestro para con son es por esta este del una",
    "pt": "o a os as e nós nossa nosso para com são é por esta este do da dos não uma",
    "it": "il la gli le e noi nostra nostro per con sono è questo questa di della dei non che",
    "pl": "i w z na nie się jest oraz przez dla nasz nasze do od tego które zgodnie są",
    "tr": "ve bir bu için ile olarak olan değil veya bizim tarafından göre daha tüm",
}
_FORM_WORDS = {
    "nl": "naam land metaal leverancier smelterij nummer verklaring datum bedrijf lijst pagina",
    "en": "name country metal supplier smelter number declaration date company list page",
    "de": "name land metall lieferant schmelze hütte nummer erklärung datum firma liste seite",
    "fr": "nom pays métal fournisseur fonderie numéro déclaration date société liste page",
    "es": "nombre país metal proveedor fundición refinería número declaración fecha empresa",
    "pt": "nome país metal fornecedor fundição refinaria número declaração data empresa lista",
    "it": "nome paese metallo fornitore fonderia raffineria numero dichiarazione data azienda",
    "pl": "nazwa kraj metal dostawca huta huty rafineria rafinerii numer identyfikator deklaracja",
    "tr": "adı ülke metal tedarikçi izabe tesisi rafineri kimlik no beyan beyanı tarih firma liste",
}
_SCRIPTS = (  # a language that its letters tell; kana and Hangul stand among Han characters
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)
_SHARE = 0.12  # of the letters in such a script; the rest are names and numbers in Latin ones
_OWN_FORM_WORDS = {code: frozenset(words.split()) for code, words in _FORM_WORDS.items()}
_OWN_WORDS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}


def of_text(text: str) -> str | None:
    """ISO 639-1 code of a text's language; None when it is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    letters = sum(len(word) for word in _WORD.findall(sample))
    enough = _MIN_LETTERS_CJK if _CJK.search(sample) else _MIN_LETTERS
    if letters < enough:
        return None
    if (script := _of_script(sample, letters)) is not None:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    times = Counter(words)
    counts = {
        code: sum(times[word] for word in own if word in times) for code, own in _OWN_WORDS.items()
    }
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best >= 5 and best >= 2 * second:
        return max(counts, key=lambda code: counts[code])
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else _of_form(set(words))


def _of_script(sample: str, letters: int) -> str | None:
    """The language of a text a good part of which is in a script that one language has."""
    if len(_CJK.findall(sample)) < _SHARE * letters:
        return None
    return next((code for code, script in _SCRIPTS if len(script.findall(sample)) > 1), None)


def _of_form(words: set[str]) -> str | None:
    """The language of a form or table, by the words of its headers; names tell nothing."""
    counts = {code: len(words & own) for code, own in _OWN_FORM_WORDS.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda code: counts[code]) if best >= 2 and best > second else None


def of_pages(pages: Sequence[Page]) -> str | None:
    """The language of most of a document's text."""
    return of_text("\n".join(page.text[:1500] for page in pages[:6]))


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
