"""The main job in a browser: a member, two reviewers and the secretariat, from paper to report."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as open_word
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests import papers
from tests.papers import Smelter
from webapp import db
from workflows.demo import cast
from workflows.models import Document

MEMBER = cast.MEMBERS[0].submitter
# The first six stand in the register of the demo, the others nowhere.
KNOWN = (
    Smelter("Tin", "Contoh Timah Jaya", "Indonesia", "XID000101"),
    Smelter("Tantalum", "Sampleford Tantalum Inc.", "United States", "XID000113"),
    Smelter("Gold", "Mihon Refinery K.K.", "Japan", "XID000119"),
    Smelter("Steel", "Acciaieria Inventata di Valpiana", "Italy", "XID000155"),
    Smelter("Steel", "Namuna Steel Works", "India", "XID000156"),
    Smelter("Steel", "Mihon Steel K.K.", "Japan", "XID000158"),
)
LETTER = """Dear customer,

Thank you for your questions about our wire. We buy our raw material with care
and talk with our suppliers every year about safety at work and about clean water.
Our own purchasing policy is on our website. We are glad to answer further questions.

With kind regards,
the sales department"""


def table() -> bytes:
    """Forty smelters: six that the register knows and 34 that it does not."""
    others = [
        (s.metal, s.name, s.country, f"XID{900 + number:06d}")
        for number, s in enumerate(papers.smelters(40)[6:])
    ]
    return papers.supplier_table([*(s.cells for s in KNOWN), *others], supplier="Zilvermeeuw")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "veertig-smelters.pdf").write_bytes(table())
    (folder / "brief-zonder-smelters.pdf").write_bytes(papers.letter(LETTER))
    return folder / "veertig-smelters.pdf", folder / "brief-zonder-smelters.pdf"


def test_a_paper_becomes_findings_and_a_report_in_the_hands_of_four_people(
    app: Flask, open_as: Callable[..., Page], files: tuple[Path, Path], tmp_path: Path
) -> None:
    member = open_as(MEMBER, by_hand=True)
    listed, letter = upload(member, files)
    first, second = readers(app, listed)
    reviewer = open_as(first)
    confirm_no_names(reviewer, letter)
    member.goto(letter)
    expect(member.locator(".banner")).to_contain_text("noemt geen smelters")
    review_by_keyboard(reviewer, listed)
    confirm_by_keyboard(open_as(second), listed)
    member.goto(listed)
    expect(member.locator(".identity")).to_contain_text("Beoordeeld")
    anne, bram = open_as(cast.ANNE), open_as(cast.BRAM)
    finding = walk_a_finding(anne, bram, reviewer, member, tmp_path)
    member.goto(finding)
    expect(member.locator(".identity .tag").last).to_have_text("Afgerond")
    report(anne, tmp_path)


def upload(page: Page, files: tuple[Path, Path]) -> tuple[str, str]:
    """Send both files at once; the addresses of their pages once they have been read."""
    page.goto("/documents/upload")
    page.set_input_files("#files", list(files))
    expect(page.locator(".drop__files li")).to_have_count(2)
    page.locator("main button[type=submit]").press("Enter")
    expect(page.locator(".sent__row a")).to_have_count(2)
    addresses = [str(link.get_attribute("href")) for link in page.locator(".sent__row a").all()]
    for address in addresses:
        page.goto(address)
        # The page follows the reading by itself.
        expect(page.locator(".identity .tag")).not_to_have_text("Ontvangen")
    expect(page.locator(".banner")).to_contain_text("geen namen van smelters")
    page.goto(addresses[0])
    expect(page.locator("[aria-labelledby=read] tbody tr")).to_have_count(40)
    return addresses[0], addresses[1]


def readers(app: Flask, address: str) -> tuple[str, str]:
    """The two reviewers to whom the document was given."""
    with db.sessions(app)() as session:
        wanted = Document.public_id == address.rsplit("/", 1)[1]
        document = session.scalars(select(Document).where(wanted)).one()
        first, second = (one.person.email for one in document.assignments)
        return first, second


def confirm_no_names(page: Page, address: str) -> None:
    page.goto(f"/review/{address.rsplit('/', 1)[1]}")
    expect(page.locator("[data-heading]")).to_have_text("Geen namen gevonden")
    page.wait_for_function("() => document.activeElement.matches('[data-heading]')")
    page.get_by_role("button", name="Bevat geen smelters").click()
    expect(page.locator("[data-heading]")).to_have_text("Bevat geen smelters")


class Keys:
    """A reader at the keyboard: a key, and then waiting until the screen has answered."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def item(self) -> str:
        return str(self.page.locator("[data-item]").get_attribute("data-item"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def decides(self, *keys: str) -> None:
        """The last key gives a verdict, or goes to another item: the next one comes by itself."""
        before = self.item
        self.press(*keys)
        self.page.wait_for_function(
            "old => document.querySelector('[data-item]')?.dataset.item !== old", arg=before
        )
        # The focus is on the heading again: the next key is heard.
        self.page.wait_for_function("() => document.activeElement.matches('[data-heading]')")

    @property
    def left(self) -> bool:
        return self.page.locator("[data-item]").count() > 0


def review_by_keyboard(page: Page, address: str) -> None:
    """Every item decided without the mouse, with every key that there is."""
    page.goto(f"/review/{address.rsplit('/', 1)[1]}")
    keys = Keys(page)
    page.wait_for_function("() => document.activeElement.matches('[data-heading]')")
    keys.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("dialog.keys")).to_be_hidden()
    first = keys.item
    keys.decides("j")
    keys.decides("k")
    assert keys.item == first
    # Reject with a reason, and take it back.
    keys.decides("x", "3")
    expect(page.locator(".review__foot")).to_contain_text("afgewezen")
    keys.decides("z")
    assert keys.item == first
    expect(page.locator(".review__far")).to_contain_text("0 van 40")
    # Doubt leaves it for the end.
    keys.decides("t", "1")
    # A correction: Enter in a field keeps the change, it does not approve.
    keys.press("w")
    page.keyboard.type(" (nieuw)")
    keys.press("Home")
    keys.decides("Enter")
    expect(page.locator(".review__foot")).to_contain_text("gewijzigd")
    # Escape closes the question; nothing has been decided.
    keys.press("x", "Escape")
    expect(page.locator("[data-more=reject]")).not_to_have_attribute("open", "")
    # A mistake leaves the question open, with what was typed and the focus on it.
    keys.press("x", "8")
    page.keyboard.type("kort")
    keys.press("Enter")
    note = page.locator("[data-more=reject][open] [name=note]")
    expect(note).to_have_attribute("aria-invalid", "true")
    expect(note).to_have_value("kort")
    expect(note).to_be_focused()
    keys.press("Escape")
    # Enter takes the first that the search found; the arrows go to another.
    keys.press("l")
    page.keyboard.type("Contoh")
    found = page.locator("[data-found] input")
    expect(found.nth(1)).to_be_visible()
    keys.press("Enter")
    expect(found.first).to_be_focused()
    keys.press("ArrowDown")
    expect(found.nth(1)).to_be_checked()
    keys.press("Escape")
    # Another candidate than the one that was chosen.
    last = page.locator("[data-candidate]").count()
    keys.press(str(last))
    expect(page.locator("[data-candidate]").last).to_be_checked()
    keys.decides("Enter")
    add_what_was_missed(page, keys)
    while keys.left:
        keys.decides("g")
    # What was put off comes back when it is asked for.
    expect(page.locator("[data-heading]")).to_have_text("Voor u is alleen over wat is uitgesteld")
    page.get_by_role("link", name="Bekijk het nu").press("Enter")
    page.wait_for_function("() => document.activeElement.matches('[data-item] [data-heading]')")
    keys.decides("g")
    expect(page.locator("[data-heading]")).to_have_text(
        re.compile("U bent hier klaar|Nog één vraag")
    )


def add_what_was_missed(page: Page, keys: Keys) -> None:
    keys.press("m")
    name = page.locator("#missed-smelter")
    expect(name).to_be_focused()
    expect(page.locator(".word").first).to_be_attached()
    # The arrows go from word to word on the page, and with Shift take more of them.
    keys.press("ArrowDown", "ArrowDown", "Shift+ArrowDown")
    expect(name).to_have_value(re.compile(r"^\S+ \S+$"))
    expect(page.locator(".word--chosen")).to_have_count(2)
    fill_in_from_the_row(page, name)
    name.fill("Vergeten Gieterij Zevenhuizen")
    keys.press("Enter")
    expect(page.locator("[data-heading]")).to_have_text("Vergeten Gieterij Zevenhuizen")
    keys.decides("g")


def fill_in_from_the_row(page: Page, name: Locator) -> None:
    """What else the row of a name says is filled in; what was typed stays."""
    facts = page.locator("[data-sheet]").evaluate("sheet => JSON.parse(sheet.dataset.facts)")
    metal = next(fact for fact in facts if fact[4] == "metal")
    words = page.locator("[data-sheet]").evaluate("sheet => JSON.parse(sheet.dataset.words)")
    row = [at for at, word in enumerate(words) if word[1] == metal[1] and word[0] > metal[2]]
    page.locator("#missed-country").select_option("NL")
    page.locator(f'[data-word="{row[0]}"]').click(force=True)
    expect(name).to_have_value(words[row[0]][6])
    expect(page.locator("#missed-metal")).to_have_value(metal[5])
    expect(page.locator("#missed-country")).to_have_value("NL")
    expect(page.locator("[data-live]")).to_contain_text("uit dezelfde regel")


def confirm_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"/review/{address.rsplit('/', 1)[1]}")
    page.wait_for_function("() => document.activeElement.matches('[data-heading]')")
    expect(page.locator(".review__side .panel").first).to_contain_text(
        re.compile("Eerste lezer:|Het toeval koos")
    )
    keys = Keys(page)
    while keys.left:
        keys.decides("g")
    expect(page.locator("[data-heading]")).to_have_text(re.compile("Document klaar|Nog één vraag"))


def act(page: Page, finding: str, action: str, **values: str) -> None:
    """Fill in the form of an action on the page of the finding, and send it."""
    page.goto(finding)
    box = page.locator(f"#do-{action}")
    if box.evaluate("e => e.tagName === 'DETAILS' && !e.open"):
        box.locator("summary").press("Enter")
    for name, value in values.items():
        field = page.locator(f"#{action}-{name}")
        if name == "checks":
            for box_of_point in page.locator(f"#do-{action} [name=checks]").all():
                box_of_point.check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        elif name == "file":
            field.set_input_files(value)
        else:
            field.fill(value)
    box.locator("button[type=submit]").press("Enter")
    expect(page.locator(".banner--success")).to_be_visible()


def walk_a_finding(anne: Page, bram: Page, reviewer: Page, member: Page, folder: Path) -> str:
    """From new to closed, each step by who may do it."""
    anne.goto("/findings?state=open")
    name = papers.smelters(40)[8].name
    anne.get_by_role("link", name=re.compile(re.escape(name))).first.press("Enter")
    anne.wait_for_url(re.compile("/findings/[a-z0-9]+$"))
    finding = anne.url
    me = reviewer.locator(".top__name").inner_text().splitlines()[-1].strip()
    choice = anne.locator("#assign-person option", has_text=me).get_attribute("value")
    act(anne, finding, "assign", person=str(choice))
    act(reviewer, finding, "assess", severity="major", likelihood="likely", harm="potential")
    act(
        member, finding, "plan", text="Een andere smelter kiezen.", owner="Inkoop", due="2027-03-01"
    )
    act(member, finding, "start")
    proof = folder / "bewijs.pdf"
    proof.write_bytes(papers.letter("The supplier has changed smelters."))
    act(member, finding, "add_evidence", note="Brief van de leverancier.", file=str(proof))
    act(member, finding, "submit")
    act(reviewer, finding, "verify")
    act(anne, finding, "draft", audience="parties", text="Een smelter is vervangen.")
    act(bram, finding, "clear", audience="parties", checks="all")
    act(anne, finding, "communicate", audience="parties")
    act(anne, finding, "communicate", audience="member", text="Dank u wel; wij volgen het.")
    act(bram, finding, "close")
    return finding


def report(page: Page, folder: Path) -> None:
    """Made in both languages; the Word files open, and say what they are."""
    page.goto("/reports")
    before = page.locator("main tbody tr").count()
    for language, title in (("nl", "Inhoud"), ("en", "Contents")):
        page.goto("/reports/new")
        page.locator("#period").select_option(index=1)  # of the usual one there is a report
        page.locator(f"input[name=language][value={language}]").check()
        page.locator("main button[type=submit]").dblclick()  # as some people do: it is made once
        page.wait_for_url(re.compile("/reports/(?!new)"))
        with page.expect_download() as download:
            page.locator("main a[href$='/file']").press("Enter")
        path = folder / f"report-{language}.docx"
        download.value.save_as(path)
        word = open_word(str(path))
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        assert title in text
        assert len(word.tables) > 3
    page.goto("/reports")
    expect(page.locator("main tbody tr")).to_have_count(before + 2)
