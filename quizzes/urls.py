from django.urls import path

from . import views

app_name = "quizzes"
urlpatterns = [
    path("<uuid:key>/", views.quiz, name="quiz"),
    path("<uuid:key>/code/", views.code, name="code"),
    path("attempts/<uuid:pk>/", views.attempt, name="attempt"),
]
