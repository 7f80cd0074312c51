"""A lesson and a quiz on a phone to which everything happens: `python -m tests.benchmarks.faults 200` counts losses.

`python -m tests.benchmarks.faults 0 27 38` repeats the runs with these seeds.

A real Chromium against a real server. What the phone once had in its database has to be on the server, and nothing more
often than somebody touched for it.
"""

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import django
from playwright.async_api import Error, async_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from tests.journeys import server  # noqa: E402
from tests.journeys.browser import ARGUMENTS, CHROMIUM, DEVICES  # noqa: E402
from tests.journeys.resident import LESSONS, QUIZ, answers  # noqa: E402

AT_ONCE = 4
# A tab that crashes on purpose needs no report.
NO_DUMPS = ["--disable-breakpad", "--disable-crash-reporter"]
YEAR_MS = 365 * 24 * 3600 * 1000
PATIENCE_MS = 20_000
DRAIN_TRIES, LOOKS = 8, 40
# A run takes half a minute; a browser's tab that never answers again must not keep the others waiting.
RUN_SECONDS, CLOSE_SECONDS = 240, 20
# Tells of every event once the phone has it for good, and lets the clock be set.
WITNESS = """
window.shift = SHIFT
const Clock = Date
window.Date = class extends Clock {
    constructor(...words) { words.length ? super(...words) : super(Clock.now() + window.shift) }
    static now() { return Clock.now() + window.shift }
}
const put = IDBObjectStore.prototype.put
IDBObjectStore.prototype.put = function (row) {
    if (this.name === "events") this.transaction.addEventListener("complete", () => window.witness(row))
    return put.apply(this, arguments)
}
"""


class Server:
    """A gunicorn that can be killed at any moment and comes back on the same port."""

    def __init__(self, home: Path):
        self.home, self.port, self.lock, self.process = home, server.free_port(), asyncio.Lock(), None
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        words = ["-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"]
        words += ["--worker-class", "gthread", "--log-level", "warning", "--no-control-socket"]
        with (self.home / "log").open("a") as log:
            options = {"cwd": server.ROOT, "env": server.environment(self.home), "stdout": log, "stderr": log}
            self.process = subprocess.Popen([sys.executable, *words], start_new_session=True, **options)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    async def wait(self):
        """Another run may kill it just now: then it is waited for again."""
        for try_left in reversed(range(20)):
            try:
                words = (self.url, self.process, self.home / "log")
                return await asyncio.to_thread(server.wait_until_healthy, *words)
            except (RuntimeError, OSError):
                if not try_left:
                    raise
                await asyncio.sleep(0.5)


@dataclass
class Run:
    """One person's lesson and quiz; the same seed, the same choices."""

    seed: int
    server: Server
    context: object = None
    page: object = None
    kept: dict = field(default_factory=dict)  # what the phone once had
    stayed: dict = field(default_factory=dict)  # what it still had in the end, and why
    touched: Counter = field(default_factory=Counter)  # how often the person touched what makes an event
    faults: Counter = field(default_factory=Counter)
    steps: list = field(default_factory=list)
    line: str = "good"
    shift: int = 0
    is_broken_off: bool = False

    def __post_init__(self):
        self.random = random.Random(self.seed)

    async def go(self, browser):
        options = {"base_url": self.server.url, "locale": "vi-VN"} | DEVICES["phone"]
        self.context = await browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE_MS)
        await self.context.expose_function("witness", self.witness)
        await self.context.route("**/events/", self.carry)
        try:
            await self.read_lesson()
            await self.sit_quiz()
            await self.recover()
            return await self.drain()
        finally:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(self.context.close(), CLOSE_SECONDS)

    def witness(self, event):
        self.kept[event["id"]] = event

    async def carry(self, route):
        """The line between phone and server, as bad as it is now."""
        line, self.line = self.line, "good"
        with contextlib.suppress(Error):
            if line == "good":
                return await route.continue_()
            answer = await route.fetch()
            if line == "twice":
                answer = await route.fetch()
            if line == "late":
                await asyncio.sleep(self.random.uniform(0.5, 4))
            await (route.abort() if line == "lost" else route.fulfill(response=answer))

    async def open(self, address):
        """A new tab; it needs network, for nothing is kept here but what was done."""
        await self.context.set_offline(False)
        self.page = await self.context.new_page()
        await self.page.add_init_script(WITNESS.replace("SHIFT", str(self.shift)))
        await self.visit(address)

    async def visit(self, address):
        for _try in range(20):
            try:
                await self.page.goto(address, wait_until="load")
                return
            except Error:
                await self.server.wait()
        raise RuntimeError(f"{address} can't be opened")

    async def read_lesson(self):
        await self.open(LESSONS[0])
        done = 0
        self.steps = await self.page.locator("[data-step]").evaluate_all("all => all.map(one => one.dataset.step)")
        while done < len(self.steps):
            number = done + 1
            self.touched[self.steps[done]] += 1
            try:
                await self.page.evaluate(f"location.hash = 'step-{number}'")
                await self.maybe(self.page.locator(f"#step-{number} .step-done button").click(timeout=5000))
                done = number
            except Error:
                await self.recover()
                await self.open(LESSONS[0])

    async def sit_quiz(self):
        await self.recover()
        await self.open(QUIZ)
        chosen = answers(is_right=self.random.random() < 0.7)
        for _try in range(10):
            try:
                return await self.fill(chosen)
            except Error:
                await self.recover()
                if self.has_sat():
                    return None
                await self.open(QUIZ)

    def has_sat(self):
        return any(event["object_type"] == "quiz" for event in self.kept.values())

    async def fill(self, chosen):
        page = self.page
        await page.locator("[data-place]").wait_for(state="visible", timeout=5000)
        while await page.locator("[data-back]:visible").count():
            await page.click("[data-back]", timeout=3000)
        for question, choices in chosen.items():
            for choice in choices:
                await self.maybe(page.check(f'[name="{question}"][value="{choice}"]', timeout=3000))
            if await page.locator("[data-next]:visible").count():
                await page.click("[data-next]", timeout=3000)
        before = len(self.kept)
        self.touched["quiz"] += 1
        await self.maybe(page.click("[data-submit]", timeout=3000))
        for _wait in range(30):
            if self.has_sat() and len(self.kept) > before:
                return
            await asyncio.sleep(0.1)
        raise Error("The tab went before the answers were kept")

    async def maybe(self, touch):
        """A touch of the person, and perhaps a fault before it, during it or after it."""
        fault = self.random.choice(FAULTS) if self.random.random() < 0.4 else None
        moment = self.random.choice(["before", "during", "after"])
        if fault and moment == "before":
            await self.suffer(fault)
        task = asyncio.ensure_future(touch)
        if fault and moment == "during":
            await asyncio.sleep(self.random.uniform(0, 0.15))
            await self.suffer(fault)
        await task
        if fault and moment == "after":
            await self.suffer(fault)

    async def suffer(self, fault):
        self.faults[fault] += 1
        await getattr(self, f"suffer_{fault}")()

    async def suffer_offline(self):
        await self.context.set_offline(True)

    async def suffer_online(self):
        await self.context.set_offline(False)

    async def suffer_closed_tab(self):
        await self.page.close(run_before_unload=False)

    async def suffer_crashed_tab(self):
        session = await self.context.new_cdp_session(self.page)
        with contextlib.suppress(Error, asyncio.TimeoutError):
            await asyncio.wait_for(session.send("Page.crash"), 0.5)
        await self.page.close(run_before_unload=False)

    async def suffer_killed_server(self):
        async with self.server.lock:
            self.server.kill()
            await asyncio.sleep(self.random.uniform(0, 0.5))
            self.server.start()

    async def suffer_lost_answer(self):
        self.line = "lost"

    async def suffer_late_answer(self):
        self.line = "late"

    async def suffer_request_twice(self):
        self.line = "twice"

    async def suffer_wrong_clock(self):
        self.shift = self.random.choice([-YEAR_MS, YEAR_MS, 0])
        await self.page.evaluate(f"window.shift = {self.shift}")

    async def suffer_second_tab(self):
        """Somebody opens the lesson again beside, and does a step there."""
        first, self.page = self.page, None
        try:
            await self.open(LESSONS[0])
            await self.page.evaluate("location.hash = 'step-1'")
            self.touched[self.steps[0]] += 1
            await self.page.locator("#step-1 .step-done button").click(timeout=5000)
        finally:
            self.page = first

    async def recover(self):
        self.line = "good"
        await self.context.set_offline(False)
        async with self.server.lock:
            await self.server.wait()

    async def drain(self):
        """The network is good again: everything arrives as the person looks at the site."""
        for _try in range(DRAIN_TRIES):
            with contextlib.suppress(Error):
                await self.open("/")
                for _look in range(LOOKS):
                    self.stayed = await self.what_stayed()
                    if "waits" not in self.stayed.values():
                        return self
                    await asyncio.sleep(0.25)
        return self

    async def what_stayed(self):
        stores = [await self.page.evaluate(WHAT_STAYED, store) for store in ("events", "refused")]
        return {key: why for found in stores for key, why in found}


WHAT_STAYED = """store => new Promise((resolve, reject) => {
    const opened = indexedDB.open("learning")
    opened.onerror = reject
    opened.onsuccess = ({ target: { result } }) => {
        const asked = result.transaction(store).objectStore(store).getAll()
        asked.onsuccess = () => {
            result.close()
            resolve(asked.result.map(({ id, reason }) => [id, reason ?? "waits"]))
        }
    }
})"""
FAULTS = [name.removeprefix("suffer_") for name in dir(Run) if name.startswith("suffer_")]


def judged(run: Run, database: sqlite3.Connection) -> dict:
    """What is missing on the server, and what is there more often than the person touched for it."""
    people = {event["by"] for event in run.kept.values()}
    rows = [row for by in people for row in database.execute(EVENTS, [uuid.UUID(by).hex])]
    stored = {str(uuid.UUID(key)): as_kept(*more) for key, *more in rows}
    lost = {key: [event["verb"], event["object_type"]] for key, event in run.kept.items() if key not in stored}
    often = Counter(filter(None, map(touched_for, stored.values())))
    doubled = {what: count - run.touched[what] for what, count in often.items() if count > run.touched[what]}
    wrong = [] if lost or doubled else contradictions(run.kept | stored, people, database)
    return {
        "seed": run.seed,
        "faults": run.faults,
        "lost": lost,
        "stayed": run.stayed,
        "doubled": doubled,
        "wrong": wrong,
    }


def touched_for(event) -> str | None:
    """The step that was touched, or the quiz that was sent; a lesson ends with its last step."""
    if event["object_type"] == "quiz":
        return "quiz"
    return event["data"].get("step") if event["verb"] == "progressed" else None


def as_kept(verb, object_type, data):
    return {"verb": verb, "object_type": object_type, "data": json.loads(data)}


EVENTS = "SELECT id, verb, object_type, data FROM records_event WHERE learner_id = ?"
ATTEMPTS = "SELECT id FROM quizzes_attempt WHERE learner_id = ?"
STEPS = "SELECT lesson_key, steps_done, completed_at FROM courses_lessonprogress WHERE learner_id = ?"


def contradictions(done, people, database) -> list[str]:
    """Where the server's progress and attempts are not what the events say."""
    if len(people) != 1:
        return [f"{len(people)} people were made of one"]
    (person,) = (uuid.UUID(by).hex for by in people)
    events = list(done.values())
    sat = {key for key, event in done.items() if event["object_type"] == "quiz"}
    marked = {str(uuid.UUID(key)) for (key,) in database.execute(ATTEMPTS, [person])}
    steps = {event["data"]["step"] for event in events if event["verb"] == "progressed"}
    found = database.execute(STEPS, [person]).fetchall()
    projected = {step for _lesson, done, _at in found for step in json.loads(done)}
    is_read = any(event["verb"] == "completed" and event["object_type"] == "lesson" for event in events)
    wrong = {
        "attempts": marked != sat,
        "steps": projected != steps,
        "completed": is_read != any(at for *_more, at in found),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]


async def runs(seeds, home) -> list[Run]:
    site, waiting, finished = Server(home), list(seeds), []
    # Whoever can't wait gets the runs that are finished.
    signal.signal(signal.SIGTERM, lambda *_signal: waiting.clear())
    site.start()
    await site.wait()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *NO_DUMPS])

        async def work():
            while waiting:
                run = Run(waiting.pop(0), site)
                try:
                    await asyncio.wait_for(run.go(browser), RUN_SECONDS)
                except Exception as error:
                    print(f"Run {run.seed} broke off: {error!r}"[:500], file=sys.stderr)
                    run.is_broken_off = True
                finished.append(run)
                print(f"\r{len(finished)} runs", end="", file=sys.stderr, flush=True)

        await asyncio.gather(*(work() for _number in range(AT_ONCE)))
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(browser.close(), CLOSE_SECONDS)
    site.kill()
    return finished


def measure(seeds: range | list[int]) -> dict:
    """{"fault_runs", "events_lost", "events_doubled", "faults": {kind: times}, "events", "wrong": [...], "broken_off"}

    A run that broke off says nothing of what arrives in the end: its seed is named, and it counts for nothing.
    """
    home = Path(tempfile.mkdtemp(prefix="faults-"))
    try:
        server.provide_content(home)
        server.prepare("looks", home)
        done = asyncio.run(runs(seeds, home))
        with contextlib.closing(sqlite3.connect(home / "db.sqlite3")) as database:
            whole = [run for run in done if not run.is_broken_off]
            found = [judged(run, database) for run in whole]
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return {
        "fault_runs": len(whole),
        "broken_off": sorted(run.seed for run in done if run.is_broken_off),
        "events": sum(len(run.kept) for run in whole),
        "events_lost": sum(len(run["lost"]) for run in found),
        "events_doubled": sum(sum(run["doubled"].values()) for run in found),
        "wrong": [run for run in found if run["wrong"] or run["lost"] or run["doubled"]],
        "faults": dict(sum((run["faults"] for run in found), Counter())),
    }


if __name__ == "__main__":
    count, *seeds = map(int, sys.argv[1:])
    print(json.dumps(measure(seeds or range(count)), indent=2))
