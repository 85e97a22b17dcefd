"""Run as ``python -m dangbo_cli``."""

from dangbo_cli.app import main

if __name__ == "__main__":
    main()
