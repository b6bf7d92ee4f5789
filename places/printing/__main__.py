"""One sheet: HTML from standard input, a PDF to standard output. Without a network, and after everyone else."""

import os
import resource
import sys

from places.printing.sealing import seal
from places.printing.typesetting import pdf

POLITE = 10
LONGEST_CPU_S = 60


def main() -> None:
    os.nice(POLITE)  # searches go first
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_S, LONGEST_CPU_S))
    seal()
    sys.stdout.buffer.write(pdf(sys.stdin.buffer.read().decode()))
    sys.stdout.buffer.flush()
    os._exit(0)  # Python's own end unloads Pango, whose threads may still look for fonts and would crash


if __name__ == "__main__":
    main()
