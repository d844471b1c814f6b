from pathlib import Path

from tei.batch.manifest import Manifest

OTHER_RUN = Manifest(Path("out", ".tei", "manifest.db"))
