"""A table of strategies is brought in without loss, as it is worded, and nothing is made up; what cannot be read changes nothing."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from tests.rooms.decided import CLERK, LONDON

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.plan import models as m
from guildhall.plan.command import strategies
from guildhall.plan.importing.bringing import bring_in
from guildhall.plan.importing.table import COLUMNS, Read, Unreadable, read_table, rows_of
from guildhall.plan.keeping.recording import NotKept

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

REAL = Path(__file__).parents[3] / "shared" / "data" / "strategies" / "commitments.csv"
AT = datetime(2026, 3, 13, 9, 0, tzinfo=LONDON)
HEAD = ",".join(COLUMNS)
ROWS = (
    'hill-2026,Hill Council,Near you,2026-2030,page 3,priority,P1,,"Near, and kind",',
    "hill-2026,Hill Council,Near you,2026-2030,page 4,theme,T1,Doors,Every door stays open,",
    (
        "hill-2026,Hill Council,Near you,2026-2030,page 4,commitment,C1,Doors,"
        "Answer calls within two minutes and lift satisfaction to 80%,satisfaction by channel"
    ),
    "hill-2026,Hill Council,Near you,2027,page 5,action,A1,Rooms,A warm room in each ward,",
)
TABLE = "\n".join([HEAD, *ROWS]) + "\n"


def test_the_real_strategies_load_without_loss() -> None:
    if not REAL.is_file():
        pytest.fail(f"the real strategies are not there: {REAL}")
    text = REAL.read_text(encoding="utf-8")
    brought = bring_in(text=text, actor=CLERK, at=AT)
    kept = [
        row
        for each in brought
        for draft in m.Draft.objects.filter(strategy__reference=f"strategy/{each.read.key}")
        for row in rows_of(Read(each.read.key, kept_strategy(draft.document)))
    ]
    wanted = list(csv.DictReader(text.splitlines()))
    assert (len(brought), len(kept)) == (16, 182)
    assert sorted(kept, key=canonical_json) == sorted(wanted, key=canonical_json)
    assert all(each.without_owner == len(each.read.strategy.commitments) for each in brought)
    assert all(
        promise.target is None for each in brought for one in each.read.strategy.commitments for promise in one.measures
    )


def test_words_stay_as_they_are_and_a_figure_is_proposed_and_not_read() -> None:
    (read,) = read_table(TABLE)
    text = read.strategy
    assert [(each.code, each.level) for each in text.statements] == [("P1", "priority")]
    assert [(each.code, each.title["en"]) for each in text.themes] == [("T1", "Doors"), ("theme-1", "Rooms")]
    first, second = text.commitments
    assert (first.theme, second.theme, second.level, first.owner) == ("T1", "theme-1", "action", None)
    assert [(each.kind, each.said) for each in first.measures] == [(None, {"en": ROWS[2].split(",")[8]})]
    assert second.source is not None
    assert second.source.period == "2027"
    assert sorted(map(canonical_json, rows_of(read))) == sorted(map(canonical_json, csv.DictReader(TABLE.splitlines())))


def test_twice_is_once_and_another_text_of_the_same_name_is_refused() -> None:
    bring_in(text=TABLE, actor=CLERK, at=AT)
    (again,) = bring_in(text=TABLE, actor=CLERK, at=AT)
    assert again.known
    assert m.Draft.objects.get().revision == 1
    other = TABLE.replace("A warm room", "A cold room") + "vale,Vale,New,2026,,commitment,C1,,Something,\n"
    with pytest.raises(NotKept, match="taken"):
        bring_in(text=other, actor=CLERK, at=AT)
    assert m.Strategy.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1 has other columns"),
        ("a,b\n1,2\n", "line 1 has other columns"),
        (HEAD + "\n", "no rows"),
        (TABLE + "x,y\n", "line 6 has 2 cells"),
        (TABLE + ROWS[3] + "\n", "stand twice: A1"),
        (TABLE + "vale,Vale,New,2026,,commitment,,,Something,\n", "line 6 has no code"),
        (TABLE + 'vale,Vale,New,2026,,commitment,C1,,"Something,\n', "not CSV"),
        (TABLE + "vale,Vale,New,2026,,commitment,C 1,,Something,\n", "vale, from line 6"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_and_nothing_is_half_saved(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        bring_in(text=text, actor=CLERK, at=AT)
    assert "\n" not in str(refused.value)
    assert not m.Strategy.objects.exists()


def test_the_command_says_what_it_brought_and_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert strategies(["import", str(file)]) == 0
    said = capsys.readouterr().out
    assert "hill-2026: Near you: 2 themes, 2 commitments, 1 other statements" in said
    assert "commitments without an owner: 2" in said
    file.write_bytes(b"\xff\xfe")
    for words, says in (
        (["import", str(file)], "not text in UTF-8"),
        (["import", "none.csv"], "no file"),
        ([], "say: guildhall"),
    ):
        with pytest.raises(ValueError, match=says):
            strategies(words)
