"""A mistake in a template is told in Danish to the last word, whichever program found it."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from tests.command_line import udplan
from tests.plans import PlanFolder, item, write
from tests.test_formats import document
from udplan.documents import blocks
from udplan.documents.blocks import Column, Table
from udplan.documents.formats import md
from udplan.documents.formats.pdf import pages
from udplan.documents.own.public import WORDS
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.mistakes import kind_name, of_jinja, of_python, of_typst

UNREADABLE = "skabelonen kan ikke læses: "
JINJA = [
    # what cannot be read
    ("{% if %}", f"{UNREADABLE}der skulle stå et navn, et tal eller en tekst, men der står »%}}«"),
    ("{% for x in y %}", f"{UNREADABLE}{{% for %}} bliver aldrig lukket: {{% endfor %}} eller {{% else %}} mangler"),
    (
        "{% if a %}",
        f"{UNREADABLE}{{% if %}} bliver aldrig lukket: {{% elif %}}, {{% else %}} eller {{% endif %}} mangler",
    ),
    ("{% endif %}", f"{UNREADABLE}{{% endif %}} lukker noget, der ikke er åbent her"),
    ("{% if a %}{% for b in c %}{% endif %}", f"{UNREADABLE}{{% endif %}} lukker noget, der ikke er åbent her"),
    ("{% foor x in y %}", f"{UNREADABLE}{{% foor %}} findes ikke. Mente du for?"),
    ("{% %}", f"{UNREADABLE}efter {{% skal der stå et ord som for, if eller set"),
    ("{{ a", f"{UNREADABLE}skabelonen slutter for tidligt: der mangler noget"),
    ("{{ a b }}", f"{UNREADABLE}der skulle stå »}}}}«, men der står »b«"),
    ("{{ a + }}", f"{UNREADABLE}»}}}}« kan ikke stå her"),
    ("{{ a ! b }}", f"{UNREADABLE}tegnet »!« kan ikke stå her"),
    ('{{ "a }}', f'{UNREADABLE}tegnet »"« kan ikke stå her'),
    ("{{ (a }}", f"{UNREADABLE}der står »}}«, hvor der skulle stå »)«"),
    ("{{ a.- }}", f"{UNREADABLE}efter et punktum skal der stå et navn eller et tal"),
    ("{# a", f"{UNREADABLE}en bemærkning begynder med {{# og bliver aldrig lukket med #}}"),
    ("{% raw %} a", f"{UNREADABLE}{{% raw %}} bliver aldrig lukket: {{% endraw %}} mangler"),
    ("{{ 1 | uper }}", f"{UNREADABLE}filteret »uper« findes ikke. Mente du upper?"),
    ("{{ 1 is evn }}", f"{UNREADABLE}prøven »is evn« findes ikke. Mente du even?"),
    ("{% set 1 = 2 %}", f"{UNREADABLE}der kan ikke gemmes noget under det navn"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", f"{UNREADABLE}blokken »a« står to gange"),
    # names
    ("{{ docment }}", "navnet »docment« findes ikke. Mente du document?"),
    ("{% set beløb = 1 %}{{ belob }}", "navnet »belob« findes ikke. Mente du beløb?"),
    ("{% macro række() %}{% endmacro %}{{ raekke() }}", "navnet »raekke« findes ikke. Mente du række?"),
    ("{{ titel }}", "navnet »titel« findes ikke. Mente du document.title?"),
    ("{{ hest }}", "navnet »hest« findes ikke"),
    ("{{ document.titel }}", "»titel« findes ikke i dokumentet. Mente du title?"),
    ("{{ document.blocks[99] }}", "»99« findes ikke i en liste"),
    ('{% include "findes_ikke.j2" %}', "skabelonen »findes_ikke.j2« findes ikke"),
    ("{% if false %}{% else %}{{ 1|dfault }}{% endif %}", "filteret »dfault« findes ikke. Mente du default?"),
    ("{{ document.__class__ }}", "»__class__« må ikke bruges i en skabelon"),
    ("{{ (1 if false) + 1 }}", "der mangler et else efter if i {{ … }}"),
    ("{{ [] | first }}", "listen er tom"),
    # what cannot be worked out
    ("{{ 1/0 }}", "der bliver divideret med nul"),
    ("{{ 1 + 'a' }}", "et helt tal og en tekst kan ikke regnes sammen med +"),
    ("{{ 'a' + 1 }}", "en tekst og et helt tal kan ikke lægges sammen; brug ~ til tekster"),
    ("{{ 'a' * 'b' }}", "en tekst eller liste kan kun ganges med et helt tal"),
    ("{{ 1 < 'a' }}", "et helt tal og en tekst kan ikke sammenlignes med <"),
    ("{{ -'a' }}", "en tekst kan ikke regnes med"),
    ("{{ 1() }}", "et helt tal er ikke en funktion; fjern parentesen efter navnet"),
    ("{% for x in 1 %}{% endfor %}", "et helt tal kan ikke gennemløbes; en gentagelse skal have en liste"),
    ("{% for a, b in [1] %}{% endfor %}", "et helt tal kan ikke deles på flere navne"),
    ("{% for a, b in [[1]] %}{% endfor %}", "listen har et andet antal, end der er navne til"),
    ("{{ 1 | length }}", "et helt tal har ingen længde"),
    ("{{ 1 in 2 }}", "i et helt tal kan der ikke ledes med in"),
    ("{{ range(999999) }}", "range er for lang; den må have højst 99.999 tal"),
    ("{{ 10.0 ** 999 }}", "et tal er for stort"),
    ("{{ prose(7) }}", "der skal stå en tekst, ikke et helt tal"),
    ("{{ prose() }}", "»prose« mangler det, den skal bruge i parentesen"),
    ("{{ prose(1, 2, 3) }}", "»prose« har fået for meget i parentesen"),
    ("{{ prose(x=1) }}", "»prose« har ikke feltet »x«"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "makroen mangler sit felt »a«"),
    ("{% macro m(a) %}{% endmacro %}{{ m(b=2) }}", "makroen »m« har ikke feltet »b«"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "skabelonen kalder sig selv uden ende"),
    ("{{ '%d' % 'a' }}", "der skal stå et tal, ikke en tekst"),
    ("{{ '%s' % (1, 2) }}", "antallet af % i teksten passer ikke med det, der sættes ind"),
    ("{{ [] | max }}", "listen er tom"),
    ("{{ 10 ** 5000 }}", "et tal er for stort"),
    ("{{ 1e200 * 1e200 }}", "et tal er for stort"),
    ("{{ 1e999 | int }}", "et tal er for stort"),
    ('{{ 1.5 | round(2, "q") }}', "round tager common, ceil eller floor"),
    ('{{ "abc" | truncate(-9) }}', "længden er for lille; den skal være mindst 3"),
    ('{{ "abc" | wordwrap(0) }}', "bredden skal være mindst 1"),
    ('{{ "abc" | wordcount(1) }}', "»wordcount« har fået for meget i parentesen"),
    ("{{ [1] | dictsort }}", "en liste har ikke navne og værdier"),
    ("{{ cycler() }}", "cycler skal have mindst én ting i parentesen"),
    ("{{ range(1, 2, 0) }}", "springet må ikke være 0"),
    ('{{ "x"[5:1:0] }}', "springet må ikke være 0"),
    ('{{ "x"["a":] }}', "mellem [ og ] skal der stå et helt tal"),
    ('{{ range("a") }}', "der skal stå et helt tal, ikke en tekst"),
    ("{{ dict([1]) }}", "dict skal have navne og værdier: dict(navn=værdi)"),
    ('{{ "a".join(range(3)) }}', "et helt tal kan ikke sættes sammen med .join; brug filteret join"),
    ('{{ "%q" | format(1) }}', "%q kan ikke bruges; skriv %s for en tekst og %d for et helt tal"),
    ('{{ "%(a)s" | format(b=1) }}', "»a« er der ikke noget, der hedder"),
    ('{{ 1 ** "a" }}', "et helt tal og en tekst kan ikke regnes sammen med **"),
    ('{{ "a" | abs }}', "en tekst kan ikke regnes med"),
    ("{{ 1 | last }}", "et helt tal kan ikke gennemløbes; en gentagelse skal have en liste"),
    ("{{ 1 | reverse }}", "der skal stå en liste"),
    ("{{ 1 | list(2) }}", "»list« har fået for meget i parentesen"),
    ("{{ 1 | slice }}", "»slice« mangler det, den skal bruge i parentesen"),
    ("{{ 1 | unique(x=1) }}", "»unique« har ikke feltet »x«"),
    ("{{ 1 | dictsort(1, 2) }}", "dictsort ordner efter »key« eller »value«"),
    ("{{ 1 is eq }}", "»eq« har fået et forkert antal ting i parentesen"),
    ('{{ 1 is in("a") }}', "i en tekst kan der kun ledes efter en tekst, ikke et helt tal"),
    ("{{ range() }}", "»range« mangler det, den skal bruge i parentesen"),
    ("{{ dict(1, 2) }}", "»dict« har fået for meget i parentesen"),
    ('{{ "a".upper(x=1) }}', "»upper« tager ikke felter med navn i parentesen"),
    ('{{ "a".split(x=1) }}', "»split« har ikke feltet »x«"),
    ('{{ "a".removeprefix(1) }}', "der skal stå en tekst, ikke et helt tal"),
    ('{{ "a".startswith(1) }}', "der skal stå en tekst, ikke et helt tal"),
    ('{{ "a".center(3, 1) }}', "der skal stå en tekst, ikke et helt tal"),
    ('{{ "a".join(1) }}', "det, der sættes sammen, skal være en liste"),
    ('{{ "a" | trim(1) }}', "i parentesen skal der stå en tekst"),
    ("{{ [1].index(document) }}", "det, der ledes efter, findes ikke"),
    ("{{ [1] | reverse }}", "en liste kan ikke skrives som tekst. Skriv et af dens felter."),
    (
        '{{ "%(a)s %s" | format(a=1) }}',
        "enten skal alle % i teksten have et navn, %(navn)s, eller ingen",
    ),
    ('{{ "%r" | format(1) }}', "%r og %a kan ikke bruges i en skabelon. Skriv %s."),
    (
        '{{ "{x}".format() }}',
        "»format« må ikke bruges efter et punktum. Sæt tekster sammen med ~, eller brug filteret format.",
    ),
    *((f"{{{{ 1 | {name} }}}}", f"filteret »{name}« må ikke bruges i en skabelon") for name in ("tojson", "xmlattr")),
    # what has no text
    ("{{ self }}", "skabelonen selv kan ikke skrives som tekst. Skriv et af dens felter."),
    ('{{ "a".encode() }}', "rå tegn kan ikke skrives som tekst. Skriv et af dens felter."),
    ("{{ dict }}", "en funktion kan ikke skrives som tekst. Skriv et af dens felter."),
    ("{{ range(3) }}", "en liste kan ikke skrives som tekst. Skriv et af dens felter."),
    ("{{ document }}", "dokumentet kan ikke skrives som tekst. Skriv et af dens felter."),
    ("{{ document.blocks }}", "en liste kan ikke skrives som tekst. Skriv et af dens felter."),
    ("{{ caption }}", "en funktion kan ikke skrives som tekst. Skriv et af dens felter."),
]
HEAD = '#set document(title: "T")\n#set text(lang: "da", font: "Source Sans 3")\n= T\n'
TYPST = [
    ("#let x = (", "en parentes, en klamme eller et $ bliver aldrig lukket"),
    ("#let x =", "her mangler et udtryk"),
    ("#(1 2)", "her mangler et komma"),
    ('#"abc', "et citationstegn mangler til sidst i en tekst"),
    ("#)", "der lukkes noget, der ikke er åbent"),
    ("#ukendt", "navnet »ukendt« findes ikke"),
    ("#(a: 1).b", "feltet »b« findes ikke"),
    ("#calc.foo", "»foo« findes ikke her"),
    ('#"a".foo()', "»foo« findes ikke her"),
    ("#1.foo", "et helt tal har ingen felter"),
    ('#read("x.txt")', "filen »x.txt« findes ikke; den skal ligge ved siden af skabelonen"),
    ('#read("/../x.txt")', "den fil må en skabelon ikke læse; læg den ved siden af skabelonen"),
    ('#include "dokument.typ"', "filerne henter hinanden i ring"),
    ('#image("dokument.typ", alt: "x")', "billedet kan ikke læses; brug png, jpg eller svg"),
    ('#(1 + "a")', "et helt tal og en tekst kan ikke lægges sammen"),
    ("#(1 / 0)", "der bliver divideret med nul"),
    ('#(1 < "a")', "et helt tal og en tekst kan ikke regnes sammen"),
    ("#for x in 1 { }", "et helt tal kan ikke gennemløbes; en gentagelse skal have en liste"),
    ("#while true {}", "gentagelsen hører aldrig op"),
    ("#{ let f(x) = f(x) + 1; f(1) }", "noget kalder sig selv uden ende, eller ligger for dybt inden i hinanden"),
    ("#(1, 2).at(9)", "listen har ikke så mange ting"),
    ('#panic("av")', "skabelonen standser sig selv med ordene av"),
    ("#assert(false)", "en prøve i skabelonen slår ikke til"),
    ("#assert.eq(1, 2)", "1 er ikke lig med 2"),
    ("#{ let f(x) = x; f() }", "i parentesen mangler »x«"),
    ("#{ let f(x) = x; f(1, 2) }", "der er for meget i parentesen"),
    ("#{ let f(x) = x; f(1, y: 2) }", "feltet »y« findes ikke her"),
    ("#rect(width: 12)", "der skulle stå en længde eller auto, men der står et helt tal"),
    ("#break", "»break« kan ikke stå her"),
    ("#ref(<x>)", "mærket <x> findes ikke i dokumentet"),
    ("=== U", "overskrifterne springer fra niveau 1 til 3; de må kun gå ét niveau ned ad gangen"),
    ('#regex("(")', "mønstret i regex kan ikke læses; en parentes eller en klamme er måske ikke lukket"),
    ('#"a".at(9)', "teksten har ikke så mange tegn"),
    ("#table(columns: -1)", "tallet skal være større end nul"),
    ("#calc.log(0)", "tallet skal være større end nul"),
    ('#("a" * -1)', "tallet er for lille; det må ikke være under nul"),
    ("#range(1, 2, step: 0)", "tallet må ikke være nul"),
    ("#calc.sqrt(-1)", "kvadratroden af et negativt tal findes ikke"),
    ("#calc.pow(10, 99)", "et tal er for stort"),
    ("#().first()", "en liste er tom, og derfor kan intet hentes fra den"),
    ("#datetime(year: 1, month: 99, day: 1)", "datoen eller klokkeslættet findes ikke"),
    ('#link("")[a]', "linket mangler sin adresse"),
    ("#let f(x, x) = 1", "»x« står to gange"),
    ('#plugin("dokument.typ")', "filen er ikke et WebAssembly-program"),
    ('#text(fill: rgb("xyz"))[a]', 'farven kan ikke læses; skriv den som rgb("#14507c")'),
]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("column.index", "»index« må ikke bruges i en skabelon"),
        ("column.nme", "»nme« findes ikke i en kolonne. Mente du name?"),
    ],
)
def test_what_has_names_is_no_list(tmp_path: Path, source: str, said: str) -> None:
    """That it is a tuple too is Python's business, and no template's."""
    asked = f"{{% set column = document.blocks[1].columns[0] %}}{{{{ {source} }}}}"
    write(tmp_path, {"templates/dokument.md.j2": asked})
    with pytest.raises(TemplateError) as told:
        md.render(document(Table("Et", (Column("To"),), ())), [tmp_path / "templates"])
    assert str(told.value).partition("j2:1: ")[2] == said


@pytest.mark.parametrize(("source", "said"), JINJA)
def test_what_jinja_finds_is_told_in_danish(tmp_path: Path, source: str, said: str) -> None:
    write(tmp_path, {"templates/dokument.md.j2": f"a\n{source}\n"})
    with pytest.raises(TemplateError) as told:
        md.render(document(), [tmp_path / "templates"])
    where, _, what = str(told.value).partition("j2:")
    assert re.sub("^[123]: ", "", what) == said, where


@pytest.mark.parametrize(("source", "said"), TYPST)
def test_what_typst_finds_is_told_in_danish(tmp_path: Path, source: str, said: str) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    write(tmp_path, {"templates/dokument.typ": f"{HEAD}{source}\n"})
    with pytest.raises(TemplateError) as told:
        pages.render(document(), [tmp_path / "templates"])
    assert str(told.value) == f"{tmp_path / 'templates/dokument.typ'}:4: {said}"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (r'{{ "\ud83d" }}', ":2"),
        (r'{{ "a\ud83d"|safe }}', ":2"),
        (r'{{ ["\ud83d"]|join }}', ":2"),
        (r'{% filter replace("a", "\ud83d") %}a{% endfilter %}', ""),
    ],
)
def test_half_a_sign_is_told_in_every_format(plan_folder: PlanFolder, source: str, place: str) -> None:
    """It would be a text until it is written to a file, and no file can have it."""
    said = "U+D83D er kun et halvt tegn og kan ikke skrives. Skriv tegnet selv."
    names = ("dokument.md.j2", "dokument.html.j2", "rapporter/egen.md.j2")
    folder = plan_folder({f"templates/{name}": f"# T\n{source}\n" for name in names} | {"sti.yaml": item()})
    for report, kind, name in (("plan", "md", names[0]), ("plan", "html", names[1]), ("egen", "html", names[2])):
        ran = udplan("report", report, "--format", kind, "--plan", str(folder))
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.rstrip().endswith(f"{Path(name).name}{place}: {said}")


@pytest.mark.parametrize("kind", ["json", "toml"])
def test_a_file_that_typst_cannot_read_as_what_it_should_be_is_told(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    write(tmp_path, {"templates/dokument.typ": f'{HEAD}#{kind}("dokument.typ")\n'})
    with pytest.raises(TemplateError, match=f"[0-9]: filen kan ikke læses som {kind.upper()}$"):
        pages.render(document(), [tmp_path / "templates"])


def test_every_kind_of_thing_of_ours_has_a_danish_name() -> None:
    ours = [*WORDS, *(kind for kind in vars(blocks).values() if isinstance(kind, type) and is_dataclass(kind))]
    assert not [kind.__name__ for kind in ours if kind_name(kind.__name__) == kind_name("")]


def test_what_has_no_danish_is_quoted() -> None:
    assert of_jinja("odd thing") == "skabelonen kan ikke bruges. Jinja siger: »odd thing«"
    assert of_python(RuntimeError("odd")) == "skabelonen kan ikke bruges. Python siger: »RuntimeError: odd«"
    assert of_typst("odd thing") == "skabelonen kan ikke bruges. Typst siger: »odd thing«"


def test_the_original_is_kept_for_whoever_looks_for_it(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"templates/rapporter/egen.md.j2": "# T\n{{ 1/0 }}\n", "sti.yaml": item()})
    ran = udplan("report", "egen", "--plan", str(folder))
    assert ran.status == 2 and "division by zero" not in ran.err
    with pytest.raises(TemplateError) as told:
        udplan("report", "egen", "--plan", str(folder), UDPLAN_FEJLSOEG="1")
    assert "ZeroDivisionError: division by zero" in str(told.value.__cause__)
