"""Every figure of simulated dossiers as the binary counts it against the second computation over their rows.

    differential_dossiers.py --binary CCHC
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from dossiers import compare

# Small enough for every run; the two large plans have the same figures.
PLANS = ("can-tho-culture-2016", "can-tho-home-2016", "phuc-yen-city")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    binary = parser.parse_args().binary
    agreed, wrong = 0, []
    for plan in PLANS:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([binary, "demo", "dossiers", plan, folder], check=True, stdout=subprocess.DEVNULL)
            cells, faults = compare(Path(folder))
            agreed += cells
            wrong += [f"{plan}: {fault}" for fault in faults]
    for fault in wrong[:20]:
        print(fault)
    print(f"{agreed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
