from django.urls import path

from . import joining

app_name = "classes"
urlpatterns = [
    path("", joining.join, name="join"),
    path("noted/<uuid:key>/", joining.noted, name="noted"),
    path("noted/<uuid:key>/leave/", joining.leave, name="leave"),
    path("<str:code>/", joining.join_by_code, name="join_by_code"),
]
