"""The ways in which units and the committee lay out sheets of the year's work."""

from __future__ import annotations

from vi_du import year_columns as c
from vi_du.cells import Dirt
from vi_du.people import DONE, EXCELLENT, GOOD, NOT_DONE
from vi_du.year_sheets import Layout

_SPACES = Dirt(nbsp=0.06, double=0.06, edges=0.15)
_DAYS = "date|dd/mm/yyyy|d/m/yyyy"
_TYPED = "dd/mm/yyyy|d/m/yyyy|dd.mm.yyyy| dd/mm/yyyy"
_STUDY = {
    "Sinh hoạt chuyên đề": ("Chuyên đề", "Sinh hoạt chuyên đề", "SHCĐ"),
    "Sinh hoạt thường kỳ có chuyên đề": ("Thường kỳ", "lồng ghép sinh hoạt thường kỳ", "Sinh hoạt thường kỳ"),
    "Học tập nghị quyết": ("Học tập nghị quyết", "Quán triệt nghị quyết", "học nghị quyết"),
}
_CHECKS = {"Kiểm tra": ("Kiểm tra", "KT", "kiểm tra chuyên đề"), "Giám sát": ("Giám sát", "Giám sát chuyên đề")}

#: Initiatives as registered: one row each; a row a target; a copied table; the committee's collection.
INITIATIVES = (
    Layout(
        (
            c.ordinal(),
            c.organization("Tổ chức đảng"),
            c.text("Tên mô hình, nội dung đột phá", "name", 36),
            c.text("Lĩnh vực", "field"),
            c.text("Nội dung", "content", 36),
            c.goals("Mục tiêu, chỉ tiêu cụ thể"),
            c.text("Giải pháp thực hiện", "measures"),
            c.text("Lộ trình thực hiện", "schedule"),
            c.text("Người phụ trách", "person"),
            c.blank("Ghi chú"),
        ),
        "ĐĂNG KÝ MÔ HÌNH, NỘI DUNG ĐỘT PHÁ NĂM 2022",
        numbered=True,
        sheet="Mô hình",
    ),
    Layout(
        (
            c.ordinal("TT"),
            c.organization("Đơn vị"),
            c.text("Nội dung đột phá", "name", 36),
            c.goals("Chỉ tiêu"),
            c.text("Biện pháp", "measures"),
            c.text("Cơ quan chủ trì", "agency"),
            c.text("Đơn vị phối hợp", "partners"),
            c.text("Phụ trách", "person"),
            c.day("Ngày đăng ký", "registered_on", _DAYS),
        ),
        "BIỂU ĐĂNG KÝ NỘI DUNG ĐỘT PHÁ TRONG HỌC TẬP VÀ LÀM THEO BÁC NĂM 2022",
        spread=True,
        merged=True,
        container="xls",
        sheet="Đột phá",
        dirt=_SPACES,
    ),
    Layout(
        (
            c.ordinal("TT"),
            c.organization("Chi bộ, đảng bộ"),
            c.text("Tên mô hình (việc làm)", "name", 36),
            c.text("Nội dung thực hiện", "content", 36),
            c.goals("Mục tiêu", bullet="+ "),
            c.text("Thời gian thực hiện", "schedule"),
            c.text("Người chịu trách nhiệm", "person"),
        ),
        "Đăng ký mô hình học tập và làm theo Bác năm 2022",
        head="short",
        container="csv;",
        signature=False,
        dirt=Dirt(decomposed=True),
    ),
)
COLLECTION = Layout(
    (
        c.ordinal(),
        c.organization("Chi bộ đăng ký"),
        c.text("Tên mô hình", "name", 36),
        c.text("Lĩnh vực", "field"),
        c.goals("Chỉ tiêu phấn đấu", bullet="• "),
        c.text("Đồng chí phụ trách", "person"),
        c.day("Ngày đăng ký", "registered_on", _TYPED),
    ),
    "TỔNG HỢP MÔ HÌNH, NỘI DUNG ĐỘT PHÁ NĂM 2022",
    group="unit",
    total=True,
    sheet="Tổng hợp",
    dirt=_SPACES,
)
PROGRESS = Layout(
    (
        c.ordinal(),
        c.grassroots("Đảng bộ, chi bộ cơ sở"),
        c.organization("Chi bộ đăng ký"),
        c.text("Tên mô hình", "name", 36),
        c.goals("Chỉ tiêu"),
        *c.fraction("Tử số", "Mẫu số"),
        c.reached("Kết quả đến nay"),
        c.blank("Minh chứng"),
    ),
    "TIẾN ĐỘ THỰC HIỆN MÔ HÌNH, NỘI DUNG ĐỘT PHÁ NĂM 2022",
    spread=True,
    repeated=True,
    as_of="2022-09-30",
    sheet="Tiến độ",
)
#: Rolls of pledges: a column with the branch; groups and birth years; a copied table.
PLEDGES = (
    Layout(
        (
            c.ordinal(),
            c.who("Họ và tên"),
            c.text("Chức vụ", "position"),
            c.organization("Chi bộ"),
            c.tick("Đã nộp bản cam kết (x)", "handed_in"),
            c.day("Ngày nộp", "handed_in_on", _DAYS),
            c.tick("Chi ủy duyệt", "approved", "x|đã duyệt", "Chưa duyệt|"),
            c.blank("Ghi chú"),
        ),
        "DANH SÁCH CÁN BỘ, ĐẢNG VIÊN KÝ CAM KẾT TU DƯỠNG, RÈN LUYỆN NĂM 2022",
        sheet="Cam kết",
        numbered=True,
        dirt=_SPACES,
    ),
    Layout(
        (
            c.ordinal("TT"),
            c.who("Họ và tên", "capitals"),
            c.birth("Năm sinh", "number|yyyy"),
            c.tick("Người đứng đầu", "is_head"),
            c.tick("Cam kết", "handed_in", "Đã nộp|Có|x", "Chưa nộp|Chưa"),
            c.items(),
            c.text("Sơ kết 6 tháng", "midyear_review"),
            c.text("Kết quả thực hiện", "result"),
        ),
        "THEO DÕI THỰC HIỆN CAM KẾT, CHƯƠNG TRÌNH HÀNH ĐỘNG CÁ NHÂN NĂM 2022",
        head="short",
        group="branch",
        container="ods",
        sheet="Theo dõi cam kết",
    ),
    Layout(
        (
            c.ordinal(),
            c.who("Họ tên", "comrade"),
            c.text("Chức vụ, chức danh", "position"),
            c.organization("Sinh hoạt tại chi bộ"),
            c.tick("Đã cam kết", "handed_in", "Đã nộp|x", "Chưa nộp"),
            c.day("Ngày ký cam kết", "handed_in_on", _TYPED),
        ),
        "Danh sách ký cam kết năm 2022",
        head="short",
        container="csv,bom",
        signature=False,
        dirt=Dirt(edges=0.2),
    ),
)
#: Study: a column with the branch; groups of branches; the committee's collection of one resolution.
STUDY = (
    Layout(
        (
            c.ordinal(),
            c.organization("Chi bộ"),
            c.text("Tên chuyên đề", "topic", 44),
            c.day("Ngày tổ chức", "held_on", _DAYS),
            c.count("Tổng số đảng viên", "expected"),
            c.count("Số tham gia", "attended"),
            c.blank("Tỷ lệ (%)"),
            c.choice("Hình thức", "sort", _STUDY),
        ),
        "KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ, HỌC TẬP NGHỊ QUYẾT NĂM 2022",
        sheet="Chuyên đề",
        dirt=_SPACES,
    ),
    Layout(
        (
            c.ordinal("TT"),
            c.text("Nội dung sinh hoạt chuyên đề", "topic", 44),
            c.day("Thời gian tổ chức", "held_on", _TYPED),
            c.count("Số phải dự", "expected"),
            c.count("Có mặt", "attended"),
            c.choice("Hình thức sinh hoạt", "sort", _STUDY),
            c.text("Người trình bày", "speaker"),
        ),
        "BÁO CÁO SINH HOẠT CHUYÊN ĐỀ NĂM 2022",
        group="branch",
        container="xls",
        sheet="SHCĐ",
        total=True,
    ),
)
RESOLUTION = Layout(
    (
        c.ordinal(),
        c.grassroots("Đảng bộ", agency=True),
        c.organization("Chi bộ"),
        c.text("Tên nghị quyết", "topic", 40),
        c.day("Thời gian học tập", "held_on", _TYPED),
        c.count("Số người được triệu tập", "expected"),
        c.count("Số người dự", "attended"),
    ),
    "TỔNG HỢP KẾT QUẢ HỌC TẬP, QUÁN TRIỆT NGHỊ QUYẾT NĂM 2022",
    told=(("sort", "Học tập nghị quyết"),),
    sheet="Nghị quyết",
    dirt=_SPACES,
)
#: Ratings of members: three stages and the decision; ticks; a copied table.
_TICKS = "Mức xếp loại năm 2022"
RATINGS = (
    Layout(
        (
            c.ordinal(),
            c.who("Họ và tên"),
            c.birth("Ngày sinh", "dd/mm/yyyy|d/m/yyyy"),
            c.organization("Chi bộ"),
            c.level("Đảng viên tự xếp loại", key="self_level"),
            c.level("Chi bộ đề xuất xếp loại", key="proposed_level"),
            c.level("Đảng ủy quyết định xếp loại", key="decided_level"),
            c.text("Số quyết định", "decision_number"),
            c.day("Ngày quyết định", "decision_on", _DAYS),
            c.blank("Ghi chú"),
        ),
        "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN NĂM 2022",
        sheet="Xếp loại",
        numbered=True,
    ),
    Layout(
        (
            c.ordinal("TT"),
            c.who("Họ và tên", "capitals"),
            c.birth("Năm sinh", "number|yyyy"),
            c.level_tick(_TICKS, "Xuất sắc", EXCELLENT, "proposed_level"),
            c.level_tick(_TICKS, "Tốt", GOOD, "proposed_level"),
            c.level_tick(_TICKS, "Hoàn thành", DONE, "proposed_level"),
            c.level_tick(_TICKS, "Không hoàn thành", NOT_DONE, "proposed_level"),
            c.level_tick(_TICKS, "Chưa xếp loại", "Chưa xếp loại", "proposed_level"),
            c.remark(),
        ),
        "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022",
        head="short",
        group="branch",
        container="ods",
        sheet="XLĐV",
        total=True,
    ),
    Layout(
        (
            c.ordinal(),
            c.who("Họ và tên đảng viên"),
            c.organization("Chi bộ"),
            c.level("Tự đánh giá", key="self_level"),
            c.level("Đề nghị mức", key="proposed_level", variants=False),
            c.level("Mức quyết định", key="decided_level"),
        ),
        "Tổng hợp xếp loại đảng viên năm 2022",
        head="short",
        container="csv;",
        signature=False,
    ),
)
ORGANIZATIONS = Layout(
    (
        c.ordinal(),
        c.grassroots("Tổ chức cơ sở đảng"),
        c.organization("Tổ chức đảng"),
        c.level("Tự đánh giá", key="self_level"),
        c.level("Đề nghị xếp loại", key="proposed_level"),
        c.level("Quyết định xếp loại", key="decided_level"),
        c.text("Số QĐ", "decision_number"),
        c.day("Ngày ký", "decision_on", _TYPED),
    ),
    "KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG NĂM 2022",
    sheet="Tổ chức đảng",
    dirt=_SPACES,
)
HONOURS = Layout(
    (
        c.ordinal(),
        c.who("Tập thể, cá nhân"),
        c.birth("Năm sinh", "number|yyyy"),
        c.text("Chức vụ", "position"),
        c.organization("Chi bộ"),
        c.grassroots("Đảng bộ/Chi bộ cơ sở"),
        c.choice("Đảng viên, quần chúng", "party_member", {"Có": ("Đảng viên", "ĐV"), "Không": ("Quần chúng", "QC")}),
        c.text("Lĩnh vực", "field"),
        c.text("Tóm tắt việc tốt", "deed", 36),
        c.day("Ngày ghi danh", "entered_on", _DAYS),
        c.text("Đơn vị đề nghị", "proposed_by"),
        c.text("Hình thức biểu dương", "praise"),
    ),
    "SỔ GHI DANH «NGƯỜI TỐT, VIỆC TỐT» NĂM 2022",
    group="section",
    sheet="Ghi danh",
    numbered=True,
    dirt=_SPACES,
)
PRAISE = Layout(
    (
        c.ordinal(),
        c.who("Họ và tên"),
        c.text("Chức vụ", "position"),
        c.organization("Chi bộ"),
        c.grassroots("Đảng bộ cơ sở"),
        c.text("Hình thức khen thưởng", "form"),
        c.text("Cấp khen", "level"),
        c.text("Số quyết định", "decision_number"),
        c.day("Ngày quyết định", "decision_on", _DAYS),
        c.text("Thành tích", "content", 36),
    ),
    "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CÓ THÀNH TÍCH NĂM 2021",
    note="(Kèm theo Quyết định số 35-QĐ/ĐUK ngày 18/5/2022 của Đảng ủy Khối)",
    sheet="Giấy khen",
)
SECOND_PRAISE = Layout(
    (
        c.ordinal("TT"),
        c.who("Tên tập thể, cá nhân"),
        c.text("Chức vụ, chức danh", "position"),
        c.organization("Tổ chức đảng"),
        c.grassroots("Thuộc đảng bộ"),
        c.text("Hình thức khen thưởng", "form"),
        c.text("Cấp khen thưởng", "level"),
        c.text("Tóm tắt thành tích", "content", 36),
    ),
    "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG ĐỢT 2 NĂM 2022",
    group="section",
    sheet="Khen đợt 2",
    dirt=_SPACES,
)
DISCIPLINE = Layout(
    (
        c.ordinal(),
        c.who("Họ và tên"),
        c.birth("Ngày sinh", "dd/mm/yyyy|d/m/yyyy"),
        c.organization("Chi bộ"),
        c.grassroots("Đảng bộ cơ sở"),
        c.text("Hình thức kỷ luật", "form"),
        c.text("Cấp quyết định", "level"),
        c.text("Số QĐ", "decision_number"),
        c.day("Ngày ký", "decision_on", _DAYS),
        c.text("Nội dung vi phạm", "content", 36),
    ),
    "DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT NĂM 2022",
    sheet="Kỷ luật",
)
INSPECTIONS = Layout(
    (
        c.ordinal(),
        c.organization("Tổ chức đảng được kiểm tra, giám sát", 34),
        c.choice("Hình thức", "sort", _CHECKS),
        c.text("Nội dung kiểm tra, giám sát", "matter", 40),
        c.text("Kế hoạch số", "plan"),
        c.text("Chủ thể kiểm tra", "inspected_by"),
        c.day("Thời gian tiến hành", "started_on", _DAYS),
        c.text("Kết luận", "conclusion", 36),
        c.text("Nội dung phải khắc phục", "to_mend"),
        c.day("Hạn khắc phục", "due_on", _TYPED),
        c.day("Đã khắc phục ngày", "mended_on", _TYPED),
    ),
    "KẾT QUẢ KIỂM TRA, GIÁM SÁT NĂM 2022",
    sheet="KTGS",
    dirt=_SPACES,
)
