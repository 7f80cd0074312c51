"""What is said once for all places entered together."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Confidence, Group
from courses.catalogue import course_titles
from ui.days import Day

from ..rollups import ANY_COURSE
from .models import GoalKind

EARLIEST = date(2020, 1, 1)
LONGEST = timedelta(days=366 * 6)


def age_field():
    return forms.IntegerField(
        label=gettext_lazy("Adult from the age of"), min_value=6, max_value=30, initial=18, required=True
    )


class CountForm(forms.Form):
    """Of a count of adults."""

    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("Who counted, in which paper: “Report 12/BC-UBND of 5 January 2026”."),
    )
    counted_on = Day(label=gettext_lazy("Counted on"))
    confidence = forms.ChoiceField(
        label=gettext_lazy("Confidence"), choices=Confidence.choices, initial=Confidence.MEDIUM
    )
    group = forms.ChoiceField(label=gettext_lazy("Who was counted"), choices=Group.choices, required=False)
    age_from = age_field()

    def clean_counted_on(self):
        day = self.cleaned_data["counted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Write the day of the count."))
        if day < EARLIEST:
            raise forms.ValidationError(_("This count is too old: nobody could rely on it."))
        return day


class TargetForm(forms.Form):
    """Of a target."""

    first_day = Day(label=gettext_lazy("From"))
    last_day = Day(label=gettext_lazy("Until"))
    kind = forms.ChoiceField(label=gettext_lazy("Measured in"), choices=GoalKind.choices, initial=GoalKind.SHARE)
    course_key = forms.ChoiceField(label=gettext_lazy("Course"))
    age_from = age_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(str(key), title) for key, title in course_titles().items()]
        self.fields["course_key"].choices = [(str(ANY_COURSE), _("any course")), *offered]

    def clean(self):
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if not (first and last):
            return
        if first > last:
            self.add_error("last_day", _("The last day is before the first one. Turn them round."))
        elif first < EARLIEST or last - first > LONGEST:
            self.add_error("last_day", _("A target lasts at most six years and begins in 2020 or later."))
        elif last < timezone.localdate():
            self.add_error("last_day", _("This time is over. A target looks ahead."))
        elif first > timezone.localdate() + LONGEST:
            self.add_error("first_day", _("This is too far away. Please look at the year again."))
