"""`bao-cao xep-loai`: a year's ratings in figures and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType, one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, Unit, read_year, with_output
from dangbo_cli.cli.showing import Look, Shape, show

Year = Annotated[
    Any,
    typer.Option(
        "--nam", metavar="NĂM", click_type=ValueType(read_year),
        help="Năm xếp loại; không ghi thì là năm gần nhất có xếp loại trong sổ.",
    ),
]  # fmt: skip
STAGES = {"quyet-dinh": "decided", "de-nghi": "proposed", "tu-nhan": "self"}
Stage = Annotated[
    str | None,
    typer.Option(
        "--theo", metavar="MỨC",
        click_type=one_of(tuple(STAGES), {"decided": "quyet-dinh", "proposed": "de-nghi", "de-xuat": "de-nghi", "self": "tu-nhan"}),
        help="Theo mức quyết định, đề nghị hay tự nhận; không ghi thì theo mức quyết định.",
    ),
]  # fmt: skip
SUBJECTS = {"dang-vien": ("dv",), "to-chuc": ("tc",)}
Subjects = Annotated[
    str | None,
    typer.Option(
        "--doi-tuong", metavar="dang-vien|to-chuc",
        click_type=one_of(tuple(SUBJECTS), {"dv": "dang-vien", "tc": "to-chuc"}), help="Chỉ đảng viên, hoặc chỉ tổ chức đảng.",
    ),
]  # fmt: skip
LevelWord = Annotated[
    str | None, typer.Option("--muc", metavar="MỨC", help="Chỉ một mức, như HTXSNV, «Chưa xếp loại» (với --chi-tiet).")
]


@manual(
    "Số tổ chức đảng và đảng viên ở từng mức, theo tổ chức cơ sở đảng, loại hình và khối, so với năm trước; mỗi người "
    "tính đúng một lần. Số liệu theo mức quyết định; khi chưa có mức quyết định nào thì theo mức đề nghị và nói rõ (tệp "
    "--luu-vao chỉ ghi mức đề nghị khi có --theo de-nghi). Thêm --chi-tiet để xem tên sau mỗi con số.\n\n"
    "--bieu 15: bảng tổng hợp 11 cột; --bieu tcd: tổ chức đảng; --bieu dv: đảng viên.",
    ("dangbo bao-cao xep-loai --nam 2022", "Toàn đảng bộ, so với năm 2021."),
    ("dangbo bao-cao xep-loai --nam 2022 --bieu dv --luu-vao bieu-dv.xlsx", "Biểu đảng viên, ra tệp Excel."),
    ("dangbo bao-cao xep-loai --nam 2022 --chi-tiet --muc HTXSNV", "Ai được xếp loại xuất sắc."),
)
@with_output
def xep_loai(
    ctx: typer.Context,
    output: Output,
    nam: Year = None,
    don_vi: Unit = None,
    doi_tuong: Subjects = None,
    bieu: Annotated[
        str,
        typer.Option(
            "--bieu", metavar="BIỂU", click_type=one_of(("tong-hop", "15", "tcd", "dv")), help="tong-hop, 15, tcd hay dv."
        ),
    ] = "tong-hop",
    theo: Stage = None,
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Từng người, từng tổ chức, thay vì số liệu.")] = False,
    muc: LevelWord = None,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show a year's ratings."""
    from dangbo_cli.reports.rating_rules import last_day, newest_year
    from dangbo_cli.reports.rating_summary import Asked, Layout, rating_details, rating_summary

    call = call_of(ctx)
    if muc is not None and not chi_tiet:
        raise Misuse("--muc chỉ dùng cùng --chi-tiet.", "Thêm --chi-tiet để xem tên từng người.")
    with call.reading() as conn, refusals():
        year = nam or (tinh_den and tinh_den.year) or newest_year(conn) or call.env.today().year
        root = organization_asked(conn, don_vi, last_day(year))
        sorts = SUBJECTS[doi_tuong] if doi_tuong else ("dv", "tc")
        stage = STAGES[theo] if theo else None
        asked = Asked(year, root, Layout(bieu), sorts, stage, output.save is not None, read_bucket(muc))
        if chi_tiet:
            show(call, rating_details(conn, asked), output, Shape.REPORT)
            return
        summary = rating_summary(conn, asked)

    def text() -> None:
        from dangbo_cli.views.terminal import show_table

        if asked.layout is not Layout.SUMMARY:
            show_table(summary.table, call.env)
            return
        show_table(summary.levels, call.env, bar="percent")
        call.env.out()
        show_table(replace(summary.table, title="Theo tổ chức cơ sở đảng, loại hình và khối"), call.env)

    show(call, summary.table, output, Shape.REPORT, Look(text=text, charted=summary.levels))


def read_bucket(text: str | None) -> str | None:
    """Read a level, or where somebody without one counts. Raises Misuse."""
    if text is None:
        return None
    from dangbo_cli.domain.rating import parse_level
    from dangbo_cli.reports.rating_tally import BUCKETS, bucket_words
    from dangbo_cli.vietnamese.text import fold

    level, _ = parse_level(text)
    found = level or next(
        (b for b in BUCKETS for stage in STAGES.values() if fold(bucket_words(b, stage)) == fold(text)), None
    )
    if found is None:
        raise Misuse(f"«{text}» không phải một mức.", f"Các mức: {', '.join(BUCKETS)}.")
    return found
