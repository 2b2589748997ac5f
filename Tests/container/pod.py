"""Prints how a pod of a file for Kubernetes is run without Kubernetes: pod.py FILE CLAIMS SECRETS [INDEX]

Each word ends with a zero byte: the options of `docker run`, the image, and its arguments.  A claim is a directory in CLAIMS,
a secret one in SECRETS, and INDEX is that of an indexed job.
"""

import re
import sys

import yaml

path, claims, secrets, *index = sys.argv[1:]
documents = {document["kind"]: document for document in yaml.safe_load_all(open(path))}
if "CronJob" in documents:
    pod = documents["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
elif "Job" in documents:
    pod = documents["Job"]["spec"]["template"]["spec"]
else:
    pod = documents["Pod"]["spec"]
(container,) = pod["containers"]
(context, own) = (pod["securityContext"], container["securityContext"])

words = [f"--user={context['runAsUser']}:{context['runAsGroup']}", f"--group-add={context['fsGroup']}"]
words += [f"--cap-drop={capability}" for capability in own["capabilities"]["drop"]]
if own["readOnlyRootFilesystem"]:
    words.append("--read-only")
if not own["allowPrivilegeEscalation"]:
    words.append("--security-opt=no-new-privileges")
words += [f"--env={variable['name']}={variable['value']}" for variable in container.get("env", [])]

volumes = {volume["name"]: volume for volume in pod["volumes"]}
for mount in container["volumeMounts"]:
    volume = volumes[mount["name"]]
    place = mount["mountPath"] + (":ro" if mount.get("readOnly") else "")
    if "emptyDir" in volume:
        words.append(f"--tmpfs={place}")
    elif "secret" in volume:
        words.append(f"--volume={secrets}/{volume['secret']['secretName']}:{place}")
    else:
        words.append(f"--volume={claims}/{volume['persistentVolumeClaim']['claimName']}:{place}")

command = container.get("command", [])
if command:
    words.append(f"--entrypoint={command[0]}")
words.append(container["image"])
arguments = command[1:] + container.get("args", [])
print(*words, *(re.sub(r"\$\(JOB_COMPLETION_INDEX\)", "".join(index), argument) for argument in arguments), sep="\0", end="\0")
