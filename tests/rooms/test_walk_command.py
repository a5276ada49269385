"""Promises of ``guildhall services walk``: one journey on any channel, told exactly; or refused in plain lines."""

import json
from pathlib import Path

import pytest
from tests.rooms.commandline import refused, said, walked
from tests.rooms.council import MISSED_BIN

from guildhall.kernel.model import Json
from guildhall.serve.command import CHANNELS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_walk_comes_out_alike_on_every_channel(
    channel: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = ("--facts", "round.json", "--now", "2026-11-18T17:30")
    found = walked(capsys, "missed-bin", "--answers", "bin.json", "--channel", channel, *now)
    assert (found["outcome"], found["case"], found["errors"], found["unasked"]) == ("reported", MISSED_BIN, [], [])


def test_who_answers_counts_where_the_definition_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "missed-bin",
        "--answers",
        "bin.json",
        "--channel",
        "phone",
        "--facts",
        "round.json",
        "--now",
        "2026-11-18T11:00",
    )
    assert walked(capsys, *words)["outcome"] == "wait-for-the-round"
    assert walked(capsys, *words, "--actor", "staff")["outcome"] == "reported"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "never", [{"mobile": "07700 900 982"}, {"mobile": "no number"}, {"collection-day": 7, "wings": [1]}]
)
def test_an_answer_to_a_step_that_never_became_relevant_is_an_error_on_no_channel(
    channel: str, never: dict[str, Json], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "more.json").write_text(json.dumps(never | MISSED_BIN))
    now = ("--facts", "round.json", "--now", "2026-11-18T17:30")
    found = walked(capsys, "missed-bin", "--answers", "more.json", "--channel", channel, *now)
    assert (found["outcome"], found["case"], found["errors"]) == ("reported", MISSED_BIN, [])
    assert sorted(found["unasked"]) == sorted(never)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("answers", [{}, {"bin": "rocket", "address": MISSED_BIN["address"]}])
def test_a_missing_or_refused_answer_is_an_error_and_no_case(
    channel: str, answers: dict[str, Json], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "some.json").write_text(json.dumps(answers))
    found = walked(capsys, "missed-bin", "--answers", "some.json", "--channel", channel)
    assert (found["outcome"], found["case"]) == (None, {})
    assert [each["code"] for each in found["errors"]] == ["not-an-option" if answers else "missing"]


def test_numbers_are_read_and_printed_exactly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "exact.json").write_text('{"measure": 0.1000000000000000055, "day": "2026-12-29"}')
    words = ("walk", "numbers.yaml", "--answers", "exact.json", "--channel", "web", "--now", "2026-12-24")
    for more in ((), ("--json",)):
        assert "0.1000000000000000055" not in said(capsys, *words, *more)
    (folder / "exact.json").write_text('{"measure": 0.100000000000005, "day": "2026-12-29"}')
    for more in ((), ("--json",)):
        assert "0.100000000000005" in said(capsys, *words, *more)


def test_bank_holidays_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "exact.json").write_text('{"measure": 1, "day": "2026-12-30"}')
    words = ("numbers.yaml", "--answers", "exact.json", "--channel", "api", "--now")
    assert walked(capsys, *words, "2026-12-24")["outcome"] == "noted"
    assert [each["code"] for each in walked(capsys, *words, "2026-12-23")["errors"]] == ["too-late"]


def test_a_moment_without_a_zone_is_local(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("missed-bin", "--answers", "bin.json", "--channel", "web", "--facts", "round.json", "--now")
    assert walked(capsys, *words, "2026-11-18T15:59")["outcome"] == "wait-for-the-round"
    assert walked(capsys, *words, "2026-11-18T16:01+00:00")["outcome"] == "reported"


def test_one_moment_is_the_same_however_it_is_written_when_the_clocks_change(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "night.yaml").write_text(
        "id: night\ntitle: {en: Night}\nsteps: []\noutcomes:\n"
        '  - {id: early, kind: exit, title: {en: Early}, when: {now: time, before: "02:00"}}\n'
        "  - {id: late, kind: submit, title: {en: Late}}\n"
    )
    words = ("night.yaml", "--answers", "bin.json", "--channel", "web", "--now")
    ends = {now: walked(capsys, *words, f"2026-{now}")["outcome"] for now in ("03-29T00:30", "03-29T00:59Z")}
    assert set(ends.values()) == {"early"}
    ends = {now: walked(capsys, *words, f"2026-{now}")["outcome"] for now in ("03-29T01:30", "03-29T01:30Z")}
    assert set(ends.values()) == {"late"}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("--answers list.json", 'list.json holds no answers: write an object, like {"name": "Vera"}'),
        ("--answers numbers.yaml", "numbers.yaml is not JSON"),
        ("--answers half.json", "half.json holds half a letter (a lone surrogate), which no text can hold"),
        ("--answers long.json", "long.json holds a number of more than 1,000 digits"),
        ("--answers deep.json", "deep.json is not JSON: this JSON is nested too deeply"),
        ("--answers twice.json", "twice.json is not JSON: a key is given twice"),
        ("--answers nan.json", "nan.json is not JSON: NaN is not JSON"),
        ("--answers bin.json --now soon", "soon is not a moment: write it like 2026-04-01T09:30"),
        ("--answers bin.json --facts list.json", 'list.json holds no facts: write an object, like {"name": "Vera"}'),
    ],
)
def test_what_cannot_be_walked_is_refused_in_one_line(
    words: str, line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "list.json").write_text("[1]")
    (folder / "half.json").write_text('{"name": "\\ud800"}')
    (folder / "long.json").write_text('{"name": 1e999999}')
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "twice.json").write_text('{"name": "Vera", "name": "Amir"}')
    (folder / "nan.json").write_text('{"name": NaN}')
    assert refused(capsys, "walk", "missed-bin", "--channel", "web", *words.split()) == [line]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("no-such", "there is no service and no file called no-such"),
        (".", ". cannot be read: is a directory"),
        ("", "there is no service and no file called"),
    ],
)
def test_a_definition_that_is_not_there_is_refused_in_one_line(
    name: str, line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, "walk", name, "--answers", "bin.json", "--channel", "web") == [line]


def test_every_fault_of_an_unreadable_definition_stands_on_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.yaml").write_text(
        "id: x\ntitle: {en: X}\nsteps:\n  - {id: a, kind: rocket}\n  - {id: b, kind: text}\ncolour: red\n"
    )
    lines = refused(capsys, "walk", "bad.yaml", "--answers", "bin.json", "--channel", "web")
    assert [line.partition(" ")[0] for line in sorted(lines)] == ["bad.yaml:4:", "bad.yaml:5:", "bad.yaml:6:"]


@pytest.mark.parametrize("now", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-11-18"])
def test_the_first_and_the_last_day_of_the_calendar_are_days_too(
    now: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert walked(capsys, "missed-bin", "--answers", "bin.json", "--channel", "web", "--now", now)["outcome"] is None
