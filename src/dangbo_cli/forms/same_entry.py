"""When two entries of one subject and year are one."""

from __future__ import annotations

from collections.abc import Mapping

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.document import document_key
from dangbo_cli.forms.form import Form


def same_entry(form: Form, one: Mapping[str, Scalar], other: Mapping[str, Scalar], surely: bool = False) -> bool:
    """Tell whether two of one subject and year are one entry: by the first alternative that both have."""
    for names in form.same_by:
        if all(one.get(k) is not None and other.get(k) is not None for k in names):
            return all(is_same(k, one[k], other[k]) for k in names)
    return not surely


def is_same(key: str, one: Scalar, other: Scalar) -> bool:
    """Tell whether two values by which entries are told apart are one: «Số 15-QĐ/ĐU» is «15-QĐ/ĐU»."""
    return canonical(key, one) == canonical(key, other) or (
        key.endswith("_number") and document_key(str(one)) == document_key(str(other))
    )
