from django.urls import path

from . import views

urlpatterns = [
    path("content/", views.content, name="content"),
    path("country/courses/<uuid:key>/", views.country_course, name="country_course"),
    path("units/<int:pk>/compare/", views.compare, name="compare"),
    path("units/<int:pk>/courses/<uuid:key>/", views.course, name="course"),
]
