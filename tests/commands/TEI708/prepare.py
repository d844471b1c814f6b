from pathlib import Path

Path("www").mkdir()
Path("out").mkdir()
Path("out", "1999").symlink_to(Path("..", "www"))
