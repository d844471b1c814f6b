from pathlib import Path

Path("shelf", "b.txt").symlink_to("/nowhere/b.txt")
