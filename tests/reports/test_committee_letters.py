"""The committee page by e-mail: once a month, to those who may see it, whatever fails."""

from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Membership
from reports.committee.letters import begin_letters
from reports.committee.models import Letter, Snapshot, Subscription
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 1)


@pytest.fixture
def on(monkeypatch):
    def go_to(*numbers):
        monkeypatch.setattr(timezone, "localdate", lambda *args: date(*numbers))

    go_to(2026, 11, 2)
    return go_to


@pytest.fixture
def figures(on, hoa_thinh):
    totals(hoa_thinh, date(2026, 10, 5), 412, 312, 302)


@pytest.fixture
def subscription(figures, hoa_thinh, commune_official):
    return begin_letters(commune_official, hoa_thinh, "vi")


def send():
    said = StringIO()
    call_command("send_committee_pages", stdout=said)
    return said.getvalue()


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"reports:{name}", args=args)


def test_a_letter_brings_the_page_as_pdf(subscription, commune_official):
    send()
    (letter,) = mail.outbox
    snapshot = Snapshot.objects.get()
    assert letter.to == [commune_official.email] and "Xã Hòa Thịnh" in letter.subject
    assert snapshot.number in letter.body and f"/reports/letters/{subscription.pk}/end/" in letter.body
    name, content, kind = letter.attachments[0]
    assert name == f"{snapshot.number}.pdf" and content.startswith(b"%PDF") and kind == "application/pdf"
    assert snapshot.audience == "own" and snapshot.made_by is None


def test_a_letter_speaks_the_language_chosen(figures, hoa_thinh, commune_official):
    begin_letters(commune_official, hoa_thinh, "en")
    send()
    assert "302 people of xã Hòa Thịnh received a first certificate." in mail.outbox[0].body
    assert "http://testserver/en/reports/" in mail.outbox[0].body


def test_nobody_gets_a_month_twice(subscription, on):
    for day in (2, 2, 3, 30):
        on(2026, 11, day)
        send()
    assert len(mail.outbox) == 1
    on(2026, 12, 2)
    send()
    assert len(mail.outbox) == 2 and Letter.objects.count() == 2


def test_nothing_goes_out_before_the_second_day(subscription, on):
    on(2026, 11, 1)
    send()
    assert not mail.outbox


class Refusing(EmailBackend):
    refused = {"commune@example.org"}

    def send_messages(self, messages):
        if any(message.to[0] in self.refused for message in messages):
            raise ConnectionRefusedError
        return super().send_messages(messages)


def test_one_failing_address_stops_no_other_and_is_tried_again(
    subscription, settings, hoa_thinh, administrator, monkeypatch
):
    begin_letters(administrator, hoa_thinh, "vi")
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(CommandError):
        send()
    assert [letter.to for letter in mail.outbox] == [[administrator.email]]
    monkeypatch.setattr(Refusing, "refused", set())
    send()
    assert len(mail.outbox) == 2 and Letter.objects.count() == 2


def test_who_lost_the_role_gets_nothing_and_the_letters_end(subscription, commune_official):
    Membership.objects.filter(user=commune_official).delete()
    assert "1 ended" in send()
    assert not mail.outbox and not Subscription.objects.get().is_active


def test_who_may_no_longer_sign_in_gets_nothing(subscription, commune_official):
    commune_official.is_active = False
    commune_official.save()
    send()
    assert not mail.outbox


def test_from_outside_the_letter_holds_fives(figures, hoa_thinh, province_official):
    begin_letters(province_official, hoa_thinh, "en")
    send()
    assert "300 people" in mail.outbox[0].body and "302" not in mail.outbox[0].body


def test_an_official_begins_and_ends_the_own_letters(client, figures, hoa_thinh, commune_official):
    client.force_login(commune_official)
    client.post(url_of("letters", hoa_thinh.pk), {"language": "en", "email": "province@example.org"})
    subscription = Subscription.objects.get()
    assert subscription.user == commune_official and subscription.is_active and subscription.audience == "own"
    assert b"End these letters" in client.get(url_of("end_letters", subscription.pk)).content
    client.post(url_of("end_letters", subscription.pk))
    assert not Subscription.objects.get().is_active


def test_an_administrator_chooses_for_others_who_may_see_it(
    client, figures, hoa_thinh, administrator, province_official, other_official
):
    client.force_login(administrator)
    for email in ("PROVINCE@example.org", other_official.email, "nobody@example.org"):
        response = client.post(url_of("letters", hoa_thinh.pk), {"language": "vi", "email": email}, follow=True)
    assert "Nobody with this address may see these figures" in response.text
    assert [row.user for row in Subscription.objects.all()] == [province_official]


def test_letters_of_others_are_nobodys_business(client, subscription, other_official, province_official):
    for user in (other_official, province_official):
        client.force_login(user)
        assert client.post(url_of("end_letters", subscription.pk)).status_code == 404
    assert Subscription.objects.get().is_active
