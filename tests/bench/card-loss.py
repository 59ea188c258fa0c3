#!/usr/bin/env python3
"""How much of what is true of people is not told: by kr-card's cards, and by two textbook ways to k-anonymity as a yardstick.

usage: card-loss.py KEY DAY CLASSES REGISTER K=CARDS ...    CARDS: what kr-card -k K wrote for employer:W1 with that key on that day

It shares no code with kr-card: facts are made anew from the register and the table of classes (kr-card --print-classes), and the
loss of the cards is counted from what stands on them. The yardsticks see the same people and the same facts:

full domain   each field in one class for everybody (Samarati, 2001; Sweeney, 2002); who is then one of fewer than k is told nothing.
              The classes are the best found by changing one field at a time until nothing helps.
Mondrian      groups cut in two at the median of the field that is widest in them, as long as both sides have k (LeFevre, DeWitt and
              Ramakrishnan, 2006); a group tells what all its members have in common.
by weight     the same, but the field that weighs most is cut first, where it can be.
"""
import datetime
import hashlib
import sys
from collections import Counter


def rows(path):
    with open(path, encoding='utf-8') as stream:
        lines = [line.rstrip('\n').split('\t') for line in stream if not line.startswith('#')]
    return [dict(zip(lines[0], line + [''] * (len(lines[0]) - len(line)))) for line in lines[1:]]


def last_day(text):
    """Days since the year 1 of a date that may be known in part: its last day."""
    try:
        parts = [int(part) for part in text.split('-')]
        if len(parts) == 3:
            return datetime.date(*parts).toordinal()
        year, month = (parts + [12])[:2]
        return datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    except ValueError:
        return None


def is_number(text):
    return text.isdigit()


class Field:
    """One row of the table of classes: the facts of a person, from the coarsest on."""

    def __init__(self, row):
        self.name, self.source, self.rule, self.weight = row['field'], row['from'], row['rule'], int(row['weight'])
        self.steps = row['steps'].split('|') if row['steps'] else []

    def of_steps(self, number):
        """The steps that are true of a number, the one that tells least first."""
        if self.rule == 'at_least':
            return [step for step in self.steps if number >= int(step)]
        return [step for step in reversed(self.steps) if number <= int(step)]

    def facts(self, person, day):
        """Levels, each a list of values that this level adds."""
        value = person.get(self.source, '')
        if self.rule == 'whole':
            return [[value] if value not in ('', 'na') else []]
        if self.rule == 'prefix':
            return [[value[:int(self.steps[0])]] if value else []]
        if self.rule in ('at_least', 'at_most'):
            return [[step] for step in self.of_steps(int(value))] if is_number(value) else []
        if self.rule == 'within':
            end = last_day(value)
            if end is None and person.get('available_now') != 'yes':
                return []
            return [[step] for step in self.of_steps(max(0, (end or 0) - day))]
        codes = [] if value == 'none' else [item.split(':')[0] for item in value.split('|') if item]
        if self.rule == 'isco':
            return [sorted({code[:int(step)] for code in codes if len(code) >= int(step)}) for step in self.steps]
        return [sorted({code for code in codes if code and (self.rule == 'items' or code in self.steps)})]

    def implied(self, values):
        """All facts that the values on a card tell."""
        if self.rule == 'isco':
            return {value[:int(step)] for value in values for step in self.steps if len(value) >= int(step)}
        if self.rule in ('at_least', 'at_most', 'within'):
            return {step for value in values for step in self.of_steps(int(value))}
        return set(values)


def told_on_cards(cards, fields):
    return sum(field.weight * len(field.implied([item for item in card[field.name].split('|') if item]))
               for card in cards for field in fields if field.name in card)


def told_by_classes(levels, weights, chosen, k):
    """`levels`: of each person and field the numbers of what is told at each level; 0 for nothing."""
    keys = [tuple(field[level] for field, level in zip(person, chosen)) for person in levels]
    sizes = Counter(keys)
    aside = sum(size for size in sizes.values() if size < k)
    if 0 < aside < k:
        return 0
    return sum(sum(weight[level] for weight, level in zip(person, chosen)) for key, person in zip(keys, weights) if sizes[key] >= k)


def full_domain(people, fields, k):
    depth = [1 + max((len(person[f]) for person in people), default=0) for f in range(len(fields))]
    names = {}
    levels, weights = [], []
    for person in people:
        numbers, worth = [], []
        for f, field in enumerate(fields):
            told = [tuple(value for level in person[f][:n] for value in level) for n in range(depth[f])]
            numbers.append([names.setdefault((f, values), len(names)) for values in told])
            worth.append([field.weight * len(values) for values in told])
        levels.append(numbers)
        weights.append(worth)
    chosen, best = [0] * len(fields), 0
    while True:
        tries = []
        for f in range(len(fields)):
            for level in range(depth[f]):
                if level != chosen[f]:
                    other = chosen[:f] + [level] + chosen[f + 1:]
                    tries.append((told_by_classes(levels, weights, other, k), other))
        told, other = max(tries)
        if told <= best:
            return best
        best, chosen = told, other


def mondrian(people, fields, k, by_weight):
    def order(person, f):
        values = [value for level in person[f] for value in level]
        return (len(values) > 0, [(len(value), value) for value in values] if fields[f].rule in ('at_least', 'at_most', 'within') else values)

    numbers = []
    for f in range(len(fields)):
        rank = {repr(value): n for n, value in enumerate(sorted((order(person, f) for person in people)))}
        numbers.append([rank[repr(order(person, f))] for person in people])
    widest = [len(set(column)) for column in numbers]
    told, waiting = 0, [list(range(len(people)))]
    while waiting:
        group = waiting.pop()
        for _, f in sorted((-(fields[f].weight if by_weight else len({numbers[f][i] for i in group}) / widest[f]), f) for f in range(len(fields))):
            group.sort(key=lambda i: numbers[f][i])
            middle = numbers[f][group[len(group) // 2]]
            cuts = [sum(numbers[f][i] < middle for i in group), sum(numbers[f][i] <= middle for i in group)]
            cuts = [cut for cut in cuts if min(cut, len(group) - cut) >= k]
            if cuts:
                cut = min(cuts, key=lambda cut: abs(2 * cut - len(group)))
                waiting += [group[:cut], group[cut:]]
                break
        else:
            common = set.intersection(*({(f, value) for f in range(len(fields)) for level in people[i][f] for value in level} for i in group))
            told += len(group) * sum(fields[f].weight for f, _ in common)
    return told


def main():
    key_path, date, classes, register, *files = sys.argv[1:]
    day = datetime.date.fromisoformat(date).toordinal()
    fields = [Field(row) for row in rows(classes)]
    with open(key_path, 'rb') as stream:
        key = stream.read()

    def card_id(person):
        return hashlib.blake2b(f'kr card\nemployer:W1\n{person["person_id"]}'.encode(), digest_size=16, key=key).hexdigest()

    everybody = {card_id(person): [field.facts(person, day) for field in fields] for person in rows(register)}
    print('   k   people  kr-card  full domain  Mondrian  by weight   (% of what is true of people and not told)')
    for item in files:
        k, path = item.split('=', 1)
        cards = rows(path)
        people = [everybody[card['card_id']] for card in cards]
        true = sum(field.weight * len(level) for person in people for field, levels in zip(fields, person) for level in levels)
        told = [told_on_cards(cards, fields), full_domain(people, fields, int(k)), *(mondrian(people, fields, int(k), way) for way in (False, True))]
        print('%4s %8d %8.1f %12.1f %9.1f %10.1f' % (k, len(cards), *(100 - 100 * part / true for part in told)))


main()
