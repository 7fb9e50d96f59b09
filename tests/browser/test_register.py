"""The register in a browser: no barrier in what exists for a moment, a merge that is undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import NARROW, WIDE, barriers
from workflows.demo import cast

Open = Callable[..., Page]
SMELTERS = "id,name,country,metal\nXID000990,Verzonnen Hut,Birma,tin\nXID000991,,ID,tin\n"
COUNTRIES = "Land;Toelichting\nMali;noorden\nAtlantis;\n"
ENTITIES = "naam;land;risico's\nContoh Timah Jaya;ID;x\nMfano Tin Smelter;BE;\n;MM;\n"


@pytest.mark.parametrize(
    ("address", "rows", "kind"),
    [
        ("/smelters/import", SMELTERS, None),
        ("/risks/import", COUNTRIES, "Landen"),
        ("/risks/import", ENTITIES, "Bedrijven en smelters"),
    ],
)
@pytest.mark.parametrize("viewport", [NARROW, WIDE])
def test_a_preview_has_no_barrier(
    open_as: Open,
    tmp_path: Path,
    address: str,
    rows: str,
    kind: str | None,
    viewport: dict[str, int],
) -> None:
    page = open_as(cast.ANNE, language="nl", viewport=viewport)
    page.goto(address)
    file = tmp_path / "lijst.csv"
    file.write_text(rows, encoding="utf-8")
    page.get_by_label("Bestand").set_input_files(file)
    if kind:
        page.get_by_label(kind).check()
    for field in page.locator("main form input[type=text]").all():
        field.fill("Verzonnen bron")
    page.get_by_role("button", name="Toon wat er zou veranderen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat er zou veranderen")
    assert list(barriers(page, page.url)) == []


@pytest.mark.parametrize("viewport", [NARROW, WIDE])
def test_two_smelters_are_merged_by_hand_and_parted_again(
    open_as: Open, viewport: dict[str, int]
) -> None:
    page = open_as(cast.ANNE, language="nl", viewport=viewport)
    page.goto("/smelters?metal=tin")
    page.locator("main tbody th a").first.click()
    kept = page.url
    page.get_by_role("link", name="Samenvoegen met een andere").click()
    page.get_by_label("Naam of identificatie").fill("a")
    page.get_by_role("main").get_by_role("button", name="Zoeken").click()
    page.locator("main tbody th a").first.click()
    assert list(barriers(page, page.url)) == []
    page.get_by_label("Waarom is dit één en dezelfde smelter?").fill("Alleen om te proberen.")
    page.get_by_role("button", name="Samenvoegen", exact=True).click()
    expect(page).to_have_url(kept)
    assert list(barriers(page, kept)) == []
    page.locator("#merged ~ details summary").click()
    page.get_by_label("Waarom zijn het toch twee smelters?").fill("Geprobeerd.")
    page.get_by_role("button", name="Dit samenvoegen ongedaan maken").click()
    expect(page.get_by_role("status").first).to_be_attached()
    page.goto(kept)
    expect(page.locator("#merged")).to_have_count(0)
