"""Addresses for machines: no language in them, and no session."""

from django.urls import path, re_path

from . import answering, api

app_name = "figures_api"
urlpatterns = [
    path("openapi.json", api.description, name="openapi"),
    path("units", api.units, name="units"),
    path("units/<str:code>", api.unit, name="unit"),
    path("courses", api.courses, name="courses"),
    path("totals", api.totals, name="totals"),
    path("places", api.places, name="places"),
    re_path(r"^.*$", answering.not_here, name="not_here"),
]
