"""Answers to forms as people type them, right and wrong, made from a seed: what the engine of the server and that of the browser
must agree about."""

import csv
import json
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
SEED = 20261122

TEXTS = ["An", "Nguyễn Thị Bé", "Nguye\u0302\u0303n", " hai  đầu ", "công ty Bé", "Công ty X", "A", "AB 123456", "123456789012", "0123", "x" * 251, "<b>", "'\"\\", "\t", "😀", "62019"]
NUMBERS = ["0", "1", "2", "3", "5", "8", "12", "25", "60", "100", "1.250", "1,5", "12,50", "0,125", "1.234,56", "-3", "−3", "999999999999999999999", "1e5", "mười", "3.", ".5", "1.5", "007", "2.000.000", "1990", "2001"]
DATES = ["22/11/2026", "21/11/2026", "23/11/2026", "22/11/2008", "23/11/2008", "22/11/2006", "01/01/1990", "29/02/2000", "29/02/2023", "5/3/2020", "05-03-2020", "05032020", "2020-03-05", "2020-13-05", "1.7.1985", "31/12/1899", "tháng ba", "30/10/2026", "01/09/2026", "1/1/3000"]
PHONES = ["0912345678", "+84 912.345.678", "84912345678", "02838123456", "12345", "09x2345678", "(0912) 345-678", "84ế12345678"]
IDS = ["001099012345", "001 099 012345", "079.099.012345", "123456789", "101099012345", "00109901234x"]
EMAILS = ["an@example.vn", "An.Binh+1@Example.VN", "an@nowhere", "an example.vn", "a@b.c", "ÁN@example.vn"]
CODES = {"provinces": ["01", "04", "79", "ZZ"], "communes": ["00004", "00008", "99999"], "units": ["M-VPUB"]}


def catalogues():
    """Codes of the national lists, each with that of the whole it lies in."""
    with open(ROOT / "Facts/provinces.csv", encoding="utf-8") as file:
        provinces = {row["code"]: None for row in csv.DictReader(file)}
    with open(ROOT / "Facts/communes.csv", encoding="utf-8") as file:
        communes = {row["code"]: row["province"] for row in csv.DictReader(file)}
    return {"provinces": provinces, "communes": communes, "units": {}}


def pool(item):
    kind = item.get("kind")
    if kind in ("choice", "choices"):
        return [code[0] for code in item["choices"]] * 3 + ["nothing"] if "choices" in item else CODES[item["catalogue"]]
    return {
        "text": TEXTS, "integer": NUMBERS, "decimal": NUMBERS, "date": DATES, "phone": PHONES, "id_number": IDS, "email": EMAILS,
        "yes_no": ["yes", "no", "yes", "no", "maybe"], "file": ["a" * 64, "b" * 64, "c" * 64, "d" * 64],
    }[kind]


# What is right nearly everywhere, so that whole forms are right too.
SOUND = {
    "text": ["An", "Nguyễn Thị Bé"], "integer": ["2", "3", "1"], "decimal": ["60", "100", "25"],
    "date": ["22/11/2026", "01/01/1990", "1.7.1985", "23/11/2026"], "phone": PHONES[:4], "id_number": ["001099012345", "079099012345"], "email": EMAILS[:2],
    "yes_no": ["yes", "no"], "file": ["a" * 64], "provinces": ["01"], "communes": ["00004", "00008"], "units": ["M-VPUB"],
}


def sound(item):
    if item["kind"] in ("choice", "choices"):
        return [code[0] for code in item["choices"]] if "choices" in item else SOUND[item["catalogue"]]
    return SOUND[item["kind"]]


def answers(program, chance):
    """One sending of a form: names of controls with what is in them."""
    items, sent, rows = program["items"], {}, {}
    is_sound = chance.random() < 0.4
    for item in items:
        if item["is"] == "repeat":
            rows[item["name"]] = chance.choice([1, 2] if is_sound else [0, 1, 1, 2, 3, item["most"], item["most"] + 2])
            sent[f"q.{item['name']}"] = [str(rows[item["name"]])]
    for item in items:
        if item["is"] != "question" or item["kind"] in ("note", "calculated"):
            continue
        around = items[item["in"]]["name"] if "in" in item else None
        for row in range(min(rows[around], 4)) if around else [None]:
            name = f"q.{item['name']}" if row is None else f"q.{around}.{row + 1}.{item['name']}"
            if chance.random() < (0 if is_sound else 0.12):
                continue
            many = item["kind"] in ("choices", "file")
            if is_sound:
                values = sound(item)
                sent[name] = chance.sample(values, chance.randint(1, len(values))) if many else [chance.choice(values)]
                continue
            values = pool(item)
            # Mostly the first few, which are sound, so that what depends on them is reached.
            few = values[: max(3, len(values) // 2)] if chance.random() < 0.7 else values
            sent[name] = [chance.choice(few) for _ in range(chance.randrange(0, 4) if many else 1)]
    return sent


def told(binary, *arguments):
    result = subprocess.run([binary, "procedures", "form", *map(str, arguments)], capture_output=True, text=True, check=True)
    return result.stdout


def agreement_cases(binary, folder, file, count):
    """The program of a form, cases for it, and what the server says to each."""
    program = json.loads(told(binary, "program", file, "--day", TODAY))
    chance = random.Random(f"{SEED} {pathlib.Path(file).stem}")
    cases = [answers(program, chance) for _ in range(count)]
    path = pathlib.Path(folder) / "cases.jsonl"
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
    said = [json.loads(line) for line in told(binary, "try", file, path, "--day", TODAY).splitlines()]
    assert len(said) == count
    return program, cases, said
