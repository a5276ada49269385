"""The ways in: one pure file for each. A channel says how questions are put and how answers are put down there.

It may change wording, order and how an answer is marked; never what is asked, what counts or how it ends.
"""

from guildhall.channels import api, counter, paper, phone, web
from guildhall.kernel.walk import SurfaceOf

SURFACES: dict[str, SurfaceOf] = {
    "web": web.surface,
    "phone": phone.surface,
    "counter": counter.surface,
    "paper": paper.surface,
    "api": api.surface,
}
"""Each channel's way to lay out what is to be answered, by its name."""
