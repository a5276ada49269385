"""The demo council's strategies: the one from before its record, and the one whose consultation, adoption and one change are on record.

Made by the acts that the council uses, each bound to what was really decided. Saying it again changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction
from ruamel.yaml import YAML

from guildhall.decide import door as decide
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.planning.strategy import Strategy, strategy_of
from guildhall.ledger.door import Actor
from guildhall.plan import models as m
from guildhall.plan.keeping.binding import bind, enter_earlier
from guildhall.plan.keeping.consulting import answer, find, open_consultation
from guildhall.plan.keeping.progress import note_done
from guildhall.plan.keeping.strategies import begin_strategy, publish_version, write

_OFFICER = Actor("system")
_CONSULTED = "Consultation on the draft digital strategy"
_RECOMMENDED = "Digital strategy"
_ADOPTED = "Adoption of the digital strategy"
_POSTS = {
    "head": "Head of Digital and Customers",
    "monitoring": "Monitoring Officer",
    "access": "Cabinet Member for Customer Access",
}
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class _Then:
    """The weeks of the demo: ``monday`` is of the week in which it is made, ``until`` the moment. Nothing is done later."""

    monday: date
    until: datetime

    def day(self, week: int, weekday: int = _THURSDAY) -> date:
        return self.monday + timedelta(weeks=week, days=weekday)

    def by(self, day: date) -> dict[str, Any]:
        """Who does it, and when."""
        return {"actor": _OFFICER, "at": min(moment_of(day, timedelta(hours=15)), self.until)}


def open_strategies(*, at: datetime) -> None:
    """Make the demo council's strategies, once its record is there. Nothing is made outside the demo, or twice."""
    today = local(at).date()
    decided = {
        each.title: each.reference for each in decide.decisions_about(words="digital strategy", language="en").decisions
    }
    if not settings.DEMO or m.Strategy.objects.exists() or _ADOPTED not in decided:
        return
    then = _Then(today - timedelta(days=today.weekday()), at)
    with transaction.atomic():
        adopted = decide.decisions(references=[decided[_ADOPTED]], on=today)[decided[_ADOPTED]]
        assert adopted.body is not None
        assert adopted.taken_on is not None
        before = _enter_the_one_before(then, adopted.body.reference)
        told = _told()["now"]
        whole = _text(told["text"], then)
        asking = decide.decisions(references=[decided[_CONSULTED]], on=today)[decided[_CONSULTED]]
        assert asking.effective is not None
        day = asking.effective
        strategy = begin_strategy(
            key=told["key"], adopter=adopted.body.reference, matter=adopted.matter, predecessor=before,
            document=_as_drafted(whole, told["drafted"]), **then.by(day),
        )  # fmt: skip
        first = publish_version(strategy=strategy, **then.by(day))
        asked = _consult(first, asking.reference, day, then)
        recommended = decide.decisions(references=[decided[_RECOMMENDED]], on=today)[decided[_RECOMMENDED]]
        assert recommended.taken_on is not None
        second = _next(strategy, whole, told["reasons"]["recommended"], then.by(recommended.taken_on))
        bind(version=second, act="recommended", cites=recommended.reference, **then.by(recommended.taken_on))
        bind(version=second, act="adopted", cites=adopted.reference, **then.by(adopted.taken_on + timedelta(days=1)))
        _answer(asked, then.by(recommended.taken_on))
        for use in decide.uses_under(decisions=[adopted.reference]).values():
            third = _next(strategy, _reworded(whole, told["amended"]), told["reasons"]["amended"], then.by(use.on))
            bind(version=third, act="amended", cites=use.reference, **then.by(use.on))
        for each in told["done"]:
            done = then.day(each["week"])
            note_done(
                strategy=strategy, commitment=each["commitment"], part=each["part"], on=done, says=each["says"]["en"],
                says_cy=each["says"]["cy"], **then.by(done),
            )  # fmt: skip


@cache
def _told() -> Mapping[str, Any]:
    text = (files("guildhall.plan.demo") / "strategies.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = YAML(typ="safe").load(text)
    return found


def _enter_the_one_before(then: _Then, adopter: str) -> m.Strategy:
    told = _told()["before"]
    day = then.day(told["entered"]["week"])
    text = strategy_of(_dated(told["text"], then))
    entered = then.by(then.day(told["entered"]["kept"]))
    row = begin_strategy(key=told["key"], adopter=adopter, document=text, **entered)
    version = publish_version(strategy=row, **entered)
    enter_earlier(version=version, since=day, source=told["entered"]["source"], **entered)
    return row


def _consult(version: m.StrategyVersion, cites: str, opens: date, then: _Then) -> m.Consultation:
    """Residents are asked for so many weeks from the day on which the decision to ask them has effect.

    Who said what is counted when the demo council's residents have their say (``serve.demo.consulted``).
    """
    told = _told()["now"]["consulted"]
    closes = opens + timedelta(weeks=told["weeks"], days=-1)
    asked = open_consultation(
        version=version, cites=cites, opens_on=opens, closes_on=closes, service="have-your-say", ways=told["ways"]["en"],
        ways_cy=told["ways"]["cy"], **then.by(opens),
    )  # fmt: skip
    by = then.by(closes + timedelta(days=7))
    for each in told["findings"]:
        find(consultation=asked, code=each["code"], said=each["said"]["en"], said_cy=each["said"]["cy"], **by)
    return asked


def _answer(asked: m.Consultation, by: Mapping[str, Any]) -> None:
    findings = {each.code: each for each in asked.findings.all()}
    for each in _told()["now"]["consulted"]["findings"]:
        answer(
            finding=findings[each["code"]], commitment=each.get("commitment", ""), done=each["done"]["en"],
            done_cy=each["done"]["cy"], **by,
        )  # fmt: skip


def _next(strategy: m.Strategy, text: Strategy, reason: Mapping[str, str], by: Mapping[str, Any]) -> m.StrategyVersion:
    draft = m.Draft.objects.get(strategy=strategy)
    write(strategy=strategy, document=text, revision=draft.revision, **by)
    return publish_version(strategy=strategy, reason=reason["en"], reason_cy=reason["cy"], **by)


def _text(told: Mapping[str, Any], then: _Then) -> Strategy:
    """The text with its days and its posts: an owner is told by a word of the demo's, and kept by reference and name."""
    posts = {}
    for word, label in _POSTS.items():
        (post,) = decide.posts_like(words=label, most=1)
        posts[word] = {"post": post.reference, "said": dict(post.name)}
    made = _dated(told, then)
    for each in made["commitments"]:
        if "owner" in each:
            each["owner"] = posts[each["owner"]]
    return strategy_of(made)


def _dated(told: Any, then: _Then) -> Any:
    """What is told, with a day wherever a week is named."""
    if isinstance(told, dict):
        return (
            then.day(told["week"])
            if list(told) == ["week"]
            else {key: _dated(each, then) for key, each in told.items()}
        )
    return [_dated(each, then) for each in told] if isinstance(told, list) else told


def _as_drafted(whole: Strategy, told: Mapping[str, Any]) -> Strategy:
    """What was consulted on: other words, and without what residents asked for. What became of the one before was not said yet."""
    kept = [each for each in whole.commitments if each.code not in told["without"]]
    return _reworded(strategy_of(whole.model_copy(update={"commitments": tuple(kept), "predecessor": None})), told)


def _reworded(whole: Strategy, told: Mapping[str, Any]) -> Strategy:
    def words(each: Any) -> Any:
        return each.model_copy(update={"text": told[each.code]}) if each.code in told else each

    changed = {"statements": tuple(map(words, whole.statements)), "commitments": tuple(map(words, whole.commitments))}
    return strategy_of(whole.model_copy(update=changed))
