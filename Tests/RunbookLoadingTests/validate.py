"""Reads a schema and the paths of YAML files, and prints for each file `good`, or `bad` and the first reason.

Usage: validate.py SCHEMA FILE...

The files are read twice: as YAML 1.2's core schema has it, as an editor does, and with every scalar as a text.
"""

import json
import re
import sys

import jsonschema
import yaml


class Texts(yaml.SafeLoader):
    """Takes scalars as texts; only nothing at all is nothing."""

    yaml_implicit_resolvers = {}


class Core(yaml.SafeLoader):
    """Guesses as YAML 1.2's core schema does."""

    yaml_implicit_resolvers = {}


NOTHING = ("tag:yaml.org,2002:null", re.compile(r"^(?:~|)$"), ["~", ""])
for loader in (Texts, Core):
    loader.add_implicit_resolver(*NOTHING)
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789")
)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in paths:
        problems = []
        for loader in (Core, Texts):
            with open(path, encoding="utf-8") as file:
                document = yaml.load(file, Loader=loader)
            error = jsonschema.exceptions.best_match(validator.iter_errors(document))
            if error is not None:
                place = "/".join(str(part) for part in error.absolute_path)
                problems.append(f"{loader.__name__}: {place}: {error.message}"[:200].replace("\n", " "))
        verdict = ("good", "half", "bad")[len(problems)]
        print(f"{verdict} {path} {'; '.join(problems)}".strip())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
