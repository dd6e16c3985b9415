"""What Scripts/bench measures on hosts: real ones of a lab on this machine, reached by a real ssh client and sshd. As root."""
import atexit
import os
import pathlib
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What others need, with connections: the same steps, on the same hosts, in the same run.
ASYNCSSH = """
import asyncio, asyncssh, sys
async def host(name, count):
    async with asyncssh.connect(name, config=[sys.argv[1]]) as link:
        for _ in range(count):
            await link.run("true", check=True)
async def main():
    await asyncio.gather(*(host(name, int(sys.argv[2])) for name in sys.argv[3:]))
asyncio.run(main())
"""


class Lab:
    """Hosts that are taken away when this process ends, whatever its end is."""

    _made = {}

    @classmethod
    def of(cls, count):
        if count not in cls._made:
            cls._made[count] = cls(count)
        return cls._made[count]

    def __init__(self, count):
        self.environment = dict(os.environ, HALFHOUR_LAB=f"bench-{os.getpid()}-{count}")
        self.hosts = [f"h{number}" for number in range(count)]
        self.call("up", "--owner", str(os.getpid()), *self.hosts)
        atexit.register(self.call, "down")
        self.config = pathlib.Path(self.call("key").strip()).parent / "ssh_config"

    def call(self, *words):
        return subprocess.run(
            [ROOT / "Scripts/lab", *words], env=self.environment, check=True, capture_output=True, text=True).stdout

    def ssh(self, *words):
        return ["ssh", "-F", str(self.config), *words]

    def site(self, folder):
        """A site whose hosts are those of the lab."""
        folder.mkdir(exist_ok=True)
        shutil.copy(self.config, folder / "ssh_config")
        hosts = "".join(f"  {name}: {{ live: 192.0.2.1, drill: {name} }}\n" for name in self.hosts)
        (folder / "site.yaml").write_text(f"site: Lab\nssh_config: ssh_config\nlimits: {{ total: 64 }}\nhosts:\n{hosts}")
        return folder


def runbook(folder, name, steps):
    path = folder / f"{name}.yaml"
    path.write_text(f"runbook: {name}\ntitle: Steps on hosts\ninstall:\n{steps}")
    return path


def step(name, host, needs=""):
    return f'  - {{ id: {name}, on: {host}, {needs}run: ":", expect: {{ exit: 0 }} }}\n'


def chain(bench):
    """A step more, when a run is under way: the difference between a long chain and a short one."""
    lab = Lab.of(1)
    folder = lab.site(bench.scratch / "one-host")
    short, long = (runbook(folder, f"chain-{count}", "".join(step(f"s{number}", "h0") for number in range(count)))
                   for count in (100, 1_100))
    ours = (bench.drill(long)[0] - bench.drill(short)[0]) / 1_000
    return round_trips(lab) * 1e3, ours * 1e3


def round_trips(lab, count=1_000):
    """As many bytes as a job takes, to and fro over a channel that is open, and a process on the host."""
    child = subprocess.Popen(lab.ssh("h0", "exec sh"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    line = f": '{'x' * 1_500}'; sh -c : ; echo {'x' * 200}\n".encode()

    def trip():
        child.stdin.write(line)
        child.stdin.flush()
        child.stdout.readline()

    for _ in range(50):
        trip()
    begin = time.perf_counter()
    for _ in range(count):
        trip()
    took = time.perf_counter() - begin
    child.stdin.close()
    child.wait()
    return took / count


def many(bench, others):
    """Ten steps on each of ten hosts, one after the other there and all hosts at once, connections included; each step."""
    lab = Lab.of(10)
    folder = lab.site(bench.scratch / "ten-hosts")
    steps = "".join(
        step(f"{host}-{number}", host, f"needs: [{host}-{number - 1}], " if number else "needs: [], ")
        for number in range(10) for host in lab.hosts)
    floor = others(bench, lab)
    ours, _ = bench.drill(runbook(folder, "ten", steps))
    return floor / 100 * 1e3, ours / 100 * 1e3


def by_asyncssh(bench, lab):
    return bench.take(["/usr/bin/python3", "-c", ASYNCSSH, lab.config, "10", *lab.hosts])[0]


def by_client(bench, lab):
    """The client on an open master, a process for each step."""
    loop = ("for h in {hosts}; do ( ssh -F {config} -o ControlPath={sockets}/%n -o ControlMaster=yes -o ControlPersist=9 $h true; "
            "for i in 2 3 4 5 6 7 8 9 10; do ssh -F {config} -o ControlPath={sockets}/%n $h true; done; "
            "ssh -F {config} -o ControlPath={sockets}/%n -O exit $h 2>/dev/null ) & done; wait")
    sockets = bench.scratch / "sockets"
    sockets.mkdir(exist_ok=True)
    return bench.take(["/bin/sh", "-c", loop.format(hosts=" ".join(lab.hosts), config=lab.config, sockets=sockets)])[0]


def by_ansible(bench, lab):
    """Ansible with pipelining and its raw module, which is the fastest that it has."""
    inventory = bench.scratch / "inventory"
    inventory.write_text("".join(f"{host}\n" for host in lab.hosts))
    play = bench.scratch / "play.yaml"
    play.write_text("- hosts: all\n  gather_facts: false\n  tasks:\n" + "    - command: 'true'\n" * 10)
    os.environ.update(
        ANSIBLE_PIPELINING="1", ANSIBLE_HOST_KEY_CHECKING="0", ANSIBLE_FORKS="10", ANSIBLE_SSH_ARGS=f"-F {lab.config}"
        " -o ControlMaster=auto -o ControlPersist=9")
    return bench.take(["ansible-playbook", "-i", inventory, play])[0]


def copy(bench):
    """A gigabyte, and its sum at the far end."""
    lab = Lab.of(1)
    folder = lab.site(bench.scratch / "copying")
    source = folder / "source"
    if not source.exists():
        subprocess.run(["/bin/sh", "-c", f"head -c 1000000000 /dev/urandom >'{source}'"], check=True)
    lab.call("exec", "h0", "--", "rm", "-f", "/srv/source")
    floor, _ = bench.take(
        ["/bin/sh", "-c", f"scp -q -F {lab.config} {source} h0:/srv/source && ssh -F {lab.config} h0 sha256sum /srv/source"])
    lab.call("exec", "h0", "--", "rm", "-f", "/srv/source")
    steps = '  - { id: bring, copy: { from: source, to: "h0:/srv/source" } }\n  - { id: see, run: "true", expect: { exit: 0 } }\n'
    ours, _ = bench.drill(runbook(folder, "copying", steps))
    return floor, ours


def has(*command):
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


MEASUREMENTS = {
    "host-chain": ("a step more on a host", "ms", 1.5, 10, chain),
    "hosts-client": ("10 steps on 10 hosts, ssh's master", "ms", 1, 10, lambda bench: many(bench, by_client)),
    "host-copy": ("a gigabyte to a host, and its sum", "s", 1.3, 5, copy),
}
if has("/usr/bin/python3", "-c", "import asyncssh"):
    MEASUREMENTS["hosts-asyncssh"] = (
        "10 steps on 10 hosts, asyncssh", "ms", 1, 10, lambda bench: many(bench, by_asyncssh))
if has("ansible-playbook", "--version"):
    MEASUREMENTS["hosts-ansible"] = ("10 steps on 10 hosts, Ansible", "ms", 0.05, 3, lambda bench: many(bench, by_ansible))
