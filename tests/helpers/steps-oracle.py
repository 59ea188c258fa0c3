# A second implementation of kr-report flow, guidance and lasting, written from kr-report(1) alone: reads events, the register, the
# period and the norms; prints region, indicator, class and value of what it counts, region by region and for NL.
import sys, csv, datetime, collections
events, register, since, until = sys.argv[1:5]
day = lambda text: datetime.date.fromisoformat(text).toordinal()
since, until = day(since), day(until)
rows = lambda path: list(csv.DictReader(open(path), delimiter='\t', quoting=csv.QUOTE_NONE))
RANK = dict(intake=1, talk=2, plan=3, step=4, ended=9, fallback=10, placement=11, still_there=12, exit=15)
WORKS = ['regular', 'apprenticeship', 'sheltered', 'work_experience', 'voluntary']
UNPAID = {'work_experience', 'voluntary'}
NORM = dict(talk=28, plan=28, step=56, placement=182)
STAGES = ['talk', 'plan', 'step', 'placement']
count = collections.Counter()
days = collections.defaultdict(list)

def add(region, indicator, key='', n=1):
    for at in (region, 'NL'):
        count[at, indicator, key] += n

def code(region):
    return region if region.startswith('AM') else 'AM99'

people, region_of = collections.defaultdict(dict), {}
for row in rows(events):
    region = code(row['region'])
    if row['kind'] not in RANK and row['kind'] not in ('ask', 'answer', 'show', 'meet', 'withdraw', 'objection'):
        add(region, 'steps_unused', 'uncoded')
    elif row['kind'] not in RANK:
        continue
    elif len(row['date']) != 10:
        add(region, 'steps_unused', 'undated')
    elif not row['person_id']:
        add(region, 'steps_unused', 'nobody')
    else:
        at = (day(row['date']), RANK[row['kind']])
        outcome = row['outcome'] if row['outcome'] in WORKS else 'unknown'
        new = ((WORKS + ['unknown']).index(outcome), ['yes', 'no', ''].index(row['wage_subsidy']), -int(row['weeks'] or 0), region)
        old = people[row['person_id']].get(at)
        if old is None or new < old:
            people[row['person_id']][at] = new
registered = {row['person_id']: code(row['region']) for row in rows(register)}
for region in registered.values():
    add(region, 'persons')

KIND = {rank: kind for kind, rank in RANK.items()}
for person, told in people.items():
    steps = [(at[0], KIND[at[1]], (WORKS + ['unknown'])[v[0]], ['yes', 'no', 'unknown'][v[1]], -v[2], v[3]) for at, v in sorted(told.items())]
    region = registered.get(person, steps[-1][5])
    later = [s for s in steps if s[0] > until]
    steps = [s for s in steps if s[0] <= until]
    if later:
        add(region, 'steps_unused', 'later', len(later))
    if not steps:
        continue
    add(region, 'persons_with_steps')
    inside = lambda d: since <= d <= until
    # flow
    for d, kind, work, subsidy, weeks, _ in steps:
        if not inside(d):
            continue
        if kind == 'intake':
            add(region, 'flow_intakes')
        if kind == 'fallback':
            add(region, 'flow_fallback')
        if kind == 'exit':
            add(region, 'flow_exit')
        if kind == 'placement':
            add(region, 'starts', work)
            if work not in UNPAID:
                add(region, 'starts_subsidy', subsidy)
    times = []
    for d, kind, work, subsidy, weeks, _ in steps:
        last = times[-1] if times else None
        if kind == 'placement' and work not in UNPAID:
            if last and not last['back'] and (last['end'] is None or d - last['end'] <= 31):
                last.update(end=None, seen=d, job=d)
                if inside(d):
                    add(region, 'flow_work_to_work')
            else:
                times.append(dict(start=d, end=None, seen=d, job=d, work=work, back=False))
                if inside(d):
                    add(region, 'flow_into_work')
        elif last and kind == 'still_there' and last['end'] is None:
            last['seen'] = max(last['seen'], last['job'] + 7 * weeks if weeks else d)
        elif last and kind in ('ended', 'fallback', 'exit'):
            if last['end'] is None:
                last.update(end=d, seen=max(d, last['seen']))
            last['back'] |= kind == 'fallback'
    for time in times:
        if time['end'] is not None and not time['back'] and inside(time['end']):
            add(region, 'flow_ended')
        for weeks in (13, 26, 52):
            due = time['start'] + 7 * weeks
            if not inside(due):
                continue
            answer = 'yes' if time['seen'] >= due else 'no' if time['end'] is not None and time['end'] < due else 'unknown'
            add(region, 'lasting_due', str(weeks))
            add(region, 'lasting_' + answer, str(weeks))
            if weeks == 26:
                add(region, 'lasting_work_due', time['work'])
                if answer != 'no':
                    add(region, 'lasting_work_' + answer, time['work'])
    if times and times[-1]['end'] is None:
        add(region, 'at_work')
    # guidance
    starts = [i for i, s in enumerate(steps) if s[1] == 'intake']
    if not starts:
        continue
    if person in registered:
        add(region, 'has_intake')
    way = steps[starts[-1] + 1:]
    begin = steps[starts[-1]][0]
    at, mark, taken = 0, begin, {}
    for d, kind, work, subsidy, weeks, _ in way:
        stage = 'step' if kind == 'placement' and work in UNPAID else kind
        if stage not in STAGES:
            continue
        taken.setdefault(stage, d)
        if STAGES.index(stage) >= at:
            at, mark = STAGES.index(stage) + 1, d
    for stage, d in taken.items():
        if inside(d):
            add(region, 'guidance_reached', stage)
            days[region, stage].append(d - begin)
            days['NL', stage].append(d - begin)
    if at < 4 and not any(s[1] == 'exit' for s in way):
        add(region, 'guidance_on_the_way')
        add(region, 'guidance_waiting', STAGES[at])
        if until - mark > NORM[STAGES[at]]:
            add(region, 'guidance_late', STAGES[at])
            add(region, 'guidance_late_all')
for region in set(registered.values()) | {'NL'}:
    count[region, 'guidance_no_intake', ''] = count[region, 'persons', ''] - count[region, 'has_intake', '']
for key, values in days.items():
    count[key[0], 'guidance_days', key[1]] = sorted(values)[(len(values) - 1) // 2]
for (region, indicator, key), n in sorted(count.items()):
    if n and indicator != 'has_intake':
        print(region, indicator, key, n, sep='\t')
