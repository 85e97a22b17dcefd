"""Which document of the record does a cell name?"""

from __future__ import annotations

from collections.abc import Mapping

from dangbo_cli.domain.change import Ref, Scalar
from dangbo_cli.domain.document import find_numbered, nearly_numbered
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.forms.form import Field

DOCUMENT_UNKNOWN = cause(
    "document_unknown",
    Level.CELL,
    "Văn bản chưa có trong sổ",
    "Sổ chưa có văn bản số «{value}»{detail}.",
    "Thêm bằng «dangbo van-ban them …» rồi nhập lại.",
    unit="Đơn vị kiểm tra lại số văn bản.",
)


def read_document(
    declared: Field, text: str, documents: Mapping[Ref, str | None]
) -> tuple[dict[str, Scalar], Finding | None]:
    """Return the document that a text gives the number of, or what is to be said of one that the record has not."""
    found = find_numbered(text, documents)
    if len(found) != 1:
        near = ", ".join(f"«{documents[one]}»" for one in found or nearly_numbered(text, documents))
        return {}, Finding(DOCUMENT_UNKNOWN, f"; gần giống: {near}" if near else "")
    return {declared.key: found[0]}, None
