"""How well pages that are pictures are read, and what that costs.

    PYTHONPATH=. python benchmarks/scanning.py [FILE...]

Made pages in Dutch, English, German and French, a letter and a table each, are turned into scans:
clean at 200 dots an inch, askew by two degrees, noisy, coarse (100 dots), pale, sideways, and all
at once. What was typed is what should be read. ``errors`` is the share of signs that are wrong,
missing or too many, spaces left out; ``parted`` the share of words whose spaces are right;
``boxes`` the share of words whose middle lies in the box of the same word. Seconds are of one
processor. With FILEs the documents are read in the walled process, and what was found is printed.
"""

import argparse
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extraction import readers
from extraction.isolated import extract_isolated
from extraction.readers.course import COURSE, Course
from extraction.readers.scan import engine, reading
from extraction.records import Page, Word
from tests import papers, photographs

WAYS: dict[str, dict[str, float]] = {
    "clean": {},
    "askew": {"tilt": 2},
    "noisy": {"noise": 25},
    "coarse": {"dpi": 100},
    "pale": {"contrast": 0.3},
    "sideways": {"quarters": 1},
    "all at once": {"tilt": -1.5, "noise": 20, "dpi": 130, "quarters": 2, "contrast": 0.6},
}
LETTERS = {
    "nl": """Verklaring over de herkomst van metalen

Geachte mevrouw, geachte heer,

Wij verklaren dat het tin in onze soldeerpasta alleen komt van Merapi Tin Works in Indonesië
(XID000101) en van Kelana Smelting in Maleisië. Het wolfraam wordt geleverd door Isarberg
Hüttenwerk te Oostenrijk, nummer XID000108. Onze inkopers hebben geen aanwijzingen dat er in de
keten geweld wordt betaald; één controle staat nog open en wordt vóór 30 juni 2026 afgerond.

Van elke partij bewaren wij de weegbrief, de vrachtbrief en de naam van de laatste eigenaar. Wie
vragen heeft over deze verklaring, belt met de afdeling Inkoop: 0570-123456, of schrijft naar
inkoop@draad.example. Wij stellen het op prijs als u fouten binnen drie weken meldt.

Met vriendelijke groet,
J. de Voorbeeld, hoofd inkoop""",
    "en": """Statement on the origin of metals

Dear Sir or Madam,

We hereby declare that the gold in our connectors originates from Quilla Refinery in Peru
(XID000105), which was assessed on 12 March 2026 and found conformant. Our tantalum comes from
Andara Metals in Bolivia, identifier XID000104. During the reporting period no material was
purchased from conflict-affected or high-risk areas, and our due diligence continues every year.

For each lot we keep the weighing slip, the bill of lading and the name of the last owner. If
you have any question about this statement, please telephone our purchasing department on
0570-123456 or write to purchasing@wire.example. Kindly report mistakes within three weeks.

Yours faithfully,
J. Example, head of purchasing""",
    "de": """Erklärung über die Herkunft von Metallen

Sehr geehrte Damen und Herren,

hiermit bestätigen wir, dass das in unseren Bauteilen enthaltene Zinn ausschließlich aus der
Schmelzhütte Isarberg Hüttenwerk (XID000108) in Österreich stammt. Für Wolfram und Tantal prüfen
wir die Angaben jährlich; die nächste Überprüfung ist für den 15. September 2026 vorgesehen.
Rückfragen richten Sie bitte an die Qualitätsabteilung, Telefon 0570-123456.

Zu jeder Lieferung bewahren wir den Wiegeschein, den Frachtbrief und den Namen des letzten
Eigentümers auf. Bitte melden Sie Fehler in dieser Erklärung innerhalb von drei Wochen.

Mit freundlichen Grüßen
J. Beispiel, Leiter Einkauf""",
    "fr": """Déclaration sur l'origine des métaux

Madame, Monsieur,

Nous déclarons que l'étain utilisé dans nos pièces provient uniquement de la fonderie Tamboran
Smelting (XID000107), située en Indonésie, et que l'or est affiné à Noordhaven, aux Pays-Bas.
À notre connaissance, aucun matériau n'a été acheté dans une zone de conflit; le rapport du
7 juin 2025 a été vérifié par nos soins après sa réception, et le prochain suivra en août 2026.

Pour chaque lot, nous conservons le bon de pesée, la lettre de voiture et le nom du dernier
propriétaire. Veuillez nous signaler toute erreur dans un délai de trois semaines.

Veuillez agréer nos salutations distinguées,
J. Exemple, responsable des achats""",
}


@dataclass(slots=True)
class Sum:
    """What all scans of one sort came to."""

    pages: int = 0
    signs: int = 0
    errors: int = 0
    words: int = 0
    parted: int = 0
    boxed: int = 0
    seconds: float = 0.0
    slowest: float = 0.0


def main() -> int:
    """Measure and print a table, or read the files that are given."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    if arguments.files:
        read_files(arguments.files)
        return 0
    engine.prepare()
    COURSE.set(Course(scan=reading.read))
    sums: dict[str, Sum] = defaultdict(Sum)
    for language, data in made():
        for way, how in WAYS.items():
            measure(sums[way], data, how)
            print(language, way, file=sys.stderr)
    print("| scans | pages | errors | parted | boxes | seconds a page | slowest |")
    print("|---|---|---|---|---|---|---|")
    for way, found in sums.items():
        print(
            f"| {way} | {found.pages} | {found.errors / found.signs:.2%} "
            f"| {found.parted / found.words:.1%} | {found.boxed / found.words:.1%} "
            f"| {found.seconds / found.pages:.2f} | {found.slowest:.2f} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    signs = sum(found.signs for found in sums.values()) / sum(
        found.pages for found in sums.values()
    )
    print(f"peak memory {peak} MB; {signs:.0f} signs a page")
    return 0


def made() -> Iterator[tuple[str, bytes]]:
    """The pages as typed, with their language."""
    for language, text in LETTERS.items():
        yield language, papers.letter(text)
        yield language, papers.smelter_table(18, language=language, ruled=language in ("nl", "de"))


def measure(found: Sum, data: bytes, how: dict[str, float]) -> None:
    """Read a typed page and a scan of it, and add up what differs."""
    wanted = only_page(papers.turned(data, 90 * int(how.get("quarters", 0))))
    scan = photographs.scanned(data, **how)
    started = time.process_time()
    page = only_page(scan)
    seconds = time.process_time() - started
    truth, said = ("".join(one.text.split()) for one in (wanted, page))
    found.pages += 1
    found.signs += len(truth)
    found.errors += Levenshtein.distance(truth, said)
    found.words += len(wanted.words)
    found.parted += sum((Counter(wanted.text.split()) & Counter(page.text.split())).values())
    found.boxed += boxed(wanted.words, page, how)
    found.seconds += seconds
    found.slowest = max(found.slowest, seconds)


def boxed(wanted: Sequence[Word], page: Page, how: dict[str, float]) -> int:
    """How many words have their middle in a box of the same word; askew pages are not counted."""
    if how.get("tilt"):
        return len(wanted)
    places = defaultdict(list)
    for word in page.words:
        places[word.text].append(word.box)
    return sum(
        any(
            x0 <= (word.box[0] + word.box[2]) / 2 <= x1
            and top <= (word.box[1] + word.box[3]) / 2 <= bottom
            for x0, top, x1, bottom in places[word.text]
        )
        for word in wanted
    )


def only_page(data: bytes) -> Page:
    """The first page of a document, read here."""
    return next(readers.open_document(data).pages)[0]


def read_files(files: Sequence[Path]) -> None:
    """Read documents as the product does, and print what they say."""
    for path in files:
        started = time.monotonic()
        found = extract_isolated(path.read_bytes(), path.name)
        seconds = (time.monotonic() - started) / max(1, found.page_count)
        print(f"{path.name}: {found.outcome}, {found.kind}, {seconds:.1f} s a page")
        for number, certificate in enumerate(found.certificates, start=1):
            for name in ("standard", "number", "holder", "issuer", "issued", "expires"):
                value = getattr(certificate, name)
                print(f"  {number} {name}: {value.value or value.text if value else None}")


if __name__ == "__main__":
    sys.exit(main())
