"""All addresses of the site. Learners' pages carry the language in the path, so each address is one page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import admin_sign_in
from pages import installing
from records.views import waiting

from . import views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("healthz/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sw.js", installing.worker, name="service_worker"),
    re_path(r"^media/(?P<path>.*)$", views.media, name="media"),
    path("admin/login/", admin_sign_in, name="admin_sign_in"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("events/", include("records.urls")),
    path("api/v1/", include("reports.giving.api_urls")),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("accounts.urls")),
    path("", include("certificates.urls")),
    path("classes/", include("classes.urls")),
    path("communes/", include("communes.urls")),
    path("learning/", include("courses.urls")),
    path("people/", include("learners.urls")),
    path("quizzes/", include("quizzes.urls")),
    path("reports/", include("reports.urls")),
    path("open-data/", include("reports.giving.open_urls")),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("offline/", installing.offline, name="offline"),
    path("waiting/", waiting, name="waiting"),
    path("", include("pages.urls")),
    prefix_default_language=False,
)
