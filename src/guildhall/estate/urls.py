"""The pages of an account, under /account: of all that allauth offers, those that staff need, and no others.

Nobody signs up, confirms an address or manages several of them here: an administrator opens accounts and vouches for their
addresses. The pages of a sign-on are there only where the council has one.
"""

from allauth.account import views
from allauth.mfa import urls as second_step
from allauth.socialaccount import views as sign_on
from allauth.socialaccount.providers.openid_connect import urls as openid
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("signup/", views.signup, name="account_signup"),  # says that nobody signs up; allauth looks its name up
    path("2fa/", include(second_step)),
]

if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path("3rdparty/login/cancelled/", sign_on.login_cancelled, name="socialaccount_login_cancelled"),
        path("3rdparty/login/error/", sign_on.login_error, name="socialaccount_login_error"),
        path("3rdparty/signup/", sign_on.signup, name="socialaccount_signup"),
        path("", include(openid)),
    ]
