"""What a browser posts from a form that nobody has touched: every box by its name, as the pages lay it out."""

from collections.abc import Iterable

from guildhall.serve.designing.forms import Boxed
from guildhall.serve.designing.grids import Grid
from guildhall.serve.designing.menus import Group, Value

Posted = dict[str, list[str]]


def untouched(boxes: Iterable[Boxed]) -> Posted:
    """The form as it stands."""
    found: Posted = {}
    for each in boxes:
        found |= _of_box(each)
    return found


def _of_box(box: Boxed) -> Posted:
    name = box.name
    if box.kept:
        return {f"{name}.kept": [box.kept]}
    if box.menu is not None:
        return of_group(box.menu)
    if box.value is not None and box.field.shape == "operand":
        return _of_value(name, box.value)
    ways: dict[str, Posted] = {
        "tick": {name: ["yes"]} if box.on else {},
        "part": untouched(box.inner) | ({f"{name}.enabled": ["yes"]} if box.on and box.switched else {}),
        "by-language": untouched(box.inner),
        "span": {name: [box.text], f"{name}.unit": list(box.chosen)},
        "operand": {},
    }
    return ways[box.field.shape] if box.field.shape in ways else _of_texts(box)


def _of_texts(box: Boxed) -> Posted:
    name = box.name
    if box.texts:
        return {f"{name}.{language}": [text] for language, _, text in box.texts}
    if box.several:
        return {f"{name}.{code}.{language}": [text] for code, _, texts in box.several for language, _, text in texts}
    if box.rows:
        return untouched(each for row in box.rows for each in row)
    return untouched(box.inner) if box.inner else {name: list(box.chosen) or [box.text]}


def of_group(group: Group) -> Posted:
    """A condition as it stands."""
    found: Posted = {f"{group.name}.how": [group.how]}
    for row in group.rows:
        if row.group:
            found |= of_group(row.group)
        elif row.kept:
            found[f"{row.name}.kept"] = [row.kept]
        else:
            found |= {f"{row.name}.about": [row.about], f"{row.name}.asks": [row.asks]}
            found |= _of_value(row.name, row.value) if row.value else {}
    return found


def _of_value(name: str, value: Value) -> Posted:
    found: Posted = {f"{name}.from": [value.source], f"{name}.value": list(value.written)}
    return found | {f"{name}.{part}": [str(getattr(value, part))] for part in ("count", "unit", "way")}


def untouched_grid(grid: Grid) -> Posted:
    """A decision table as it stands."""
    found: Posted = {f"{column.name}.about": [column.about] for column in grid.columns}
    for edition in grid.editions:
        found |= {f"{edition.name}.from": [edition.start], f"{edition.name}.setBy": [edition.set_by]}
        for line in edition.lines:
            found[f"{line.name}.then"] = [line.then]
            found |= {f"{line.name}.reason.{language}": [text] for language, text in line.reasons}
            for cell in line.cells:
                kept = {f"{cell.name}.kept": [cell.kept]}
                plain = {f"{cell.name}.asks": [cell.asks], f"{cell.name}.value": list(cell.values)}
                found |= kept if cell.kept else plain
    return found
