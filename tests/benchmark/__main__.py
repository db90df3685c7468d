"""All benchmarks, one after the other: ``python -m tests.benchmark`` (about fifty minutes)."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: one core is measured

from tests.benchmark import drag, load, model, page, script, sessions

page.main([])
print()
drag.main([])
print()
load.main([])
print()
script.main([])
print("\none process")
sessions.main([])
print("\ntwo processes behind nginx")
sessions.main(["--nginx", "--sessions", "100", "200"])
print()
model.main()
