from django.urls import path

from . import sharing_views, views

app_name = "courses"
urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("state.json", views.state, name="state"),
    path("keep/<uuid:course_key>.json", views.keep, name="keep"),
    path("courses/<uuid:course_key>/share/", sharing_views.share, name="share"),
    path("courses/<uuid:course_key>/handout.pdf", sharing_views.handout_pdf, name="handout"),
    path("courses/<uuid:course_key>/handouts.pdf", sharing_views.handout_of_all_languages, name="handouts"),
    path("steps/", views.finish_lesson_step, name="finish_lesson_step"),
    path("lessons/<uuid:lesson_key>/done/", views.lesson_done, name="lesson_done"),
    path("rehearsals/<uuid:key>/", views.rehearsal, name="rehearsal"),
    path("words/", views.words, name="words"),
    path("checks/", views.answer_check_question, name="answer_check_question"),
]
