"""What is measured, against which budget, and how it is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AT_MOST, AT_LEAST = "≤", "≥"
BUDGETS = {
    "first_paint_bytes": ("bytes", AT_MOST, 14_000),
    "first_lesson_bytes": ("bytes", AT_MOST, 40_000),
    "first_lesson_requests": ("requests", AT_MOST, 6),
    "script_bytes": ("bytes", AT_MOST, 12_000),
    "next_lesson_bytes": ("bytes", AT_MOST, 12_000),
    "largest_picture_bytes": ("bytes", AT_MOST, 30_000),
    "kept_course_bytes": ("bytes", AT_MOST, 3_000_000),
    "lighthouse_performance": ("of 100", AT_LEAST, 99),
    "lighthouse_accessibility": ("of 100", AT_LEAST, 100),
    "lighthouse_best_practices": ("of 100", AT_LEAST, 100),
    "lighthouse_seo": ("of 100", AT_LEAST, 100),
    "cached_lesson_vs_hello": ("ratio", AT_LEAST, 0.5),
    "cached_lesson_queries": ("queries", AT_MOST, 0),
    "learner_state_queries": ("queries", AT_MOST, 3),
    "uncached_lesson_queries": ("queries", AT_MOST, 12),
    "events_per_second": ("events/s", AT_LEAST, 1_000),
    "submission_p95_ms": ("ms", AT_MOST, 1_000),
    "official_page_ms": ("ms", AT_MOST, 300),
    "official_page_growth": ("ratio", AT_MOST, 2),
    "export_first_byte_ms": ("ms", AT_MOST, 1_000),
    "export_memory_mb": ("MB", AT_MOST, 100),
    "certificates_per_minute": ("certificates/min", AT_LEAST, 10_000),
    "import_5000_questions_s": ("s", AT_MOST, 60),
    "import_memory_mb": ("MB", AT_MOST, 256),
    "fault_runs": ("runs", AT_LEAST, 200),
    "events_lost": ("events", AT_MOST, 0),
    "events_doubled": ("events", AT_MOST, 0),
    "demo_memory_mb": ("MB", AT_MOST, 512),
    "second_start_s": ("s", AT_MOST, 10),
}


@dataclass(frozen=True)
class Figure:
    """One budget and what was measured against it."""

    name: str
    value: float

    @property
    def unit(self) -> str:
        return BUDGETS[self.name][0]

    @property
    def budget(self) -> float:
        return BUDGETS[self.name][2]

    @property
    def holds(self) -> bool:
        return self.value <= self.budget if BUDGETS[self.name][1] == AT_MOST else self.value >= self.budget

    def line(self) -> str:
        limit = f"{BUDGETS[self.name][1]} {self.budget:,}"
        return f"{self.name:<26}{self.value:>12,} {limit:>10} {self.unit:<17}{'holds' if self.holds else 'BROKEN'}"


def figures_of(measured: dict[str, float]) -> list[Figure]:
    """In the order of the budgets; what was not measured is absent."""
    return [Figure(name, measured[name]) for name in BUDGETS if name in measured]


def write(figures: Iterable[Figure], path: Path) -> None:
    rows = [{"name": f.name, "value": f.value, "unit": f.unit, "budget": f.budget, "holds": f.holds} for f in figures]
    path.write_text(json.dumps(rows, indent=2) + "\n")
