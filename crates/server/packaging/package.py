#!/usr/bin/env python3
"""Makes the Debian package of the table [package.metadata.deb] in crates/server/Cargo.toml, as cargo-deb does, and without it.

    package.py OUT [--programs DIR] [--version VERSION]

OUT is a folder; the path of the package is printed. DIR holds liangyi and media-pipeline, target/release where nothing is said.
Every file has the time of the last commit, or SOURCE_DATE_EPOCH, so that the same sources make the same bytes.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import tomllib

CRATE = pathlib.Path(__file__).resolve().parent.parent
WORKSPACE = CRATE.parent.parent
BUILT = "target/release/"


def said(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout.strip()


def libraries(programs):
    """What the packages are called that bring the libraries of these programs."""
    with tempfile.TemporaryDirectory() as folder:
        debian = pathlib.Path(folder) / "debian"
        debian.mkdir()
        (debian / "control").write_text("Source: liangyi\n\nPackage: liangyi\nArchitecture: any\n")
        found = said("dpkg-shlibdeps", "-O", *map(str, programs), cwd=folder)
    return found.removeprefix("shlibs:Depends=")


def control(table, version, root, programs):
    workspace = tomllib.loads((WORKSPACE / "Cargo.toml").read_text())["workspace"]["package"]
    depends = table["depends"].replace("$auto", libraries(programs) if programs else "").strip(", ")
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file())
    description = "\n ".join(wrapped(table["extended-description"]))
    return (
        f"Package: {table['name']}\nVersion: {version or workspace['version'] + '-1'}\n"
        f"Architecture: {said('dpkg', '--print-architecture')}\nMaintainer: {table['maintainer']}\n"
        f"Installed-Size: {-(-size // 1024)}\nDepends: {depends}\nRecommends: {table['recommends']}\n"
        f"Section: {table['section']}\nPriority: {table['priority']}\n"
        f"Description: policies and the works that interpret them\n {description}\n"
    )


def wrapped(text):
    line = ""
    for word in text.split():
        if len(line) + len(word) > 76:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line


def place(source, target, mode, root):
    to = root / (target + pathlib.Path(source).name if target.endswith("/") else target)
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
    to.chmod(int(mode, 8))


def is_dynamic(program):
    """Whether there is anything to ask about its libraries: tests pack scripts."""
    with open(program, "rb") as file:
        return file.read(4) == b"\x7fELF"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--programs", type=pathlib.Path, default=WORKSPACE / "target/release")
    arguments.add_argument("--version")
    asked = arguments.parse_args()
    table = tomllib.loads((CRATE / "Cargo.toml").read_text())["package"]["metadata"]["deb"]
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        root.chmod(0o755)
        programs = []
        for source, target, mode in table["assets"]:
            if source.startswith(BUILT):
                source = asked.programs / source.removeprefix(BUILT)
                programs.append(source)
            place(CRATE / source, target, mode, root)
        place(CRATE / table["license-file"][0], "usr/share/doc/liangyi/copyright", "644", root)
        sums = [
            f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(root)}\n"
            for file in sorted(root.rglob("*"))
            if file.is_file()
        ]
        written = control(table, asked.version, root, [program for program in programs if is_dynamic(program)])
        debian = root / "DEBIAN"
        debian.mkdir(mode=0o755)
        (debian / "control").write_text(written)
        (debian / "md5sums").write_text("".join(sums))
        (debian / "conffiles").write_text("".join(f"{name}\n" for name in table["conf-files"]))
        for script in sorted((CRATE / table["maintainer-scripts"]).iterdir()):
            place(script, f"DEBIAN/{script.name}", "755", root)
        for path in [root, *root.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
        if "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = said("git", "-C", str(WORKSPACE), "log", "-1", "--format=%ct")
        for path in root.rglob("*"):
            os.utime(path, (int(os.environ["SOURCE_DATE_EPOCH"]),) * 2)
        made = said("dpkg-deb", "--root-owner-group", "--build", str(root), str(asked.out))
    print(made.split("'")[-2])


main()
