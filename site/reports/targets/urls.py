from django.urls import path

from . import views

urlpatterns = [
    path("units/<int:pk>/population/", views.population, name="population"),
    path("units/<int:pk>/population/undo/", views.undo_population, name="undo_population"),
    path("units/<int:pk>/targets/", views.targets, name="targets"),
    path("units/<int:pk>/targets/undo/", views.undo_targets, name="undo_targets"),
]
