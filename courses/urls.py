from django.urls import path

from . import sharing_views, views
from .claims import views as claims
from .freshness import views as freshness

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
    path("changed/<uuid:key>/", freshness.noted, name="changed_noted"),
    path("changed/<uuid:key>/say/", freshness.say_changed, name="say_changed"),
    path("changed/<uuid:key>/take-back/", freshness.take_back, name="take_back_changed"),
    path("rehearsals/<uuid:key>/for-real/", claims.for_real, name="for_real"),
    path("rehearsals/<uuid:key>/for-real/say/", claims.say_done, name="say_done"),
    path("rehearsals/<uuid:key>/for-real/take-back/", claims.take_back, name="take_back_done"),
    path("rehearsals/<uuid:key>/for-real/code/", claims.show_code, name="claim_code"),
    path("for-real/confirm/", claims.confirm, name="confirm_done"),
    path("checks/", views.answer_check_question, name="answer_check_question"),
]
