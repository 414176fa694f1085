"""Commands of the form: the local page, the single file, and taking over answer files."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from readiness.cli.terminal import print_json
from readiness.errors import UsageError, cause_of
from readiness.language.texts import Texts

_PACKAGES = ("starlette", "uvicorn", "filelock", "jinja2")


def start_page(options: Namespace) -> int:
    """Serve the form on this machine until Ctrl+C.

    Raises
    ------
    UsageError
        ``form_packages_missing``, ``address_not_local``, ``folder_not_writable``, ``port_taken``.
    """
    if missing := [name for name in _PACKAGES if find_spec(name) is None]:
        raise UsageError("form_packages_missing", missing=missing)
    if options.host != "127.0.0.1" and not options.allow_network:
        raise UsageError("address_not_local", host=options.host)
    from readiness.forms.page.serve import serve

    texts, folder = Texts(options.language), str(Path(options.folder).expanduser().absolute())

    def say(address: str) -> None:
        print(texts.t("cli.start.open", address=address, folder=folder), flush=True)

    return serve(
        folder,
        options.audit or "",
        host=options.host,
        port=options.port or 0,
        language=options.language,
        region=options.region,
        browser=not options.no_browser,
        say=say,
    )


def export_form(options: Namespace) -> int:
    """Write the form of an audit as one HTML file.

    Raises
    ------
    UnknownName
        ``unknown_audits``.
    UsageError
        ``form_not_written``.
    """
    from readiness.forms.form_result import figures
    from readiness.forms.single_file import export_form as page

    text = page(options.audit, options.language, figures(options.audit, None))
    path = Path(options.out or f"{options.audit}.{options.language}.html")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise UsageError("form_not_written", file=path.name, **cause_of(problem)) from None
    print(Texts(options.language).t("cli.export_form.saved", file=str(path)))
    return 0


def take_over(options: Namespace) -> int:
    """Take answer files over into the folder of sheets; nothing is overwritten.

    Raises
    ------
    AnswerError
        All faults of a file together; files before it are taken over.
    UsageError
        ``file_missing``.
    """
    from readiness.forms.sheets.folder import Folder

    folder = Folder(options.folder)
    folder.prepare()
    texts, rows = Texts(options.language), []
    for name in options.files:
        path = Path(name)
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise UsageError("file_missing", file=path.name, **cause_of(problem)) from None
        sheet = folder.add(content, path.name)
        rows.append({"file": path.name, "sheet": f"{sheet}.yaml"})
        if not options.json:
            print(texts.t("cli.import.taken", file=path.name, sheet=f"{options.folder}/{sheet}.yaml"))
    if options.json:
        print_json(rows)
    return 0
