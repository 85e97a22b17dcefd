"""The stock that `nhan_dang.py` composes nasty workbooks from: people, cells, columns, pages, files, the score."""
