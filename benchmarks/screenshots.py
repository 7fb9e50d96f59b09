"""The picture of the review for the README: ``python -m benchmarks.screenshots``.

``make run`` serves the demo; this logs in there as its reviewer, opens a document under review in
Dutch on a small laptop's screen, and writes ``docs/review.png`` in at most 256 colours.
"""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from workflows.demo import cast

SIZE = {"width": 1366, "height": 650}
DOCUMENT = "opgave-2026"  # seven smelters in a table: some approved, one at hand, some open


def main() -> None:
    """Take the picture and say how large it became."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--address", default="http://127.0.0.1:8000")
    options.add_argument("--output", type=Path, default=Path("docs/review.png"))
    given = options.parse_args()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport=SIZE, locale="nl", base_url=given.address)
        open_review(page)
        picture = page.screenshot()
        chromium.close()
    colours = Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(given.output, optimize=True)
    print(f"{given.output}: {given.output.stat().st_size:,} bytes")


def open_review(page: Page) -> None:
    """Log in as the demo's first reviewer, and open the document with an item at hand."""
    page.goto("/login")
    page.fill("#email", cast.REVIEWERS[0])
    page.fill("#password", cast.DEMO_PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    if page.locator("html").get_attribute("lang") != "nl":
        page.click(".top__account button[lang=nl]")
    page.goto("/review")
    page.click(f"tbody a:has-text('{DOCUMENT}')")
    page.wait_for_function("() => document.querySelector('[data-sheet] img').complete")
    # Where the page scrolled to the item, its mark stands inside the pane.
    page.wait_for_function(
        """() => {
          const mark = document.querySelector('[data-current]').getBoundingClientRect();
          const pane = document.querySelector('.review__page').getBoundingClientRect();
          return mark.top > pane.top && mark.bottom < pane.top + 0.7 * pane.height;
        }"""
    )


if __name__ == "__main__":
    main()
