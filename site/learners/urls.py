from django.urls import path

from . import views

app_name = "learners"
urlpatterns = [
    path("", views.people, name="people"),
    path("choose/", views.choose, name="choose"),
    path("another/", views.hand_over, name="hand_over"),
    path("name/", views.rename, name="rename"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/erase/", views.erase, name="erase"),
]
