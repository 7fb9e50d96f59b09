"""What axe finds on a page. Whether letters can be read costs most of its time: it is judged once
for letters that look alike, on however many pages of one browser they stand.
"""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = "color-contrast"
# What passes need not be told.
ALL_ELSE = {
    "runOnly": WCAG,
    "resultTypes": ["violations"],
    "rules": {CONTRAST: {"enabled": False}},
}
LETTERS = {"runOnly": {"type": "rule", "values": [CONTRAST]}, "elementRef": True}

# Letters look alike when they have the same colour, size and weight on the same backgrounds, all
# the way up; what is laid over something else without a background of its own is never taken for
# alike. A look is known once axe passed it: what axe did not judge, it gets again.
LOOKS = """async ([known, options]) => {
  const passed = new Set(known), looks = new Map(), grounds = new Map();
  const ground = (element) => {
    if (!element) return ["", false];
    if (!grounds.has(element)) {
      const s = getComputedStyle(element);
      const own = [
        s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode,
      ].join(" ");
      const [above, over] = ground(element.parentElement);
      const laid = ["absolute", "fixed", "sticky"].includes(s.position) || s.transform !== "none";
      grounds.set(element, [
        own === "rgba(0, 0, 0, 0) none 1 none normal" ? above : `${above} / ${own}`,
        (laid || over) && !s.backgroundColor.startsWith("rgb("),
      ]);
    }
    return grounds.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const written = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!written && !element.matches("input, select, textarea, button")) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const [under, over] = ground(element), s = getComputedStyle(element);
    const letters = [s.color, s.fontSize, s.fontWeight, s.textShadow, s.webkitTextStroke];
    looks.set(element, over ? null : `${letters.join(" ")} on ${under}`);
  }
  const violations = [];
  const judge = async (elements) => {
    if (!elements.length) return;
    const said = await axe.run({include: elements}, options);
    for (const rule of said.violations) {
      violations.push({id: rule.id, nodes: rule.nodes.map(({html}) => ({html}))});
    }
    for (const rule of said.passes) {
      for (const node of rule.nodes) {
        const look = looks.get(node.element);
        if (look) passed.add(look);
      }
    }
  };
  const open = () => [...looks.keys()].filter((e) => !passed.has(looks.get(e)));
  const first = new Map(open().filter((e) => looks.get(e)).map((e) => [looks.get(e), e]));
  const tried = new Set(first.values());
  await judge([...tried]);
  await judge(open().filter((e) => !tried.has(e)));
  return {violations, passed: [...passed]};
}"""

_passed: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def found(page: Page) -> Iterator[str]:
    """Each rule of WCAG 2.2 AA that the page breaks, with the first element that breaks it."""
    if page not in _passed:  # now, and on whatever it opens from now on
        page.evaluate(f"() => {{ {Axe().axe_script} }}")
        page.add_init_script(Axe().axe_script)
    broken = page.evaluate("asked => axe.run(asked).then((said) => said.violations)", ALL_ELSE)
    letters = page.evaluate(LOOKS, [_passed.get(page, []), LETTERS])
    _passed[page] = letters["passed"]
    for one in [*broken, *letters["violations"]]:
        yield f"{one['id']}: {one['nodes'][0]['html'][:200]}"
