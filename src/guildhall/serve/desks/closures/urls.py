"""The closures desk's addresses, under /desk/closures."""

from django.urls import path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.closures import views
from guildhall.serve.desks.closures.views import KEEPERS

offer_desk(name="closures", label="Closures", path="/desk/closures", roles=KEEPERS, task="Close an office", place=85)

urlpatterns = [
    path("desk/closures", views.closures_page, name="closures"),
    path("desk/closures/<int:number>/reversal", views.reversal, name="closures-reversal"),
]
