from django.urls import path

from . import checking, views

app_name = "certificates"
urlpatterns = [
    path("certificates/claim/<uuid:course_key>/", views.claim, name="claim"),
    path("certificates/mine/", views.mine, name="mine"),
    path("certificates/mine/<uuid:pk>/", views.certificate, name="certificate"),
    path("certificates/mine/<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("certificates/mine/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    # Short, for it is printed and typed.
    path("c/", checking.check_form, name="check_form"),
    path("c/<str:code>/", checking.check, name="check"),
]
