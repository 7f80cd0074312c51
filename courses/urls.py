from django.urls import path

from . import views
from .freshness import views as freshness

app_name = "courses"
urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("state.json", views.state, name="state"),
    path("keep/<uuid:course_key>.json", views.keep, name="keep"),
    path("steps/", views.finish_lesson_step, name="finish_lesson_step"),
    path("lessons/<uuid:lesson_key>/done/", views.lesson_done, name="lesson_done"),
    path("rehearsals/<uuid:key>/", views.rehearsal, name="rehearsal"),
    path("changed/<uuid:key>/", freshness.noted, name="changed_noted"),
    path("changed/<uuid:key>/say/", freshness.say_changed, name="say_changed"),
    path("changed/<uuid:key>/take-back/", freshness.take_back, name="take_back_changed"),
    path("checks/", views.answer_check_question, name="answer_check_question"),
]
