"""Reads a JSON Schema and the paths of JSON files, and prints for each file `good`, or `bad` and the first reasons.

Usage: validate.py SCHEMA FILE...

A member that the schema doesn't name is refused here, so that none goes undocumented; readers are told to expect more.
"""

import json
import sys

import jsonschema


def closed(schema):
    """The schema with every object closed that says which members it has."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        result.setdefault("additionalProperties", False)
    return result


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        reasons = [
            "/".join(str(part) for part in error.absolute_path) + ": " + error.message[:200].replace("\n", " ")
            for error in validator.iter_errors(document)
        ]
        print(("bad " + " | ".join(reasons[:5])) if reasons else "good")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
