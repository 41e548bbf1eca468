"""What a template can reach: files in the plan and its repository, and nothing out of there, whatever leads there.

Links need a right that not every user of Windows has; there these tests are left out where they cannot be made. A junction
on Windows is resolved as a link is.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, PlanFolder, item, sound, write
from tests.test_formats import document
from tests.test_limited import word
from udplan.documents.formats import render
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import packaged_templates
from udplan.figures.select import Valg
from udplan.publish import document as publish

HEAD = '#set document(title: "T")\n#set text(lang: "da", font: "Source Sans 3")\n= T\n'
OUT = "det er et link til noget uden for repositoriet, og det læser en skabelon ikke"
FORBIDDEN = "det er et link til en fil, som en skabelon ikke må læse: planernes egne filer"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a plan, and beside it, out of reach, a folder with a secret in it."""
    write(tmp_path / "udenfor", dict.fromkeys(("hemmelig.txt", "dokument.typ", "dokument.md.j2"), "HEMMELIGT"))
    repository = tmp_path / "repo"
    write(repository, {"plans/2025-2028/plan.yaml": PLAN_YAML, "plans/2025-2028/sti.yaml": item()})
    (repository / "templates").mkdir()
    return repository


def link(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("her kan der ikke laves links")


def folders(repository: Path) -> list[Path]:
    return [repository / "plans/2025-2028/templates", repository / "templates"]


def refused(repository: Path, kind: str) -> str:
    if kind == "pdf":
        pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    with pytest.raises(TemplateError) as told:
        render(document(), kind, folders(repository))
    assert "HEMMELIGT" not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(("kind", "name"), [("md", "dokument.md.j2"), ("pdf", "dokument.typ")])
def test_a_template_that_is_a_link_out_of_the_repository_is_refused(repository: Path, kind: str, name: str) -> None:
    link(repository / "templates" / name, repository.parent / "udenfor" / name)
    assert refused(repository, kind).startswith(f"{repository / 'templates' / name}: {OUT}. Læg en kopi i mappen")


def test_a_folder_that_leads_out_is_no_way_for_jinja(repository: Path) -> None:
    link(repository / "templates/ud", repository.parent / "udenfor")
    write(repository, {"templates/dokument.md.j2": '{% include "ud/hemmelig.txt" %}\n'})
    assert OUT in refused(repository, "md")


def test_a_templates_folder_that_leads_out_is_refused(repository: Path) -> None:
    (repository / "templates").rmdir()
    link(repository / "templates", repository.parent / "udenfor")
    assert OUT in refused(repository, "md")


@pytest.mark.parametrize("target", ["udenfor", "udenfor/hemmelig.txt"])
def test_a_link_that_leads_out_is_no_way_for_typst(repository: Path, target: str) -> None:
    link(repository / "templates/ud", repository.parent / target)
    source = f'{HEAD}#read("ud{"" if target.endswith("txt") else "/hemmelig.txt"}")\n'
    write(repository, {"templates/dokument.typ": source})
    assert refused(repository, "pdf").startswith(f"{repository / 'templates/ud'}: {OUT}")


@pytest.mark.parametrize("to", ["../../udenfor/x.png", "/etc/x.png", "http://127.0.0.1:9/x.png"])
def test_a_picture_in_a_picture_is_no_way_out(repository: Path, to: str) -> None:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{to}" width="9" height="9"/></svg>'
    )
    write(
        repository, {"templates/logo.svg": picture, "templates/dokument.typ": f'{HEAD}#image("logo.svg", alt: "x")\n'}
    )
    assert re.search(
        "må (ikke hentes|en skabelon ikke læse); læg de[nt] ved siden af skabelonen", refused(repository, "pdf")
    )


def test_fonts_are_not_looked_for_out_of_the_repository(repository: Path) -> None:
    link(repository / "templates/fonts", repository.parent / "udenfor")
    assert refused(repository, "pdf").startswith(f"{repository / 'templates/fonts'}: {OUT}")


def test_a_word_template_beside_the_plan_is_no_link_out(repository: Path) -> None:
    outside = word(repository.parent / "udenfor", "Deres egen")
    link(repository / "templates/dokument.docx", outside)
    assert OUT in refused(repository, "docx")
    assert render(document(), "docx", folders(repository), outside), "a file that the user names may be anywhere"


def test_a_report_of_one_s_own_is_no_link_out(repository: Path) -> None:
    link(repository / "templates/rapporter/egen.md.j2", repository.parent / "udenfor/dokument.md.j2")
    with pytest.raises(TemplateError, match=OUT):
        publish.document(sound(repository / "plans/2025-2028"), Valg(), "egen")


@pytest.mark.parametrize("target", ["plans/2025-2028/sti.yaml", ".git/config"])
def test_a_link_is_no_way_to_what_is_not_public(repository: Path, target: str) -> None:
    write(repository, {target: "HEMMELIGT"})
    link(repository / "templates/del.txt", repository / target)
    write(repository, {"templates/dokument.md.j2": '{% include "del.txt" %}\n'})
    assert FORBIDDEN in refused(repository, "md")
    write(repository, {"templates/dokument.typ": f'{HEAD}#read("del.txt")\n'})
    assert FORBIDDEN in refused(repository, "pdf")


def test_a_link_inside_the_repository_is_followed(repository: Path) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    write(
        repository,
        {
            "fælles/dokument.typ": f'{HEAD}#import "farver.typ": navn\n#navn\n',
            "fælles/dokument.md.j2": '{{ document.title }} {% include "dele/fod.j2" %}\n',
            "fælles/fod.j2": "fod",
            "templates/farver.typ": '#let navn = "Blå"\n',
        },
    )
    for name in ("dokument.typ", "dokument.md.j2"):
        link(repository / "templates" / name, repository / "fælles" / name)
    link(repository / "templates/dele", repository / "fælles")
    link(repository / "templates/ring", repository / "templates")
    assert render(document(), "md", folders(repository)) == "Prøve fod\n"
    assert render(document(), "pdf", folders(repository)).startswith(b"%PDF")


def test_what_lies_beside_a_template_is_read(repository: Path) -> None:
    """A picture, a file of data and a template in a folder; no link is on the way."""
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    write(
        repository,
        {
            "templates/dele/fod.j2": "fod",
            "templates/dokument.md.j2": '{% include "dele/fod.j2" %}\n',
            "templates/billeder/logo.svg": picture,
            "templates/farver.yaml": "navn: Blå\n",
            "templates/dokument.typ": f'{HEAD}#image("billeder/logo.svg", alt: "x")\n#yaml("farver.yaml").navn\n',
        },
    )
    assert render(document(), "md", folders(repository)) == "fod\n"
    assert render(document(), "pdf", folders(repository)).startswith(b"%PDF")


def test_udplan_s_own_templates_may_be_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they are where a program that installs packages keeps one copy for all."""
    store, carried = tmp_path / "lager", tmp_path / "pakke" / "templates"
    shutil.copytree(packaged_templates(), store)
    for path in store.iterdir():
        link(carried / path.name, path)
    monkeypatch.setattr("udplan.documents.printing.files.packaged_templates", lambda: carried)
    assert render(document(), "md") == "# Prøve\n"


def test_a_plan_s_templates_are_found_as_always(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"templates/dokument.md.j2": "vores\n", "sti.yaml": item()}))
    assert publish.finished(plan, Valg(), "plan", "md").content == "vores\n"


# --- what is no file ------------------------------------------------------------------------------------------------

NAMES = ("dokument.md.j2", "dokument.html.j2", "dokument.css", "dokument.js", "dokument.docx", "dokument.typ", "fonts")
KINDS = {"md": "md", "html": "html", "css": "html", "js": "html", "docx": "docx", "typ": "pdf", "fonts": "pdf"}
NOWHERE = "det er et link, der ikke fører til noget. Slet det, eller ret det."
LOOP = "er en genvej, der fører tilbage til sig selv."
PIPE = "er ikke en almindelig fil, men en kanal eller en enhed. Fjern den fra skabelonerne."


def kind_of(name: str) -> str:
    return KINDS[name.removesuffix(".j2").rpartition(".")[2]]


def pipe(path: Path) -> None:
    """A named pipe; Windows has none that lie in a folder."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("her er der ingen kanaler i mapper")
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_that_leads_nowhere_is_not_passed_over(repository: Path, name: str) -> None:
    path = repository / "templates" / name
    link(path, Path("borte"))
    assert refused(repository, kind_of(name)) == f"{path}: {NOWHERE}"


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_itself_is_not_passed_over(repository: Path, name: str) -> None:
    path = repository / "templates" / name
    link(path, Path(name))
    assert refused(repository, kind_of(name)) == f"{path} {LOOP}"


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_in_the_place_of_a_template_is_not_passed_over(repository: Path, name: str) -> None:
    path = repository / "templates" / name
    pipe(path)
    assert refused(repository, kind_of(name)) == f"{path} {PIPE}"


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_folder_in_the_place_of_a_template_is_not_passed_over(repository: Path, name: str) -> None:
    path = repository / "templates" / name
    path.mkdir()
    said = f"{path}: det er en mappe, men skabelonen skal være en fil. Giv mappen et andet navn."
    assert refused(repository, kind_of(name)) == said


def test_a_file_in_the_place_of_the_fonts_is_not_passed_over(repository: Path) -> None:
    write(repository, {"templates/fonts": "x"})
    path = repository / "templates/fonts"
    assert refused(repository, "pdf") == f"{path}: det er en fil, men fonts skal være en mappe med skrifttyper."


@pytest.mark.parametrize(("target", "said"), [("borte", f": {NOWHERE}"), ("templates", f"/dokument.md.j2 {LOOP}")])
def test_a_templates_folder_that_is_no_folder_is_not_passed_over(repository: Path, target: str, said: str) -> None:
    """Windows has its own words for what lies below a link to itself, so the second is told there as the first."""
    path = repository / "templates"
    path.rmdir()
    link(path, Path(target))
    told = refused(repository, "md")
    assert told == f"{path}{said}" or (os.name == "nt" and told == f"{path}: {NOWHERE}")


@pytest.mark.parametrize("name", ["egen.md.j2", "plan.md.j2"])
def test_a_report_that_is_a_link_that_leads_nowhere_is_told(repository: Path, name: str) -> None:
    path = repository / "templates/rapporter" / name
    link(path, Path("borte.md.j2"))
    with pytest.raises(TemplateError) as told:
        publish.document(sound(repository / "plans/2025-2028"), Valg(), name.removesuffix(".md.j2"))
    assert str(told.value).endswith(f"{name}: {NOWHERE}")


def test_what_a_template_fetches_is_a_file(repository: Path) -> None:
    write(repository, {"templates/dokument.md.j2": '{% include "del.txt" %}\n'})
    path = repository / "templates/del.txt"
    link(path, Path("borte"))
    assert refused(repository, "md") == f"{path}: {NOWHERE}"
    path.unlink()
    path.mkdir()
    assert refused(repository, "md").startswith(f"{path}: det er en mappe")
    path.rmdir()
    pipe(path)
    assert refused(repository, "md") == f"{path} {PIPE}"


@pytest.mark.parametrize("where", ["zz", "billeder/zz"])
def test_typst_meets_no_pipe_and_no_link_to_itself(repository: Path, where: str) -> None:
    """It would wait for the pipe, and read without end from a device, which is told as the pipe is."""
    write(repository, {"templates/dokument.typ": f'{HEAD}#read("{where}")\n'})
    path = repository / "templates" / where
    link(path, Path("zz"))
    assert refused(repository, "pdf") == f"{path} {LOOP}"
    path.unlink()
    pipe(path)
    assert refused(repository, "pdf") == f"{path} {PIPE}"


def test_the_mark_of_an_open_file_stops_no_pdf(repository: Path) -> None:
    """Emacs leaves a link to who has the file open beside it."""
    write(repository, {"templates/dokument.typ": f"{HEAD}\n"})
    link(repository / "templates/.#dokument.typ", Path("nn@maskine.1234:1"))
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    assert render(document(), "pdf", folders(repository)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "said"), [(r"\ud800", "findes ikke"), (r"\x00", "findes ikke"), ("x" * 300, "Navnet er for langt: ")]
)
def test_a_name_that_no_file_can_have_is_told(repository: Path, name: str, said: str) -> None:
    """Windows says of the last that it does not exist."""
    write(repository, {"templates/dokument.md.j2": f'{{% include "{name}" %}}\n'})
    assert said in refused(repository, "md") or (os.name == "nt" and "findes ikke" in refused(repository, "md"))
