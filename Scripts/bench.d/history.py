"""A history of many runs for measurements: journals and plans as halfhour writes them, derived from a few real drills.

Also a command: history.py STATE-FOLDER RUNS PROGRAM makes one anywhere.
"""
import datetime
import hashlib
import json
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

STEPS = 100
PER_DAY = 4
LAST_DAY = datetime.date(2026, 10, 1)
SERVICES = ["shop", "mail", "files"]


def real_runs(scratch, program):
    """One drill of a hundred steps for each service, as the program itself does and writes it."""
    services = "".join(f"  {name}: {{ tier: critical, cost_per_hour: 120 EUR }}\n" for name in SERVICES)
    (scratch / "site.yaml").write_text(f"site: A site with a past\ntarget: {{ rto: 30m }}\nservices:\n{services}")
    environment = dict(os.environ, HALFHOUR_STATE=str(scratch / "state"))
    for name in SERVICES:
        work = "".join(f'  - {{ id: s{n}, needs: [], run: "true", budget: 1s }}\n' for n in range(STEPS - 3))
        (scratch / f"{name}.yaml").write_text(
            f"runbook: {name}\ntitle: Rebuild {name}\nservice: {name}\ninstall:\n{work}restore:\n"
            '  - { id: load, run: "true", recovery_point: "1790000000" }\nverify:\n'
            '  - { id: answers, run: "true", expect: { exit: 0 }, seen_red: { skip: a measurement } }\n'
            '  - { id: holds, run: "true", expect: { exit: 0 }, seen_red: { skip: a measurement } }\n')
        ended = subprocess.run([program, "drill", f"{name}.yaml"], env=environment, cwd=scratch, capture_output=True)
        if ended.returncode not in (0, 1, 3, 5):
            sys.exit(f"the drill of {name} ended with {ended.returncode}:\n{ended.stderr.decode()[:2000]}")
    return sorted((scratch / "state/runs").iterdir())


class Pattern:
    """A journal whose day, run and chain are put in anew; everything else stays as it was."""

    def __init__(self, folder):
        self.folder = folder
        lines = (folder / "journal.jsonl").read_bytes().split(b"\n")[:-1]
        first = json.loads(lines[0])
        self.run, self.day = first["run"].encode(), first["at"][:11].encode()
        # Without the digest of the line before, and without `sum` behind, which hold the chain.
        self.bodies = [line[len('{"prev":"') + 64:-26] for line in lines]

    def journal(self, run, day):
        previous, result = b"0" * 64, []
        for body in self.bodies:
            line = b'{"prev":"' + previous + body.replace(self.day, day).replace(self.run, run)
            line += b',"sum":"' + hashlib.sha256(line).hexdigest()[:16].encode() + b'"}'
            previous = hashlib.sha256(line).hexdigest().encode()
            result.append(line)
        return b"\n".join(result) + b"\n"


def write_runs(task):
    runs, patterns, numbers = task
    for number in numbers:
        pattern = patterns[number % len(patterns)]
        day = LAST_DAY - datetime.timedelta(days=number // PER_DAY)
        name = f"{day:%Y%m%d}-{12 - number % PER_DAY:02}0000.000-{pattern.run.decode().split('-')[2]}-{number:04x}"
        folder = runs / name
        for part in ["plan", "answers", "logs", "work"]:
            (folder / part).mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
        os.link(runs / f".plan-{pattern.run.decode()}", folder / "plan/plan.json")
        (folder / "journal.jsonl").write_bytes(pattern.journal(name.encode(), f"{day}T".encode()))


def make(state, count, program):
    """Writes so many runs of a hundred steps; the same program and number give the same ones but for their times."""
    runs = pathlib.Path(state) / "runs"
    runs.mkdir(parents=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="halfhour-past-", dir=pathlib.Path(state).parent) as scratch:
        folders = real_runs(pathlib.Path(scratch), program)
        patterns = [Pattern(folder) for folder in folders]
        for pattern in patterns:
            shutil.copy(pattern.folder / "plan/plan.json", runs / f".plan-{pattern.run.decode()}")
    cores = os.cpu_count() or 1
    with multiprocessing.Pool(cores) as pool:
        pool.map(write_runs, [(runs, patterns, range(first, count, cores * 8)) for first in range(cores * 8)], 1)


def floor_of_list(state):
    """What a list of runs needs at least: the names in the folder, and a look at each journal."""
    runs = os.path.join(state, "runs")
    return [name for name in os.listdir(runs) if not name.startswith(".") and os.stat(f"{runs}/{name}/journal.jsonl")]


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    make(sys.argv[1], int(sys.argv[2]), os.path.abspath(sys.argv[3]))
