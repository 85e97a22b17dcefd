"""Commands to a plan: edit, event, transfer, merge, undo."""
