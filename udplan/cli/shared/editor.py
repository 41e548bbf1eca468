"""What an editor needs to help with a plan: its schemas, and the settings of VS Code that say which file has which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from udplan.cli.shared.files import may_write, write
from udplan.cli.shared.steps import remark, say
from udplan.model import folders

if TYPE_CHECKING:
    from udplan.model.planfile import Grundlag

SETTINGS = Path(".vscode") / "settings.json"
#: Settings that somebody has written are shorter.
_MOST_BYTES = 1_000_000
_SCHEMAS = "yaml.schemas"
#: What a repository without settings gets: files that udplan and git read alike, and nothing that writes in them unasked.
_NEW = {
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "editor.formatOnSave": False,
    },
    "yaml.format.enable": False,
    "yaml.schemaStore.enable": False,
}


def schema_texts(grundlag: Grundlag) -> dict[str, str]:
    """The plan's schemas as texts, by the names of their files."""
    from udplan.figures.printed import as_json
    from udplan.schema import json_schemas

    return {name: as_json(schema) for name, schema in json_schemas(grundlag).items()}


def write_schemas(folder: Path, grundlag: Grundlag, ud: Path | None = None, *, overskriv: bool = False) -> None:
    """Write the schemas of the plan in a folder: into ``ud``, or the plan's own place for them, which is udplan's, whoever
    wrote them there last and on which machine."""
    texts = schema_texts(grundlag)
    into = ud or folders.repository(folder) / "schemas" / folder.resolve().name
    may_write([into / name for name in texts], overskriv=overskriv or ud is None)
    into.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write(into / name, text, overskriv=True)


def wire(folder: Path) -> None:
    """Let VS Code know which schema is for which file of the plan in a folder, in the repository's settings.

    Settings that are there are added to, and where that is not certain, what to put in is said.
    """
    import json

    from udplan.edit.jsonc import CannotMerge, added
    from udplan.output import shown_path

    wanted = {_SCHEMAS: _wiring(folder)}
    path = folders.repository(folder) / SETTINGS
    raw = _read(path)
    if raw is None:
        path.parent.mkdir(exist_ok=True)
        write(path, json.dumps(_NEW | wanted, ensure_ascii=False, indent=2) + "\n", overskriv=True)
        return
    try:
        if len(raw) > _MOST_BYTES:
            raise CannotMerge
        bom = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
        text = raw[len(bom) :].decode("utf-8")
        new = bom + added(text, wanted).encode("utf-8")
    except (CannotMerge, UnicodeDecodeError):
        remark(
            f"{shown_path(path)} er ikke rettet, for det er ikke sikkert, hvordan det skal gøres. Skriv selv dette i den:"
        )
        for line in json.dumps(wanted, indent=2).splitlines()[1:-1]:
            say(line)
        return
    if new == raw:
        return
    _write(path, new, raw)


def _read(path: Path) -> bytes | None:
    from udplan.disk.reading import read_start

    try:
        return read_start(path, _MOST_BYTES + 1)
    except FileNotFoundError:
        return None


def _write(path: Path, new: bytes, raw: bytes) -> None:
    from udplan.disk.writing import write_file
    from udplan.output import shown_path

    written = write_file(path, new, was=raw)
    name = shown_path(written.path)
    for said in written.remarks(name):
        remark(said)
    say(f"Skrevet: {name} (planens skemaer er føjet til)")


def _wiring(folder: Path) -> dict[str, str]:
    """The plan's schemas, and the files that each is for, as they are seen from the repository."""
    root, name = folders.repository(folder), folder.resolve().name
    above = "" if root.resolve() == folder.resolve() else f"{folders.PLANS}/{name}/"
    files = {"plan": "plan.yaml", "indsats": "**/!(plan.yaml)"}
    return {f"./schemas/{name}/{sort}.schema.json": f"{above}{of}" for sort, of in files.items()}
