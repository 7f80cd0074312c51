from django.urls import path

from . import views

urlpatterns = [
    path("hamlets/", views.own, name="own_hamlets"),
    path("units/<int:pk>/hamlets/", views.hamlets, name="hamlets"),
    path("units/<int:pk>/hamlets/<int:hamlet>/rename/", views.rename, name="rename_hamlet"),
    path("units/<int:pk>/hamlets/<int:hamlet>/close/", views.close, name="close_hamlet"),
    path("units/<int:pk>/hamlets/<int:hamlet>/reopen/", views.reopen, name="reopen_hamlet"),
    path("units/<int:pk>/hamlets/<int:hamlet>/assign/", views.assign, name="assign_hamlet"),
    path("units/<int:pk>/hamlets/merge/", views.merge, name="merge_hamlets"),
]
