"""What the columns of a table hold, by their headers in a dozen languages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from extraction.entities import countries, identifiers, metals
from extraction.entities.tokens import narrow
from extraction.pairing.grids import Cell, Grid

_HEADER_ROWS = 4  # titles may stand above the header inside the table
_LONGEST = 180  # characters of a header
_LOOKED_AT = 40  # rows


class Role(StrEnum):
    """What a column holds."""

    SMELTER = "smelter"
    ALIAS = "alias"
    NAME = "name"
    COUNTRY = "country"
    METAL = "metal"
    IDENTIFIER = "identifier"
    TRADER = "trader"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: the role of each place, and how many rows the header takes."""

    roles: tuple[Role | None, ...]
    header: int  # the row, -1 where there is none

    def first(self, role: Role) -> int | None:
        """The place of the first column with this role."""
        return self.roles.index(role) if role in self.roles else None


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_PLANT = (
    r"smelt", r"refiner", r"raffin", r"schmelz", r"hütte\b", r"hüttenwerk", r"fonderi", r"affine",
    r"fundici", r"fundi[cç][ãa]o", r"fundi[cç][õo]es", r"fundid", r"refinad", r"refinar",
    r"\bprocessor", r"verwerker", r"verarbeiter", r"\bhut[ay]?\b", r"rafineri",
    r"rafinac", r"izabe", r"ergitme", r"dökümhane", r"плавил", r"аффинаж", r"рафинир",
    r"冶[炼煉金]", r"精[炼煉]", r"熔[炼煉]", r"製[錬鍊]", r"精錬", r"スメルター", r"제련", r"정련",
)  # fmt: skip
_NOT_THE_PLANT = _any(
    r"street|straße|strasse|straat|\brue\b|address|adres|\bcity\b|\bstad\b|\bort\b|\bville\b|plaats",
    r"state|province|provinc|bundesland|contact|kontakt|e-?mail|\bmines?\b|\bmijn|\bmine\(s\)",
    r"\bminas?\b|comment|opmerking|bemerkung|remarque|next steps|source of|bron van|quelle",
    r"audit|status|date|datum|phone|recycl|scrap|percent|%|\blbma\b|\brjc\b|origin|herkomst|herkunft",
    r"provenance|nationality|feedstock|crude|capa|\bcap\b|operator|owner|eigenaar|街道|城市|联系|来源",
    r"direcci[óo]n|endere[çc]o|indirizzo|\bulica\b|\bcalle\b|\brua\b|\bvia\b|ciudad|cidade|citt[àa]",
    r"\bmiast|miejscowo|şehir|^il\b|\bestado\b|wojew|\bstato\b|eyalet|contact|contatt|contato",
    r"iletişim|miniera|kopal|maden(?:in|ler)?\s+(?:ad|ülke|köken)|comentari|commenti|uwagi|açıklama",
    r"\borigen\b|\borigem\b|\borigine\b|pochodz|menşe|fecha|\bdata\b|tarih|telefon|адрес|город",
    r"область|контакт|рудник|примеч|происхожд|地址|省|联络|聯絡|電話|电话|邮箱|矿山|礦山|原产|原產",
    r"备注|備註|日期|住所|所在地|都市|連絡|担当|鉱山|原産|備考|주소|도시|연락|광산|원산지|비고|날짜",
)
_IDENTIFIER = _any(
    r"(?<![A-Za-z])C?ID(?![A-Za-z])", r"ident", r"\bnumber\b", r"nummer", r"\bn[ro]\b\.?",
    r"numéro", r"\bn°", r"número", r"kenn?nummer", r"\bcode\b", r"numero", r"\bnumer\b", r"códig",
    r"codice", r"\bkod\b", r"kimlik", r"numaras", r"идентиф", r"номер", r"\bкод\b",
    r"识别", r"識別",
    r"[编編]号", r"編號", r"代[码碼]", r"番号", r"コード", r"식별", r"번호", r"코드",
)  # fmt: skip
_COUNTRY = _any(
    r"countr", r"\blanden\b", r"\bland\b", r"\bpays\b", r"\bpa[íi]s\b", r"\bpaese\b", r"ülke",
    r"\bkraj", r"państw", r"ubicaci", r"localiza", r"ubicazione", r"lokalizacj", r"стран",
    r"国", r"國",
    r"국가", r"location", r"standort", r"vestiging", r"\bstaat\b",
)  # fmt: skip
_METAL = _any(
    r"\bmetals?\b", r"metaal", r"metalen", r"\bmetalle?\b", r"m[ée]tal", r"metallo", r"minerals?\b",
    r"mineraal", r"minerai", r"grondstof", r"rohstoff", r"\bmateria(?:l|al)\b", r"\belement\b",
    r"commodit", r"matière", r"\bmetal(?:e|es|u|li|ler)?\b", r"\bmetai?s\b",
    r"minera[lł]", r"surowiec",
    r"\bmaden\b", r"металл", r"минерал", r"金[属屬]", r"[矿礦鉱]物", r"[矿礦]产",
    r"鉱種", r"금속", r"광물",
)  # fmt: skip
_SMELTER = _any(*_PLANT)
_ALIAS = _any(
    r"look-?\s?up", r"reference", r"alias", r"also known", r"other name", r"查找", r"别名"
)
_NAME = _any(
    r"\bname\b", r"\bnaam\b", r"\bnom\b", r"\bnombre\b", r"\bnome\b", r"bezeichnung", r"company",
    r"bedrijf", r"firma", r"\bsoci[ée]t", r"facility", r"\bplant\b", r"onderneming", r"werk\b",
    r"\bempresa\b", r"compañ", r"\bazienda\b", r"impianto", r"\bnazw", r"zakład", r"\bad[ıi]\b",
    r"\bisim", r"şirket", r"\btesis", r"наименован", r"назван", r"компани",
    r"名[称稱前]", r"[社厂廠]名",
    r"企业", r"企業", r"公司", r"会社", r"이름", r"명칭", r"업체", r"회사",
)  # fmt: skip
_TRADER = _any(
    r"supplier", r"leverancier", r"lieferant", r"fournisseur", r"trader", r"handelaar", r"händler",
    r"négociant", r"proveedor", r"fornitore", r"distribut", r"customer", r"klant", r"kunde",
    r"certification body", r"auditor", r"\bports?\b", r"\b(?:zee)?havens?\b", r"\b(?:see)?häfen\b",
    r"\b(?:see)?hafen\b", r"fornecedor", r"dostawc", r"tedarik", r"handlow", r"поставщик",
    r"供[应應]商",
    r"[贸貿]易商", r"サプライヤー", r"仕入", r"商社", r"공급",
)  # fmt: skip


_CONTENT: dict[Role, Callable[[str], bool]] = {
    Role.COUNTRY: lambda text: countries.country_of(text).known,
    Role.METAL: lambda text: bool(metals.metals_of(text)),
    Role.IDENTIFIER: lambda text: identifiers.identifier_of(text) is not None,
}


@lru_cache(maxsize=4_000)
def role_of(header: str) -> Role | None:
    """What a column with this header holds; None for a header that says nothing to us."""
    text = " ".join(narrow(header).split())
    if not text or len(text) > _LONGEST:
        return None
    if _NOT_THE_PLANT.search(text):
        return Role.OTHER
    plant = _SMELTER.search(text)
    if _TRADER.search(text) and not plant:
        return Role.TRADER
    for role, pattern in (
        (Role.COUNTRY, _COUNTRY),
        (Role.ALIAS, _ALIAS),
        (Role.IDENTIFIER, _IDENTIFIER),
    ):
        if pattern.search(text) and not (role is Role.ALIAS and not plant and len(text) > 30):
            return role
    if plant:
        return Role.SMELTER
    if _METAL.search(text):
        return Role.METAL
    return Role.NAME if _NAME.search(text) else None


def speaks_of_smelters(text: str) -> bool:
    """Whether a heading is one over smelters or refiners."""
    return bool(_SMELTER.search(text))


def speaks_of_traders(text: str) -> bool:
    """Whether a heading is one over traders, suppliers, customers, auditors or ports."""
    return bool(_TRADER.search(text)) and not _SMELTER.search(text)


def of_grid(grid: Grid) -> Columns | None:
    """The columns by the grid's own header; None when it has none that we know."""
    for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
        if _is_data(row):
            return None
        roles = tuple(role_of(cell.text) if cell else None for cell in row)
        roles = tuple(_once(roles, grid.rows[number + 1 : number + 1 + _LOOKED_AT]))
        named = {role for role in roles if role and role not in (Role.OTHER,)}
        name_like = named & {Role.SMELTER, Role.NAME, Role.ALIAS, Role.TRADER}
        if name_like and (len(named) > 1 or _stands_alone(row)):
            return Columns(roles, number)
        if len(named & {Role.COUNTRY, Role.METAL, Role.IDENTIFIER}) > 1:
            return Columns(roles, number)
    return None


def is_header(row: Sequence[Cell | None], header: Sequence[Cell | None]) -> bool:
    """Whether a row repeats the table's header."""
    above = {" ".join(cell.text.split()).casefold() for cell in header if cell}
    own = [" ".join(cell.text.split()).casefold() for cell in row if cell]
    return len(own) > 1 and all(text in above for text in own)


def _is_data(row: Sequence[Cell | None]) -> bool:
    """Whether a row holds what only rows below a header do: an identifier or a country's name."""
    return any(
        cell is not None
        and (
            identifiers.identifier_of(cell.text) is not None
            or (len(cell.text) > 3 and countries.country_of(cell.text).known)
        )
        for cell in row
    )


def _once(roles: Sequence[Role | None], body: Sequence[Sequence[Cell | None]]) -> list[Role | None]:
    """Of several columns with one role the one whose cells hold it most; the first of equals."""
    kept = list(roles)
    for role, is_one in _CONTENT.items():
        places = [place for place, found in enumerate(kept) if found is role]
        if len(places) < 2:
            continue
        held = {
            place: sum(is_one(cell.text) for row in body for cell in row[place : place + 1] if cell)
            for place in places
        }
        best = max(places, key=lambda place: held[place])
        for place in places:
            if place != best:
                kept[place] = Role.OTHER
    return kept


def _stands_alone(row: Sequence[Cell | None]) -> bool:
    return sum(cell is not None for cell in row) == 1
