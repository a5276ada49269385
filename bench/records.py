"""What reading a council's page costs: the invented pages of the tests, and those of the shared corpus where they are there.

Only the work of the processor is counted, so that a busy machine does not show.
"""

from pathlib import Path
from time import process_time

from guildhall.decide.reading.pages import read

HERE = Path(__file__).parents[1]
FOLDERS = {
    "records: invented pages": HERE / "tests" / "fixtures" / "records",
    "records: pages that councils made": HERE.parent / "shared" / "data" / "council-pages",
}
GOAL = 100.0
"""Pages a second, so that ten years of a council's meetings are read while somebody makes tea."""
ROUNDS = 5


def rate(folder: Path) -> float:
    """Pages read per second, in the best of some rounds."""
    pages = [each.read_bytes() for each in sorted(folder.glob("*")) if each.suffix in {".txt", ".html", ".xml"}]
    return len(pages) / min(_once(pages) for _ in range(ROUNDS)) if pages else 0.0


def _once(pages: list[bytes]) -> float:
    began = process_time()
    for each in pages:
        read(each)
    return process_time() - began


if __name__ == "__main__":
    for name, folder in FOLDERS.items():
        if figure := rate(folder):
            kept = "kept" if figure >= GOAL else "MISSED"
            print(f"{name}, pages read per second: {figure:,.0f}, goal at least {GOAL:,.0f}  {kept}")
        else:
            print(f"{name}: not here, and not measured")
