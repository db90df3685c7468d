"""All benchmarks, one after the other: ``python -m tests.benchmark`` (about ten minutes)."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: one core is measured

from . import model, page, sessions

for measure in (page.main, sessions.main):
    measure([])
    print()
model.main()
