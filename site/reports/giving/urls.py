from django.urls import path

from . import views

urlpatterns = [
    path("country/files/<slug:what>.<slug:kind>", views.country_file, name="country_file"),
    path("units/<int:pk>/files/<slug:what>.<slug:kind>", views.unit_file, name="unit_file"),
]
