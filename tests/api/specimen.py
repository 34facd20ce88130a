"""Makes the shipped case call by call with a client that was generated from the description of the API.

    python specimen.py ADDRESS TOKEN CASE_FILE

Prints the id of the case. The client, the package counterpoint_client, is expected on the path.
"""

import json
import sys

import counterpoint_client as generated

NOUNS = ["place", "entity", "source", "document", "event", "question", "claim"]
LISTS = {"entity": "entities"}
# The fields of a record that name others of its own list: those are made first.
OWN_REFERENCES = ["part_of", "speaks_for", "same_as", "may_be", "relays", "cites"]


def main(address, token, path):
    with open(path, encoding="utf-8") as file:
        records = json.load(file)
    with generated.ApiClient(generated.Configuration(host=address, access_token=token)) as client:
        case = made(client, "case", "cases", without(records["case"], "id")).id
        for noun in NOUNS:
            name = LISTS.get(noun, noun + "s")
            for record in in_order(records[name]):
                written = made(client, noun, name, record, case)
                assert written.id == record["id"], written
    print(case)


def made(client, noun, name, record, *case):
    """The answer to the creation of one record."""
    api = getattr(generated, name.capitalize() + "Api")(client)
    body = getattr(generated, "New" + noun.capitalize()).from_dict(record)
    return getattr(api, "create_" + noun)(*case, body)


def in_order(records):
    """The records, each after those of its own list that it names."""
    left = {record["id"]: record for record in records}
    while left:
        ready = [record for record in left.values() if not (references(record) & left.keys() - {record["id"]})]
        assert ready, "records that name each other in a circle: " + ", ".join(left)
        for record in ready:
            del left[record["id"]]
            yield record


def references(record):
    """The ids in the fields that may name records of the same list."""
    found = set()
    for field in OWN_REFERENCES:
        named = record.get(field, [])
        found.update([named] if isinstance(named, str) else named)
    return found


def without(record, field):
    return {key: value for key, value in record.items() if key != field}


main(*sys.argv[1:])
