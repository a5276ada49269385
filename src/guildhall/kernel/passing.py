"""Pages of words only. Nobody answers them, so a journey passes over them; what they say must be read all the same."""

from guildhall.kernel.journey import Compiled, PageOfSteps, Position


def passed(service: Compiled, position: Position, until: str | None = None) -> tuple[PageOfSteps, ...]:
    """The pages of words that lead up to a page, or to the end: those since the last page on which something was asked."""
    visited = position.visited
    before = visited[: visited.index(until)] if until in visited else visited
    found: list[PageOfSteps] = []
    for name in reversed(before):
        page = service.pages[name]
        if any(step.id in position.asked for step in page.steps):
            break
        if not page.steps and (page.page.title or page.page.guidance):
            found.append(page)
    return tuple(reversed(found))


def last_words(service: Compiled, position: Position) -> PageOfSteps | None:
    """The page of words on which a way ends without an outcome: what stands there is all the advice there is."""
    page = service.pages.get(position.page or "") if position.stuck else None
    return page if page is not None and not page.steps else None
