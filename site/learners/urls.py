from django.urls import path

from .views import about, me, people, residence, resuming, signing_in

app_name = "learners"
urlpatterns = [
    path("", people.people, name="people"),
    path("choose/", people.choose, name="choose"),
    path("choose/<uuid:key>/", people.ask, name="ask"),
    path("choose/<uuid:key>/secret/", people.answer, name="answer"),
    path("another/", people.hand_over, name="hand_over"),
    path("public/", people.mark_public, name="mark_public"),
    path("finish/", people.finish, name="finish"),
    path("here/", people.here, name="here"),
    path("me/", me.me, name="me"),
    path("residence/", residence.residence, name="residence"),
    path("name/", me.rename, name="rename"),
    path("about/", about.about, name="about"),
    path("about/say/", about.say, name="say_about"),
    path("secret/", me.set_secret, name="set_secret"),
    path("secret/old/", me.old_secret, name="old_secret"),
    path("secret/away/", me.drop_secret, name="drop_secret"),
    path("code/", resuming.make_code, name="make_code"),
    path("resume/", resuming.resume, name="resume"),
    path("account/", signing_in.account, name="account"),
    path("account/code/", signing_in.check_code, name="check_code"),
    path("leave/", me.leave, name="leave"),
    path("data/", me.data, name="data"),
    path("data/download/", me.download, name="download"),
    path("data/erase/", me.erase, name="erase"),
]
