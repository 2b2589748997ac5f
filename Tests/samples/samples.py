"""What only rollcall can say of its samples: samples.py [ROLLCALL]

The alert rules use metrics that exist, the files for Kubernetes agree with each other and with the image, every image is of
this version, and, with a rollcall, every command line, variable and setting exists.
"""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import promql_parser
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
METRICS = {
    "rollcall_last_attempt_timestamp_seconds": set(),
    "rollcall_last_attempt_exit_status": set(),
    "rollcall_owed_credentials": set(),
    "rollcall_last_run_timestamp_seconds": set(),
    "rollcall_last_success_timestamp_seconds": set(),
    "rollcall_last_run_duration_seconds": set(),
    "rollcall_accounts": {"outcome"},
    "rollcall_unmanaged_accounts": set(),
    "rollcall_requests_total": {"route", "status"},
    "rollcall_retries_total": set(),
    "rollcall_request_duration_seconds_bucket": {"route", "le"},
}
OUTCOMES = {"planned", "succeeded", "failed", "unknown", "stranded", "skipped", "remaining", "blocked"}
# What can be said in the environment and by no flag.
VARIABLES = {"ROLLCALL_USERNAME", "ROLLCALL_PASSWORD", "ROLLCALL_PASSWORD_FILE"}

complaints = []


def complain(place, text):
    complaints.append(f"{place.relative_to(ROOT)}: {text}")


def documents(path):
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


# Alert rules


def selectors(expression):
    """Every metric that an expression names, with its matchers."""
    if isinstance(expression, promql_parser.VectorSelector):
        yield expression
    for name in ("expr", "lhs", "rhs", "param", "vector_selector"):
        inner = getattr(expression, name, None)
        if inner is not None and not isinstance(inner, str):
            yield from selectors(inner)
    for argument in getattr(expression, "args", None) or []:
        yield from selectors(argument)


def check_rules(path):
    count = 0
    for group in documents(path)[0]["groups"]:
        for rule in group["rules"]:
            name = rule["alert"]
            found = list(selectors(promql_parser.parse(rule["expr"])))
            if not found:
                complain(path, f"{name} looks at no metric")
            for selector in found:
                count += 1
                if selector.name not in METRICS:
                    complain(path, f"{name}: there is no metric {selector.name}")
                    continue
                for matcher in selector.matchers.matchers:
                    if matcher.name not in METRICS[selector.name] | {"instance", "job"}:
                        complain(path, f"{name}: {selector.name} has no label {matcher.name}")
                    if matcher.name == "outcome" and matcher.value not in OUTCOMES:
                        complain(path, f"{name}: there is no outcome {matcher.value}")
            for text in ("summary", "description"):
                if not rule["annotations"].get(text):
                    complain(path, f"{name} has no {text}")
    return count


# Kubernetes


def pods(document):
    """The specification of a job, if there is one, and the pod in it."""
    if document["kind"] == "CronJob":
        document = document["spec"]["jobTemplate"]
    if document.get("kind") == "Pod":
        yield document["spec"], document
    elif "template" in document.get("spec", {}):
        yield document["spec"], document["spec"]["template"]


def shell(script):
    """The calls in a script of a pod's shell."""
    return filter(None, (call(line) for line in script.splitlines()))


def check_alone(place, template, claims, parallelism):
    """Pods that run at the same time and share a claim of one node go to one node."""
    shared = [
        volume["persistentVolumeClaim"]["claimName"] for volume in template["spec"]["volumes"]
        if "persistentVolumeClaim" in volume
    ]
    for name in shared:
        modes = claims.get(name)
        if modes is None:
            complain(place, f"no file claims {name}")
        elif modes == ["ReadWriteOnce"] and parallelism > 1:
            wanted = template["spec"].get("affinity", {}).get("podAffinity", {})
            terms = wanted.get("requiredDuringSchedulingIgnoredDuringExecution", [])
            labels = template.get("metadata", {}).get("labels", {})
            if not any(
                term["topologyKey"] == "kubernetes.io/hostname"
                and term["labelSelector"]["matchLabels"].items() <= labels.items()
                for term in terms
            ):
                complain(place, f"its pods share {name} without podAffinity to each other")
        elif modes == ["ReadWriteOncePod"] and parallelism > 1:
            complain(place, f"its pods share {name}, which one pod alone may mount")


def check_kubernetes(paths, version):
    found = [(path, document) for path in paths for document in documents(path)]
    claims = {
        document["metadata"]["name"]: document["spec"]["accessModes"]
        for _, document in found if document["kind"] == "PersistentVolumeClaim"
    }
    journal = re.search(r"^ENV ROLLCALL_JOURNAL=(.*)/journal/journal.sqlite$", (ROOT / "Dockerfile").read_text(), re.M)[1]
    shards = max((
        document["spec"]["completions"] for _, document in found
        if document["kind"] == "Job" and document["spec"].get("completionMode") == "Indexed"
    ), default=0)
    for path, document in found:
        if document["kind"] == "CronJob":
            if document["spec"].get("concurrencyPolicy") != "Forbid":
                complain(path, "two nights may run at once")
            if "activeDeadlineSeconds" not in document["spec"]["jobTemplate"]["spec"]:
                complain(path, "with Forbid, a night that hangs stops all others: activeDeadlineSeconds is missing")
        for job, template in pods(document):
            pod = template["spec"]
            (container,) = pod["containers"]
            if container["image"] != f"rollcall:{version}":
                complain(path, f"the image is {container['image']}, and this is version {version}")
            if journal not in [mount["mountPath"] for mount in container["volumeMounts"]]:
                complain(path, f"nothing is mounted at {journal}, where the image has its journal")
            if document["kind"] == "Pod" and "activeDeadlineSeconds" not in pod:
                complain(path, "a pod that nobody deletes keeps its claim: activeDeadlineSeconds is missing")
            check_alone(path, template, claims, job.get("parallelism", 1))
            if pod.get("terminationGracePeriodSeconds", 30) < 20:
                complain(path, "a run needs more than ten seconds to stop")
            arguments = container.get("args", [])
            variables = [variable["name"] for variable in container.get("env", [])]
            if "command" in container:
                calls = list(shell("\n".join(arguments)))
                yield from ((path, words, variables) for words in calls or [["--help"]])
                continue
            for argument in arguments:
                match = re.fullmatch(r"--shard=\$\(JOB_COMPLETION_INDEX\)/(\d+)", argument)
                if match and (job["completionMode"] != "Indexed" or job["completions"] != int(match[1])):
                    complain(path, f"{argument} with {job.get('completions')} completions")
            if arguments[0] == "plan":
                journals = [argument for argument in arguments if argument.startswith("--journal=")]
                wanted = [f"--journal={journal}/shard-{index}/journal.sqlite" for index in range(shards)]
                if journals != wanted:
                    complain(path, f"the check looks at {len(journals)} journals of {shards}")
            yield path, arguments, variables
    # What the comments tell to type.
    for path in paths:
        for line in re.findall(r"^#   (.*)$", path.read_text(), re.M):
            if words := call(line):
                yield path, words, []


# The other places where a command line stands


def crontab(path):
    """The calls of a user's crontab, and the variables that it sets."""
    variables = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if match := re.match(r"([A-Z_]+)=", line):
            variables.append(match[1])
            continue
        fields = line.split(None, 5)
        if len(fields) < 6 or not all(re.fullmatch(r"[\d*/,-]+", field) for field in fields[:5]):
            complain(path, f"line {number} is no line of a crontab")
            continue
        if "%" in fields[5]:
            complain(path, f"line {number}: cron makes a line end of %")
        yield path, call(fields[5]), variables


def unit(path):
    text = path.read_text()
    for line in re.findall(r"^ExecStart=(.*)$", text, re.M):
        yield path, call(line), re.findall(r"^Environment=(\w+)=", text, re.M)


def guide(path):
    """The calls in the code of a Markdown page, up to a comment."""
    fenced = False
    variables = []
    for line in path.read_text().replace("\\\n", " ").splitlines():
        if line.startswith("```"):
            fenced = not fenced
            continue
        variables += re.findall(r"\bROLLCALL_[A-Z_]+", line)
        for code in [line] if fenced else re.findall(r"`([^`]+)`", line):
            words = call(code)
            if words:
                yield path, words, []
    yield path, ["--help"], variables


def call(line):
    """The words after `rollcall`, or after its image; nothing when the line calls something else."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return []
    # As somebody else.
    if words[:1] == ["runuser"] and "--" in words:
        words = words[words.index("--") + 1 :]
    for index, word in enumerate(words):
        if word in ("rollcall", "rollcall-service", "/usr/bin/rollcall") or re.match(r"rollcall:\d", word):
            before = words[:index]
            if before[:2] == ["docker", "run"] and ":" not in word:
                continue  # A name of something else; the image has a version.
            if (
                before[:2] in (["docker", "run"], ["kubectl", "exec"])
                or all("=" in item or item == "$" for item in before)
            ):
                rest = words[index + 1 :]
                end = next((at for at, item in enumerate(rest) if item in ("|", ">", "&&", ";") or item[0] == ">"), None)
                return rest[:end]
            return []
    return []


# What there is


def commands(rollcall):
    """Every command's flags, by its words."""
    found = {}

    def walk(command, words):
        flags = {
            "--" + name["name"] for argument in command.get("arguments", [])
            for name in argument.get("names") or [] if name["kind"] == "long"
        }
        found[" ".join(words)] = flags
        for inner in command.get("subcommands", []):
            walk(inner, words + [inner["commandName"]])

    dump = subprocess.run([rollcall, "--experimental-dump-help"], check=True, capture_output=True, text=True)
    walk(json.loads(dump.stdout)["command"], [])
    return found


def check_call(path, words, known):
    """Whether a call is of a command that exists, with flags that it has."""
    flags = [word.split("=")[0] for word in words if word.startswith("--")]
    name = next((" ".join(words[:n]) for n in (2, 1) if words and " ".join(words[:n]) in known), "")
    is_group = name and any(other.startswith(name + " ") for other in known)
    if (not name or is_group) and words[0][0] != "-":
        complain(path, f"there is no command rollcall {' '.join(words[:2])}")
        return
    for flag in flags:
        if flag not in known[name] and not (name == "" and flag in ("--help", "--version")):
            complain(path, f"rollcall {name} has no {flag}")


def check_configuration(path, rollcall):
    """The example as it is, and with every setting that it only shows, is one that rollcall takes."""
    shown = re.sub(r"^#(?=[a-z]\w*:|  - )", "", path.read_text(), flags=re.M)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(shown)
        file.flush()
        for name in (path, file.name):
            done = subprocess.run([rollcall, "config", "--config", name], capture_output=True, text=True)
            if done.returncode != 0:
                complain(path, done.stderr.strip())


def main():
    version = re.search(r'static let text = "([^"]+)"', (ROOT / "Sources/rollcall/Rollcall.swift").read_text())[1]
    changelog = (ROOT / "debian/changelog").read_text()
    if not changelog.startswith(f"rollcall ({version})"):
        complain(ROOT / "debian/changelog", f"it does not begin with version {version}")
    if f"\nARG VERSION={version}\n" not in (ROOT / "Dockerfile").read_text():
        complain(ROOT / "Dockerfile", f"the image is not of version {version}")
    rules = check_rules(SAMPLES / "prometheus-rules.yaml")
    calls = list(crontab(SAMPLES / "crontab")) + list(unit(SAMPLES / "systemd/rollcall.service"))
    calls += check_kubernetes(sorted((SAMPLES / "kubernetes").glob("*.yaml")), version)
    calls += guide(ROOT / "docs/operations.md")
    checked = "not looked at: there is no rollcall"
    if len(sys.argv) > 1:
        known = commands(sys.argv[1])
        variables = VARIABLES | {
            "ROLLCALL_" + flag[2:].upper().replace("-", "_") for flags in known.values() for flag in flags
        }
        for path, words, named in calls:
            check_call(path, words, known)
            for variable in named:
                if variable.startswith("ROLLCALL_") and variable not in variables:
                    complain(path, f"there is no {variable}")
        check_configuration(SAMPLES / "rollcall.yaml", sys.argv[1])
        checked = f"{len(calls)} understood"
    for complaint in dict.fromkeys(complaints):
        print(complaint, file=sys.stderr)
    if complaints:
        sys.exit(1)
    print(f"samples: {rules} selectors of metrics that exist; command lines: {checked}.")


main()
