"""Reads items as JSON and says of each what faults the JSON schema of the first argument finds in it."""
import json
import sys

from jsonschema import Draft202012Validator

validator = Draft202012Validator(json.load(open(sys.argv[1])), format_checker=Draft202012Validator.FORMAT_CHECKER)
json.dump([[error.message for error in validator.iter_errors(item)] for item in json.load(sys.stdin)], sys.stdout)
