import tarfile
from io import BytesIO

with tarfile.open("stranger.tar.gz", "w:gz") as archive:
    archive.addfile(tarfile.TarInfo("../letter.xml"), BytesIO())
