"""Makes calls with flowServ's reference client, for comparison with ours.

    reference_client.py calls URL < INPUTS    all eight calls, and a pending registration
    reference_client.py tokens URL < INPUTS   the two calls that are given a token
    reference_client.py address               prints the base URL that FLOWSERV_API_* mean

INPUTS is a JSON object with the names, passwords and ids to use.  The token is in FLOWSERV_ACCESS_TOKEN.
"""

import json
import sys

from flowserv.config import env
from flowserv.service.descriptor import ServiceDescriptor
from flowserv.service.user.remote import RemoteUserService


def calls(url):
    inputs = json.load(sys.stdin)
    name, password = inputs["username"], inputs["password"]
    service = RemoteUserService(ServiceDescriptor({"name": "recording", "url": url}))
    service.register_user(name, password)
    service.register_user(name, password, verify=True)
    service.activate_user(inputs["id"])
    service.login_user(name, password)
    service.whoami_user(inputs["token"])
    service.list_users()
    service.list_users(query=inputs["query"])
    service.request_password_reset(name)
    service.reset_password(inputs["requestId"], password)
    service.logout_user(inputs["token"])


def tokens(url):
    inputs = json.load(sys.stdin)
    service = RemoteUserService(ServiceDescriptor({"name": "recording", "url": url}))
    service.whoami_user(inputs["token"])
    service.logout_user(inputs["token"])


if sys.argv[1] == "address":
    print(ServiceDescriptor.from_config(env()).url)
else:
    {"calls": calls, "tokens": tokens}[sys.argv[1]](sys.argv[2])
