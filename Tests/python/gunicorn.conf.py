"""Settings of the real flowServ under test: it says on which port it listens, on standard output."""

import os

bind = "127.0.0.1:0"
errorlog = "server.log"
# A worker that does not end by itself is killed after this many seconds.
graceful_timeout = 1
no_control_socket = True


def when_ready(server):
    print(server.LISTENERS[0].getsockname()[1], flush=True)
    # The workers log to standard output, which nobody reads from now on: a full pipe would stop them.
    log = os.open("server.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 1)
    os.close(log)
