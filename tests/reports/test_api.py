"""What machines read by a key: rounded, in time, within their unit, and explained where it is refused."""

import re
from datetime import date

import pytest
from django.urls import reverse

from reports.audit.models import Action, AuditEntry
from reports.giving import keys, openapi
from reports.giving.models import ApiKey
from tests.communes.factory import became, commune
from tests.reports.factory import fake_courses, totals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def courses(monkeypatch):
    return fake_courses(monkeypatch, 2)


@pytest.fixture(autouse=True)
def figures(hoa_thinh, tay_hoa, courses):
    for place, day, *numbers in [
        (hoa_thinh, date(2026, 10, 5), 1412, 812, 700),
        (hoa_thinh, date(2026, 11, 6), 3, 0, 1),
        (tay_hoa, date(2026, 10, 6), 3, 2, 1),
    ]:
        totals(place, day, *numbers)
        totals(place, day, *numbers, course=courses[0].key)


class By:
    def __init__(self, user):
        self.user = user


@pytest.fixture
def key(administrator, dak_lak):
    """The text of a key to the figures of Đắk Lắk."""
    return keys.make(By(administrator), "Operations centre", dak_lak)[1]


def ask(client, key, path, language="en", **headers):
    words = {"authorization": f"Bearer {key}", "accept-language": language} | headers
    return client.get(f"/api/v1/{path}", headers=words)


def said(response):
    assert response.status_code == 200, response.content
    return response.json()


def refused(response, status):
    assert response.status_code == status and response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == status and found["title"]
    return found["detail"]


def test_a_province_is_told_of_its_communes(client, key):
    found = said(ask(client, key, "units"))
    assert found["unit"]["code"] == "66" and found["unit"]["within"] is None
    assert [unit["code"] for unit in found["units"]] == ["22255", "22276"]
    assert said(ask(client, key, "units/22276"))["unit"]["name"] == "Xã Hòa Thịnh"


def test_totals_come_by_month_and_course_in_fives(client, key, courses):
    found = said(ask(client, key, "totals?unit=22276&from=2026-10&to=2026-11&course=any"))["totals"]
    assert [(line["month"], line["in_month"]["learners"], line["so_far"]["learners"]) for line in found] == [
        ("2026-10", 1410, 1410),
        ("2026-11", 5, 1415),
    ]
    assert found[1]["in_month"]["certificates"] is None and found[0]["so_far"]["certificates"] == 700
    lines = said(ask(client, key, "totals"))["totals"]
    assert {line["course"] for line in lines} == {"any", str(courses[0].key)}


def test_places_are_told_at_the_end_of_a_month(client, key):
    found = said(ask(client, key, "places?month=2026-10"))
    assert [(place["code"], place["learners"]) for place in found["places"]] == [("22255", None), ("22276", 1410)]


def test_courses_have_titles_in_the_language_asked_for(client, key):
    assert said(ask(client, key, "courses"))["courses"][0]["title"] == "Course 0"
    assert said(ask(client, key, "courses", language="vi"))["courses"][0]["title"] == "Khóa 0"


def test_the_key_of_a_commune_reads_rounded_figures_too(client, administrator, hoa_thinh):
    _row, text = keys.make(By(administrator), "A commune", hoa_thinh)
    assert said(ask(client, text, "totals?course=any"))["totals"][-1]["so_far"]["learners"] == 1415


@pytest.mark.parametrize("path", ["units", "units/22276", "courses", "totals", "places"])
def test_without_a_valid_key_there_is_nothing(client, key, path, administrator):
    for text in ("", "x", key[:-1], f"{key}x", "bdhvs_1_2", key.replace("bdhvs", "other")):
        response = ask(client, text, path)
        assert "Authorization: Bearer" in refused(response, 401) and response["WWW-Authenticate"]
    client.force_login(administrator)
    assert client.get(f"/api/v1/{path}").status_code == 401
    keys.revoke(By(administrator), ApiKey.objects.get())
    refused(ask(client, key, path), 401)


def test_another_place_is_as_if_it_were_not(client, key):
    stranger = commune("Xã Lạ")
    words = {"another": stranger.code, "none": "99999"}
    told = {name: refused(ask(client, key, f"units/{code}"), 404) for name, code in words.items()}
    assert told["another"].replace(stranger.code, "99999") == told["none"]
    refused(ask(client, key, f"totals?unit={stranger.code}"), 404)


def test_a_commune_does_not_read_its_neighbour_or_province(client, administrator, hoa_thinh):
    _row, text = keys.make(By(administrator), "A commune", hoa_thinh)
    for code in ("22255", "66"):
        refused(ask(client, text, f"totals?unit={code}"), 404)


def test_a_code_of_another_time_names_its_successors(client, key, hoa_thinh):
    former = commune("Xã Hòa Đồng", code="22270", former=True)
    became(former, hoa_thinh)
    response = ask(client, key, "totals?unit=22270")
    assert "was a unit until 30/06/2025" in refused(response, 410)
    assert [unit["code"] for unit in response.json()["successors"]] == ["22276"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=2026-10&to=2026-03", "wrong way round"),
        ("to=2027-01", "“to” is in the future"),
        ("from=2025-06", "begin with 2025-07"),
        ("from=2026-13", "no month"),
        ("from=10/2026", "no month"),
        ("from=", "no month"),
        ("to=0000-01", "no month"),
        ("course=maths", "no key of a course"),
    ],
)
def test_what_can_not_be_understood_is_explained(client, key, query, sentence):
    assert sentence in refused(ask(client, key, f"totals?{query}"), 422)


def test_refusals_speak_the_language_asked_for(client, key):
    assert re.search("[ăâđêôơư]", refused(ask(client, key, "totals?to=2027-01", language="vi"), 422))


def test_nothing_new_costs_next_to_nothing(client, key):
    first = ask(client, key, "totals")
    assert re.fullmatch(r'"[0-9a-f]{24}"', first["ETag"]) and "Authorization" in first["Vary"]
    for shown in (first["ETag"], f"W/{first['ETag']}", f'"x", {first["ETag"]}'):
        again = ask(client, key, "totals", **{"if-none-match": shown})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert ask(client, key, "totals", **{"if-none-match": '"x"'}).status_code == 200


def test_a_key_that_asks_too_often_is_told_to_wait(client, administrator, dak_lak):
    _row, text = keys.make(By(administrator), "Eager", dak_lak, per_minute=2)
    assert [ask(client, text, "units").status_code for _time in range(3)] == [200, 200, 429]
    response = ask(client, text, "units")
    assert 1 <= int(response["Retry-After"]) <= 61 and "2 times a minute" in refused(response, 429)
    _row, other = keys.make(By(administrator), "Another", dak_lak)
    assert ask(client, other, "units").status_code == 200


def test_only_reading_is_answered(client, key):
    response = client.post("/api/v1/units", headers={"authorization": f"Bearer {key}"})
    assert refused(response, 405) and response["Allow"] == "GET, HEAD"
    refused(ask(client, key, "people"), 404)


def test_each_call_is_noted_with_its_key(client, key, dak_lak):
    AuditEntry.objects.get(action=Action.CHANGE, what="api key made")
    ask(client, key, "totals?unit=22276&who=Lan")
    entry = AuditEntry.objects.get(action=Action.VIEW)
    assert (entry.user, entry.key, entry.unit, entry.what) == (None, key.split("_")[1], dak_lak, "api totals")
    assert entry.detail == {"asked": {"unit": "22276"}}
    assert ApiKey.objects.get().last_used_at


def test_no_cookie_is_set(client, key):
    assert not ask(client, key, "units").cookies


def test_of_a_secret_only_a_hash_is_kept(key):
    row = ApiKey.objects.get()
    assert key.split("_", 2)[2] not in " ".join(map(str, vars(row).values())) and len(row.digest) == 64


# The description


def test_the_description_is_public_and_names_every_address(client, key):
    document = said(client.get("/api/v1/openapi.json"))
    assert document["openapi"] == "3.1.0"
    for resource in openapi.resources():
        assert resource.address in document["paths"]
        response = ask(client, key, resource.example.removeprefix("/api/v1/"))
        holds(document, {"$ref": f"#/components/schemas/{resource.answer}"}, said(response))


def holds(document, schema, value):
    """As much of JSON Schema as the description uses."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": float,
        "boolean": bool,
        "null": type(None),
    }
    if "enum" in schema:
        assert value in schema["enum"]
        return
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert isinstance(value, tuple(kinds[kind] for kind in types)), (schema, value)
    if isinstance(value, dict):
        assert set(schema["required"]) <= value.keys() <= schema["properties"].keys()
        for name, part in value.items():
            holds(document, schema["properties"][name], part)
    if isinstance(value, list):
        for part in value:
            holds(document, schema["items"], part)
    if isinstance(value, int):
        assert value % schema.get("multipleOf", 1) == 0


# The keys, in the editor


def test_an_administrator_makes_a_key_and_sees_it_once(client, administrator, dak_lak):
    client.force_login(administrator)
    wish = {"name": "Operations centre", "unit": dak_lak.pk, "per_minute": 30}
    page = client.post(reverse("reports_api_keys"), wish).content.decode()
    text = re.search(r"bdhvs_[0-9a-f]{8}_[\w-]{43}", page)[0]
    assert keys.find(text).unit == dak_lak
    assert text not in client.get(reverse("reports_api_keys")).content.decode()


def test_a_key_without_a_place_is_not_made(client, administrator):
    client.force_login(administrator)
    assert client.post(reverse("reports_api_keys"), {"name": "x", "per_minute": 0}).status_code == 422
    assert not ApiKey.objects.exists()


def test_an_administrator_revokes_a_key(client, administrator, key):
    client.force_login(administrator)
    row = ApiKey.objects.get()
    response = client.post(reverse("reports_revoke_api_key", args=[row.pk]), follow=True)
    assert row.prefix in response.content.decode() and keys.find(key) is None
    assert AuditEntry.objects.filter(what="api key revoked", user=administrator).count() == 1


def test_nobody_else_sees_or_touches_keys(client, key, trainer, commune_official, province_official):
    pk = ApiKey.objects.get().pk
    for user in (None, trainer, commune_official, province_official):
        client.logout() if user is None else client.force_login(user)
        assert client.get(reverse("reports_api_keys")).status_code in (302, 404)
        assert client.post(reverse("reports_revoke_api_key", args=[pk])).status_code in (302, 404)
    assert keys.find(key)
