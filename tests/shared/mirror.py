"""Where the test of a module lies: under the name of the module, or in a file of this table."""

from __future__ import annotations

from pathlib import Path

from places import ROOT

KIT, UNIT = ROOT / "readiness", ROOT / "tests" / "unit"
CASES = "tests/examples/test_law_examples.py"

#: Modules whose test lies elsewhere: where, and which. A new module gets a test of its own name instead of a line here.
ELSEWHERE = {
    # Worked cases of the law and the independent reading judge the whole; single steps have no meaning to a lawyer.
    CASES: (
        "analysis/working_time/rules/*",
        "analysis/working_time/applicability/*",
        "analysis/working_time/judging/*",
        "analysis/working_time/timeline/*",
        "analysis/working_time/worked_case*",
    ),
    "tests/examples/test_audit_examples.py": ("analysis/data_ownership/data_act",),
    "tests/unit/analysis/test_registry.py": ("analysis/measured", "analysis/*/analysis"),
    "tests/unit/analysis/working_time/views/test_distributions.py": ("analysis/working_time/views/*",),
    "tests/unit/analysis/working_time/test_large_files.py": ("evidence/files/parquet",),
    "tests/unit/audit/test_model.py": ("audit/tally", "recommend", "result"),
    "tests/unit/batch/test_rendering.py": ("batch/jobs",),
    "tests/unit/catalog/test_roots.py": ("catalog/*",),
    "tests/unit/proofreading/test_run.py": ("proofreading/*",),
    "tests/unit/cli/test_wrong_input.py": ("cli/__init__", "cli/parser", "cli/file_options"),
    "tests/contracts/test_packaging.py": ("__init__",),
    "tests/unit/evidence/test_reading.py": ("evidence/*",),
    "tests/unit/evidence/files/test_hostile_files.py": ("evidence/files/*",),
    "tests/unit/forms/test_single_file_and_commands.py": ("forms/single_file", "cli/verbs/*"),
    "tests/unit/forms/test_spec_and_form_result.py": ("forms/*",),
    "tests/unit/forms/sheets/test_folder.py": ("forms/sheets/*",),
    "tests/unit/forms/notebook/test_plain_widgets.py": ("forms/notebook/plain",),
    "tests/unit/forms/page/test_server.py": ("forms/page/serve",),
    "tests/unit/instrument/test_sheet.py": ("instrument/sheet_file", "instrument/profile"),
    "tests/unit/reports/test_report.py": ("reports/*",),
    "tests/unit/scoring/test_points.py": ("scoring/*",),
}


def own_test(module: str) -> Path:
    """The test under the name of a module, such as `law/model`, whether it is there or not."""
    folder, _, name = module.rpartition("/")
    return UNIT / folder / f"test_{name}.py"
