"""Lists of invented smelters in many languages, with all that is printed in the language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a list is written in a language. ``rows``: metal, name, country as printed, and codes."""

    headers: tuple[str, str, str, str]
    supplier: tuple[str, str]  # label and name
    rows: tuple[tuple[str, str, str, str, str], ...]  # ..., metal and country as they are read

    @property
    def cells(self) -> list[tuple[str, str, str, str]]:
        """The rows as printed, each with an identifier."""
        return [
            (metal, name, country, f"XID{101 + number:06d}")
            for number, (metal, name, country, _, _) in enumerate(self.rows)
        ]


TONGUES: dict[str, Tongue] = {
    "es": Tongue(
        ("Metal", "Nombre de la fundición", "País", "Identificación de la fundición"),
        ("Proveedor", "Alambres Ejemplo S.A."),
        (
            ("Estaño", "Fundición Quilla", "Bolivia", "tin", "BO"),
            ("Tántalo", "Metales Andara", "Brasil", "tantalum", "BR"),
            ("Wolframio", "Refinería Vostra", "España", "tungsten", "ES"),
            ("Oro", "Oro Kelana", "Rep. Dominicana", "gold", "DO"),
            ("Cobre", "Cobres Tamboran", "RD del Congo", "copper", "CD"),
        ),
    ),
    "pt": Tongue(
        ("Metal", "Nome da fundição", "País", "ID da fundição"),
        ("Fornecedor", "Arames Exemplo Ltda"),
        (
            ("Estanho", "Fundição Quilla", "Brasil", "tin", "BR"),
            ("Tântalo", "Metais Andara", "Moçambique", "tantalum", "MZ"),
            ("Tungstênio", "Refinaria Vostra", "Portugal", "tungsten", "PT"),
            ("Ouro", "Ouro Kelana", "África do Sul", "gold", "ZA"),
            ("Alumínio", "Tamboran Metais", "Guiné Equatorial", "aluminium", "GQ"),
        ),
    ),
    "it": Tongue(
        ("Metallo", "Nome della fonderia", "Paese", "ID fonderia"),
        ("Fornitore", "Fili Esempio S.p.A."),
        (
            ("Stagno", "Fonderia Quilla", "Perù", "tin", "PE"),
            ("Tantalio", "Metalli Andara", "Germania", "tantalum", "DE"),
            ("Tungsteno", "Raffineria Vostra", "Corea del Sud", "tungsten", "KR"),
            ("Oro", "Oro Kelana", "Svizzera", "gold", "CH"),
            ("Piombo", "Tamboran Metalli", "Stati Uniti", "lead", "US"),
        ),
    ),
    "pl": Tongue(
        ("Metal", "Nazwa huty lub rafinerii", "Kraj", "Numer identyfikacyjny huty"),
        ("Dostawca", "Druty Przykład S.A."),
        (
            ("Cyna", "Huta Quilla", "Indonezja", "tin", "ID"),
            ("Tantal", "Metale Andara", "Niemcy", "tantalum", "DE"),
            ("Wolfram", "Rafineria Vostra", "Chiny", "tungsten", "CN"),
            ("Złoto", "Złoto Kelana", "RPA", "gold", "ZA"),
            ("Miedź", "Huta Miedzi Tamboran", "Polska", "copper", "PL"),
        ),
    ),
    "tr": Tongue(
        ("Metal", "İzabe tesisi adı", "Ülke", "İzabe tesisi kimlik no"),
        ("Tedarikçi", "Örnek Tel A.Ş."),
        (
            ("Kalay", "Quilla İzabe", "Endonezya", "tin", "ID"),
            ("Tantal", "Andara Metal", "Almanya", "tantalum", "DE"),
            ("Tungsten", "Vostra Rafineri", "Güney Kore", "tungsten", "KR"),
            ("Altın", "Kelana Altın", "Türkiye", "gold", "TR"),
            ("Bakır", "Tamboran Bakır", "ABD", "copper", "US"),
        ),
    ),
    "zh": Tongue(
        ("金属", "冶炼厂名称", "国家", "冶炼厂识别号"),
        ("供应商", "示例线材有限公司"),
        (
            ("锡", "奎拉锡业有限公司", "印度尼西亚", "tin", "ID"),
            ("钽", "安达拉钽业公司", "德国", "tantalum", "DE"),
            ("钨", "沃斯特拉钨业", "中国", "tungsten", "CN"),
            ("金", "克拉纳黄金精炼", "瑞士", "gold", "CH"),
            ("铜", "坦博兰铜厂", "刚果（金）", "copper", "CD"),
        ),
    ),
    "ja": Tongue(
        ("金属", "製錬所名", "所在国", "製錬所ID"),
        ("サプライヤー", "見本線材株式会社"),
        (
            ("スズ", "キラ錫工業株式会社", "インドネシア", "tin", "ID"),
            ("タンタル", "アンダラ金属", "ドイツ", "tantalum", "DE"),
            ("タングステン", "ヴォストラ精錬", "韓国", "tungsten", "KR"),
            ("金", "ケラナ貴金属", "日本", "gold", "JP"),
            ("銅", "タンボラン銅業", "コンゴ民主共和国", "copper", "CD"),
        ),
    ),
    "ko": Tongue(
        ("금속", "제련소 이름", "국가", "제련소 식별번호"),
        ("공급업체", "보기선재 주식회사"),
        (
            ("주석", "퀼라주석", "인도네시아", "tin", "ID"),
            ("탄탈럼", "안다라금속", "독일", "tantalum", "DE"),
            ("텅스텐", "보스트라텅스텐", "대한민국", "tungsten", "KR"),
            ("금", "켈라나귀금속", "스위스", "gold", "CH"),
            ("구리", "탐보란구리", "미국", "copper", "US"),
        ),
    ),
    "ru": Tongue(
        ("Металл", "Наименование плавильного завода", "Страна", "Идентификационный номер"),
        ("Поставщик", "ООО Образец"),
        (
            ("Олово", "Завод Квилла", "Индонезия", "tin", "ID"),
            ("Тантал", "Металлы Андара", "Германия", "tantalum", "DE"),
            ("Вольфрам", "Завод Востра", "Китай", "tungsten", "CN"),
            ("Золото", "Золото Келана", "Россия", "gold", "RU"),
            ("Медь", "Медь Тамборан", "ДР Конго", "copper", "CD"),
        ),
    ),
}


def as_text(language: str) -> bytes:
    """The list as a plain text with bars between its cells."""
    told = TONGUES[language]
    lines = [f"{told.supplier[0]}: {told.supplier[1]}", "", " | ".join(told.headers)]
    return "\n".join([*lines, *map(" | ".join, told.cells), ""]).encode()


def wide(text: str) -> str:
    """The text with letters, figures, signs and blanks as wide as a Chinese character."""
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
    return text.translate(table)
