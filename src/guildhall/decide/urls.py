"""Decide's addresses, desk by desk."""

from guildhall.decide.desks.clerk import urls as clerk
from guildhall.decide.desks.monitoring import urls as monitoring
from guildhall.decide.desks.public import urls as public
from guildhall.decide.exports import urls as exports

app_name = "decide"

urlpatterns = [*public.urlpatterns, *clerk.urlpatterns, *monitoring.urlpatterns, *exports.urlpatterns]
