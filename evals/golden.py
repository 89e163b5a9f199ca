"""Write the golden records of the samples anew: `python -m evals golden`; read the difference before committing it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "tests" / "reports"
CHOSEN = ("assab-frogmen-a", "gallabat-convoy-a", "kairagach-exchange-a")


def main(argv: list[str]) -> int:
    """Read the chosen samples and write NAME.golden.json beside them."""
    from sayso.intake import Source, load
    from sayso.reading import default
    from sayso.record import to_dict

    for name in CHOSEN:
        path = SAMPLES / f"{name}.txt"
        record = default().read(load(Source(name=str(path), path=path)))
        out = path.with_suffix(".golden.json")
        out.write_text(json.dumps(to_dict(record), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{out.name}: {len(record.claims)} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
