"""What a column of a table holds, by its header in the languages of declarations."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from extraction.entities import unspaced
from extraction.entities.tokens import key, narrow, word_keys


class Column(StrEnum):
    """The columns that matter to a record of a smelter."""

    SMELTER = "smelter"
    COUNTRY = "country"
    METAL = "metal"
    IDENTIFIER = "identifier"
    OPERATOR = "operator"
    NAME = "name"  # of what, the heading above the table must say


_SMELTER = (
    r"smelters?|refiners?|refiner(?:y|ies)|smelterij(?:en)?|raffinaderij(?:en)?|raffinadeurs?"
    r"|schmelzen?|schmelzhutten?(?:name|namen)?|schmelzereien?|raffinerien?|scheideanstalt(?:en)?"
    r"|hutten?(?:werke?)?|fonderies?|affineurs?|affineries?|raffineries?|fundicion(?:es)?|fundidoras?"
    r"|refinerias?|fundicao|fundicoes|refinarias?|fonderia|fonderie|raffineri[ae]|izabehane|rafineri"
    r"|fundicion(?:es)?|refinadora?s?|refinador(?:as|es)|raffinator[ei]|hut[ay]?|rafineri[ai]"
    r"|izabe(?: tesisi| tesisleri)?|izabehaneler|dokumhane|ergitme tesisi|rafinerici|rafinerisi"
    r"|плавильныи завод|плавильного завода|аффинажныи завод|аффинажного завода|плавильщик"
    r"|processors?|processing (?:plant|facility)|smelterlijst|smelternaam|smelterijnaam"
)
# All other words that a header of such a column may have.
_BESIDE = word_keys(
    """name names naam namen nom noms nombre nome bezeichnung standard list lijst liste lista look
    up lookup reference reported actual as of the or and und et ou o y e en of van der des de la
    le les l d do da del della in full official legal facility facilities plant company works
    site operator not listed if tin tantalum tungsten gold cobalt copper nickel zinc lead silver
    mica 3tg metal smelt smelting refining raffinage bedrijf voor for known processor processors
    mineral metals alias aliases unique your supply chain identified our used suppliers supplier
    mill mills entry s n razon social denominacion oficial nombre lub nazwa nazwy oficjalna zaklad
    zakladu przetworczy firma isim adi ad unvani veya ve tesis tesisi standart sirket denominazione
    ragione sociale ufficiale completa standardowa наименование название или и"""
)
_RULES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        Column.IDENTIFIER,
        re.compile(
            r"(?:(?:smelter|refiner|facility|rmi|cid|plant|schmelzen?|schmelzhutten?|smelterij)"
            r"[- ]?(?:id|identification|identifikation|identificatie|identifier|kennung)"
            r"(?: (?:number|nummer|code|no))?"
            r"|(?:cid|rmi|id)(?:[- ]?(?:number|nummer|no|nr|code))?|identification(?: number)?"
            r"|(?:numero|nr|no) (?:d'?identification|id)(?: .*)?|kennnummer(?: der .*)?"
            r"|identificatienummer(?: .*)?|identifikationsnummer(?: .*)?|smelter number)"
        ),
    ),
    (
        Column.IDENTIFIER,
        re.compile(
            r"(?:numero |n[.°º]? ?|codigo |codice )?"
            r"(?:id|identificacion|identificacao|identificativo)"
            r"(?: (?:de|da|do|del|della|dello) .*)?|(?:codigo|codice) (?:de|da|do|del|della) .*"
            r"|(?:numer|nr|identyfikator|kod)(?: id| identyfikacyjny)?(?: huty| rafinerii)?"
            r"|(?:.* )?kimlik(?: no| numarasi| kodu)?|izabe(?: tesisi)? (?:no|id)"
            r"|(?:идентификатор|идентификационныи номер|номер|id)(?: .*завода)?"
        ),
    ),
    (
        Column.COUNTRY,
        re.compile(
            r"(?:pais|paese|kraj|страна)"
            r"(?: (?:de|da|do|del|della|huty|rafinerii|pochodzenia|завода).*)?"
            r"|(?:izabe tesisi |rafineri |tesis )?ulke(?:si| adi| kodu)?"
            r"|(?:ubicacion|localizacion|localizacao|ubicazione)(?: .*)?"
        ),
    ),
    (
        Column.METAL,
        re.compile(
            r"metalu|metale|metaller|mineraly?|minera[il]|minerali|surowiec|surowce|metal turu"
            r"|металлы?|минералы?"
        ),
    ),
    (Column.NAME, re.compile(r"nazwa(?: firmy)?|empresa|azienda|impianto|tesis(?: adi)?|adi"
                             r"|firma adi"
                             r"|sirket(?: adi)?|zaklad|planta|наименование|название")),
    (
        Column.COUNTRY,
        re.compile(
            r"(?:smelter |refiner |facility |fonderie |schmelzen? )?"
            r"(?:country|countries|land|landen|lander|pays|pais|paese|ulke)"
            r"(?: (?:location|code|of .*|van .*|der .*|de .*|naam|name))?"
            r"|(?:smelter |facility )*location:? country|country location|landcode|herkunftsland"
            r"|land van herkomst|standort(?: ?land)?"
        ),
    ),
    (
        Column.METAL,
        re.compile(
            r"(?:metals?|metaal|metalen|metalle?|metaux|metales?|metai?s|metallo|metalli|minerals?"
            r"|mineraal|mineral|mineraux|maden|material|grondstof|rohstoff|3tg)"
            r"(?: ?/ ?(?:mineral|minerals|metal|mineraal))?"
        ),
    ),
    (Column.OPERATOR, re.compile(r"operators?|owners?|eigenaar|exploitant|betreiber|exploitante?")),
    (Column.NAME, re.compile(r"names?|naam|namen|noms?|nombre|nome|bedrijf|firma|company|facility"
                             r"(?: name)?|company name|bedrijfsnaam|plant|anlage|site")),
)  # fmt: skip
_HAS_SMELTER = re.compile(rf"(?<!\w)(?:{_SMELTER})(?!\w)")


# Headers in Chinese, Japanese and Korean, blanks left out: what is looked for is a part of them.
_UNSPACED = (
    (None, re.compile(r"地址|住所|城市|都市|省|州|联系|聯絡|連絡|電話|电话|[矿礦]山|鉱山"
                      r"|原[产產産]|来源|备注|備|日期|供[应應]|サプライヤー|주소|도시|연락|광산|원산|비고|공급")),
    (Column.COUNTRY, re.compile(r"国家|國家|所在国|国名|国コード|国$|국가")),
    (Column.IDENTIFIER, re.compile(r"ID|识别|識別|[编編][号號]|番号|代[码碼]|コード|식별|번호")),
    (Column.SMELTER, re.compile(r"冶[炼煉]|精[炼煉]|熔[炼煉]|製[錬鍊]|精錬|スメルター|제련|정련")),
    (Column.METAL, re.compile(r"金[属屬]|[矿礦鉱]物|[矿礦]产|鉱種|금속|광물")),
    (Column.NAME, re.compile(r"名[称稱前]?$|公司|会社|企[业業]|이름|명칭|회사|업체")),
)  # fmt: skip
_LONGEST_UNSPACED = 30  # characters


@lru_cache(maxsize=4_000)
def column_of(header: str) -> Column | None:
    """What the column under ``header`` holds; None where the header does not say."""
    plain = _plain(header)
    if not plain or len(plain) > 90:
        return None
    if unspaced.written(header):
        return _unspaced_column(header)
    for column, rule in _RULES:
        if rule.fullmatch(plain):
            return column
    return Column.SMELTER if is_smelter_header(header) else None


def _unspaced_column(header: str) -> Column | None:
    bare = re.sub(r"[\s*＊:：]|[(（][^()（）]*[)）]$", "", narrow(header))
    if len(bare) > _LONGEST_UNSPACED:
        return None
    return next((column for column, words in _UNSPACED if words.search(bare)), None)


def is_smelter_header(text: str) -> bool:
    """Whether a column under this header holds the names of smelters or refiners."""
    if unspaced.written(text):
        return _unspaced_column(text) is Column.SMELTER
    plain = _plain(text)
    rest, hits = _HAS_SMELTER.subn(" ", plain)
    return bool(hits) and len(plain.split()) <= 9 and _BESIDE.issuperset(re.findall(r"\w+", rest))


def smelter_cells(header: Sequence[str]) -> tuple[int, ...]:
    """The places in a header row whose columns hold names of smelters, from 0."""
    return tuple(place for place, text in enumerate(header) if is_smelter_header(text))


def _plain(text: str) -> str:
    """A header without case, accents, marks of required fields and footnotes."""
    bare = re.sub(r"\((?:\*|\d|s|en|n)\)|[*:_]|^[\d.]+\s", " ", key(text))
    return " ".join(bare.split()).strip(" -–/")
