"""Help in both languages, at once."""

import subprocess
import sys

import pytest

from readiness.cli.verbs.registry import VERBS, build_parser


def verbs(parser):
    return next(a for a in parser._actions if a.dest == "command").choices


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_verb_has_help_in_both_languages(language):
    parser = build_parser(language)
    assert list(verbs(parser)) == list(VERBS)
    for name, verb in verbs(parser).items():
        text = verb.format_help()
        assert len(verb.description) > 20, name
        assert ("Aufruf:" in text) == (language == "de")
        for word in ("usage", "positional", "show this help message") if language == "de" else ():
            assert word not in text


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom readiness.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = ('pandas', 'numpy', 'jsonschema', 'matplotlib', 'papermill', 'readiness.cli.verbs.run')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip().endswith("[]")
