from django.urls import path

from . import open_views

app_name = "open_data"
urlpatterns = [
    path("", open_views.page, name="page"),
    path("communes.csv", open_views.communes_csv, name="communes_csv"),
    path("communes.json", open_views.communes_json, name="communes_json"),
    path("api/", open_views.api_guide, name="api_guide"),
]
