from django.urls import path

from . import views

urlpatterns = [
    path("units/<int:pk>/committee/", views.committee, name="committee"),
    path("units/<int:pk>/committee/letters/", views.letters, name="letters"),
    path("letters/<int:pk>/end/", views.end_letters, name="end_letters"),
    path("snapshots/", views.find_snapshot, name="find_snapshot"),
    path("snapshots/<str:number>/", views.snapshot, name="snapshot"),
    path("snapshots/<str:number>/page.pdf", views.snapshot_pdf, name="snapshot_pdf"),
]
