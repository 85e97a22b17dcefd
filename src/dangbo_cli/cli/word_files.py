"""What goes wrong with Word files, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.saving import not_written


@contextmanager
def saving_word(target: Path, template: Path | None) -> Iterator[None]:
    """Turn a template that cannot be filled and a file, or files of a folder, that cannot be written into a sentence."""
    from dangbo_cli.views.word import TemplateWrong

    try:
        yield
    except TemplateWrong as error:
        where = f" («{template}»)" if template is not None else ""
        raise Misuse(f"{error.message.rstrip('.')}{where}.", *error.advice, names=(str(template or ""),)) from None
    except FileNotFoundError as error:
        missing = error.filename or target
        raise Misuse(f"Không có tệp hay thư mục «{missing}».", names=(str(missing),)) from None
    except OSError as error:
        raise not_written(target, error, folder=not target.suffix) from error
