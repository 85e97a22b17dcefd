"""All commands by name: one line of help, aliases, and where the function is found when it is called.

Plain data: showing help, completing and suggesting names import no command module. A name stands here only once it
works; commands of one heading stand together. `aliases` are hidden (the English names and others), `short` shown.
"""

from __future__ import annotations

from dataclasses import dataclass

PROGRAM = "dangbo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command, or a group with `children`. `target` is «module:function»; of a group it is what
    runs where no child is named; `other` is a command (without a name of its own) for words that name no child."""

    name: str
    summary: str
    target: str = ""
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    children: tuple[Entry, ...] = ()
    heading: str = ""
    example: tuple[str, str] | None = None  # of a group that has no function of its own
    other: Entry | None = None


_CLI = "dangbo_cli.cli."


def _entries(name: str, aliases: tuple[str, ...], summary: str, called: str, *more: Entry) -> Entry:
    """Return the group of one kind of the year's work: `ds`, `xem`, `them`, `sua`, `xoa`, and what else it has."""
    module = _CLI + name.replace("-", "_")
    return Entry(
        name,
        summary,
        aliases=aliases,
        heading="Công việc trong năm",
        example=(f"dangbo {name} ds --nam 2022", "Mọi mục của năm 2022."),
        children=(
            Entry("ds", f"Danh sách {called}.", f"{module}:ds", aliases=("danh-sach", "list")),
            Entry("xem", f"Mọi điều sổ ghi về một mục {called}.", f"{module}:xem", aliases=("show",)),
            Entry("them", f"Thêm một mục {called}.", f"{module}:them", aliases=("add",)),
            Entry("sua", f"Sửa một mục {called}.", f"{module}:sua", aliases=("edit",)),
            Entry("xoa", f"Xóa một mục {called} ghi nhầm.", f"{module}:xoa", aliases=("bo", "remove", "delete")),
            *more,
        ),
    )


COMMANDS: tuple[Entry, ...] = (
    Entry(
        "nhap",
        "Nhập danh sách tổ chức, đảng viên từ tệp bảng tính.",
        _CLI + "nhap:nhap",
        aliases=("import",),
        heading="Nhập số liệu",
    ),
    Entry(
        "lan-nhap",
        "Xem và hoàn tác các lần nhập.",
        short=("lo",),
        aliases=("imports", "batches"),
        heading="Nhập số liệu",
        example=("dangbo lan-nhap ds", "Mọi lần nhập, lần mới nhất đứng đầu."),
        children=(
            Entry("ds", "Danh sách các lần nhập.", _CLI + "lan_nhap:ds", aliases=("danh-sach", "list")),
            Entry("xem", "Xem một lần nhập: nguồn và những gì đã đổi.", _CLI + "lan_nhap:xem", aliases=("show",)),
            Entry("cho-sua", "Những chỗ để lại còn chờ sửa.", _CLI + "lan_nhap:cho_sua", aliases=("set-aside", "open")),
            Entry("hoan-tac", "Hoàn tác một lần nhập.", _CLI + "lan_nhap:hoan_tac", aliases=("undo",)),
        ),
    ),
    Entry(
        "ghi-nho",
        "Những điều đã chọn khi nhập, dùng lại lần sau.",
        aliases=("decisions", "memory"),
        heading="Nhập số liệu",
        example=("dangbo ghi-nho ds", "Mọi điều đang ghi nhớ."),
        children=(
            Entry("ds", "Danh sách những điều ghi nhớ.", _CLI + "ghi_nho:ds", aliases=("danh-sach", "list")),
            Entry(
                "huy", "Bỏ một điều ghi nhớ: lần sau hỏi lại.", _CLI + "ghi_nho:huy", aliases=("bo", "forget", "revoke")
            ),
            Entry("xuat", "Ghi những điều ghi nhớ ra tệp JSON.", _CLI + "ghi_nho:xuat", aliases=("export",)),
        ),
    ),
    Entry(
        "phat-mau",
        "Phát mẫu cho đơn vị: trống, hoặc ghi sẵn số liệu của từng tổ chức.",
        _CLI + "mau:phat_mau",
        aliases=("templates", "template"),
        heading="Trao đổi với đơn vị",
    ),
    Entry(
        "xuat",
        "Xuất danh sách thành biểu chính thức (xuat LOẠI), báo cáo ra Word.",
        aliases=("export",),
        heading="Trao đổi với đơn vị",
        other=Entry("", "Xuất danh sách trình bày như biểu chính thức.", _CLI + "mau:xuat"),
        children=(
            Entry(
                "bao-cao-nam",
                "Bản nháp báo cáo năm (Word).",
                _CLI + "xuat_bao_cao:bao_cao_nam",
                aliases=("annual-report",),
            ),
            Entry(
                "bao-cao-sau-thang",
                "Bản nháp báo cáo 6 tháng đầu năm (Word).",
                _CLI + "xuat_bao_cao:bao_cao_sau_thang",
                aliases=("half-year-report",),
            ),
            Entry(
                "mau-van-ban",
                "Ghi mẫu Word ra tệp để sửa.",
                _CLI + "xuat_bao_cao:mau_van_ban",
                aliases=("word-template",),
            ),
        ),
    ),
    Entry(
        "bieu-mau",
        "Các loại biểu đọc được; thêm tiêu đề, biểu riêng của mình.",
        _CLI + "bieu_mau:ds",
        aliases=("forms", "form"),
        heading="Trao đổi với đơn vị",
        children=(
            Entry(
                "xem", "Các cột của một loại biểu, với mọi tiêu đề được hiểu.", _CLI + "bieu_mau:xem", aliases=("show",)
            ),
            Entry("them", "Thêm tiêu đề hoặc biểu riêng từ một tệp nhỏ.", _CLI + "bieu_mau:them", aliases=("add",)),
            Entry("lay", "Lấy lại tệp của một biểu riêng để sửa.", _CLI + "bieu_mau:lay", aliases=("get",)),
            Entry("xoa", "Bỏ một biểu riêng.", _CLI + "bieu_mau:xoa", aliases=("remove",)),
        ),
    ),
    Entry(
        "dang-vien",
        "Tìm, xem, thêm, sửa, chuyển đảng viên.",
        short=("dv",),
        aliases=("members", "member"),
        heading="Tra cứu",
        example=("dangbo dv ds --don-vi 05", "Đảng viên của tổ chức mã 05."),
        children=(
            Entry("ds", "Danh sách đảng viên.", _CLI + "dang_vien:ds", aliases=("danh-sach", "list")),
            Entry("tim", "Tìm đảng viên theo tên hoặc số thẻ.", _CLI + "dang_vien:tim", aliases=("find", "search")),
            Entry("xem", "Mọi điều sổ ghi về một đảng viên.", _CLI + "dang_vien:xem", aliases=("show",)),
            Entry(
                "lich-su",
                "Lịch sử một đảng viên: mỗi thông tin lấy từ đâu.",
                _CLI + "dang_vien:lich_su",
                aliases=("history",),
            ),
            Entry("them", "Thêm một đảng viên.", _CLI + "dang_vien_ghi:them", aliases=("add",)),
            Entry("sua", "Sửa các trường của một đảng viên.", _CLI + "dang_vien_ghi:sua", aliases=("edit",)),
            Entry(
                "chuyen",
                "Chuyển đảng viên đến tổ chức khác trong đảng bộ.",
                _CLI + "dang_vien_ghi:chuyen",
                aliases=("transfer", "move"),
            ),
            Entry(
                "dua-ra",
                "Ghi đảng viên từ trần, chuyển đi, ra khỏi Đảng, …",
                _CLI + "dang_vien_ghi:dua_ra",
                short=("giam",),
                aliases=("leave",),
            ),
            Entry(
                "nhan-lai",
                "Nhận lại người đã ra: chuyển đến lại, phục hồi đảng tịch.",
                _CLI + "dang_vien_ghi:nhan_lai",
                aliases=("tiep-nhan", "phuc-hoi", "return"),
            ),
            Entry(
                "trung",
                "Những người có thể bị ghi hai lần, với căn cứ.",
                _CLI + "dang_vien_trung:trung",
                aliases=("duplicates",),
            ),
            Entry(
                "gop-trung", "Gộp hai bản ghi của một người.", _CLI + "dang_vien_trung:gop_trung", aliases=("merge",)
            ),
            Entry(
                "doi-chieu",
                "Đối chiếu một danh sách từ nơi khác: ai là đảng viên của đảng bộ.",
                _CLI + "doi_chieu:doi_chieu",
                aliases=("match", "lookup"),
            ),
            Entry("cot", "Các bộ cột đã đặt tên cho danh sách.", _CLI + "dang_vien:cot", aliases=("columns",)),
        ),
    ),
    Entry(
        "to-chuc",
        "Cây tổ chức; xem, thêm, sửa tổ chức đảng.",
        short=("tc",),
        aliases=("orgs", "organizations"),
        heading="Tra cứu",
        example=("dangbo tc cay", "Cây tổ chức với số đảng viên."),
        children=(
            Entry(
                "so-do", "Sơ đồ tổ chức với số đảng viên.", _CLI + "to_chuc:so_do", short=("cay",), aliases=("tree",)
            ),
            Entry("ds", "Danh sách tổ chức đảng.", _CLI + "to_chuc:ds", aliases=("danh-sach", "list")),
            Entry("xem", "Mọi điều sổ ghi về một tổ chức.", _CLI + "to_chuc:xem", aliases=("show",)),
            Entry("them", "Thêm một tổ chức đảng.", _CLI + "to_chuc_ghi:them", aliases=("add",)),
            Entry("sua", "Sửa các trường của một tổ chức.", _CLI + "to_chuc_ghi:sua", aliases=("edit",)),
        ),
    ),
    Entry(
        "bao-cao",
        "Các báo cáo tổng hợp.",
        _CLI + "bao_cao:danh_muc",
        aliases=("reports", "report"),
        heading="Tra cứu",
        children=(
            Entry(
                "tong-quan",
                "Số tổ chức, số đảng viên của toàn đảng bộ.",
                _CLI + "bao_cao:tong_quan",
                aliases=("overview",),
            ),
            Entry(
                "co-cau",
                "Cơ cấu đảng viên: giới tính, dân tộc, trình độ, …",
                _CLI + "bao_cao:co_cau",
                aliases=("composition",),
            ),
            Entry("do-tuoi", "Đảng viên theo nhóm tuổi.", _CLI + "bao_cao:do_tuoi", aliases=("ages",)),
            Entry(
                "xep-loai",
                "Kết quả xếp loại của một năm, so với năm trước.",
                _CLI + "bao_cao_xep_loai:xep_loai",
                aliases=("ratings",),
            ),
            Entry(
                "ghi-danh",
                "Ghi danh «Người tốt, việc tốt» của năm và từ khi mở sổ.",
                _CLI + "bao_cao:ghi_danh",
                aliases=("honours",),
            ),
            Entry(
                "khen-thuong",
                "Khen thưởng của năm theo khối, hình thức, cấp.",
                _CLI + "bao_cao:khen_thuong",
                aliases=("commendations",),
            ),
            Entry(
                "cam-ket",
                "Ai đã nộp, chưa nộp bản cam kết, theo chi bộ.",
                _CLI + "bao_cao:cam_ket",
                aliases=("pledges",),
            ),
            Entry("den-han", "Những việc đã hoặc sắp đến hạn.", _CLI + "bao_cao:den_han", aliases=("due",)),
            Entry(
                "chi-thi-05",
                "Một năm học tập và làm theo trên một trang, theo khối.",
                _CLI + "bao_cao:chi_thi_05",
                aliases=("directive-05",),
            ),
        ),
    ),
    _entries(
        "xep-loai",
        ("ratings", "rating"),
        "Xếp loại tổ chức đảng, đảng viên hằng năm.",
        "xếp loại",
        Entry(
            "ra-soat",
            "Soát xếp loại của một năm theo quy định của năm ấy.",
            _CLI + "xep_loai_ra_soat:ra_soat",
            aliases=("check", "review"),
        ),
        Entry(
            "tran",
            "Tỷ lệ xuất sắc của từng nhóm, cả ba cách tính.",
            _CLI + "xep_loai_ra_soat:tran",
            aliases=("ceiling", "ty-le"),
        ),
        Entry(
            "danh-sach-quyet-dinh",
            "Danh sách theo mức, kèm theo quyết định.",
            _CLI + "xep_loai_danh_sach:danh_sach",
            short=("quyet-dinh",),
            aliases=("decisions",),
        ),
        Entry(
            "bo-qua",
            "Ghi lý do để một phát hiện được giữ nguyên.",
            _CLI + "xep_loai_ra_soat:bo_qua",
            aliases=("override",),
        ),
        Entry(
            "quy-dinh",
            "Xem và ghi các con số của quy định từng năm.",
            _CLI + "xep_loai_nam:quy_dinh",
            aliases=("rules",),
        ),
        Entry(
            "tieu-chi",
            "Ghi mức, điểm từng tiêu chí của một xếp loại.",
            _CLI + "xep_loai_nam:tieu_chi",
            aliases=("criteria",),
        ),
        Entry("chot", "Chốt xếp loại của một năm.", _CLI + "xep_loai_nam:chot", aliases=("close",)),
        Entry("mo-lai", "Mở lại xếp loại của một năm đã chốt.", _CLI + "xep_loai_nam:mo_lai", aliases=("reopen",)),
    ),
    _entries(
        "mo-hinh",
        ("initiatives", "initiative"),
        "Mô hình, nội dung đột phá: chỉ tiêu, tiến độ.",
        "mô hình",
        Entry("tien-do", "Ghi kết quả đã làm được của một chỉ tiêu.", _CLI + "mo_hinh:tien_do", aliases=("progress",)),
        Entry("chi-tieu", "Ghi thời hạn của một chỉ tiêu.", _CLI + "mo_hinh:chi_tieu", aliases=("target",)),
        Entry("moc", "Ghi một mốc tiến độ đã xong, hoặc hạn của mốc.", _CLI + "mo_hinh:moc", aliases=("milestone",)),
        Entry(
            "bo-chi-tieu",
            "Bỏ một chỉ tiêu ghi nhầm.",
            _CLI + "mo_hinh:bo_chi_tieu",
            aliases=("xoa-chi-tieu", "drop-target"),
        ),
        Entry("bo-moc", "Bỏ một mốc tiến độ ghi nhầm.", _CLI + "mo_hinh:bo_moc", aliases=("xoa-moc", "drop-milestone")),
    ),
    _entries(
        "cam-ket",
        ("pledges", "pledge"),
        "Bản cam kết, chương trình hành động của từng người.",
        "bản cam kết",
        Entry("viec", "Ghi hạn, kết quả của một việc đã cam kết.", _CLI + "cam_ket:viec", aliases=("item",)),
        Entry("bo-viec", "Bỏ một việc cam kết ghi nhầm.", _CLI + "cam_ket:bo_viec", aliases=("xoa-viec", "drop-item")),
    ),
    _entries(
        "chuyen-de",
        ("studies", "study"),
        "Sinh hoạt chuyên đề, học tập nghị quyết.",
        "sinh hoạt chuyên đề",
        Entry("cua-nam", "Chuyên đề của từng năm: xem, ghi.", _CLI + "chuyen_de:cua_nam", aliases=("topic",)),
    ),
    _entries(
        "ghi-danh",
        ("honours", "honors"),
        "Sổ ghi danh «Người tốt, việc tốt».",
        "ghi danh",
        Entry(
            "so-du",
            "Ghi số tập thể, cá nhân đã có trước khi dùng sổ này.",
            _CLI + "ghi_danh:so_du",
            aliases=("opening",),
        ),
    ),
    _entries(
        "khen-thuong",
        ("commendations", "commendation"),
        "Khen thưởng tập thể, cá nhân.",
        "khen thưởng",
        Entry(
            "de-nghi",
            "Có thể đề nghị khen thưởng ai theo xếp loại của năm.",
            _CLI + "khen_thuong_de_nghi:de_nghi",
            aliases=("proposals",),
        ),
    ),
    _entries("ky-luat", ("discipline", "disciplines"), "Kỷ luật đảng đã có quyết định.", "kỷ luật"),
    _entries("ktgs", ("inspections", "inspection"), "Kiểm tra, giám sát.", "kiểm tra, giám sát"),
    _entries(
        "van-ban",
        ("documents", "document"),
        "Văn bản chỉ đạo mà các việc trong năm thực hiện.",
        "văn bản",
        Entry(
            "chi-thi",
            "Văn bản nào là chỉ thị học tập đang thực hiện.",
            _CLI + "van_ban:chi_thi",
            aliases=("directive",),
        ),
    ),
    Entry(
        "don-doc",
        "Đôn đốc: việc phải nộp, ai đã nộp, ai chưa, lời nhắc.",
        aliases=("overdue", "obligations"),
        heading="Công việc trong năm",
        example=("dangbo don-doc bang --nam 2022", "Đơn vị và việc phải nộp của năm 2022."),
        children=(
            Entry(
                "bang",
                "Bảng đơn vị và việc phải nộp, với tỷ lệ nộp, đúng hạn.",
                _CLI + "don_doc:bang",
                aliases=("board",),
            ),
            Entry("chua-nop", "Danh sách những gì chưa nộp.", _CLI + "don_doc:chua_nop", aliases=("missing",)),
            Entry(
                "cong-van",
                "Lời nhắc và công văn cho từng đơn vị.",
                _CLI + "don_doc:cong_van",
                aliases=("letters", "remind"),
            ),
            Entry("ds", "Danh sách việc phải nộp.", _CLI + "don_doc_ghi:ds", aliases=("danh-sach", "list")),
            Entry("xem", "Một việc: ai phải nộp, ai đã nộp.", _CLI + "don_doc_ghi:xem", aliases=("show",)),
            Entry("them", "Thêm một việc phải nộp.", _CLI + "don_doc_ghi:them", aliases=("add",)),
            Entry("sua", "Sửa một việc phải nộp.", _CLI + "don_doc_ghi:sua", aliases=("edit",)),
            Entry("chep", "Chép việc phải nộp sang năm mới.", _CLI + "don_doc_ghi:chep", aliases=("copy",)),
            Entry("nop", "Ghi nhận đơn vị nộp bản giấy.", _CLI + "don_doc_nop:nop", aliases=("submit",)),
            Entry("mien", "Miễn cho đơn vị, với lý do.", _CLI + "don_doc_nop:mien", aliases=("excuse",)),
            Entry("xong", "Ghi đơn vị đã xong một việc.", _CLI + "don_doc_nop:xong", aliases=("done",)),
        ),
    ),
    Entry(
        "csdl",
        "Tệp cơ sở dữ liệu đang dùng: nơi lưu, số bản ghi, bản sao lưu.",
        _CLI + "csdl:csdl",
        aliases=("database", "db"),
        heading="Giữ gìn số liệu",
    ),
    Entry(
        "sao-luu",
        "Sao lưu cơ sở dữ liệu ra một tệp.",
        _CLI + "luu_giu:sao_luu",
        aliases=("backup",),
        heading="Giữ gìn số liệu",
    ),
    Entry(
        "khoi-phuc",
        "Khôi phục cơ sở dữ liệu từ bản sao lưu.",
        _CLI + "luu_giu:khoi_phuc",
        aliases=("restore",),
        heading="Giữ gìn số liệu",
    ),
    Entry(
        "ra-soat",
        "Rà soát tệp cơ sở dữ liệu và các bản ghi.",
        _CLI + "luu_giu:ra_soat",
        aliases=("check", "kiem-tra"),
        heading="Giữ gìn số liệu",
    ),
    Entry(
        "hoan-thanh-lenh",
        "In đoạn mã để phím Tab hoàn thành tên lệnh.",
        _CLI + "hoan_thanh:script",
        aliases=("completion",),
        heading="Khác",
    ),
)

ROOT = Entry(PROGRAM, "Sổ đảng viên của đảng bộ.", _CLI + "root:root", children=COMMANDS)


def all_paths(entry: Entry = ROOT, above: str = "") -> list[tuple[str, Entry]]:
    """Return every command with its full name («dang-vien lich-su»), groups before their children."""
    found: list[tuple[str, Entry]] = []
    for child in entry.children:
        path = f"{above} {child.name}".strip()
        found.append((path, child))
        found += all_paths(child, path)
    return found
