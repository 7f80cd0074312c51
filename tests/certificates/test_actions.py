import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from certificates.actions import claim_certificate, issue_certificate, withdraw_certificate
from certificates.models import Certificate
from certificates.signals import certificate_issued
from learners.actions import erase
from learners.models import Purpose
from tests.certificates.factory import certificate
from tests.courses.factory import finish, read_lesson


@pytest.fixture
def news():
    """The certificates that were told about."""
    told = []

    def listen(certificate, **kwargs):
        told.append(certificate)

    certificate_issued.connect(listen)
    yield told
    certificate_issued.disconnect(listen)


def test_repeating_gives_the_same_certificate_and_tells_once(lan, course, news):
    first = certificate(lan, course)
    again = issue_certificate(lan, course.key, "Somebody Else", lan.unit, "en")
    assert again == first
    assert again.holder_name == "Nguyễn Thị Lan"
    assert news == [first]


def test_a_course_not_completed_gives_none(lan, course, news):
    read_lesson(lan, course.lessons[0])
    with pytest.raises(PermissionDenied):
        issue_certificate(lan, course.key, "Lan", lan.unit, "vi")
    assert not Certificate.objects.exists()
    assert not news


def test_the_title_is_frozen_in_the_language_of_the_certificate(lan, course):
    proof = certificate(lan, course, locale="en")
    english = course.get_translations().get().specific
    issued_title = english.title
    english.title = "Another name"
    english.save_revision().publish()
    proof.refresh_from_db()
    assert proof.course_title == issued_title


def test_a_language_without_a_translation_gets_the_title_of_the_site(lan, course):
    assert certificate(lan, course, locale="rad-Latn-VN").course_title == course.title


def test_a_claim_keeps_name_residence_consent_and_certificate(lan, course, tay_hoa):
    finish(lan, course)
    proof = claim_certificate(lan, course.key, "Nguyễn Lan", tay_hoa, "vi")
    lan.refresh_from_db()
    assert (lan.name, lan.unit, proof.unit, proof.holder_name) == ("Nguyễn Lan", tay_hoa, tay_hoa, "Nguyễn Lan")
    consent = lan.consents.get()
    assert consent.purpose == Purpose.CERTIFICATE
    assert consent.text


def test_a_refused_claim_keeps_nothing(lan, course, tay_hoa):
    with pytest.raises(PermissionDenied):
        claim_certificate(lan, course.key, "Somebody", tay_hoa, "vi")
    lan.refresh_from_db()
    assert lan.name == "Nguyễn Thị Lan"
    assert lan.unit != tay_hoa
    assert not lan.consents.exists()


def test_a_second_claim_changes_nothing(lan, course, tay_hoa):
    finish(lan, course)
    first = claim_certificate(lan, course.key, "Nguyễn Thị Lan", lan.unit, "vi")
    assert claim_certificate(lan, course.key, "Somebody", tay_hoa, "vi") == first
    lan.refresh_from_db()
    assert lan.name == "Nguyễn Thị Lan"
    assert lan.consents.count() == 1


def test_an_erased_person_has_no_name_left_on_any_certificate(lan, course):
    proof = certificate(lan, course)
    erase(lan)
    proof.refresh_from_db()
    assert proof.is_withdrawn
    assert proof.holder_name == ""


def test_a_withdrawn_certificate_ends_the_consent_and_comes_back_with_a_new_one(lan, course, news):
    finish(lan, course)
    proof = claim_certificate(lan, course.key, "Nguyễn Thị Lan", lan.unit, "vi")
    withdraw_certificate(proof)
    assert not lan.consents.filter(withdrawn_at=None).exists()
    again = claim_certificate(lan, course.key, "Nguyễn Lan", lan.unit, "vi")
    assert (again.code, again.issued_at, again.holder_name) == (proof.code, proof.issued_at, "Nguyễn Lan")
    assert not again.is_withdrawn
    assert lan.consents.filter(withdrawn_at=None).count() == 1
    assert len(news) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory belongs to one thread")
@pytest.mark.parametrize("verb", [claim_certificate, issue_certificate])
def test_many_clicks_at_once_give_one_certificate(lan, course, news, verb):
    finish(lan, course)
    gate, codes, faults = threading.Barrier(8), [], []

    def click():
        gate.wait()
        try:
            codes.append(verb(lan, course.key, "Nguyễn Thị Lan", lan.unit, "vi").code)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert not faults
    assert len(codes) == 8
    assert len(set(codes)) == Certificate.objects.count() == len(news) == 1
    assert lan.consents.count() == (1 if verb is claim_certificate else 0)
