from django.urls import include, path

from . import views

app_name = "reports"
urlpatterns = [
    path("", include("reports.committee.urls")),
    path("", include("reports.giving.urls")),
    path("", views.start, name="start"),
    path("country/", views.country, name="country"),
    path("", include("reports.attendance.urls")),
    path("", include("reports.overview.urls")),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/evidence/", views.evidence, name="evidence"),
    path("", include("reports.hamlets.urls")),
    path("", include("reports.indicators.urls")),
    path("", include("reports.targets.urls")),
]
