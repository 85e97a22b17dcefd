"""What the program itself puts into workbooks that it sends out, and knows again when they come back."""

from __future__ import annotations

#: The sheet that lists what a unit is to mend, and its first line.
FIX_SHEET = "Cần sửa"
FIX_TITLE = "CÁC CHỖ CẦN SỬA"
#: The column with the reasons, right of the unit's own table.
FIX_COLUMN = "Lỗi cần sửa"
#: The guide and the closed lists of a template, with their first lines.
GUIDE_SHEET = "Hướng dẫn"
GUIDE_TITLE = "HƯỚNG DẪN GHI MẪU NÀY"
LIST_SHEET = "Danh mục"
LIST_TITLE = "DANH MỤC CỦA MẪU NÀY"
#: The hidden column with the number of each record.
NUMBER_COLUMN = "Số hồ sơ trong sổ"
#: The hidden sheets: what was marked in a copy, what was sent in a template; and the first cell of each.
RETURN_SHEET, RETURN_MARK = "dangbo_tra_lai", "dangbo:tra-lai"
SENT_SHEET, SENT_MARK = "dangbo_mau", "dangbo:mau"

#: Sheets for the eyes, by their first cell: never read, and nothing to tell the clerk about.
OWN_TITLES = {
    FIX_TITLE: "trang kê các chỗ cần sửa do dangbo lập, không đọc",
    GUIDE_TITLE: "trang hướng dẫn của mẫu, không đọc",
    LIST_TITLE: "danh mục của mẫu, không đọc",
}
