"""Every page, as everybody who sees it: no barrier, nothing too wide, usable without a script."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser import addresses
from tests.browser import barriers as axe
from webapp import db
from workflows import documents, people
from workflows.demo import cast
from workflows.states import DocumentState

Open = Callable[..., Page]

# Each page is looked at by somebody who sees much on it; by more than one where they see different
# things.
LOOKS_AT = {
    cast.MEMBERS[0].submitter: {
        "auth.login", "auth.profile", "auth.choose_password", "keys.edit", "documents.index",
        "documents.detail", "documents.upload", "home.index", "home.help", "home.glossary",
        "home.accessibility", "notices.index", "work.index", "search.index", "versions.new",
        "versions.choose", "versions.show", "rollup.index", "years.detail", "years.step",
        "packs.index",
        "year_imports.choose", "remedies.index", "remedies.detail", "plans.index", "plans.action",
        "chains.index", "chains.risk", "year_reports.index",
    },
    cast.MEMBERS[4].contact: {
        "findings.detail", "smelters.detail", "smelters.changes", "work.index", "consents.index",
        "rounds.index", "clearances.index",
    },
    cast.REVIEWERS[0]: {
        "review.index", "review.guide", "review.screen", "review.recent", "review.together",
        "documents.detail", "name_rules.index", "name_rules.detail", "name_rules.new",
    },
    cast.ANNE: {
        "documents.detail", "findings.index", "findings.detail", "findings.workflow", "log.index",
        "log.verification", "organisations.index", "organisations.detail", "organisations.person",
        "organisations.add", "reports.index", "reports.detail", "reports.figure", "reports.new",
        "report_pages.read", "report_pages.compare", "rounds.new",
        "clearances.of_report", "word_templates.index",
        "settings.index", "settings.detail", "smelters.index", "smelters.detail", "smelters.choose",
        "smelters.merge_choice", "smelters.changes", "smelters.enter",
        "risks.index", "risks.detail", "risks.choose",
        "work.index", "quality.index", "rollup.index", "rollup.company",
        "packs.index", "packs.company",
        "following.index", "following.detail", "following.rules", "following.rule",
        "review.index", "review.teams", "review.team", "years.index", "years.step",
        "remedies.detail",
    },
    "lid@mensenrecht.example": {"shared.index", "report_pages.read", "reports.figure"},
    "beheer@techniek.example": {"operations.index", "organisations.index"},
}  # fmt: skip
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1366, "height": 650}
TWICE = {"width": 683, "height": 325}  # what a wide screen shows at 200 %


def barriers(page: Page, address: str) -> Iterator[str]:
    """What axe finds on the page, and whether it is wider than the screen."""
    page.goto(address)
    yield from (f"{address} {one}" for one in axe.found(page))
    yield from too_wide(page, address)


def too_wide(page: Page, address: str) -> Iterator[str]:
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"{address} is wider than the screen"


def test_every_page_is_looked_at(app: Flask) -> None:
    assert set.union(*LOOKS_AT.values()) == addresses.endpoints(app)


@pytest.mark.parametrize(("language", "viewport"), [("nl", NARROW), ("en", WIDE)])
@pytest.mark.parametrize("email", list(LOOKS_AT))
def test_no_page_has_a_barrier(
    app: Flask, open_as: Open, email: str, language: str, viewport: dict[str, int]
) -> None:
    page = open_as(email, language=language, viewport=viewport)
    found = []
    for address in addresses.of(app, email, LOOKS_AT[email]):
        found += barriers(page, address)
        page.set_viewport_size(TWICE)
        found += too_wide(page, f"{address} at twice the size")
        page.set_viewport_size(viewport)
    assert found == []


def test_letters_that_hardly_show_are_found_among_those_that_were_judged(open_as: Open) -> None:
    page = open_as(cast.ANNE)
    assert list(barriers(page, "/findings")) == list(barriers(page, "/glossary")) == []
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML(
             "beforeend",
             '<div><p id="plain">Written</p></div><div><p id="small">Written <b>here</b></p></div>'
           )"""
    )
    assert list(axe.found(page)) == []
    for place, style in (
        ("#plain", "color: #999"),
        ("#plain", "background: #0b4f71"),
        ("#plain", "opacity: 0.4"),
        ("div:has(> #plain)", "background: #555"),
        ("div:has(> #plain)", "opacity: 0.4"),
        ("#small b", "color: #888; font-weight: 400"),
    ):
        letters = page.locator(place)
        letters.evaluate("(letters, style) => { letters.style.cssText = style; }", style)
        assert [one.partition(":")[0] for one in axe.found(page)] == [axe.CONTRAST], style
        letters.evaluate("(letters) => { letters.style.cssText = ''; }")
    assert list(axe.found(page)) == []


def test_the_focus_can_be_seen_wherever_it_goes(app: Flask, open_as: Open) -> None:
    page = open_as(cast.REVIEWERS[0])
    page.goto(review_of(app))
    unseen = []
    for _step in range(40):
        page.keyboard.press("Tab")
        looks = page.evaluate(
            """() => {
              const here = document.activeElement;
              const box = here.closest('.candidate, [role=group]') ?? here;
              const style = (e) => getComputedStyle(e);
              const seen = [here, here.closest('.candidate')].filter(Boolean)
                .some((e) => style(e).outlineStyle !== 'none' || style(e).boxShadow !== 'none');
              return [here.outerHTML.slice(0, 120), seen, here.tagName];
            }"""
        )
        if not looks[1] and looks[2] != "BODY":
            unseen.append(looks[0])
    assert unseen == []


def test_nothing_moves_for_who_wants_it_calm(app: Flask, open_as: Open) -> None:
    page = open_as(cast.REVIEWERS[0], reduced_motion="reduce")
    page.goto(review_of(app))
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((e) => {
          const style = getComputedStyle(e);
          return style.transitionDuration.split(',').some((t) => parseFloat(t) > 0)
            && style.transitionProperty !== 'none' || style.animationName !== 'none';
        }).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []


@pytest.mark.parametrize(("wish", "how"), [("reduce", "instant"), ("no-preference", "smooth")])
def test_the_page_jumps_to_the_item_for_who_wants_it_calm(
    app: Flask, open_as: Open, wish: str, how: str
) -> None:
    page = open_as(cast.REVIEWERS[0], reduced_motion=wish, viewport={"width": 1280, "height": 600})
    # What the scripts ask of the browser.
    page.add_init_script(
        """window.asked = [];
        for (const name of ["scrollTo", "scrollIntoView"]) {
          const original = Element.prototype[name];
          Element.prototype[name] = function (how, ...more) {
            window.asked.push(how?.behavior ?? "auto");
            return original.call(this, how, ...more);
          };
        }"""
    )
    page.goto(review_of(app))
    page.wait_for_function("how => window.asked.includes(how)", arg=how)
    # The list of candidates never glides.
    assert set(page.evaluate("window.asked")) <= {how, "instant"}


def test_what_is_folded_is_printed_and_folded_again(app: Flask, open_as: Open) -> None:
    page = open_as(cast.REVIEWERS[0])
    page.goto("/documents")
    page.evaluate(
        """document.querySelector('main').insertAdjacentHTML(
             'beforeend', '<details id="fold"><summary>More</summary><p>Below</p></details>'
           )"""
    )
    folded = page.locator("#fold:not([open])")
    expect(folded).to_have_count(1)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(1)


def test_the_work_can_be_done_without_a_script(app: Flask, open_as: Open) -> None:
    member = open_as(cast.MEMBERS[1].submitter, by_hand=True, java_script_enabled=False)
    member.goto("/documents/upload")
    note = {"name": "notitie.txt", "mimeType": "text/plain", "buffer": b"We buy with care."}
    member.set_input_files("#files", [note])
    member.click("main button[type=submit]")
    expect(member.locator(".banner--success")).to_contain_text("Ontvangen")
    member.goto("/documents")
    member.fill("#q", "notitie")
    member.click(".filter button")
    expect(member.locator("tbody tr")).to_have_count(1)
    secretary = open_as(cast.ANNE, java_script_enabled=False)
    secretary.goto("/findings?state=open")
    secretary.locator("tbody a").first.click()
    secretary.locator("#assign-person").select_option(index=1)
    secretary.click("#do-assign button[type=submit]")
    expect(secretary.locator(".banner--success")).to_be_visible()


def review_of(app: Flask) -> str:
    """The review of a document with open items for the first reviewer."""
    with db.sessions(app)() as session:
        actor = people.acting_as(session, cast.REVIEWERS[0])
        for row in session.scalars(documents.visible(actor)):
            if row.state is DocumentState.IN_REVIEW and "opgave-2026" in row.title:
                return f"/review/{row.public_id}"
    raise AssertionError("the demo year has a document under review")
