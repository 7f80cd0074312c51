"""Made-up people by the million, straight into the tables of PostgreSQL: the same number gives the same people.

Two courses completed each, with their lessons by one in ten, over all communes and sixteen months; the totals beside
them are added up by the database in its own way, so that `rebuild_totals --check` has something to say. Nobody is made
here for a site that is in use.
"""

from collections.abc import Mapping

from django.db import connection

from certificates.models import Certificate
from courses.catalogue import courses
from courses.models import CourseProgress, LessonProgress
from learners.models import Learner
from reports.groups.counting import DIMENSIONS, HAMLET
from reports.groups.counting import MEASURES as GROUP_MEASURES
from reports.models import DailyTotals, GroupTotals, LessonTotals, MonthlyTotals
from reports.rollups import ANY_COURSE, MEASURES

EACH = 2  # completions of one person
DAYS = 500  # since 1 July 2025
EMPTY = {"CharField": "''", "TextField": "''", "BooleanField": "FALSE", "JSONField": "'{}'::jsonb"}

PEOPLE = """
CREATE TEMP TABLE place AS
  SELECT row_number() OVER (ORDER BY code) - 1 AS number, id AS unit, parent_id AS province FROM communes_unit
  WHERE kind = 'commune' AND valid_to IS NULL;
CREATE TEMP TABLE course AS
  SELECT number - 1 AS number, key FROM unnest(%(courses)s::uuid[]) WITH ORDINALITY AS c(key, number);
CREATE TEMP TABLE lesson AS
  SELECT course, key, row_number() OVER (PARTITION BY course ORDER BY number) AS number
  FROM unnest(%(lesson_courses)s::uuid[], %(lessons)s::uuid[]) WITH ORDINALITY AS l(course, key, number);
CREATE TEMP TABLE person AS
  SELECT g AS number, md5('person ' || g)::uuid AS learner, place.unit,
    TIMESTAMPTZ '2025-07-01 08:00+07'
      + make_interval(days => (g::bigint * 7919 %% %(days)s)::int, secs => (g %% 30000)::int) AS at
  FROM generate_series(0, %(people)s - 1) AS g
  JOIN place ON place.number
    = floor((SELECT count(*) FROM place) * power((g::bigint * 2654435761 %% 4294967296) / 4294967296.0, 1.3));
CREATE TEMP TABLE done AS
  SELECT row_number() OVER () AS number, person.number AS who, person.learner, person.unit, course.key AS course,
    at + make_interval(days => nth * 9) AS at, person.number %% 4 <> 0 AS is_first
  FROM person CROSS JOIN generate_series(0, %(each)s - 1) AS nth
  JOIN course ON course.number
    = (person.number + nth * (1 + person.number / %(count)s %% (%(count)s - 1))) %% %(count)s;
ANALYZE person;
ANALYZE done;
"""

# Who did what, where and when, as the records tell it.
FACTS = {
    "learners": "at",
    "reached": "at + INTERVAL '1 hour'",
    "tried": "at + INTERVAL '1 day'",
    "first_passes": "at + INTERVAL '1 day'",
    "completions": "at + INTERVAL '2 days'",
    "certificates": "at + INTERVAL '3 days'",
}
CERTIFIED = "number % 5 < 3"
COUNT = """
INSERT INTO counted (day, unit, course, measure, people)
SELECT (({moment}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, unit, {course}, '{measure}', count(*)
FROM {source} WHERE {condition} GROUP BY 1, 2, 3;
"""
# The first of each person among all courses.
FIRST = "(SELECT DISTINCT ON (learner) * FROM done WHERE {condition} ORDER BY learner, at, course) AS done"
SUMS = ", ".join(f"coalesce(sum(people) FILTER (WHERE measure = '{measure}'), 0)" for measure in MEASURES)
FILL_DAYS = f"""
INSERT INTO {DailyTotals._meta.db_table} (day, unit_id, course_key, {", ".join(MEASURES)})
SELECT day, unit, course, {SUMS} FROM counted GROUP BY 1, 2, 3;
"""
FILL_MONTHS = f"""
INSERT INTO {MonthlyTotals._meta.db_table} (month, unit_id, course_key, {", ".join(MEASURES)})
SELECT date_trunc('month', day)::date, {{place}}, course_key, {", ".join(f"sum({m})" for m in MEASURES)}
FROM {DailyTotals._meta.db_table} JOIN place ON place.unit = unit_id GROUP BY 1, 2, 3;
"""
# What people say of themselves; the rest they don't.
SAID = {
    "age_band": "(ARRAY['', '14-17', '18-34', '35-59', '60+'])[1 + {who} % 5]",
    "sex": "(ARRAY['', 'female', 'male'])[1 + {who} % 3]",
}
GROUPS = ", ".join(f"('{name}', {SAID.get(name, chr(39) * 2).format(who='who')})" for name in DIMENSIONS)
COUNT_GROUPS = f"""
INSERT INTO grouped (month, unit, dimension, value, measure, people)
SELECT date_trunc('month', ({{moment}}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, unit, said.*, '{{measure}}', count(*)
FROM {{source}} CROSS JOIN LATERAL (VALUES {GROUPS}) AS said (dimension, value) GROUP BY 1, 2, 3, 4;
"""
GROUP_SUMS = ", ".join(f"coalesce(sum(people) FILTER (WHERE measure = '{m}'), 0)" for m in GROUP_MEASURES)
FILL_GROUPS = f"""
INSERT INTO {GroupTotals._meta.db_table} (month, unit_id, dimension, value, {", ".join(GROUP_MEASURES)})
SELECT month, {{place}}, dimension, value, {GROUP_SUMS} FROM grouped JOIN place USING (unit)
WHERE {{condition}} GROUP BY 1, 2, 3, 4;
"""
MONTH = "date_trunc('month', ({moment}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
# One lesson a day, the last of them left unfinished by one in three.
LESSONS = "done JOIN lesson USING (course) WHERE done.who % 10 = 0"
LESSON_BEGUN = "at + make_interval(hours => 24 * lesson.number::int - 23)"
LESSON_DONE = f"CASE WHEN done.who % 3 > 0 OR lesson.number < 4 THEN {LESSON_BEGUN} + INTERVAL '1 hour' END"
FILL_LESSONS = f"""
INSERT INTO {LessonTotals._meta.db_table} (month, unit_id, lesson_key, learners, completions)
SELECT month, {{place}}, key, sum(began), sum(did) FROM (
  SELECT {MONTH.format(moment=LESSON_BEGUN)} AS month, unit, key, 1 AS began, 0 AS did FROM {LESSONS}
  UNION ALL
  SELECT {MONTH.format(moment=LESSON_DONE)}, unit, key, 0, 1 FROM {LESSONS} AND ({LESSON_DONE}) IS NOT NULL
) AS told JOIN place USING (unit) GROUP BY 1, 2, 3;
"""
TABLES = (Certificate, CourseProgress, LessonProgress, Learner, DailyTotals, MonthlyTotals, GroupTotals, LessonTotals)


def fill(completions: int) -> None:
    """In place of all people there are. Only for a PostgreSQL that was made for it: foreign keys are not looked at."""
    keys = [str(key) for key in courses()]
    lessons = [(str(course.key), str(key)) for course in courses().values() for key in course.lesson_keys]
    values = {"courses": keys, "count": len(keys), "days": DAYS, "people": completions // EACH, "each": EACH}
    values |= {"lesson_courses": [course for course, _key in lessons], "lessons": [key for _course, key in lessons]}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS place, course, lesson, person, done, counted, grouped")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET work_mem = '512MB'")
        cursor.execute(f"TRUNCATE {', '.join(table._meta.db_table for table in TABLES)} CASCADE")
        cursor.execute(PEOPLE, values)
        for model, source, columns in RECORDS:
            cursor.execute(insert(model, source, columns))
        count(cursor)
        for model in TABLES:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
        cursor.execute("RESET work_mem; SET session_replication_role = DEFAULT")


def insert(model, source: str, columns: Mapping[str, str]) -> str:
    """Every other column is empty."""
    fields = [field for field in model._meta.concrete_fields if not (field.primary_key and field.name not in columns)]
    found = [columns.get(field.name) or _nothing(field) for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    return f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(found)} FROM {source}"


def _nothing(field):
    return "NULL" if field.null else EMPTY.get(field.get_internal_type(), "0")


RECORDS = [
    (
        Learner,
        "person",
        {
            "id": "learner",
            "unit": "unit",
            "created_at": "at",
        }
        | {name: value.format(who="number") for name, value in SAID.items()},
    ),
    (
        CourseProgress,
        "done",
        {
            "learner": "learner",
            "course_key": "course",
            "started_at": FACTS["learners"],
            "started_unit": "unit",
            "reached_at": FACTS["reached"],
            "reached_unit": "unit",
            "tried_at": FACTS["tried"],
            "tried_unit": "unit",
            "is_first_try_passed": "is_first",
            "passed_at": FACTS["completions"],
            "completed_at": FACTS["completions"],
            "completed_unit": "unit",
        },
    ),
    (
        LessonProgress,
        LESSONS,
        {
            "learner": "learner",
            "course_key": "course",
            "lesson_key": "lesson.key",
            "started_at": LESSON_BEGUN,
            "started_unit": "unit",
            "steps_done": "'[]'::jsonb",
            "completed_at": LESSON_DONE,
            "completed_unit": f"CASE WHEN ({LESSON_DONE}) IS NOT NULL THEN unit END",
        },
    ),
    (
        Certificate,
        f"done WHERE {CERTIFIED}",
        {
            "id": "md5('certificate ' || number)::uuid",
            "code": "upper(lpad(to_hex(number), 12, '0'))",
            "learner": "learner",
            "course_key": "course",
            "course_title": "'x'",
            "unit": "unit",
            "locale": "'vi'",
            "issued_at": FACTS["certificates"],
        },
    ),
]


def count(cursor) -> None:
    cursor.execute("CREATE TEMP TABLE counted (day date, unit bigint, course uuid, measure text, people bigint)")
    cursor.execute(
        "CREATE TEMP TABLE grouped (month date, unit bigint, dimension text, value text, measure text, people bigint)"
    )
    for measure, moment in FACTS.items():
        counts = {"first_passes": "is_first", "certificates": CERTIFIED}.get(measure, "TRUE")
        # Among all courses only the very first sitting is a first try.
        first = FIRST.format(condition="TRUE" if measure == "first_passes" else counts)
        cursor.execute(
            COUNT.format(moment=moment, course="course", measure=measure, source="done", condition=counts)
            + COUNT.format(
                moment=moment, course=f"'{ANY_COURSE}'::uuid", measure=measure, source=first, condition=counts
            )
        )
        if measure in GROUP_MEASURES:
            cursor.execute(COUNT_GROUPS.format(moment=moment, measure=measure, source=first))
    cursor.execute(FILL_DAYS)
    cursor.execute(FILL_GROUPS.format(place="unit", condition="TRUE"))
    cursor.execute(FILL_GROUPS.format(place="place.province", condition=f"dimension <> '{HAMLET}'"))
    for place in ("unit_id", "place.province"):
        cursor.execute(FILL_MONTHS.format(place=place))
    for place in ("unit", "place.province"):
        cursor.execute(FILL_LESSONS.format(place=place))
