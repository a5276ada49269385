"""What is looked at on a page. Each look gives the faults it found, in words that say where."""

from itertools import pairwise
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

COUNCIL = {"en": "Elverdon Council", "cy": "Cyngor Elverdon"}
ERROR = {"en": "Error:", "cy": "Gwall:"}
NARROW = ViewportSize(width=320, height=640)
"""A small phone; and 1,280 pixels at 400 % zoom."""

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # A link back stands before the main part.
    "rules": {"target-size": {"enabled": True}, "region": {"enabled": False}},
}
"""What axe-core looks for, and what it tells."""


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice, target size included."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        """how => axe.run(how).then(({violations}) => violations.flatMap(
             each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 160)}`)))""",
        AXE,
    )
    return found


def title_and_headings(page: Page, language: str, *, with_errors: bool = False) -> list[str]:
    """One heading of the first rank, in the title; the council named last; errors said first; the language declared."""
    said: dict[str, Any] = page.evaluate(
        """() => ({title: document.title, lang: document.documentElement.lang,
                  h1: [...document.querySelectorAll('h1')].map(each => each.innerText.trim()),
                  ranks: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])})"""
    )
    title, headings = said["title"], said["h1"]
    faults = []
    if said["lang"] != language:
        faults.append(f"language {said['lang']!r}")
    if not title.endswith(COUNCIL[language]):
        faults.append(f"title does not end with the council: {title!r}")
    if with_errors != title.startswith(ERROR[language]):
        faults.append(f"title and errors differ: {title!r}")
    if len(headings) != 1:
        faults.append(f"headings of the first rank: {headings}")
    elif " ".join(headings[0].split()).casefold() not in title.casefold():
        faults.append(f"heading {headings[0]!r} is not in the title {title!r}")
    return faults


def wider_than_the_screen(page: Page) -> list[str]:
    """Whatever would make somebody scroll sideways. A table or a map may scroll within its own frame."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const out = [...document.querySelectorAll('body *')].filter(
            each => each.getBoundingClientRect().right > wide + 1 && !each.closest('.govuk-visually-hidden'));
          return out.slice(0, 5).map(each => each.outerHTML.slice(0, 120))
            .concat(`scrolls to ${document.documentElement.scrollWidth} of ${wide}`);
        }"""
    )
    return found


def lost_with_more_space(page: Page) -> list[str]:
    """Words cut off when somebody spaces text as WCAG 1.4.12 says they may."""
    found: list[str] = page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important} p {margin-bottom: 2em !important}`);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
          const hidden = each => each.closest('.govuk-visually-hidden, .govuk-skip-link, noscript, script, style');
          const cut = [...document.querySelectorAll('body *')].filter(each => {
            if (hidden(each) || !each.innerText || !each.checkVisibility()) return false;
            const how = getComputedStyle(each);
            const wide = how.overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1;
            const high = how.overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 1;
            const scrolls = ['auto', 'scroll'].some(kind => [how.overflowX, how.overflowY].includes(kind));
            return (wide || high) && !scrolls;
          }).map(each => each.outerHTML.slice(0, 120));
          const wide = document.documentElement;
          if (wide.scrollWidth > wide.clientWidth) {
            const beyond = [...document.querySelectorAll('body *')].filter(
              each => each.getBoundingClientRect().right > wide.clientWidth && !each.closest('.gh-scroll'));
            cut.push(...beyond.slice(0, 5).map(each => each.outerHTML.slice(0, 120)),
              `scrolls to ${wide.scrollWidth} of ${wide.clientWidth}`);
          }
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet);
          return cut;
        }"""
    )
    return found


WALK = """() => {
  const all = [...document.querySelectorAll('*')];
  const places = new Map(all.map((each, place) => [each, place]));
  const looks = (each, part) => {
    const how = getComputedStyle(each, part);
    return [how.outlineStyle, how.outlineWidth, how.outlineColor, how.boxShadow, how.backgroundColor,
            how.borderTopColor, how.borderTopWidth, how.textDecorationLine].join(' ');
  };
  const look = each => [each, each.labels && each.labels[0], each.parentElement].filter(Boolean)
    .flatMap(one => [null, '::before', '::after'].map(part => looks(one, part))).join('|');
  const here = () => {
    const each = document.activeElement;
    if (!each || each === document.body || each === document.documentElement) return null;
    const box = (each.labels && each.labels[0] && ['radio', 'checkbox'].includes(each.type) ? each.labels[0] : each)
      .getBoundingClientRect();
    return {each, focused: look(each), place: places.get(each), html: each.outerHTML.slice(0, 120),
            top: box.top + scrollY, bottom: box.bottom + scrollY, onScreen: box.bottom > 0 && box.top < innerHeight,
            group: each.type === 'radio' ? each.name : ''};
  };
  const steps = [];
  const before = () => steps.push(here());
  document.addEventListener('keydown', before, true);
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
  window.walked = () => {
    document.removeEventListener('keydown', before, true);
    before();
    if (document.activeElement) document.activeElement.blur();
    const left = steps.findIndex((each, place) => place && (!each || (place > 1 && each.place === steps[1].place)));
    return {
      left: left > 0,
      steps: steps.slice(1, left > 0 ? left : steps.length)
        .map(({each, focused, ...rest}) => ({...rest, seen: focused !== look(each)})),
    };
  };
}"""
"""Begin at the top, and note what has the focus each time before another key goes down: a step costs no question of its own."""

REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')];
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(each =>
    each.type !== 'hidden' && !each.disabled && each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0
  ).map(each => ({place: all.indexOf(each), html: each.outerHTML.slice(0, 120),
                  group: each.type === 'radio' ? each.name : ''}));
}"""


def steps_of_the_tab_key(page: Page) -> list[dict[str, Any]]:
    """Where the tab key leads, from the top of the page to its end."""
    elements: int = page.evaluate("() => document.querySelectorAll('*').length")
    presses: int = page.evaluate(f"() => ({REACHABLE})().length") + 2
    while True:
        page.evaluate(WALK)
        for _ in range(presses):
            page.keyboard.press("Tab")
        walked: dict[str, Any] = page.evaluate("() => walked()")
        if walked["left"] or presses > elements:
            steps: list[dict[str, Any]] = walked["steps"]
            return steps
        presses = elements + 1


def astray_by_keyboard(page: Page, *, one_column: bool) -> list[str]:
    """Everything that can be used is reached by the tab key, in the order in which it is read, and is seen when it is."""
    steps = steps_of_the_tab_key(page)
    faults = [f"focus not seen: {each['html']}" for each in steps if not each["seen"]]
    faults += [f"focus off the screen: {each['html']}" for each in steps if not each["onScreen"]]
    for before, after in pairwise(steps):
        if after["place"] < before["place"]:
            faults.append(f"tab goes back to {after['html']}")
        elif one_column and after["bottom"] < before["top"]:
            faults.append(f"tab goes up to {after['html']}")
    reached = {each["place"] for each in steps}
    groups = {each["group"] for each in steps} - {""}
    wanted: list[dict[str, Any]] = page.evaluate(REACHABLE)
    missed = [each["html"] for each in wanted if each["place"] not in reached and each["group"] not in groups]
    return faults + [f"the tab key never reaches {each}" for each in missed]


def dead_without_script(page: Page) -> list[str]:
    """Buttons that belong to no form, and links that lead nowhere: with no script they do nothing."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href^="javascript"], a[href="#"], [onclick]')]
          .filter(each => each.tagName !== 'BUTTON' || !each.form || each.type === 'button')
          .filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 120))"""
    )
    return found


def words_of(page: Page) -> list[str]:
    """What a page asks and offers. Not references and codes, which are new each time; nor the rows of a table, which may grow
    because somebody looks; nor what only a script can do.
    """
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, h3, label, legend, button, th:not([scope=row]), dt)')]
          .filter(each => !each.closest('noscript, [hidden], template[data-here] + :has([type=button])')).map(each => each.innerText.trim())
          .filter(each => !/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(each))"""
    )
    return found
