from django.urls import path

from . import views

urlpatterns = [
    path("units/<int:pk>/indicators/", views.indicators, name="indicators"),
    path("units/<int:pk>/indicators/import/", views.bring, name="bring_indicators"),
]
