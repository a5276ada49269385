"""What is found in a form while it is being typed: a piece of a page, asked for by a small script after a pause."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.serve.designing import parts
from guildhall.serve.designing.parts import NoSuchPart
from guildhall.serve.designing.standing import stand
from guildhall.serve.desks.designer.beside import beside
from guildhall.serve.desks.designer.editing import written
from guildhall.serve.desks.designer.opening import desk, draft_page, typed
from guildhall.serve.desks.staff import said
from guildhall.serve.publishing.drafts import DraftValue


@draft_page
@require_POST
def findings(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """The draft as if what is typed were saved: its findings, and how each channel would have it. Nothing is kept."""
    path = said(request, "part", 300)
    try:
        held = parts.get(draft.document, path)
        document = parts.put(draft.document, path, written(draft, path, held, typed(request)))
    except NoSuchPart:
        document = draft.document
    standing = stand(document)
    return desk(
        request, "beside", draft=draft, path=path, standing=standing, **beside(request, draft, standing, path=path)
    )
