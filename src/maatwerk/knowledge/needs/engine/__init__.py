"""From words to needs, and from words to danger. Pure: no Django, no files, no clock.

One question is a few thousand small sums: more than one thread only makes them wait for each other (on two busy cores
half a second instead of twenty milliseconds), so libraries below are told to use one before they are loaded.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
