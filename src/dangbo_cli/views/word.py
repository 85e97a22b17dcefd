"""A Word document filled from a template: the program's own, or one that the clerk changed in Word.

Placeholders are «{{ so_dang_vien }}»; `{%p if co_mo_hinh %}` … `{%p endif %}` keep whole paragraphs only where there is
data, `{%tr for dong in bang_khoi %}` … `{%tr endfor %}` repeat rows of a table (docxtpl). A template runs in a sandbox:
it can show what it is given and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from dangbo_cli.views.partial import partial_of


class TemplateWrong(Exception):
    """A template cannot be filled. The message is for the clerk; `advice` says what to do."""

    def __init__(self, message: str, *advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def check(template: bytes, values: Mapping[str, Any]) -> None:
    """Raise TemplateWrong where a template is written wrongly or asks for what `values` do not have."""
    document = _open(template)
    with _told():
        unknown = sorted(document.get_undeclared_template_variables(_environment()) - values.keys())
    if unknown:
        raise _unknown(unknown, values)


def fill(template: bytes, values: Mapping[str, Any], path: Path) -> None:
    """Write the filled template to `path`; nobody ever finds half a file. It is packed in memory first (`save_book` says
    why). Raises TemplateWrong, OSError."""
    document = _open(template)
    with _told():
        document.render(dict(values), _environment(), autoescape=True)
    packed = BytesIO()
    document.save(packed)
    partial = partial_of(path)
    try:
        partial.write_bytes(packed.getbuffer())
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the template engine refuses into sentences."""
    from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError

    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateWrong(
            f"Mẫu có chỗ viết sai cách: {_place(error)}.",
            "Mỗi «{{» cần một «}}», mỗi «{%p if … %}» cần một «{%p endif %}», mỗi «{%tr for … %}» cần một «{%tr endfor %}».",
        ) from error
    except UndefinedError as error:
        name = re.search(r"'([^']*)'\s*(?:is undefined)?$", str(error))
        raise TemplateWrong(
            f"Mẫu có chỗ ghi «{name[1] if name else error}» mà chương trình không có.",
            "Sửa tên ấy trong Word, hoặc lấy lại mẫu gốc bằng «dangbo xuat mau-van-ban».",
        ) from error
    except (SecurityError, TemplateError, TypeError, ValueError) as error:
        raise TemplateWrong(f"Mẫu có chỗ không làm được: {error}.") from error


def read_template(path: Path) -> bytes:
    """Return the bytes of a template file. Raises TemplateWrong for what is no Word document, OSError."""
    content = path.read_bytes()
    _open(content)
    return content


def _open(template: bytes) -> Any:
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    document = DocxTemplate(BytesIO(template))
    try:
        document.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateWrong(
            "Mẫu không phải một tệp Word .docx.", "Mở tệp ấy trong Word rồi lưu lại thành .docx (không phải .doc)."
        ) from error
    return document


def _unknown(names: list[str], values: Mapping[str, Any]) -> TemplateWrong:
    from difflib import get_close_matches

    told = []
    for name in names:
        near = get_close_matches(name, list(values), 1, 0.6)
        told.append(f"«{name}»" + (f" (có phải «{near[0]}»?)" if near else ""))
    return TemplateWrong(
        f"Mẫu có chỗ trống mà chương trình không biết điền: {', '.join(told)}.",
        f"Các chỗ điền được: {', '.join(sorted(values))}.",
    )


def _place(error: Any) -> str:
    lines = [re.sub(r"<[^>]+>", "", line).strip() for line in getattr(error, "docx_context", ())]
    shown = next((line for line in lines if "{" in line), "")
    return f"«{shown[:80]}»" if shown else str(error.message)
