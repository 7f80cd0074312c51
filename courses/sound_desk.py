"""Where trainers record how a lesson or a quiz sounds, and see which words have changed since."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages
from wagtail.permission_policies.pages import PagePermissionPolicy

from narration.files import ACCEPT, LARGEST, checked_sound
from quizzes.models import Quiz

from .models import LessonPage
from .narration import record, recordings_for, silence, sound_of, stale_count


def lesson_sound(request, pk):
    """The words as they will be once the draft is published; a stranger gets 404."""
    page = get_object_or_404(LessonPage.objects.select_related("locale"), pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    draft = page.get_latest_revision_as_object()
    return desk(request, draft, reverse("sound_of_lesson", args=[pk]), reverse("wagtailadmin_pages:edit", args=[pk]))


def quiz_sound(request, pk):
    quiz = get_object_or_404(Quiz.objects.select_related("locale"), pk=pk)
    if not request.user.has_perm("quizzes.change_quiz"):
        raise Http404
    edit_url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[pk])
    return desk(request, quiz, reverse("sound_of_quiz", args=[pk]), edit_url)


def desk(request, thing, url, edit_url):
    sounds = sound_of(thing)
    if request.method == "POST":
        return change(request, thing, sounds, url)
    kept = {sound.recording.pk for sound in sounds if sound.recording}
    context = {
        "header_title": _("Sound: %(title)s") % {"title": thing.title},
        "breadcrumbs_items": [
            {"url": reverse("sound_report"), "label": _("Sound")},
            {"url": edit_url, "label": thing.title},
        ],
        "header_icon": "media",
        "thing": thing,
        "sounds": sounds,
        "unused": recordings_for(thing).exclude(pk__in=kept),
        "accept": ACCEPT,
        "largest": LARGEST,
    }
    return render(request, "courses/admin/sound.html", context)


def change(request, thing, sounds, url):
    """Takes in one recording, or takes one away."""
    if request.POST.get("drop", "").isdecimal():
        silence(get_object_or_404(recordings_for(thing), pk=request.POST["drop"]))
        messages.success(request, _("The sound is deleted."))
        return redirect(url)
    sound = next((sound for sound in sounds if sound.passage.hash == request.POST.get("words")), None)
    if sound is None:
        messages.error(
            request, _("These words have changed while you were recording. Read them again, and record anew.")
        )
        return redirect(url)
    try:
        if "file" not in request.FILES:
            raise ValidationError(_("Choose a sound file first."))
        record(thing, sound.passage, checked_sound(request.FILES["file"]), request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Saved. Listen to it once."))
    return redirect(f"{url}#{sound.passage.hash[:8]}")


def report(request):
    """Lessons and quizzes that this person may edit, with what their sound lacks; first those that went stale."""
    allowed = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    lessons = LessonPage.objects.live().filter(pk__in=allowed.values("pk")).select_related("locale").order_by("path")
    quizzes = Quiz.objects.select_related("locale") if request.user.has_perm("quizzes.change_quiz") else []
    rows = [row(lesson, reverse("sound_of_lesson", args=[lesson.pk])) for lesson in lessons]
    rows += [row(quiz, reverse("sound_of_quiz", args=[quiz.pk])) for quiz in quizzes]
    context = {
        "header_title": _("Sound"),
        "breadcrumbs_items": [{"url": "", "label": _("Sound")}],
        "header_icon": "media",
        "rows": sorted(rows, key=lambda row: -row["stale"]),
    }
    return render(request, "courses/admin/sound_report.html", context)


def row(thing, url):
    states = [sound.state for sound in sound_of(thing)]
    counts = {state: states.count(state) for state in ("person", "engine", "stale", "none")}
    return {"thing": thing, "url": url, "language": thing.locale.get_display_name(), **counts}


def tell_of_stale_sound(request, page):
    """Said to whoever has just published; nothing old is played meanwhile."""
    if not isinstance(page.specific, LessonPage):
        return
    count = stale_count(page.specific)
    if count:
        words = _("Words with a recording have changed, in %(count)s places. The old sound is not played any more.")
        record_anew = admin_messages.button(reverse("sound_of_lesson", args=[page.pk]), _("Record anew"))
        admin_messages.warning(request, words % {"count": count}, buttons=[record_anew])
