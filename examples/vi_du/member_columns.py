"""The columns of each layout, with the headings that units use (formats of dates, cards and closed lists vary)."""

from __future__ import annotations

from vi_du import columns as c
from vi_du.columns import Column
from vi_du.people import DONE, EXCELLENT, GOOD, NOT_DONE


def plain() -> list[Column]:
    """One header row; most fields."""
    return [
        c.ordinal("STT"),
        c.name("Họ và tên"),
        c.birth("Ngày, tháng,\n năm sinh", styles="date|date|date|dd/mm/yyyy"),
        c.gender("Giới tính"),
        c.ethnicity("Dân tộc"),
        c.religion("Tôn giáo"),
        c.text("hometown", "Quê quán", width=38),
        c.text("residence", "Nơi ở hiện nay", width=44),
        c.text("occupation", "Nghề nghiệp", width=16),
        c.education("Trình độ văn hóa "),
        c.expertise("Trình độ chuyên môn"),
        c.theory("Trình độ LLCT"),
        c.text("foreign_language", "Ngoại ngữ", width=14),
        c.position("Chức vụ Đảng"),
        c.text("government_position", "Chức vụ chính quyền"),
        c.admitted("Ngày vào Đảng"),
        c.official("Ngày chính thức"),
        c.card("Số thẻ đảng viên", styles="dot"),
        c.file_number("Số lý lịch"),
        c.rating("Xếp loại năm 2022"),
        c.empty("Ghi chú"),
    ]


def committee() -> list[Column]:
    """Merged parents: birth under «Nam»|«Nữ», posts, ticks of political theory, card and file number together."""
    styles = "date|date|dd/mm/yyyy| dd/mm/yyyy|\tdd/mm/yyyy|d/m/yyyy"
    return [
        c.ordinal(),
        c.name("Họ và tên"),
        c.birth_by_gender("Ngày sinh", "Nam", styles),
        c.birth_by_gender("Ngày sinh", "Nữ", styles),
        c.position("Chức vụ hiện nay", "Đảng"),
        c.text("government_position", "Chức vụ hiện nay", "Chính quyền"),
        c.ethnicity("Dân tộc", variants=True),
        c.religion("Tôn giáo", variants=True),
        c.text("hometown", "Quê quán", width=38),
        c.education("Học vấn"),
        c.expertise("Chuyên môn, nghiệp vụ", variants=True),
        *(c.theory_tick("Trình độ LLCT", level) for level in ("Cao cấp", "Cử nhân", "Trung cấp", "Sơ cấp")),
        c.admitted("Ngày vào Đảng", "Dự bị", styles=styles),
        c.official("Ngày vào Đảng", "Chính thức", styles=styles),
        c.card_and_file("Số thẻ đảng viên/Số lý lịch"),
        c.empty("Chi chú"),
    ]


def rating_ticks() -> list[Column]:
    """Capitals; four tick columns of ratings."""
    parent = "XẾP LOẠI ĐẢNG VIÊN"
    return [
        c.ordinal("S\nT\nT"),
        c.name("HỌ VÀ TÊN", "capitals"),
        c.birth("NGÀY \nSINH", styles="dd/mm/yyyy|date"),
        c.gender("GIỚI TÍNH", style="mixed"),
        c.position("CHỨC VỤ ĐẢNG", style="short"),
        c.admitted("NGÀY VÀO ĐẢNG", styles="date|dd/mm/yyyy"),
        c.official("NGÀY CHÍNH THỨC", styles="date|dd/mm/yyyy"),
        c.card("SỐ THẺ ĐẢNG VIÊN", styles="plain|space"),
        c.rating_tick(parent, "Xuất sắc", EXCELLENT),
        c.rating_tick(parent, "Tốt", GOOD),
        c.rating_tick(parent, "Hoàn thành", DONE),
        c.rating_tick(parent, "Không \nhoàn \nthành", NOT_DONE),
        c.empty("GHI CHÚ"),
    ]


def rating_stages() -> list[Column]:
    """Self, proposed and decided ratings."""
    return [
        c.ordinal("Số TT"),
        c.name("Họ và tên đảng viên"),
        c.birth("Ngày tháng \nnăm sinh", styles="dd/mm/yyyy|dd-mm-yyyy"),
        c.gender("Giới tính *"),
        c.ethnicity("Dân tộc *"),
        c.position("Chức vụ Đảng", ordinary=False),
        c.text("government_position", "Chức vụ chính quyền"),
        c.admitted("Ngày kết nạp", styles="dd/mm/yyyy"),
        c.official("Ngày chính thức *", styles="dd/mm/yyyy"),
        c.card("Số thẻ Đảng", styles="plain|number"),
        c.rating("Tự xếp loại", stage="self", variants=True),
        c.rating("Chi bộ xếp loại", stage="proposed", variants=True),
        c.rating("Đảng ủy quyết định xếp loại", stage="decided"),
        c.empty("Ghi chú"),
    ]


def comma() -> list[Column]:
    """An export with identity numbers, the branch and the state in words."""
    return [
        c.ordinal("STT"),
        c.name("Họ và tên", "capitals"),
        c.citizen_id("Số CCCD", lose_zero=0.25),
        c.birth("Ngày sinh", styles="dd/mm/yyyy"),
        c.gender("Giới tính"),
        c.ethnicity("Dân tộc"),
        c.text("hometown", "Quê quán"),
        c.text("residence", "Địa chỉ thường trú"),
        c.branch("Chi bộ đang sinh hoạt"),
        c.admitted("Ngày kết nạp", styles="dd/mm/yyyy"),
        c.official("Ngày chính thức", styles="dd/mm/yyyy"),
        c.standing("Trạng thái"),
        c.card("Số thẻ Đảng viên"),
    ]


def semicolon() -> list[Column]:
    """A list kept in a text file."""
    return [
        c.ordinal(),
        c.name("Họ và tên"),
        c.birth("Năm sinh", styles="dd/mm/yyyy|d/m/yyyy|yyyy"),
        c.gender("Nam/Nữ"),
        c.ethnicity("Dân tộc"),
        c.religion("Tôn giáo"),
        c.text("hometown", "Nguyên quán"),
        c.text("occupation", "Nghề nghiệp hiện nay"),
        c.education("Văn hóa"),
        c.expertise("Chuyên môn"),
        c.theory("Lý luận\n chính trị"),
        c.admitted("Ngày vào Đảng (dự bị)", styles="dd/mm/yyyy|d/m/yyyy|mm/yyyy"),
        c.official("Ngày vào đảng chính thức", styles="dd/mm/yyyy|d/m/yyyy"),
        c.file_number("Số lý lịch Đảng viên"),
        c.rating("Kết quả xếp loại năm 2022"),
    ]


def tabs() -> list[Column]:
    """A copied table; two years of ratings."""
    return [
        c.ordinal("Stt"),
        c.name("Ho va ten"),
        c.birth("Ngày Sinh (d/m/Y)", styles="d/m/yyyy"),
        c.gender("Phái"),
        c.text("residence", "Thường trú"),
        c.card("Số thẻ"),
        c.admitted("Ngày Vào Đảng", styles="d/m/yyyy|yyyy-mm-dd"),
        c.standing("Loại Đảng viên (Dự bị / Chính thức)"),
        c.position("Cấp ủy", ordinary=False),
        c.rating("Xếp loại năm 2022", variants=True),
        c.rating("Xếp loại năm 2021", year="2021", variants=True),
    ]


def two_names() -> list[Column]:
    """The name in two columns; day before month without zeros."""
    return [
        c.ordinal("TT"),
        c.family_name("Họ đệm"),
        c.given_name("Tên"),
        c.birth("Ngày sinh", styles="d/m/yyyy|date|dd.m.yyyy"),
        c.gender("Giới tính", style="mixed"),
        c.ethnicity("Dân tộc"),
        c.education("Trình độ học vấn"),
        c.expertise("Trình độ CM", variants=True),
        c.theory("LLCT", variants=True),
        c.text("foreign_language", "Ngoại ngữ", blank="-"),
        c.position("Chức vụ Đảng", style="short"),
        c.admitted("Ngày vào đảng", styles="d/m/yyyy|date"),
        c.official("Ngày chính thức", styles="d/m/yyyy|date"),
        c.card("Số thẻ Đảng*", styles="dot|plain"),
        c.rating("Đánh giá, xếp loại năm 2022"),
        c.party_age("Tuổi Đảng"),
    ]


def national() -> list[Column]:
    """The national template, flattened: asterisks, hints, 12-digit card beside the old one."""
    return [
        c.ordinal("STT"),
        c.empty("ID"),
        c.name("Họ và tên *", "capitals"),
        c.empty("Tên gọi khác"),
        c.gender("Giới tính *"),
        c.birth("Sinh ngày * (dd/mm/yyyy)", styles="dd/mm/yyyy"),
        c.ethnicity("Dân tộc *"),
        c.religion("Tôn giáo *"),
        c.citizen_id("Số định danh cá nhân *"),
        c.long_card("Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)"),
        c.empty("Nơi cấp thẻ Đảng"),
        c.empty("Ngày cấp thẻ Đảng (dd/mm/yyyy)"),
        c.old_card("Số thẻ theo Đảng quyết định 85"),
        c.branch("Tổ chức Đảng đang sinh hoạt * (không sửa)"),
        c.text("hometown", "Quê quán chi tiết", width=38),
        c.text("residence", "Địa chỉ thường trú", width=44),
        c.admitted("Ngày vào Đảng* (dd/mm/yyyy)", styles="dd/mm/yyyy"),
        c.official("Ngày vào Đảng chính thức* (dd/mm/yyyy)", styles="dd/mm/yyyy"),
        c.empty("Số CMND cũ (nếu có)"),
        c.constant("Trạng thái hoạt động", "Đang sinh hoạt"),
    ]


def merged_units() -> list[Column]:
    """Capitals, line breaks, two-digit years, years in date cells, lost zeros, two years of ratings."""
    return [
        c.ordinal("STT"),
        c.branch("CHI BỘ"),
        c.name("HỌ TÊN"),
        c.birth("NGÀY, THÁNG, NĂM SINH", styles="dd.mm.yy|dd.mm.yyyy|dd.m.yyyy|dd/mm/yyyy|1905"),
        c.gender_tick("GIỚI TÍNH", "Nam"),
        c.gender_tick("GIỚI TÍNH", "Nữ"),
        c.ethnicity("DÂN TỘC", variants=True),
        c.text("hometown", "QUÊ QUÁN", width=38),
        c.education("TRÌNH ĐỘ\nVĂN HÓA", as_dates=True),
        c.expertise("TRÌNH ĐỘ\nCHUYÊN MÔN", variants=True),
        c.theory("LÝ LUẬN CHÍNH TRỊ (CC, TC, SC)", variants=True),
        c.position("CHỨC VỤ\n HIỆN NAY", "Đảng", style="short"),
        c.text("government_position", "CHỨC VỤ\n HIỆN NAY", "Chính quyền"),
        c.admitted("NGÀY VÀO ĐẢNG*\n(dự bị)", styles="dd.mm.yy|dd.mm.yyyy|dd/mm/yy|date|1905"),
        c.official("NGÀY CHÍNH THỨC *", styles="dd.mm.yyyy|dd.mm.yy|date"),
        c.citizen_id("SỐ CCCD", lose_zero=0.2),
        c.card("SỐ THẺ ĐẢNG\n(nếu có)", styles="dot|number"),
        c.rating("Xếp loại năm 2021", year="2021", variants=True),
        c.rating("Xếp loại năm 2022", variants=True),
    ]


def years_only() -> list[Column]:
    """Years of birth under «Nam»|«Nữ»; months and years."""
    return [
        c.ordinal("Số TT"),
        c.name("Họ và tên", "comrade"),
        c.birth_by_gender("Năm sinh", "Nam", "number|yyyy"),
        c.birth_by_gender("Năm sinh", "Nữ", "number|yyyy"),
        c.ethnicity("Dân tộc", variants=True),
        c.text("hometown", "Quê quán", width=38),
        c.education("Trình độ", "Văn hóa"),
        c.expertise("Trình độ", "Chuyên môn"),
        c.theory("Trình độ", "Lý luận chính trị"),
        c.admitted("Ngày vào Đảng", "Ngày kết nạp", styles="mm/yyyy|dd/mm/yyyy|yyyy"),
        c.official("Ngày vào Đảng", "Ngày chính thức", styles="mm/yyyy|dd/mm/yyyy"),
        c.position("Chức vụ chi bộ"),
        c.rating("Xếp loại đảng viên"),
        c.empty("Chữ ký"),
    ]


def open_document() -> list[Column]:
    """Two header rows in a file without merge information for some readers."""
    return [
        c.ordinal("TT"),
        c.family_name("Họ và tên", "Họ"),
        c.given_name("Họ và tên", "Tên"),
        c.birth("Ngày tháng năm sinh", styles="date|dd/mm/yyyy"),
        c.gender("GT"),
        c.ethnicity("DT", variants=True),
        c.religion("TG"),
        c.position("Chức vụ hiện nay", "Đảng"),
        c.text("government_position", "Chức vụ hiện nay", "Chính quyền"),
        c.admitted("Ngày vào Đảng", "Dự bị", styles="date|dd/mm/yyyy"),
        c.official("Ngày vào Đảng", "Chính thức", styles="date|dd/mm/yyyy"),
        c.card("Số thẻ\nđảng viên", styles="space|dot"),
        c.file_number("Số LL"),
        c.rating("Đảng viên tự xếp loại", stage="self", variants=True),
        c.rating("Chi uỷ đề nghị xếp loại", stage="proposed", variants=True),
    ]
