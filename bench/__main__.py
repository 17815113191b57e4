"""Print the table: what, ours, peer, ratio. The ratio is the claim; milliseconds belong to one machine."""

from __future__ import annotations

import logging
import os
import platform

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the Makefile

from bench import model, pages, pictures


def main() -> None:
    """Measure everything once and print one line each."""
    logging.disable(logging.WARNING)  # Streamlit would warn of having no browser
    print(f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores; medians, taken in turn")
    print(f"{'what':46} {'ours, ms':>9} {'peer, ms':>9} {'ratio':>6}  peer")
    for line in (model.one_run(), model.dial_step(), model.importing(), *pages.lines(), pictures.line()):
        print(f"{line.what:46} {line.ours_ms:9.1f} {line.peer_ms:9.1f} {line.ratio:6.1f}  {line.peer}", flush=True)


if __name__ == "__main__":
    main()
