"""Signing in and passwords: only what staff need out of all that allauth can do. allauth's names stay."""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from .views import SignInView

password_urls = [
    path("change/", allauth_views.password_change, name="account_change_password"),
    path("set/", allauth_views.password_set, name="account_set_password"),
    path("reset/", allauth_views.password_reset, name="account_reset_password"),
    path("reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("reset/key/done/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("password/", include(password_urls)),
]
