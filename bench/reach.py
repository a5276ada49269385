"""What it costs to look through every area, service and group of a large council for who is not reached, beside its goal.

The cells are made up, areas uneven as they are, and one in a hundred left out. The figure is the work of the processor.
"""

from random import Random
from time import process_time

from guildhall.kernel.reach import Cell, scan

AREAS, SERVICES = 1_000, 20
SECONDS, ROUNDS = 1.0, 3


def main() -> None:
    """The quickest of some looks."""
    luck = Random(1)
    cells = [_cell(luck, area, service) for area in range(AREAS) for service in range(SERVICES)]
    spent = []
    for _ in range(ROUNDS):
        began = process_time()
        scan(cells)
        spent.append(process_time() - began)
    told = "kept" if min(spent) <= SECONDS else "MISSED"
    print(f"reach: a look at {len(cells):,} cells: {min(spent):.2f} s, goal at most {SECONDS:.2f}  {told}")


def _cell(luck: Random, area: int, service: int) -> Cell:
    mean = luck.uniform(2, 150)
    come = luck.gammavariate(20, 1 / 20) * (0.3 if area % 100 == 0 else 1.0)
    return Cell(f"E{area:04}", f"service-{service:02}", "", max(0, round(luck.gauss(mean * come, mean**0.5))), mean)


if __name__ == "__main__":
    main()
