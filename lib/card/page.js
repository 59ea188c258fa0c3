'use strict';
/*
 * The employer's page: demands, counts, order, choice and what is saved.
 *
 * Data (lib/card/page.h): fields[i] = {name, label, demand, items: [[code, label, order]], cells: [[item...]], column: [cell of each card]}.
 * Whether a card meets a demand is decided once for each distinct cell, so that a card costs one look-up a demand.
 */
const data = JSON.parse(document.getElementById('data').textContent);
const text = data.texts;
const fields = data.fields;
const count = data.cards;
const PAGE = 50;
const LONG = 15; /* a list that one wants to search */
const MAIL = 2000; /* characters that every mail program takes as an address */
const number = new Intl.NumberFormat(data.language);
const missed = new Uint8Array(count); /* how many demands a card does not meet */
const blame = new Uint8Array(count);  /* the last of them, a number of `fields` */
const chosen = new Set();
let order = Uint32Array.from({length: count}, (_, card) => card);
let found = order;
let first = 0;
let onlyChosen = false;

for (const field of fields) {
	field.column = Uint32Array.from(field.column);
	field.wanted = new Set();
	field.bound = -1;
	field.known = false;
	field.pass = new Uint8Array(field.cells.length);
	field.key = field.cells.map((cell) => cell.length ? Math.min(...cell.map((item) => field.items[item][2] < 0 ? 1e6 : field.items[item][2])) : 1e7);
}

/* What a text says, with {0} and {1} filled in. */
const say = (key, ...values) => text[key].replace(/\{(\d)\}/g, (_, i) => typeof values[i] === 'number' ? number.format(values[i]) : values[i]);

function make(name, properties, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(properties || {}))
		if (key in element) element[key] = value;
		else element.setAttribute(key, value);
	element.append(...children);
	return element;
}

const isAsked = (field) => field.wanted.size > 0 || field.bound >= 0 || field.known;

/* Whether the code of an item lies within that of another: 9321 within 93. */
const isWithin = (field, item, other) => field.items[item][0].startsWith(field.items[other][0]);

/* Empty is unknown and never no: it passes unless only known values are asked for. */
function cellPasses(field, cell) {
	if (cell.length === 0)
		return !field.known;
	if (field.demand === 'within' && field.wanted.size > 0)
		return cell.some((item) => [...field.wanted].some((wanted) => isWithin(field, item, wanted) || (!field.known && isWithin(field, wanted, item))));
	if (field.wanted.size > 0)
		return cell.some((item) => field.wanted.has(item));
	if (field.bound < 0)
		return true;
	return cell.some((item) => {
		const place = field.items[item][2];
		if (place < 0)
			return !field.known;
		return field.demand === 'at_most' ? place <= field.bound : place >= field.bound;
	});
}

/* Counts anew. */
function filter() {
	missed.fill(0);
	for (let f = 0; f < fields.length; f++) {
		const field = fields[f];
		if (!isAsked(field))
			continue;
		const {pass, cells, column} = field;
		for (let c = 0; c < cells.length; c++)
			pass[c] = cellPasses(field, cells[c]) ? 1 : 0;
		let lost = 0;
		for (let card = 0; card < count; card++)
			if (pass[column[card]] === 0) {
				lost++;
				missed[card]++;
				blame[card] = f;
			}
		field.lost = lost;
	}
	const alone = new Uint32Array(fields.length);
	let kept = 0;
	const left = new Uint32Array(count);
	for (let i = 0; i < count; i++) {
		const card = order[i];
		if (missed[card] === 0) left[kept++] = card;
		else if (missed[card] === 1) alone[blame[card]]++;
	}
	found = left.subarray(0, kept);
	fields.forEach((field, f) => { field.alone = alone[f]; });
}

/* The order of a field's values, unknown last; equal cards stay in the order of the file. */
function sort(name) {
	const field = fields.find((one) => one.name === name);
	order = Uint32Array.from({length: count}, (_, card) => card);
	if (field) {
		const {key, column} = field;
		order.sort((a, b) => key[column[a]] - key[column[b]] || a - b);
	}
}

const words = (field, card) => field.cells[field.column[card]].map((item) => field.items[item][1]).join(', ') || text.unknown;

function showCard(card) {
	const id = data.ids[card];
	const box = make('input', {type: 'checkbox', checked: chosen.has(card), id: 'card-' + card});
	const item = make('li', {className: chosen.has(card) ? 'chosen' : ''});
	box.addEventListener('change', () => {
		if (box.checked) chosen.add(card);
		else chosen.delete(card);
		item.className = box.checked ? 'chosen' : '';
		showChoice();
	});
	const list = make('dl');
	for (const field of fields)
		list.append(make('dt', null, field.label), make('dd', null, words(field, card)));
	item.append(make('label', {htmlFor: box.id}, box, ' ', make('h3', null, say('card', id))), list);
	return item;
}

function showList() {
	const all = onlyChosen ? order.filter((card) => chosen.has(card)) : found;
	const last = Math.min(first + PAGE, all.length);
	const list = make('ol', {className: 'cards'});
	for (let i = first; i < last; i++)
		list.append(showCard(all[i]));
	document.getElementById('list').replaceChildren(list);
	document.getElementById('range').textContent = all.length ? say('range', first + 1, last, all.length) : onlyChosen ? say('chosen', 0) : text.nobody;
	document.getElementById('previous').disabled = first === 0;
	document.getElementById('next').disabled = last >= all.length;
}

/* The demand in words, for who reads it back or on paper. */
function demandWords(field) {
	const parts = [...field.wanted].map((item) => field.items[item][1]);
	if (field.bound >= 0) parts.push(`${text[field.demand]} ${field.places.get(field.bound)}`);
	if (field.known) parts.push(text.surely);
	return `${field.label}: ${parts.join(', ')}`;
}

function showCounts() {
	const demands = fields.filter(isAsked).map(demandWords).join('; ');
	document.getElementById('asked').textContent = demands ? say('asked', demands) : '';
	document.getElementById('count').textContent = say('count', found.length, count);
	for (const field of fields)
		field.note.textContent = isAsked(field) ? say('lost', field.lost, field.alone) : '';
}

function update() {
	filter();
	first = 0;
	showCounts();
	showList();
}

/* How many cards have each item of a field; the last number is of those where nothing is known. */
function tally(field) {
	const cards = new Uint32Array(field.cells.length);
	for (const cell of field.column) cards[cell]++;
	const items = new Uint32Array(field.items.length + 1);
	field.cells.forEach((cell, c) => {
		if (cell.length === 0) items[field.items.length] += cards[c];
		for (let item = 0; item < field.items.length; item++)
			if (cell.some((one) => one === item || (field.demand === 'within' && isWithin(field, one, item))))
				items[item] += cards[c];
	});
	return items;
}

/* A box that leaves of a long list what holds the text. */
function finder(list) {
	const box = make('input', {type: 'search'});
	box.addEventListener('input', () => {
		for (const label of list.children)
			label.hidden = !label.textContent.toLowerCase().includes(box.value.toLowerCase());
	});
	return make('label', null, text.find + ' ', box);
}

const inOrder = (field) => field.items.map((_, item) => item).sort((a, b) => field.items[a][2] - field.items[b][2] || a - b);

function boxes(field, cards) {
	const list = make('div', {className: 'items'});
	for (const item of inOrder(field)) {
		const box = make('input', {type: 'checkbox', name: field.name, value: field.items[item][0]});
		box.addEventListener('change', () => {
			if (box.checked) field.wanted.add(item);
			else field.wanted.delete(item);
			update();
		});
		list.append(make('label', null, box, ` ${field.items[item][1]} (${number.format(cards[item])})`));
	}
	return list;
}

/* Values of the same place are one choice. */
function bounds(field) {
	const select = make('select', {name: field.name});
	const places = new Map();
	for (const item of inOrder(field)) {
		const [, label, place] = field.items[item];
		if (place >= 0) places.set(place, places.has(place) ? `${places.get(place)} / ${label}` : label);
	}
	field.places = places;
	select.append(make('option', {value: '-1'}, text.any));
	for (const [place, label] of places)
		select.append(make('option', {value: String(place)}, label));
	select.addEventListener('change', () => {
		field.bound = Number(select.value);
		update();
	});
	return make('label', null, text[field.demand] + ' ', select);
}

function showDemand(field) {
	const cards = tally(field);
	const known = make('input', {type: 'checkbox', name: field.name + '-known'});
	known.addEventListener('change', () => {
		field.known = known.checked;
		update();
	});
	field.note = make('p', {className: 'lost'});
	const group = make('fieldset', null, make('legend', null, field.label));
	if (field.demand.startsWith('at_')) {
		group.append(bounds(field));
	} else {
		const list = boxes(field, cards);
		if (list.children.length > LONG)
			group.append(finder(list));
		group.append(list);
	}
	group.append(make('label', {className: 'soft'}, known, ' ' + say('known', cards[field.items.length])));
	return make('div', {className: 'demand'}, make('details', null, make('summary', null, field.label), group), field.note);
}

/* A value as kr-records(5) writes it; what may not stand in one is left out. */
const escape = (value) => value.replace(/[\\\t\n\r]/g, (c) => ({'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r'}[c])).replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '');

const chosenIds = () => [...chosen].sort((a, b) => a - b).map((card) => data.ids[card]);
/* Half of a pair of surrogates is no text. */
const typed = (id) => document.getElementById(id).value.trim().replace(/\p{Cs}/gu, '');

/* The chosen cards as the records that kr-contact ask reads. */
function records() {
	const tail = ['employer', 'vacancy', 'message'].map((id) => escape(typed(id))).join('\t');
	const lines = chosenIds().map((id) => `${escape(id)}\t${tail}\n`);
	return 'card_id\temployer_id\tvacancy_id\tmessage\n' + lines.join('');
}

function mailAddress() {
	const lines = [`${text.employer}: ${typed('employer')}`, `${text.vacancy}: ${typed('vacancy')}`, '', ...chosenIds(), '', ...typed('message').split('\n')];
	return `mailto:?subject=${encodeURIComponent(text.subject)}&body=${encodeURIComponent(lines.join('\r\n'))}`;
}

function showChoice() {
	document.getElementById('chosen').textContent = say('chosen', chosen.size);
	document.getElementById('download').disabled = chosen.size === 0;
	const mail = document.getElementById('mail');
	const address = mailAddress();
	document.getElementById('many').hidden = address.length <= MAIL;
	if (chosen.size > 0 && address.length <= MAIL) mail.href = address;
	else mail.removeAttribute('href');
}

function save() {
	const url = URL.createObjectURL(new Blob([records()], {type: 'text/tab-separated-values'}));
	const link = make('a', {href: url, download: 'ask.tsv'});
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function turn(by) {
	first = Math.max(0, first + by);
	showList();
	document.getElementById('range').focus();
}

function begin() {
	const demands = document.getElementById('fields');
	const sorts = document.getElementById('sort');
	for (const field of fields) {
		demands.append(showDemand(field));
		sorts.append(make('option', {value: field.name}, field.label));
	}
	sorts.addEventListener('change', () => { sort(sorts.value); update(); });
	document.getElementById('demands').addEventListener('submit', (event) => event.preventDefault());
	document.getElementById('demands').addEventListener('reset', () => {
		for (const field of fields) {
			field.wanted.clear();
			field.bound = -1;
			field.known = false;
		}
		sort('');
		for (const label of document.querySelectorAll('.items label'))
			label.hidden = false;
		update();
	});
	document.getElementById('previous').addEventListener('click', () => turn(-PAGE));
	document.getElementById('next').addEventListener('click', () => turn(PAGE));
	document.getElementById('only').addEventListener('change', (event) => {
		onlyChosen = event.target.checked;
		first = 0;
		showList();
	});
	document.getElementById('ask').addEventListener('input', showChoice);
	document.getElementById('ask').addEventListener('submit', (event) => {
		event.preventDefault();
		save();
	});
	document.getElementById('app').hidden = false;
	showChoice();
	update();
}

begin();
