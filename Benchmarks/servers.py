"""The servers that the benchmarks speak with, on the loopback interface, each with a directory of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

BASE = "/flowserv/api/v1"

DESCRIPTOR = (
    '{"name":"canned","version":"0","url":"http://127.0.0.1","routes":[{"id":"users:list","pattern":"users"},'
    '{"id":"users:register","pattern":"users/register"},{"id":"users:login","pattern":"users/login"}]}')

# rollcall takes a 201 only when it names the account that was asked for.  Plain nginx cannot read a request's body;
# the echo module (Debian's libnginx-mod-http-echo) can, and a map takes the name out of it.
CONFIGURATION = """
load_module {modules}/ngx_http_echo_module.so;
daemon off;
worker_processes {workers};
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy; fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi; scgi_temp_path {directory}/scgi;
    log_format moment '$msec $uri';
    access_log {directory}/access.log moment buffer=64k flush=1s;
    sendfile on;
    keepalive_requests 100000000;
    keepalive_timeout 60s;
    client_max_body_size 1m;
    default_type application/json;
    map $request_body $named {{ "~\\"username\\" *: *\\"(?<name>[^\\"]*)\\"" $name; }}
    server {{
        listen 127.0.0.1:{port};
        location = {base}/ {{ return 200 '{descriptor}'; }}
        location = {base}/users {{ alias {listing}; }}
        location = {base}/users/login {{ return 200 '{{"id":"0","username":"admin","token":"canned"}}'; }}
        location = {base}/users/register {{
            echo_read_request_body;
            echo_status 201;
            echo -n '{{"id":"$request_id","username":"$named"}}';
        }}
    }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process):
    for _ in range(200):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=1).close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {url}")


@contextlib.contextmanager
def started(command, url, **options):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    try:
        wait_for(url, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


class Canned:
    """nginx that answers what it was told to, and writes down when."""

    def __init__(self, directory, port):
        self.url = f"http://127.0.0.1:{port}{BASE}"
        self._log = os.path.join(directory, "access.log")
        self._seen = 0

    def registers(self):
        """The moments of the registers since the last question, in seconds."""
        return [moment for moment, path in self.requests() if path.endswith("/users/register")]

    def forget(self):
        """Leaves out of all answers what has been asked so far."""
        time.sleep(1.2)
        self._seen = os.path.getsize(self._log)

    def requests(self):
        """The moments at which requests were answered since the last question, in seconds, and their paths."""
        time.sleep(1.2)  # nginx writes its log once a second.
        with open(self._log, "rb") as log:
            log.seek(self._seen)
            lines = log.read()
        self._seen += len(lines)
        pairs = (line.decode().split() for line in lines.splitlines())
        return sorted((float(moment), path) for moment, path in pairs)


@contextlib.contextmanager
def canned(directory, listing, workers=1):
    """nginx with this listing."""
    os.makedirs(directory, exist_ok=True)
    port = free_port()
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    configuration = os.path.join(directory, "nginx.conf")
    with open(configuration, "w") as file:
        file.write(CONFIGURATION.format(
            modules="/usr/lib/nginx/modules", directory=directory, port=port, base=BASE, descriptor=DESCRIPTOR,
            listing=listing, workers=workers))
    # As root its workers would be nobody's, who may not read the listing.
    account = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [binary, "-e", os.path.join(directory, "error.log"), "-p", directory, "-c", configuration] + account
    server = Canned(directory, port)
    with started(command, server.url + "/"):
        yield server


@contextlib.contextmanager
def flowserv(directory, environment):
    """A real flowServ with an empty database of its own; `environment` is the virtual environment that has it."""
    os.makedirs(directory)
    port = free_port()
    variables = dict(
        os.environ, FLOWSERV_API_DIR=os.path.join(directory, "api"), FLOWSERV_AUTH="default",
        FLOWSERV_DATABASE=f"sqlite:///{directory}/flow.db")
    programs = os.path.join(environment, "bin")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([f"{programs}/flowserv", "init", "-f"], env=variables, check=True, **quiet)
    command = [f"{programs}/gunicorn", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}",
               "robflask.api:create_app()"]
    url = f"http://127.0.0.1:{port}{BASE}"
    with started(command, url + "/", env=variables, cwd=directory, **quiet):
        yield url
