from django.urls import path

from . import views

app_name = "records"
urlpatterns = [
    path("", views.take_in_batch, name="take_in_batch"),
]
