"""Why a file cannot be read: a stable code and whole sentences (what it is, what to do)."""

from __future__ import annotations

from dangbo_cli.domain.problem import Finding, Level, cause, say

#: Bounds of what is read at all. A whole province's 50,000 members × 25 columns stay well inside.
MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_CELLS = 1_750_000
#: In a sheet wider than any list is, fewer: every row of it is gone through as one that may be a header.
WIDE_COLUMNS, MAX_WIDE_CELLS = 1_000, 700_000
MAX_MERGES = 100_000
MAX_SHEETS = 300
#: Rows that hold anything, in all sheets together: the members of a whole province in one file fit; more is no unit's
#: list.
MAX_FILLED_ROWS = 100_000
MAX_TEXT_BYTES = 64 * 1024 * 1024

_FILE = Level.FILE

MISSING = cause(
    "file_missing", _FILE, "Không tìm thấy tệp", "Không tìm thấy tệp này.{detail}",
    "Hãy kiểm tra lại tên tệp và thư mục.",
)  # fmt: skip
NO_PERMISSION = cause(
    "file_no_permission", _FILE, "Không được phép đọc tệp",
    "Không mở được tệp: không có quyền đọc, hoặc chương trình khác đang khóa tệp.",
    "Hãy đóng tệp ở chương trình khác hoặc xin quyền đọc rồi nhập lại.",
)  # fmt: skip
FOLDER_UNREADABLE = cause(
    "folder_unreadable", _FILE, "Không được phép đọc thư mục",
    "Không mở được thư mục này: không có quyền đọc.", "Hãy xin quyền đọc thư mục rồi nhập lại.",
)  # fmt: skip
CANNOT_READ = cause(
    "file_cannot_read", _FILE, "Không đọc được từ ổ đĩa", "Không đọc được tệp từ ổ đĩa.",
    "Hãy chép tệp sang ổ đĩa khác rồi nhập lại.",
)  # fmt: skip
EMPTY = cause(
    "file_empty", _FILE, "Tệp trống", "Tệp trống, không có nội dung nào.", "Hãy xin đơn vị gửi lại tệp.", unit=""
)
TRUNCATED = cause(
    "file_truncated", _FILE, "Tệp bị cụt",
    "Tệp bị cụt: phần cuối không còn, thường do tải về hoặc chép chưa xong.",
    "Hãy tải hoặc chép lại, nếu vẫn vậy thì xin đơn vị gửi lại tệp.", unit="",
)  # fmt: skip
ENCRYPTED = cause(
    "file_encrypted", _FILE, "Tệp đặt mật khẩu", "Tệp được đặt mật khẩu nên không đọc được.",
    "Hãy mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nhập.",
)  # fmt: skip
NOT_SPREADSHEET = cause(
    "file_not_spreadsheet", _FILE, "Không phải bảng tính", "Đây không phải là bảng tính mà là {detail}.",
    "Hãy xin đơn vị gửi danh sách ở dạng .xlsx, .xls, .ods hoặc .csv.",
    unit="Nếu trong đó có danh sách, hãy gửi ở dạng .xlsx, .xls, .ods hoặc .csv.",
)  # fmt: skip
FOLDER = cause("file_is_folder", _FILE, "Là thư mục", "Đây là một thư mục.", "Hãy chọn một tệp trong thư mục ấy.")
PACKED = cause("file_packed", _FILE, "Tệp nén", "Đây là tệp nén{detail}.", "Hãy giải nén rồi nhập các tệp bên trong.")
TOO_LARGE = cause(
    "file_too_large", _FILE, "Tệp quá lớn", "Tệp quá lớn: {detail}.",
    "Hãy tách thành nhiều tệp nhỏ, bỏ ảnh và những trang tính không cần.",
)  # fmt: skip
STRAY_CELLS = cause(
    "file_stray_cells", _FILE, "Có ô lạc ở rất xa bảng", "{detail}.",
    "Hãy xóa những dòng, cột thừa ở xa bảng rồi lưu lại.",
)  # fmt: skip
UNSAFE = cause(
    "file_unsafe", _FILE, "Tệp không an toàn",
    "Tệp có khai báo DOCTYPE mà bảng tính bình thường không có, nên không được đọc để bảo đảm an toàn.",
    "Hãy xin đơn vị lưu lại bằng Excel ở dạng .xlsx.", unit="Hãy lưu lại bằng Excel ở dạng .xlsx.",
)  # fmt: skip
DAMAGED = cause(
    "file_damaged", _FILE, "Tệp bị hỏng", "Tệp bị hỏng, không đọc được{detail}.",
    "Hãy mở tệp bằng Excel, chọn sửa chữa nếu được hỏi, lưu thành tệp mới, hoặc xin đơn vị gửi lại.",
    unit="Hãy mở tệp bằng Excel, chọn sửa chữa nếu được hỏi, rồi lưu thành tệp mới.",
)  # fmt: skip
OTHER_FORMAT = cause(
    "file_other_format", _FILE, "Dạng bảng tính chưa đọc được", "Đây là {detail}, dạng này chưa đọc được.",
    "Hãy mở tệp bằng Excel hoặc LibreOffice, chọn «Lưu thành» (Save As) dạng .xlsx rồi nhập lại.",
)  # fmt: skip
UNKNOWN_ENCODING = cause(
    "file_unknown_encoding", _FILE, "Không rõ bảng mã", "Không đọc được chữ trong tệp: {detail}.",
    "Hãy mở tệp bằng Excel, chọn «Lưu thành» (Save As) dạng .xlsx hoặc «CSV UTF-8» rồi nhập lại.",
)  # fmt: skip
OTHER_KIND = cause(
    "file_other_kind", _FILE, "Tệp trong thư mục không phải bảng tính", "Không đọc vì là {detail}.",
    "Nếu trong đó có danh sách, hãy xin đơn vị gửi ở dạng .xlsx, .xls, .ods hoặc .csv.",
    unit="Nếu trong đó có danh sách, hãy gửi ở dạng .xlsx, .xls, .ods hoặc .csv; nếu không thì không phải gửi lại.",
)  # fmt: skip

MISNAMED = cause("file_misnamed", Level.NOTE, "Đuôi tệp không đúng dạng", "Tệp mang đuôi «{value}» nhưng thật ra là {detail}; vẫn đọc được.")  # fmt: skip  # noqa: E501
BROKEN_QUOTES = cause(
    "csv_broken_quotes", Level.NOTE, "Dấu ngoặc kép không khép",
    "Tệp có dấu ngoặc kép không khép; mỗi dòng của tệp được đọc là một hàng, phần sau dấu ấy không đọc.",
)  # fmt: skip


class Unreadable(Exception):
    """A file that cannot be read. `code` is a cause of `domain.problem.CAUSES`, `message` whole sentences
    in Vietnamese without the file's name, `technical` what a library said, for `--go-loi` ("" if nothing)."""

    def __init__(self, code: str, detail: str = "", technical: str = "") -> None:
        self.code = code
        self.detail = detail
        self.message = say(Finding(code, detail))
        self.technical = technical
        super().__init__(self.message)


def megabytes(size: int) -> str:
    """Return a size in words: 70_000_000 → «67 MB»."""
    return f"{size / 1048576:.0f} MB"


def count_vi(number: int) -> str:
    """Return a whole number as it is printed in Vietnamese: 1048576 → «1.048.576»."""
    return f"{number:,}".replace(",", ".")
