"""Pages of the web, composed when a definition is published: bytes with a few holes, filled when somebody asks."""

from guildhall.serve.pages.filling import Showing, shown_page
from guildhall.serve.pages.keeping import Composed, compose_edition, composed
from guildhall.serve.pages.packing import packed
from guildhall.serve.pages.pieces import Fixed, Hole, Made, Piece, escaped, fill, put, together

__all__ = [
    "Composed",
    "Fixed",
    "Hole",
    "Made",
    "Piece",
    "Showing",
    "compose_edition",
    "composed",
    "escaped",
    "fill",
    "packed",
    "put",
    "shown_page",
    "together",
]
