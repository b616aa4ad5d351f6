"""Fetches CETEIcean, which is tested against and not shipped: python tests/ceteicean.py

The package comes from the npm registry through npm, is checked against its digest and unpacked
beside the environment that runs this program.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "1.9.5"
SHA512 = (
    "87bcedb9a23e4643aa0deab20adae9c29a29683cfdd3c1bacb1a81ab61a14777"
    "fdb2ea89ab2072235ad1f161dc62accc5187d3e31596ba64a043e5c33dadba6c"
)
SCRIPT = Path(sys.prefix) / "share" / f"CETEIcean-{VERSION}.js"
"""Where the script stands once it was fetched."""


def fetch() -> str:
    """Fetch the script; say why not, or "" when it is there."""
    if SCRIPT.exists():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            [npm, "pack", "--silent", f"CETEIcean@{VERSION}"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        archive = Path(folder) / f"CETEIcean-{VERSION}.tgz"
        if packed.returncode or not archive.exists():
            return "npm could not fetch the package"
        if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
            return "the package is not the one that was tested with"
        with tarfile.open(archive) as content:
            member = content.extractfile("package/dist/CETEI.js")
            if member is None:
                return "the package does not hold dist/CETEI.js"
            SCRIPT.parent.mkdir(parents=True, exist_ok=True)
            SCRIPT.write_bytes(member.read())
    return ""


if __name__ == "__main__":
    if reason := fetch():
        sys.exit(f"CETEIcean: {reason}")
