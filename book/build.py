"""Build the book, and serve it: `make book` calls this.

python book/build.py                         the whole book, into _build/html, then served at a local address
python book/build.py --no-serve              only built
python book/build.py --no-solutions          what a class gets, without the worked solutions, into _build/class
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent


def build(root: Path = ROOT) -> Path:
    """Build the whole book and give its folder; from nothing when the package or the book's code has changed."""
    out = root / "_build"
    stamp = out / "package.sha256"
    parts = [
        root / "src",
        root / "book" / "_ext",
        root / "book" / "_templates",
        root / "_config.yml",
        root / "_toc.yml",
    ]
    now = "".join(map(_fingerprint, parts))
    if not stamp.exists() or stamp.read_text() != now:
        shutil.rmtree(out / "html", ignore_errors=True)
        shutil.rmtree(out / ".jupyter_cache", ignore_errors=True)
        shutil.rmtree(out / ".doctrees", ignore_errors=True)
    _jupyter_book(root, out, root / "_toc.yml")
    stamp.write_text(now)
    return out / "html"


def build_class(root: Path = ROOT) -> Path:
    """Build what a class gets, without the worked solutions, into an empty folder, and give that folder."""
    target = root / "_build" / "class"
    yaml = YAML(typ="safe")
    toc = yaml.load((root / "_toc.yml").read_text("utf-8"))
    toc = _without_solutions(toc)
    with tempfile.TemporaryDirectory() as folder:
        contents = Path(folder) / "_toc.yml"
        with contents.open("w", encoding="utf-8") as file:
            yaml.dump(toc, file)
        _jupyter_book(root, Path(folder) / "_build", contents)
        if (Path(folder) / "_build" / "html" / "solutions").exists():
            sys.exit("a worked solution is in the book for a class: see _toc.yml")
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(exist_ok=True)
        shutil.move(Path(folder) / "_build" / "html", target)
    return target


def _without_solutions(entry: Any) -> Any:
    """The table of contents without the pages of `solutions/`, however deep they stand, and without empty lists."""
    if isinstance(entry, list):
        kept = (
            _without_solutions(e)
            for e in entry
            if not str(isinstance(e, dict) and e.get("file")).startswith("solutions/")
        )
        return [e for e in kept if e]
    if isinstance(entry, dict):
        pairs = {name: _without_solutions(value) for name, value in entry.items()}
        return {} if pairs.get("chapters") == [] else {name: value for name, value in pairs.items() if value != []}
    return entry


def serve(folder: Path, port: int) -> None:
    """Serve `folder` to this machine only, until interrupted; the first free port from `port` on."""
    handler = partial(QuietHandler, directory=folder)
    for candidate in range(port, port + 50):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
        print(f"\nThe book is at http://127.0.0.1:{candidate}/ (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
    sys.exit(f"no free port between {port} and {port + 49}: choose another with --port")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def _execute(root: Path, out: Path, toc: Path) -> None:
    """Run side by side the notebooks that the cache does not have: Jupyter Book would run one after the other."""
    cache = get_cache(out / ".jupyter_cache")
    notebooks = [root / f"{name}.ipynb" for name in re.findall(r"(?:file|root): (\S+)", toc.read_text("utf-8"))]
    waiting = []
    for path in notebooks:
        if path.is_file():
            notebook = nbformat.read(path, as_version=4)
            try:
                cache.match_cache_notebook(notebook)
            except KeyError:
                waiting.append((path, notebook))

    def run(task: tuple[Path, Any]) -> Any:
        path, notebook = task
        return single_nb_execution(notebook, cwd=str(path.parent), timeout=120, allow_errors=False)

    with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        for (path, notebook), result in zip(waiting, pool.map(run, waiting), strict=True):
            if result.err is None:  # a notebook that fails is run again by Jupyter Book, which says where
                bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": result.time})
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def _jupyter_book(root: Path, out: Path, toc: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _execute(root, out, toc)
    # jsonschema would compile a grammar for web addresses for three seconds at its import; nothing here asks for it
    start = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", str(root), "--path-output", str(out.parent)]
    command += ["--toc", str(toc), "-W", "-n", "--keep-going", "-q"]
    if subprocess.run(command, cwd=root).returncode:  # noqa: S603
        sys.exit("the book was not built: see the messages above")


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    files = [folder] if folder.is_file() else folder.rglob("*")
    for path in sorted(p for p in files if p.is_file() and "__pycache__" not in p.parts):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the book and serve it at a local address.")
    parser.add_argument("--no-serve", action="store_true", help="only build")
    parser.add_argument("--no-solutions", action="store_true", help="leave the worked solutions out; into _build/class")
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default: 8000)")
    options = parser.parse_args()
    folder = build_class() if options.no_solutions else build()
    print(f"Built in {folder.relative_to(ROOT)}")
    if not options.no_serve:
        serve(folder, options.port)


if __name__ == "__main__":
    main()
