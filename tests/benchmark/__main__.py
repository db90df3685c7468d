"""All benchmarks, one after the other: ``python -m tests.benchmark`` (about forty minutes)."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: one core is measured

from tests.benchmark import model, page, script, sessions

page.main([])
print()
script.main([])
print("\none process")
sessions.main([])
print("\ntwo processes behind nginx")
sessions.main(["--nginx", "--sessions", "100", "200"])
print()
model.main()
