from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from communes.hamlets import in_order
from communes.models import Hamlet, Unit
from courses.catalogue import course_titles
from learners.requests import as_uuid
from ui.days import Day
from ui.sanitize import clean_text

from .models import LONGEST, ClassSession

# So long after a class its paper list may still be brought in, and so long before it may be made.
LATEST, EARLIEST = timedelta(days=60), timedelta(days=366)
USUAL_LENGTH = timedelta(hours=2)


def communes_of(user):
    """Where this user works as a trainer."""
    return Unit.objects.filter(memberships__user=user, memberships__role=Role.TRAINER).with_names()


class Time(forms.TimeField):
    def __init__(self, **options):
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)


class SessionForm(forms.Form):
    """A class: where, when and what. A trainer of one commune is not asked which."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Commune"), empty_label=None)
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=120,
        help_text=gettext_lazy("As people call it: “Nhà văn hóa thôn 2”."),
    )
    hamlet = forms.ChoiceField(label=gettext_lazy("Hamlet"), required=False)
    day = Day(label=gettext_lazy("Day"))
    begins = Time(label=gettext_lazy("Begins"))
    ends = Time(label=gettext_lazy("Ends"))
    course = forms.ChoiceField(label=gettext_lazy("Course"), required=False)

    def __init__(self, data=None, *, user, session=None):
        super().__init__(data, initial=words_of(session) if session else usual_words(user), label_suffix="")
        self.session = session
        self.units = list(communes_of(user))
        if session and session.unit not in self.units:
            self.units.append(session.unit)
        if len(self.units) == 1:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        self.hamlets = {str(hamlet.pk): hamlet for hamlet in self._hamlets()}
        self.fields["hamlet"].choices = [("", _("for several hamlets")), *self._named_hamlets()]
        self.fields["course"].choices = [("", _("no single course")), *self._courses()]

    def _hamlets(self):
        found = list(Hamlet.objects.current().filter(unit__in=self.units).select_related("unit"))
        known = self.session and self.session.hamlet
        return in_order([*found, known] if known and known not in found else found)

    def _named_hamlets(self):
        is_one = len(self.units) == 1
        return [(key, one.name if is_one else f"{one.name}, {one.unit.name}") for key, one in self.hamlets.items()]

    def _courses(self):
        titles = {str(key): title for key, title in course_titles().items()}
        if self.session and self.session.course_key:
            titles.setdefault(str(self.session.course_key), _("A course that is no longer offered"))
        return titles.items()

    def clean_place(self):
        return " ".join(clean_text(self.cleaned_data["place"]).split())

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day < today - LATEST and not (self.session and day == self.initial["day"]):
            raise forms.ValidationError(_("This day is more than 60 days ago, which is too late to bring a list in."))
        if day > today + EARLIEST:
            raise forms.ValidationError(_("This day is more than a year away. Look at the year again."))
        return day

    def clean(self):
        said = super().clean()
        hamlet = self.hamlets.get(said.get("hamlet"))
        said["unit"] = said.get("unit") or self.units[0]
        if hamlet and hamlet.unit_id != said["unit"].pk:
            self.add_error("hamlet", _("This hamlet is in another commune. Choose again."))
        if {"day", "begins", "ends"} <= said.keys():
            self._check_times(said)
        return said

    def _check_times(self, said):
        starts_at, ends_at = (
            timezone.make_aware(datetime.combine(said["day"], said[name])) for name in ("begins", "ends")
        )
        if ends_at <= starts_at:
            self.add_error("ends", _("The class ends before it begins. Look at both times again."))
        elif ends_at - starts_at > LONGEST:
            self.add_error("ends", _("A class lasts at most 12 hours. Make another one for the rest."))
        said["starts_at"], said["ends_at"] = starts_at, ends_at

    @property
    def values(self) -> dict:
        """The fields of the model."""
        said = self.cleaned_data
        return {name: said[name] for name in ("unit", "place", "starts_at", "ends_at")} | {
            "hamlet": self.hamlets.get(said["hamlet"]),
            "course_key": as_uuid(said["course"]) if said["course"] else None,
        }


def words_of(session: ClassSession) -> dict:
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "unit": session.unit_id,
        "place": session.place,
        "hamlet": str(session.hamlet_id or ""),
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "course": str(session.course_key or ""),
    }


def usual_words(user) -> dict:
    """Today from the next full hour on; the place of the last time."""
    begins = timezone.localtime().replace(minute=0) + timedelta(hours=1)
    ends = begins + USUAL_LENGTH
    if ends.date() != begins.date():
        ends = begins.replace(hour=23, minute=59)
    last = ClassSession.objects.filter(led_by=user).order_by("-made_at").first()
    where = {"unit": last.unit_id, "place": last.place, "hamlet": str(last.hamlet_id or "")} if last else {}
    return where | {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}


class HeadcountForm(forms.Form):
    """How many were there, counted by hand; empty takes it back."""

    headcount = forms.IntegerField(label=gettext_lazy("People counted"), min_value=0, max_value=2000, required=False)
