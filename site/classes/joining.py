"""A person in the room says so: by the six digits on the board, or by the square on the wall."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from learners.guessing import has_guessed_too_often, remember_miss
from learners.requests import current_learner, identify, personal, same_origin_post
from ui.refusals import NotHere

from .actions import note_attendance, take_back
from .codes import DIGITS
from .models import Attendance, ClassSession

KIND = "classes"


@csrf_exempt
def join(request):
    """The same for everyone; what is typed is answered."""
    return take_code(request) if request.method == "POST" else code_page(request)


@same_origin_post
def take_code(request):
    typed = request.POST.get("code", "")[:40]
    return come_in(request, "".join(filter(str.isdigit, typed)), typed)


@csrf_exempt
def join_by_code(request, code):
    """From the square: nobody is noted before they touch the button."""
    return enter(request, code) if request.method == "POST" else show_door(request, code)


@personal
def show_door(request, code):
    session, refusal = look_up(request, code)
    if refusal:
        return code_page(request, code, *refusal)
    return render(request, "classes/door.html", {"session": session, "learner": current_learner(request)})


@same_origin_post
def enter(request, code):
    return come_in(request, code, code)


def come_in(request, code, typed):
    """Notes whoever holds the phone; somebody new begins by it."""
    session, refusal = look_up(request, code)
    if refusal:
        return code_page(request, typed, *refusal)
    learner = identify(request)
    try:
        note_attendance(session, learner)
    except ValidationError as error:  # cancelled in this very moment
        return code_page(request, typed, error.message, 422)
    return redirect("classes:noted", key=session.key)


def look_up(request, code) -> tuple[ClassSession | None, tuple[str, int] | None]:
    """The class that is open by this code; else a sentence that says why not, and a status."""
    if has_guessed_too_often(request, KIND):
        return None, (_("Too many wrong codes were tried from here. Wait a few minutes, then try again."), 429)
    session = ClassSession.objects.with_places().filter(code=code).first() if len(code) == DIGITS else None
    if session is None:
        remember_miss(request, KIND)
        return None, (_("There is no class with this code. Look at the board and type all six digits again."), 422)
    refusal = why_closed(session, timezone.now())
    return (None, (refusal, 422)) if refusal else (session, None)


def why_closed(session: ClassSession, now) -> str:
    """One sentence, or nothing where it is open."""
    if session.cancelled_at:
        return _("This class was cancelled. Ask your trainer when there is another.")
    if now < session.opens_at:
        return _("This class begins on %(day)s at %(time)s. Type the code again when you are there.") % when(session)
    if now > session.closes_at:
        return _("This class is over. If you were there, ask your trainer to note you.")
    return ""


def when(session) -> dict[str, str]:
    """{"day", "time"} in words."""
    begins = timezone.localtime(session.starts_at)
    return {"day": date_format(begins, "d/m/Y"), "time": date_format(begins, "H:i")}


def code_page(request, typed="", message="", status=200):
    return render(request, "classes/join.html", {"typed": typed, "message": message}, status=status)


@personal
def noted(request, key):
    """To the person who was noted; for anybody else it does not exist."""
    learner = current_learner(request)
    row = Attendance.objects.filter(learner=learner, session__key=key).select_related("session__unit").first()
    if learner is None or row is None:
        raise NotHere(_("On this phone nobody is noted in this class."))
    session = row.session
    is_open = not why_closed(session, timezone.now())
    return render(request, "classes/noted.html", {"session": session, "learner": learner, "is_open": is_open})


@same_origin_post
def leave(request, key):
    """It was somebody else, or a mistake; as long as the class is open."""
    session = ClassSession.objects.open_at(timezone.now()).filter(key=key).first()
    learner = current_learner(request)
    if session and learner:
        take_back(session, learner)
    return redirect("classes:join")


def address_of(request, session) -> str:
    """Where the square leads, in the site's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("classes:join_by_code", args=[session.code]) if session.code else reverse("classes:join")
        return request.build_absolute_uri(path)
