"""udplan's own templates: an engine without the sandbox that others' templates run in, and what it has compiled.

To compile a template takes longer than to fill it in. So it is done once, as Python does with its modules: what comes of it is
kept for the run, and in ``__pycache__`` beside the template where that folder can be written. None of it is ever done with a
template that somebody else wrote: who can write one must not be able to leave code behind.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2 import pass_context
from jinja2.bccache import Bucket
from markupsafe import Markup

from udplan import __version__
from udplan.disk.reading import read_file
from udplan.documents.printing.files import packaged_templates, read_template

#: What the same template is compiled differently by.
_MADE_BY: Final = f"{__version__}, Jinja {jinja2.__version__}, Python {sys.version}\n"
_FINGERPRINT: Final = hashlib.sha256().digest_size


def _fingerprint(checksum: str, code: bytes) -> bytes:
    return hashlib.sha256(checksum.encode("ascii") + code).digest()


class Compiled(jinja2.BytecodeCache):
    """Compiled templates. A file of them begins with a fingerprint of its template, of what compiled it and of its own bytes:
    one that is old or broken is passed over, and written anew."""

    def __init__(self) -> None:
        self._made: dict[str, CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha256((_MADE_BY + source).encode("utf-8")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get(bucket.checksum)
        if bucket.code is None:
            with suppress(OSError):
                raw = read_file(_beside(bucket.key))
                fingerprint, code = raw[:_FINGERPRINT], raw[_FINGERPRINT:]
                if fingerprint == _fingerprint(bucket.checksum, code):
                    bucket.code = self._made[bucket.checksum] = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._made[bucket.checksum] = bucket.code
        if sys.dont_write_bytecode:
            return
        from udplan.disk.writing import write_file

        code = marshal.dumps(bucket.code)
        path = _beside(bucket.key)
        with suppress(OSError):  # a package that is only to be read
            path.parent.mkdir(exist_ok=True)
            write_file(path, _fingerprint(bucket.checksum, code) + code)


def _beside(template: str) -> Path:
    """The file of a compiled template, by the path of the template: one for each Python, as with modules."""
    path = Path(template)
    return path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}.bin"


_COMPILED: Final = Compiled()


def _source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    path = packaged_templates() / name
    return read_template(path), str(path), lambda: True


def render_ours(
    name: str,
    write: Callable[[object], str],
    tests: Mapping[str, Callable[[object], bool]],
    names: Mapping[str, object],
) -> str:
    """udplan's own template of that name, filled in; see ``jinja.render_template``."""
    environment = jinja2.Environment(
        # With a context it is not asked while a template is compiled: what comes of it is the same for all documents.
        finalize=pass_context(lambda _, value: value if isinstance(value, Markup) else write(value)),
        loader=jinja2.FunctionLoader(_source),
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_COMPILED,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests.update(tests)
    return environment.get_template(name).render(names)
