"""Every published figure of every measure as open data: CSV, JSON and Parquet, with the dictionary that says what each means."""

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from guildhall.kernel.measures import Figure
from guildhall.understand import laid
from guildhall.understand.desks.open_data import open_to_all
from guildhall.understand.engine import opened
from guildhall.understand.trends import as_of, published

COLUMNS = {
    "measure": ("VARCHAR", "The measure, by its name in the dictionary"),
    "unit": ("VARCHAR", "What the value is in: percent (a share from 0 to 1), pence, seconds, working-seconds, number"),
    "span": (
        "VARCHAR",
        "Its days: month or quarter, several as one where one is of few; newest: what its page shows first, counting those again",
    ),
    "by": ("VARCHAR", "By what it is told: channel, ward, service or step; an empty text, never null, for the whole"),
    "part": ("VARCHAR", "Which of them, as a code; an empty text, never null, for the whole, and for what has none"),
    "first_day": ("DATE", "The first day that counts, local (Europe/London)"),
    "last_day": ("DATE", "The last day that counts, local"),
    "value": (
        "DECIMAL(18,4)",
        "The figure; empty (in JSON and Parquet null) where it is withheld or nothing was counted",
    ),
    "low": ("DECIMAL(18,4)", "Of a share: from here on, 95% sure; else empty, or null"),
    "high": ("DECIMAL(18,4)", "Of a share: up to here, 95% sure; else empty, or null"),
    "counted": ("BIGINT", "How many were counted; empty, or null, where it is withheld"),
    "withheld": ("BOOLEAN", "Whether it is withheld, because it would tell of a few people"),
}
"""The columns of the figures, each with its type and what it means."""
_PARQUET = "application/vnd.apache.parquet"


@open_to_all
def as_table(request: HttpRequest) -> HttpResponse:
    """Every figure as CSV in UTF-8; of one measure where ``measure`` names it. Raises ``Http404`` where there is none of that name."""
    return _file(_table(_asked(request)).encode(), "text/csv; charset=utf-8", f"{_asked(request) or 'measures'}.csv")


@open_to_all
def as_objects(request: HttpRequest) -> HttpResponse:
    """The same as JSON, each measure with its definition. Raises ``Http404``."""
    wanted = _asked(request)
    figures: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(wanted):
        figures.setdefault(row[0], []).append(dict(zip(list(COLUMNS)[2:], row[2:], strict=True)))
    told = [
        each.model_dump(mode="json", by_alias=True) | {"figures": figures.get(name, [])}
        for name, each in laid.measures().items()
        if wanted in {"", name}
    ]
    return _json(told)


@open_to_all
def as_parquet(_request: HttpRequest) -> HttpResponse:
    """The same as Parquet, its columns typed. It is made once for all until figures are worked out again."""
    return _file(_parquet(as_of()), _PARQUET, "measures.parquet")


@open_to_all
def dictionary(_request: HttpRequest) -> HttpResponse:
    """What every column means, of the figures and of the views that measures ask."""
    columns = [{"name": name, "type": kind, "about": about} for name, (kind, about) in COLUMNS.items()]
    views = [each.model_dump(mode="json", by_alias=True) for each in laid.views()]
    return _json({"figures": columns, "views": views})


def _asked(request: HttpRequest) -> str:
    wanted = request.GET.get("measure", "")
    if wanted and wanted not in laid.measures():
        raise Http404
    return wanted


def _rows(wanted: str = "") -> Iterator[tuple[Any, ...]]:
    for measure, span, by, point in published():
        if wanted in {"", measure.name}:
            days = point.first.isoformat(), point.last.isoformat()
            for each in point.parts if by else (point.whole,):
                yield (measure.name, measure.unit, span, by, each.part or "", *days, *_cells(each))


def _cells(figure: Figure) -> tuple[Any, ...]:
    value, low, high = (None if each is None else str(each) for each in (figure.value, figure.low, figure.high))
    return (value, low, high, figure.count, figure.withheld)


def _table(wanted: str = "") -> str:
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(wanted))
    return held.getvalue()


@lru_cache(maxsize=1)
def _parquet(_as_of: object) -> bytes:
    types = json.dumps({name: kind for name, (kind, _) in COLUMNS.items()})
    with TemporaryDirectory() as name, opened() as engine:
        table, file = Path(name) / "measures.csv", Path(name) / "measures.parquet"
        table.write_text(_table(), encoding="utf-8")
        # What is text is never null: an empty cell of a column of text is an empty text, as in the table.
        texts = json.dumps([column for column, (kind, _) in COLUMNS.items() if kind == "VARCHAR"])
        told = f"read_csv('{table}', header = true, columns = {types}, force_not_null = {texts})"
        engine.write(f"FROM {told}", file)
        return file.read_bytes()


def _json(told: object) -> HttpResponse:
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
