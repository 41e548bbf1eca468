"""From a plan to finished files: one document, the whole set with its index, and what never comes out of any of it."""

from __future__ import annotations

import importlib
import io
import re
import shlex
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.command_line import ROOT, start, udplan
from tests.documents import OF_ONE_STATE
from tests.plans import FULL_PLAN, PLAN_YAML, REAL_PLAN, PlanFolder, hensigt, item, sound, write
from tests.test_formats import Page
from udplan.documents.blocks import Bars, Block, Document, Form, Note, Prose, Table, rows_of
from udplan.documents.formats import FORMATS
from udplan.documents.printing.errors import TemplateError, missing_package
from udplan.documents.reports import REPORTS
from udplan.figures.select import UnknownChoice, Valg
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.publish import everything as whole_set
from udplan.publish import processes
from udplan.publish.workers import LEAST, LEAST_OF_OWN, written

#: What a format needs besides udplan itself.
NEEDS = {"docx": ("docx", "docxtpl", "pyphen"), "pdf": ("typst", "fontTools", "pikepdf", "pypdf")}
HIDDEN_TOTAL = "-7,777"


def importable(kind: str) -> None:
    for name in NEEDS.get(kind, ()):
        pytest.importorskip(name, reason=f"{kind} kræver udplan[dokumenter]")


def text_of(content: str | bytes, kind: str) -> str:
    """All the text that a file holds, what it says of itself too."""
    if isinstance(content, str):
        return content
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    pypdf = importlib.import_module("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])


def words(text: str) -> str:
    """The letters alone: a pdf hyphenates and a page breaks lines wherever there is room."""
    return re.sub(r"[\s\xad-]+", "", text)


# --- nothing internal leaks -----------------------------------------------------------------------------------------

#: In every text that a hidden item has, one word that must not be seen, and a number of its own.
MARK = "HEMLIG"
TEMPLATE = """\
# Alt

{% for p in punkter %}
{{ p.overskrift }} {{ p.kurs }} {{ p.koordinering }} {{ p.note }} {{ p.afledt_af }} {{ p.modpost }}
{{ p.status | map(attribute="tekst") | list }}

{% endfor %}
{% for pr in ("udvalg", "art", "tovholder", "tema", "gruppe", "kode", "bevilling") %}
{% for r in summer(pr).rækker %}
{{ r.navn }} {{ r.beløb }}

{% endfor %}
{% endfor %}
{{ plan.bilag | map(attribute="titel") | list }} {{ plan.undtagelser | length }}

{% for k in kontroltal %}
{{ k.rækker }} {{ k.uden_beløb }}

{% endfor %}
{% for p in puljer %}
{{ p.indsats.note }} {{ p.træk | map(attribute="overskrift") | list }}

{% endfor %}
"""


def marked() -> Iterator[str]:
    for number in range(1, 1000):
        yield f"{MARK}{number}"


def hidden(mark: Iterator[str], **fields: str) -> dict[str, str]:
    """An item that is not public, with a mark in every text field."""
    texts = ("kort", "kode", "kurs", "koordinering", "forudsætning", "afsnit", "med_høring", "note")
    told = f"beslutning: {next(mark)}, sag: {next(mark)}, punkt: {next(mark)}"
    return {
        **{name: next(mark) for name in texts},
        "overskrift": next(mark),
        "tovholder": f"[{next(mark)}]",
        "medvirkende": f"[{next(mark)}]",
        "tema": f"[{next(mark)}]",
        "strategier": f"[{next(mark)}]",
        "tværgående": "ja",
        "sagsgang": f"[{{forum: BUU, tid: marts 2025, {told}}}, AU, ØK, KB]",
        "status": f"[{{dato: 2025-02-01, obs: ja, tekst: {next(mark)}}}, {{dato: 2025-03-01, tekst: {next(mark)}}}]",
        "flytning": f"[{{fra: 2025, til: 2026, beløb: 0, forklaring: {next(mark)}}}]",
        "beløb": f"{{2025: '{HIDDEN_TOTAL}'}}",
        "undtagelser": f"{{sagsgang-mangler: {next(mark)}}}",
        "offentlig": "nej",
        **fields,
    }


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder, mark = tmp_path_factory.mktemp("hemmelig"), marked()
    top = (
        PLAN_YAML
        + "bilag: [{titel: Åbent}, "
        + f"{{titel: {next(mark)}, status: lukket, dokument: {next(mark)}, journal: {next(mark)}}}]\n"
        + f"undtagelser: [{{regel: sagsgang-mangler, id: [hemlig-sti], begrundelse: {next(mark)}}}]\n"
        + "kontroltal: [{navn: Alt, kilde: aftalen, hvor: {}, beløb: {2025: 1}},\n"
        + "  {navn: Veje, kilde: aftalen, hvor: {udvalg: BUU}, beløb: {2025: '-6,777'}}]\n"
    )
    public = {"note": next(mark), "tværgående": "ja", "tema": "Økonomisk bæredygtighed", "strategier": "HR-strategien"}
    path = "[{forum: BUU, tid: marts 2025}, {forum: AU, tid: 2025-03-04}, {forum: ØK, tid: 2025-03-11}]"
    pool = hidden(mark, art="pulje", udvalg="BUU")
    vision = hidden(mark, art="hensigt", gruppe="Økonomisk Politik")
    raaderum = hidden(mark, art="råderum", finansieret_af="aaben-pulje", afledt_af="aaben")
    open_pool = item(
        art="pulje", overskrift="Åben pulje", note=next(mark), finansieret_af="hemlig-pulje", sagsgang=path
    )
    files = {
        "plan.yaml": top,
        "templates/rapporter/alt.md.j2": TEMPLATE,
        "hemlig-sti.yaml": item(**hidden(mark)),
        "hemlig-raaderum.yaml": item(**raaderum),
        "hemlig-anlaeg.yaml": item(**hidden(mark, art="anlæg", udvalg="ikke oplyst")),
        "hemlig-pulje.yaml": item(**pool),
        "hemlig-vision.yaml": hensigt(**{name: text for name, text in vision.items() if name != "beløb"}),
        "aaben.yaml": item(**public, sagsgang=path, afledt_af="hemlig-sti", modpost="hemlig-sti"),
        "aaben-pulje.yaml": open_pool,
        "aaben-vision.yaml": hensigt(overskrift="Åben vision", note=next(mark), tværgående="ja"),
    }
    write(folder, files)
    return sound(folder)


def asked(navn: str) -> Iterator[Valg]:
    if navn not in ("udvalg", "arbejdsplan"):
        yield Valg()
        yield Valg(siden=date(2024, 1, 1), dag=date(2025, 4, 1), frist=1, år=2025)
    yield from (Valg(udvalg=kode) for kode in ("AU", "BUU"))


#: Each document in the cheapest format, and each format once: the formats know nothing of what is internal.
EACH = [(navn, "md") for navn in (*OF_ONE_STATE, "alt")] + [("plan", kind) for kind in FORMATS if kind != "md"]
EACH.append(("arbejdsplan", "ics"))


@pytest.mark.parametrize("navn", [*OF_ONE_STATE, "alt"])
def test_nothing_internal_is_in_any_document(secrets: Plan, navn: str) -> None:
    """Not in the blocks, so in no format: these see nothing else of a plan."""
    for valg in asked(navn):
        text = repr(publish.document(secrets, valg, navn))
        assert MARK not in text.upper()
        assert "7.777" not in text and "7,777" not in text  # and not the amount, nor the one total that holds it alone


@pytest.mark.parametrize("navn", OF_ONE_STATE)
def test_nothing_stands_in_a_document_because_of_a_hidden_item_alone(secrets: Plan, navn: str) -> None:
    """No heading, no row, no column: all but the word on how many are left out is as if they were not there."""
    without = replace(secrets, indsatser=tuple(item for item in secrets.indsatser if item.offentlig))
    for valg in asked(navn):
        made, bare = (publish.document(plan, valg, navn).blocks for plan in (secrets, without))
        told = [block for block in made if not (isinstance(block, Note) and ("offentlig" in block.text))]
        assert list(map(shape, told)) == list(map(shape, bare))


def shape(block: Block) -> object:
    """What a block has besides the figures: its words, its columns, and how each of its rows is named."""
    if isinstance(block, Bars | Prose):
        return block.text.partition(" Udeladt: ")[0]
    if isinstance(block, Table | Form):
        rows = ([cell for cell in row if not isinstance(cell, Decimal | None)] for row in rows_of(block))
        # How wide a column is follows from the longest sum that is printed.
        return [column._replace(share=0) for column in block.columns], [
            row for row in rows if not any("udeladt" in str(cell) or "stemmer ikke" in str(cell) for cell in row)
        ]
    return block


@pytest.mark.parametrize(("navn", "kind"), EACH, ids=[f"{navn}-{kind}" for navn, kind in EACH])
def test_nothing_internal_is_in_what_is_written(secrets: Plan, navn: str, kind: str) -> None:
    importable(kind)
    done = publish.finished(secrets, Valg(udvalg="BUU"), navn, kind)
    assert MARK not in words(text_of(done.content, kind)).upper()
    assert not done.warnings


@pytest.mark.parametrize(("navn", "kind"), EACH, ids=[f"{navn}-{kind}" for navn, kind in EACH])
def test_an_internal_document_says_that_it_is(secrets: Plan, navn: str, kind: str) -> None:
    importable(kind)
    valg = Valg(udvalg="BUU", internt=True)
    text = words(text_of(publish.finished(secrets, valg, navn, kind).content, kind))
    assert words("må ikke offentliggøres" if kind == "ics" else "Det må ikke offentliggøres.") in text.replace("\\", "")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_total_that_is_left_out_is_a_word_in_every_format(plan_folder: PlanFolder, kind: str) -> None:
    importable(kind)
    plan = sound(plan_folder({"sti.yaml": item(), "vej.yaml": item(overskrift="Vej", offentlig="nej")}))
    text = words(text_of(publish.finished(plan, Valg(), "økonomi", kind).content, kind))
    assert "udeladt" in text and words("Totalen er udeladt, for ellers kunne beløbet") in text
    assert "NaN" not in text and "2,000" not in text


def test_an_internal_plan_shows_notes_and_what_is_hidden(secrets: Plan) -> None:
    public = str(publish.finished(secrets, Valg(), "plan", "html").content)
    shown = str(publish.finished(secrets, Valg(internt=True), "plan", "html").content)
    for indsats in secrets.indsatser:
        assert (indsats.overskrift in public) is indsats.offentlig
        assert indsats.overskrift in shown
        assert f"Intern note: {indsats.note}" in shown
    assert shown.count("Punktet er ikke offentligt.") == 5
    assert "Internt dokument" not in public


def test_a_note_adds_nothing_to_an_item_without_one(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"sti.yaml": item(koordinering="ikke oplyst"), "vej.yaml": item(overskrift="Vej")}))
    assert publish.internal(plan).indsatser == plan.indsatser


def test_totals_still_count_what_is_hidden_and_the_page_says_so(secrets: Plan) -> None:
    for navn in ("plan", "økonomi"):
        text = str(publish.finished(secrets, Valg(), navn, "md").content)
        assert re.search(r"-6,777|-14,554", text), navn
    assert "5 punkter er ikke offentlige og er udeladt her. Beløbene tæller med i planens summer." in str(
        publish.finished(secrets, Valg(), "plan", "md").content
    )


@pytest.mark.parametrize("navn", ["direktion", "arbejdsplan", "årshjul", "tovholder", "opfølgning"])
def test_a_page_without_the_plan_s_sums_says_nothing_of_them(secrets: Plan, navn: str) -> None:
    text = str(publish.finished(secrets, Valg(udvalg="BUU" if navn == "arbejdsplan" else None), navn, "md").content)
    assert re.search(r"(Et punkt er ikke offentligt|[0-9]+ punkter er ikke offentlige) og er udeladt her\.\n", text)
    assert "tæller med i planens summer" not in text


@pytest.mark.parametrize(("internt", "udvalg"), [(False, None), (True, "BUU")])
def test_nothing_internal_is_in_the_whole_set(secrets: Plan, tmp_path: Path, internt: bool, udvalg: str | None) -> None:
    whole = whole_set.write_everything(secrets, Valg(internt=internt, udvalg=udvalg), "md", tmp_path / "ud")
    files = sorted((tmp_path / "ud").iterdir())
    assert len(files) == whole.antal + 1
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "offentliggøres" in text if internt else MARK not in text.upper(), file.name
        assert internt or "hemlig" not in file.name


# --- the whole set ---------------------------------------------------------------------------------------------------


def links(folder: Path) -> list[str]:
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    return [address for address in page.attributes("a", "href") if address and not address.startswith("#")]


def md_links(folder: Path) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", (folder / "index.md").read_text(encoding="utf-8"))


def test_the_whole_set_in_markdown_has_an_index_in_markdown_and_every_page_leads_back(tmp_path: Path) -> None:
    """A git host shows Markdown, and html as its source."""
    ran = udplan("report", "--alle", "--format", "md", "--udvalg", "BUU", "-o", str(tmp_path / "ud"))
    assert "med forside i index.md\n" in ran.err
    found = {file.name for file in (tmp_path / "ud").iterdir()}
    index = (tmp_path / "ud" / "index.md").read_text(encoding="utf-8")
    assert set(md_links(tmp_path / "ud")) == found - {"index.md"}
    assert "| Sag til Børne- og Ungdomsudvalget | Markdown | [sag-buu.md](sag-buu.md) |" in index
    # What is of the committee alone stands with it, and says so, or readers take it for the whole plan's.
    assert "## Hele planen" not in index and "## De valgte punkter" not in index
    own = index.partition("### Børne- og Ungdomsudvalget")[2].partition("## Tovholderne")[0]
    for of in ("Puljer under", "Opfølgning for", "Økonomisk overblik for"):
        assert f"| {of} Børne- og Ungdomsudvalget | Markdown |" in own
    assert "Hele planen" not in index
    for file in found - {"index.md"}:
        assert (tmp_path / "ud" / file).read_text(encoding="utf-8").startswith("[Alle dokumenter](index.md)\n\n# "), (
            file
        )


def test_the_whole_set_has_an_index_that_leads_to_all_of_it(tmp_path: Path) -> None:
    ran = udplan("report", "--alle", "-o", str(tmp_path / "ud"))
    assert (ran.out, ran.status) == ("", 0)
    found = {file.name for file in (tmp_path / "ud").iterdir()}
    assert ran.err.splitlines()[0].startswith(f"Skrevet: {len(found) - 1} filer i ")
    assert set(links(tmp_path / "ud")) == found - {"index.html"}
    assert len(links(tmp_path / "ud")) == len(found) - 1
    for name in ("udvalg", "sag", "arbejdsplan"):
        assert {f"{name}-{kode}.html" for kode in ("oek", "au", "buu")} <= found
    assert {"plan.html", "sag.html", "aarshjul.html", "oekonomi.html", "tovholder-kommunaldirektoeren.html"} <= found
    index = Page((tmp_path / "ud" / "index.html").read_text(encoding="utf-8"))
    assert {"Sag til Børne- og Ungdomsudvalget", "Årshjul 2025", "Økonomichefen"} <= set(index.texts("th"))
    assert "Webside" in index.texts("td")
    assert {"Økonomiudvalget", "Børne- og Ungdomsudvalget", "Arbejdsmarkedsudvalget"} <= set(index.texts("h3"))
    assert "".join(index.texts("h2")).endswith("Hele planenUdvalgeneTovholderne")
    for file in found - {"index.html"}:
        assert 'href="index.html">Alle dokumenter</a>' in (tmp_path / "ud" / file).read_text(encoding="utf-8"), file
    for kind in ("html", "md"):
        assert "Alle dokumenter" not in udplan("report", "plan", "--format", kind).out
    gaps = sum((tmp_path / "ud" / file).read_text(encoding="utf-8").count("note skrives") for file in found)
    assert f"Bemærk: {gaps} steder i 4 af dokumenterne skal I selv skrive" in ran.err
    for file in found:
        text = (tmp_path / "ud" / file).read_text(encoding="utf-8")
        assert text.count("<h1") == 1
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text)), file


@pytest.mark.process
def test_the_whole_set_is_written_in_any_format_and_is_the_same_every_time_and_everywhere(tmp_path: Path) -> None:
    every = ("report", "--alle", "--format", "md", "-o")
    here = tmp_path / "ny" / "ud"
    assert udplan(*every, str(here)).status == 0
    assert set(md_links(here)) == {file.name for file in here.iterdir()} - {"index.md"}
    odd = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C", "FORCE_COLOR": "1"}
    assert start(*every, str(tmp_path / "b"), environment=odd).out == ""
    first, second = ({f.name: f.read_bytes() for f in folder.iterdir()} for folder in (here, tmp_path / "b"))
    assert first == second


def test_the_whole_set_of_one_committee_or_one_manager(real_plan: Plan) -> None:
    of_one = whole_set.everything(real_plan, Valg(udvalg="BUU", tovholder="Økonomichefen"))
    assert [each.name for each in of_one if each.navn in ("udvalg", "sag", "tovholder")] == [
        "udvalg-buu",
        "sag-buu",
        "tovholder-oekonomichefen",
    ]


def test_no_two_documents_are_written_to_one_file(plan_folder: PlanFolder) -> None:
    files = {
        "a.yaml": item(tovholder="[Chef (A), Chef A, 東]"),
        "templates/rapporter/index.md.j2": "# Indeks\n",
        "templates/rapporter/Plan.md.j2": "# I stedet for planen\n",
        "templates/rapporter/plan-2.md.j2": "# To\n",
        "templates/rapporter/PLAN 2.md.j2": "# Tre\n",
    }
    every = whole_set.everything(sound(plan_folder(files)), Valg())
    taken = [each.name for each in every]
    assert len(set(taken)) == len(taken)
    assert "index" not in taken
    assert {"index-2", "plan", "plan-2", "plan-2-2"} <= set(taken)
    assert {"tovholder-chef-a", "tovholder-chef-a-2", "tovholder"} <= set(taken)


def test_what_the_whole_set_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    for asked_for, said in (
        (("--alle",), "--alle skriver til en mappe og tager intet navn: udplan report --alle -o MAPPE."),
        (("plan", "--alle", "-o", str(tmp_path)), "tager intet navn"),
        (("--alle", "-o", str(tmp_path / "fil")), "er ikke en mappe. --alle skriver til en mappe"),
        (("--alle", "--format", "ics", "-o", str(tmp_path / "ud")), "Formatet »ics« findes ikke"),
        (("--alle", "--skabelon", "x.docx", "-o", str(tmp_path / "ud")), "kan kun bruges til docx"),
    ):
        ran = udplan("report", *asked_for)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
    assert not (tmp_path / "ud").exists()


def test_a_pdf_s_warnings_are_told_once_for_the_whole_set(plan_folder: PlanFolder, tmp_path: Path) -> None:
    importable("pdf")
    plan = sound(plan_folder({"sti.yaml": item(overskrift="Ny \N{PARTY POPPER}", tværgående="ja")}))
    (warning,) = whole_set.write_everything(plan, Valg(), "pdf", tmp_path / "ud").warnings
    assert "sti.yaml:1" in warning


def test_a_pdf_s_warning_finds_its_place_in_a_file_that_is_utf_16(plan_folder: PlanFolder) -> None:
    importable("pdf")
    plan = sound(plan_folder({"sti.yaml": item(kurs="Ny \N{PARTY POPPER}").encode("utf-16")}))
    (warning,) = publish.finished(plan, Valg(), "plan", "pdf").warnings
    assert warning.endswith("sti.yaml:7")


# --- formats ---------------------------------------------------------------------------------------------------------


WITHOUT = {
    "docx": "report plan -o x.docx",
    "docxtpl": "report plan --skabelon x.docx -o x.docx",
    "pyphen": "report plan -o y.docx",
    "typst": "report --alle --format pdf -o x",
    "fontTools": "report plan -o x.pdf",
    "pikepdf": "report udvalg --udvalg BUU -o x.pdf",
}


#: What pyproject.toml says that Word and pdf need.
DOCUMENTS = {
    Requirement(line)
    for line in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]["dokumenter"]
}


@pytest.mark.process
def test_a_missing_package_is_told_with_what_installs_it(tmp_path: Path) -> None:
    """A Word template of one's own is filled in by a worker, and a set of pdfs is written by several; they find what they
    import where this process does."""
    for name in ("docxtpl", "typst"):
        (tmp_path / f"{name}.py").write_text("raise ModuleNotFoundError(name=__name__)\n", encoding="utf-8")
    code = (
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nfrom udplan.cli.app import main\n"
        f"for missing, line in {WITHOUT}.items():\n"
        "    sys.modules[missing], sys.argv = None, ['udplan', *line.split()]\n"
        "    try: main()\n"
        "    except SystemExit as done: print(missing, done.code)\n"
        "    del sys.modules[missing]"
    )
    ran = start(code=code)
    assert ran.out.splitlines() == [f"{missing} 2" for missing in WITHOUT]
    told = [line for line in ran.err.splitlines() if line.startswith("Fejl: ")]
    for what, line in zip((*["Word-dokumenter"] * 3, "Pdf", "Pdf", "Pdf"), told, strict=True):
        assert line.startswith(f"Fejl: {what} kræver programdele, der ikke er installeret. Skriv: ")
        python, _, packages = line.partition("Skriv: ")[2].partition(" -m pip install ")
        assert (ROOT / python.strip('"')).samefile(sys.executable)
        assert {Requirement(package) for package in re.findall('"(.+?)"', packages)} == DOCUMENTS
    assert not [*ROOT.glob("x"), *ROOT.glob("x.*")]


@pytest.mark.parametrize(
    ("system", "python", "command"),
    [
        ("linux", "/opt/udplan/bin/python", "/opt/udplan/bin/python -m pip install "),
        ("linux", "{here}/.venv/bin/python", ".venv/bin/python -m pip install "),
        ("linux", "{here}/min plan/bin/python", '"min plan/bin/python" -m pip install '),
        ("win32", "{here}/.venv/Scripts/python.exe", ".venv/Scripts/python.exe -m pip install "),
        ("win32", "{here}/min plan/python.exe", '"min plan/python.exe" -m pip install '),
    ],
)
def test_what_installs_them_can_be_pasted_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, python: str, command: str
) -> None:
    """In cmd, PowerShell and bash alike, but for PowerShell and a path with spaces, of which it says what is to be done.

    On Windows the path has backslashes, which mean nothing inside or outside the quotes of cmd and PowerShell.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "executable", python.format(here=Path.cwd()))
    told = str(missing_package("Pdf")).replace("\\", "/")
    assert f"Skriv: {command}" in told
    assert told.endswith("(i PowerShell med & og et mellemrum foran)") == (system == "win32" and " " in python)
    assert all(
        sign in '"' or sign.isalnum() or sign in " <>=,.-" for sign in told.partition("install ")[2].split("(")[0]
    )


def test_what_is_run_uninstalled_names_the_folder_of_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_such(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", none_such)
    assert str(missing_package("Pdf")).endswith(f'-m pip install "{ROOT.resolve()}[dokumenter]"')


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_word_and_pdf_are_written_to_a_file(kind: str) -> None:
    ran = udplan("report", "plan", "--format", kind)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"Fejl: {kind} skal skrives til en fil: -o plan.{kind}.\n"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (("plan", "--format", "ics"), "Formatet »ics« findes ikke. Skriv md, html, docx eller pdf."),
        (("plan", "-o", "x.ics"), "x.ics ender på .ics, og det skrives ikke her."),
        (("plan", "-o", "x.odt"), "x.odt ender på .odt, og det skrives ikke her."),
        (("arbejdsplan", "--udvalg", "AU", "--format", "icss"), "Mente du ics?"),
        (("arbejdsplan",), "Sig hvilket udvalg, fx udplan report arbejdsplan --udvalg BUU."),
        (("arbejdsplan", "--format", "ics"), "Sig hvilket udvalg"),
        (("udvalg",), "Sig hvilket udvalg"),
        (("plan", "--dato", "32-01-2025"), "--dato: "),
        (("direktion", "--siden", "i går"), "--siden: i går er ikke en dato; skriv fx 2025-01-21."),
        (
            ("plan", "--siden", "2025-01-01"),
            "--siden kan ikke bruges til rapporten plan. Det, der er ændret siden, står i ",
        ),
    ],
)
def test_what_a_report_cannot_be_is_told(run: tuple[str, ...], said: str) -> None:
    ran = udplan("report", *run)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_work_plan_is_a_calendar_by_format_or_by_name(tmp_path: Path) -> None:
    printed = udplan("report", "arbejdsplan", "--udvalg", "BUU", "--format", "ics")
    assert printed.status == 0
    assert printed.raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert printed.raw.endswith(b"END:VCALENDAR\r\n")
    ran = udplan("report", "arbejdsplan", "--udvalg", "BUU", "-o", str(tmp_path / "x.ics"))
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "x.ics").read_bytes() == printed.raw


def test_a_calendar_of_a_committee_without_dates_is_refused(plan_folder: PlanFolder) -> None:
    with pytest.raises(UnknownChoice, match="Ingen led i Arbejdsmarkedsudvalget har et tidspunkt"):
        publish.finished(sound(plan_folder({"sti.yaml": item()})), Valg(udvalg="AU"), "arbejdsplan", "ics")


# --- what a report is asked for --------------------------------------------------------------------------------------


@pytest.fixture
def dated(plan_folder: PlanFolder) -> Path:
    status = "[{dato: 2025-01-10, tekst: Gammelt nyt}, {dato: 2025-02-20, tekst: Nyt}]"
    path = "[{forum: AU, tid: marts 2025}, {forum: ØK, tid: april 2026}]"
    return plan_folder({"sti.yaml": item(status=status, tværgående="ja", sagsgang=path)})


def report(folder: Path, *run: str) -> str:
    ran = udplan("report", *run, "--plan", str(folder))
    assert ran.status == 0, ran.err
    return ran.out


def test_the_days_of_a_status_come_from_the_command_line(dated: Path) -> None:
    plain = report(dated, "direktion")
    assert "Nyt" in plain
    assert report(dated, "direktion", "--siden", "2025-02-01") != plain
    assert "20. februar 2025" in report(dated, "direktion", "--siden", "1. februar 2025")
    old = report(dated, "direktion", "--dato", "2025-04-30")
    assert old != report(dated, "direktion", "--dato", "2025-02-21")
    assert report(dated, "direktion", "--dato", "2025-04-30", "--frist", "100") != old
    assert report(dated, "direktion", "--dato", "2025-04-30", "--frist", "45") == old
    assert "Gammelt nyt" in report(dated, "direktion", "--dato", "2025-01-15")
    today = date.today().isoformat()
    assert report(dated, "direktion", "--dato", "i-dag") == report(dated, "direktion", "--dato", today)


def test_the_year_of_the_wheel_comes_from_the_command_line(dated: Path) -> None:
    assert "2025" in report(dated, "årshjul").splitlines()[0]
    assert report(dated, "årshjul", "--år", "2025") == report(dated, "aarshjul")
    assert "april 2026" in report(dated, "årshjul", "--aar", "2026").lower()


# --- the overview --------------------------------------------------------------------------------------------------


def overview() -> list[tuple[str, str, str]]:
    lines = udplan("report", "--oversigt").out.splitlines()
    return [(name, what.strip(), example.strip()) for name, what, example in zip(*[iter(lines)] * 3, strict=True)]


OVERVIEW = overview()


def test_the_overview_lists_every_report() -> None:
    assert [(name, what) for name, what, _ in OVERVIEW] == [(name, f"{each.hvad}.") for name, each in REPORTS.items()]


#: Those that need no earlier state of the plan, which is not to be had everywhere.
OF_ONE = [line for line in OVERVIEW if line[0] in OF_ONE_STATE]
EXTRA = [("arbejdsplan", "", "udplan report arbejdsplan --udvalg BUU -o buu.ics")]
KINDS = [("plan", "", f"udplan report plan -o plan.{kind}") for kind in ("docx", "pdf")]


@pytest.mark.parametrize(("navn", "what", "example"), [*OF_ONE, *EXTRA, *KINDS], ids=lambda each: each)
def test_every_example_runs_on_the_real_plan(tmp_path: Path, navn: str, what: str, example: str) -> None:
    program, *run = shlex.split(example)
    assert program == "udplan"
    importable(run[-1].rpartition(".")[2])
    ran = udplan(*run, cwd=tmp_path, UDPLAN_PLAN=str(REAL_PLAN))
    assert (ran.status, ran.out) == (0, ""), ran.err
    assert (tmp_path / run[-1]).stat().st_size > 200


def test_the_full_plan_comes_out_whole(plan_folder: PlanFolder, tmp_path: Path) -> None:
    plan = sound(plan_folder({"sti.yaml": item()}, plan=FULL_PLAN.replace("id: [sti]", "id: [vej]")))
    write(plan.mappe, {"templates/rapporter/egen.md.j2": "# Egen\n"})
    whole = whole_set.write_everything(plan, Valg(), "md", tmp_path / "ud")
    assert (tmp_path / "ud" / "egen.md").exists()
    assert whole.warnings == []


# --- by several processes ---------------------------------------------------------------------------------------------


@pytest.mark.process
def test_a_set_is_the_same_whatever_the_number_of_processes(real_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEAST, "docx", 4)
    made = [publish.document(real_plan, Valg(), navn) for navn in ("plan", "puljer", "økonomi", "direktion")] * 3
    alone = [*written(made, len(made), "docx", [], cores=1)]
    assert [*written(made, len(made), "docx", [], cores=2)] == alone
    assert [document.title for document, _ in alone] == [document.title for document in made]


@pytest.mark.process
def test_what_goes_wrong_in_another_process_is_told_as_here(real_plan: Plan, tmp_path: Path) -> None:
    made = [publish.document(real_plan, Valg(), "puljer")] * LEAST_OF_OWN["docx"]
    nowhere = tmp_path / "findes-ikke.docx"
    told = set()
    for cores in (1, 2):
        with pytest.raises(TemplateError) as error:
            next(written(made, len(made), "docx", [], nowhere, cores=cores))
        told.add(str(error.value))
    assert len(told) == 1


def test_few_documents_are_written_here(real_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)  # who asks for it fails
    made = [publish.document(real_plan, Valg(), "puljer")]
    for kind in ("md", "html", "docx", "pdf"):
        assert [document for document, _ in written(made * 3, 3, kind, [], cores=8)] == made * 3


def test_what_is_poured_into_a_template_is_shared_out_sooner(
    real_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was written by one process, and took a quarter more time."""
    asked: list[int] = []

    def shared_out(documents: list[Document], write: object, helping: int) -> list[Document]:
        asked.append(helping)
        return []

    monkeypatch.setattr(processes, "shared_out", shared_out)
    made = [publish.document(real_plan, Valg(), "puljer")]
    write(tmp_path, {"dokument.docx": "en skabelon"})
    for given in ({"templates": [tmp_path]}, {"templates": [], "skabelon": tmp_path / "dokument.docx"}):
        assert [*written(made * 12, 12, "docx", cores=3, **given)] == []
    assert asked == [2, 2]
    assert len([*written(made * 12, 12, "docx", [], cores=3)]) == 12


def test_a_system_that_has_no_room_for_helpers_is_done_without(
    real_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [publish.document(real_plan, Valg(), "puljer")] * LEAST["pdf"]
    alone = [*written(made, len(made), "pdf", [], cores=1)]

    def refused(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert [*written(made, len(made), "pdf", [], cores=2)] == alone
    monkeypatch.setattr(processes, "ProcessPoolExecutor", refused)
    assert [*written(made, len(made), "pdf", [], cores=2)] == alone
