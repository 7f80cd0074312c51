from django.urls import path

from . import views

urlpatterns = [
    path("country/classes/", views.country_classes, name="country_classes"),
    path("units/<int:pk>/classes/", views.classes, name="classes"),
]
