from django.urls import include, path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.start, name="start"),
    path("country/", views.country, name="country"),
    path("country/figures.csv", views.country_export, name="country_export"),
    path("", include("reports.overview.urls")),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/evidence/", views.evidence, name="evidence"),
    path("units/<int:pk>/figures.csv", views.export, name="export"),
    path("", include("reports.hamlets.urls")),
    path("", include("reports.indicators.urls")),
    path("", include("reports.targets.urls")),
]
