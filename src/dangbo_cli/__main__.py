"""The process itself: ``dangbo`` and ``python -m dangbo_cli``. Whoever calls `app.main` stays alive."""

import os
import sys

try:
    import atexit
    from contextlib import suppress

    from dangbo_cli.app import main
except KeyboardInterrupt:  # Ctrl-C before there is anybody to take it
    os.write(2, "\nĐã dừng theo yêu cầu.\n".encode())
    os._exit(130)


def start() -> None:
    """Run the command line, then end at once: the interpreter would take apart every module and object before it goes,
    10 ms of a command that nobody has anything from. What was registered to be done at the end is done."""
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it has gone
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    start()
