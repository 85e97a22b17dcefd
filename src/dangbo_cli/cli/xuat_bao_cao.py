"""`xuat bao-cao-nam|bao-cao-sau-thang|mau-van-ban`: drafts of the leadership's report in Word, and their templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType, one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Unit, read_year
from dangbo_cli.cli.saving import check_folder, may_overwrite, say_replaced, write_whole

TEMPLATES = ("bao-cao-nam", "bao-cao-sau-thang", "cong-van")
_DRAFT = (
    "Bản nháp theo thể thức văn bản của Đảng: số liệu của kỳ, các bảng, nơi nhận, chỗ ký. Cả văn bản tính đến một ngày: ngày cuối "
    "kỳ (hôm nay, nếu kỳ chưa hết), hoặc ngày ở --tinh-den. Câu nào không có số liệu thì không "
    "viết; số nào sổ chưa biết thì in «…» và nêu ở cuối. Lấy mẫu bằng «dangbo xuat mau-van-ban», sửa trong Word, rồi dùng --mau."
)
Year = Annotated[
    Any,
    typer.Option(
        "--nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm của báo cáo; không ghi thì năm nay."
    ),
]
Target = Annotated[Path, typer.Option("--luu-vao", metavar="TỆP.docx", help="Tệp Word để ghi.")]
Template = Annotated[Path | None, typer.Option("--mau", metavar="TỆP.docx", help="Mẫu riêng, thay cho mẫu có sẵn.")]
Place = Annotated[str | None, typer.Option("--noi", metavar="CHỮ", help="Nơi ban hành, như «Sơn La».")]


@manual(
    _DRAFT,
    ("dangbo xuat bao-cao-nam --nam 2022 --luu-vao bao-cao-2022.docx", "Báo cáo năm 2022 của toàn đảng bộ."),
    ('dangbo xuat bao-cao-nam --nam 2022 --mau mau.docx --noi "Sơn La" --luu-vao bao-cao.docx', "Theo mẫu riêng."),
)
def bao_cao_nam(
    ctx: typer.Context, luu_vao: Target, nam: Year = None, mau: Template = None, don_vi: Unit = None, noi: Place = None,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Write the year's report."""
    _write(call_of(ctx), nam, luu_vao, mau, don_vi, noi, tinh_den, half=False)


@manual(
    f"Như báo cáo năm, cho 6 tháng đầu năm. {_DRAFT}",
    ("dangbo xuat bao-cao-sau-thang --nam 2022 --luu-vao so-ket-2022.docx", "Sơ kết 6 tháng đầu năm 2022."),
)
def bao_cao_sau_thang(
    ctx: typer.Context, luu_vao: Target, nam: Year = None, mau: Template = None, don_vi: Unit = None, noi: Place = None,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Write the report of half a year."""
    _write(call_of(ctx), nam, luu_vao, mau, don_vi, noi, tinh_den, half=True)


@manual(
    "Ghi một mẫu có sẵn ra tệp để sửa trong Word: lời văn, thứ tự, phông chữ. Giữ nguyên các chỗ «{{ … }}» và «{% … %}» muốn "
    "chương trình điền; dùng mẫu ấy bằng --mau.",
    ("dangbo xuat mau-van-ban bao-cao-nam --luu-vao mau.docx", "Mẫu báo cáo năm."),
    ("dangbo xuat mau-van-ban cong-van --luu-vao mau-nhac.docx", "Mẫu công văn đôn đốc."),
)
def mau_van_ban(
    ctx: typer.Context,
    which: Annotated[
        Any, typer.Argument(metavar="LOẠI", click_type=one_of(TEMPLATES), help="Loại mẫu.", show_default=False)
    ],
    luu_vao: Target,
) -> None:
    """Write a template to a file."""
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.word_templates import build_template

    call = call_of(ctx)
    path = _word_path(luu_vao)
    if path.exists():
        raise Misuse(f"«{path}» đã có, có thể là mẫu đã sửa.", "Hãy ghi ra tên khác.", names=(str(path),))
    write_whole(path, lambda file: file.write_bytes(build_template(which)))
    show_note(call.env, f"Đã ghi mẫu vào «{path}».", names=(str(path),))


def _word_path(path: Path) -> Path:
    path = path.expanduser()
    if path.suffix.lower() != ".docx":
        raise Misuse(f"Chưa ghi được loại tệp của «{path}».", "Đặt tên tệp tận cùng bằng .docx.", names=(str(path),))
    check_folder(path)
    return path


def _write(
    call: Call, asked: int | None, target: Path, template: Path | None, unit: str | None, place: str | None, stated: date | None,
    half: bool,
) -> None:  # fmt: skip
    from dangbo_cli.cli.word_files import saving_word
    from dangbo_cli.reports.annual_report import read_annual
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.word import check, fill, read_template
    from dangbo_cli.views.word_templates import ANNUAL, HALF, build_template

    path = _word_path(target)
    today = call.env.today()
    year = asked or today.year
    if year > today.year:
        raise Misuse(f"Năm {year} chưa tới.")
    day = stated or min(today, date(year, 6, 30) if half else date(year, 12, 31))
    with call.reading() as conn, refusals():
        organization = organization_asked(conn, unit, day)
        content = read_annual(conn, year, day, today, half, organization, place)
    with saving_word(path, template):
        own = template.expanduser() if template is not None else None
        form = read_template(own) if own is not None else build_template(HALF if half else ANNUAL)
        check(form, content.values)
        if not may_overwrite(call.env, path):
            return
        over = say_replaced(path)
        fill(form, content.values, path)
    show_note(
        call.env,
        f"Đã viết bản nháp báo cáo {'6 tháng đầu ' if half else ''}năm {year} vào «{path}»{over}.",
        names=(str(path),),
    )
    if content.unknown:
        show_note(call.env, "Sổ chưa biết, in là «…» hoặc bỏ câu: " + "; ".join(dict.fromkeys(content.unknown)) + ".")
