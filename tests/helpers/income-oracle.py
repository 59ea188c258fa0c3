#!/usr/bin/env python3
"""What kr-income should say of random households, worked out another way: fractions in place of integers, search in place of formulas.

usage: income-oracle.py make N >households.tsv
       kr-income --print-rules >rules.tsv; kr-income --rules-of DAY households.tsv | income-oracle.py check rules.tsv DAY households.tsv
Every rule that these
households need must be known on that day. Prints how many amounts were compared.
"""
import csv
import random
import sys
from fractions import Fraction as F

AMOUNTS = ("wage tax net_wage benefit exemption ww ww_tax healthcare_allowance child_budget child_benefit total without_work difference").split()


def make(count):
    draw = random.Random(20201122)
    print("\t".join("person_id household scheme age children_ages limited_hours tax_credits ww_wage ww_months ww_until exemption_months income_before work_path path_from".split()))
    for number in range(count):
        steps = []
        for _ in range(draw.randint(1, 4)):
            months = draw.randint(1, 7)
            what = draw.choice(["back", f"{draw.randint(0, 40)}h x {draw.randint(1000, 3000) / 100:.2f}", f"{draw.randint(0, 450000) / 100:.2f} a month"])
            steps.append(f"{what} for {months} months")
        ages = [str(draw.randint(0, 19)) for _ in range(draw.randint(0, 4))]
        print("\t".join([f"p{number}", draw.choice(["single", "single_parent", "couple"]), draw.choice(["PW", "PW", "WW", "none"]), str(draw.randint(24, 60)),
            "|".join(ages) or "none", draw.choice(["yes", "no", ""]), draw.choice(["", "", "no", "yes"]), f"{draw.randint(50000, 900000) / 100:.2f}",
            str(draw.randint(0, 20)), draw.choice(["", "2020-09-30"]), draw.choice(["", "0", "3", "6", "34"]), draw.choice(["", "12000", "40000"]),
            ", then ".join(steps), f"2020-{draw.randint(1, 12):02d}"]))


def table(path, day):
    rules = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            until = row["valid_until"]
            if row["valid_from"] <= day and (until == "open" or until >= day) and row["value"]:
                value = F(row["value"])
                if row["bracket"]:
                    top = F(row["to_euro"]) if row["to_euro"] else None
                    rules.setdefault(row["rule"], []).append((F(row["from_euro"]), top, value, row["unit"]))
                else:
                    rules[row["rule"]] = value
    return rules


def half_up(number, unit=F(1, 100)):
    """Of an amount that is not below zero."""
    return (number / unit + F(1, 2)).__floor__() * unit


class Household:
    def __init__(self, rules, row):
        self.rules, self.row = rules, row
        self.kind, self.scheme = row["household"], row["scheme"]
        self.credits = row["tax_credits"] != "no"
        self.ages = [] if row["children_ages"] == "none" else [int(age) for age in row["children_ages"].split("|")]
        self.months = self.read_path(row["work_path"])
        year, month = row["path_from"].split("-")
        self.first = int(year) * 12 + int(month) - 1

    @staticmethod
    def read_path(path):
        months = []
        for step in path.split(", then "):
            what, length = step.rsplit(" for ", 1)
            if what == "back":
                wage = F(0)
            elif what.endswith(" a month"):
                wage = F(what.split()[0])
            else:
                hours, hourly = what.split("h x ")
                wage = half_up(F(hours) * F(hourly) * 52 / 12)
            months += [wage] * int(length.split()[0])
        return months

    def brackets(self, rule, income):
        total = F(0)
        for low, high, value, unit in self.rules[rule]:
            if income <= low and low > 0:
                break
            part = (income if high is None else min(income, high)) - low
            total = value if unit == "euro" else total + part * value
        return total

    def tax(self, wage, other=F(0), credits=True):
        year = 12 * (wage + other)
        due = self.brackets("payroll_tax", year) + self.brackets("social_contribution", year)
        if credits:
            due -= max(F(0), self.brackets("general_credit", year)) + max(F(0), self.brackets("labour_credit", 12 * wage))
        return half_up(max(F(0), due) / 12)

    def gross(self, wage, net):
        """The least gross beside the wage that leaves so much net, by halving steps of cents upwards."""
        of_wage, found, step = self.tax(wage), F(0), F(2) ** 24 / 100
        while step >= F(1, 100):
            if found + step - (self.tax(wage, found + step) - of_wage) < net:
                found += step
            step /= 2
        return found if found - (self.tax(wage, found) - of_wage) >= net else found + F(1, 100)

    def run(self, works):
        """All months of the calendar years; each a dictionary."""
        rules, row = self.rules, self.row
        before = self.first % 12
        total = -(-(before + len(self.months)) // 12) * 12
        begun = int(row["exemption_months"] or 0)
        stopped, out = False, []
        for at in range(total):
            gone = at - before
            wage = F(0)
            if works and gone >= 0:
                wage = self.months[min(gone, len(self.months) - 1)]
            month = dict.fromkeys(AMOUNTS, F(0))
            month["wage"], month["tax"] = wage, self.tax(wage, credits=self.credits)
            net = month["net_wage"] = wage - month["tax"]
            income = wage + half_up(wage * rules["holiday_pay"])
            if self.scheme == "PW":
                norm = rules["participation_norm_couple" if self.kind == "couple" else "participation_norm_single"]
                norm -= half_up(norm * rules["participation_holiday"])
                number = (begun + 1 if begun else 1) if gone >= 0 else 1
                free = self.exemption(number, net)
                if net - free >= norm:
                    month["benefit"] = free = F(0)
                else:
                    month["benefit"] = norm - net + free
                month["exemption"] = free
                if gone >= 0 and (begun or free > 0):
                    begun = number
                whole = half_up(month["benefit"] / (1 - rules["participation_holiday"]))
                if self.kind == "couple":
                    half = F((whole * 100).__floor__() // 2, 100)
                    income += self.gross(wage, half) + self.gross(F(0), whole - half)
                else:
                    income += self.gross(wage, whole)
            elif self.scheme == "WW":
                paid = int(row["ww_months"]) + gone
                if paid < 0:
                    income = None
                elif not self.ww_over(at):
                    base = F(row["ww_wage"])
                    stopped = wage > rules["ww_stop"] * base
                    if not stopped:
                        most = half_up(rules["ww_maximum_day_wage"] * rules["ww_month_factor"])
                        share = rules["ww_share_first" if paid < rules["ww_share_first_months"] else "ww_share"]
                        month["ww"] = half_up(share * min(base, most) * (base - wage) / base)
                        month["ww_tax"] = self.tax(wage, month["ww"], self.credits) - month["tax"]
                        income += month["ww"]
            month["income"] = income
            out.append(month)
        for at, month in enumerate(out):
            self.allow(month, self.year(out, at, before))
        return out[before:before + len(self.months)]

    def ww_over(self, at):
        number = self.first - self.first % 12 + at
        return self.row["ww_until"] != "" and f"{number // 12}-{number % 12 + 1:02d}-01" > self.row["ww_until"]

    def exemption(self, number, net):
        rules = self.rules
        down = lambda share: F((net * rules[share] * 100).__floor__(), 100)
        if int(self.row["age"]) < rules["exemption_age"] or net == 0:
            return F(0)
        if number <= rules["exemption_months"]:
            return min(down("exemption_share"), rules["exemption_maximum"])
        if self.kind == "single_parent" and any(age < rules["exemption_parent_child"] for age in self.ages) and \
                number <= rules["exemption_months"] + rules["exemption_parent_months"]:
            return min(down("exemption_parent_share"), rules["exemption_parent_maximum"])
        if self.row["limited_hours"] == "yes":
            return min(down("exemption_limited_share"), rules["exemption_limited_maximum"])
        return F(0)

    def year(self, months, at, before):
        first = at // 12 * 12
        incomes = [months[i]["income"] for i in range(first, first + 12)]
        if first < before and self.row["income_before"]:
            incomes = incomes[before - first:] + [F(self.row["income_before"])]
        return None if None in incomes else sum(incomes)

    def allow(self, month, year):
        rules, couple = self.rules, self.kind == "couple"
        children = [age for age in self.ages if age < 18]
        month["healthcare_allowance"] = month["child_budget"] = month["child_benefit"] = None
        if year is not None:
            most = rules["healthcare_maximum_couple" if couple else "healthcare_maximum_single"] * 12
            left = max(F(0), most - half_up(max(F(0), year - rules["healthcare_threshold"]) * rules["healthcare_decline"]))
            month["healthcare_allowance"] = F(0) if left < rules["healthcare_minimum"] else half_up(left / 12, F(1))
            amounts = [rules["child_budget_first"], rules["child_budget_second"], rules["child_budget_third"]]
            whole = F(0)
            if children:
                whole = amounts[min(3, len(children)) - 1] + max(0, len(children) - 3) * rules["child_budget_further"]
                whole += sum(rules["child_budget_12_15"] for age in children if 12 <= age <= 15)
                whole += sum(rules["child_budget_16_17"] for age in children if age >= 16)
            whole += rules["child_budget_single_parent"] if children and not couple else 0
            threshold = rules["child_budget_threshold_couple" if couple else "child_budget_threshold_single"]
            less = half_up(max(F(0), year - threshold) * rules["child_budget_decline"])
            month["child_budget"] = half_up(max(F(0), whole - less) / 12)
        month["child_benefit"] = half_up(sum((rules["child_benefit_0_5" if age < 6 else "child_benefit_6_11" if age < 12 else "child_benefit_12_17"]
                                              for age in children), F(0)) / 3)


def check(rules_path, day, households):
    rules = table(rules_path, day)
    got = {}
    for row in csv.DictReader(sys.stdin, delimiter="\t", quoting=csv.QUOTE_NONE):
        got.setdefault(row["person_id"], []).append(row)
    compared = 0
    with open(households, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            household = Household(rules, row)
            pairs = list(zip(household.run(True), household.run(False)))
            assert len(pairs) == len(got[row["person_id"]]), row
            for (month, without), said in zip(pairs, got[row["person_id"]]):
                sides = []
                for side in (month, without):
                    total = side["net_wage"] + side["benefit"] + side["ww"] - side["ww_tax"]
                    for name in ("healthcare_allowance", "child_budget", "child_benefit"):
                        if month[name] is not None and without[name] is not None:
                            total += side[name]
                    sides.append(total)
                month["total"], month["without_work"], month["difference"] = sides[0], sides[1], sides[0] - sides[1]
                for name in AMOUNTS:
                    want = "" if month[name] is None else f"{'-' if month[name] < 0 else ''}{int(abs(month[name]) * 100) // 100}.{int(abs(month[name]) * 100) % 100:02d}"
                    if want != said[name]:
                        sys.exit(f"{row}\n{said['month']} {name}: wanted {want}, got {said[name]}")
                    compared += 1
    print(compared)


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
else:
    check(sys.argv[2], sys.argv[3], sys.argv[4])
