'use strict';
/* The employer's page as a person uses it. usage: node page.js FOLDER (made by check-web.sh). Prints TAP. */
const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const folder = process.argv[2];
let checks = 0;
let failures = 0;

function ok(good, what, detail) {
	console.log(`${good ? 'ok' : 'not ok'} ${++checks} - ${what}`);
	if (!good) {
		failures++;
		if (detail !== undefined) console.log('# ' + JSON.stringify(detail));
	}
}

/* A page with what it asked of the network and what it complained of. */
async function open(browser, name, width) {
	const page = await browser.newPage();
	page.asked = [];
	page.complaints = [];
	await page.setViewport({width, height: 800});
	page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) page.asked.push(request.url()); });
	page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warn') page.complaints.push(message.text()); });
	page.on('pageerror', (error) => page.complaints.push(String(error)));
	await page.goto('file://' + path.join(folder, name));
	return page;
}

async function violations(page) {
	await page.evaluate(axe);
	const {violations: all} = await page.evaluate(() => axe.run({resultTypes: ['violations']}));
	return all.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html).join(' '));
}

const told = (page) => page.$eval('#count', (element) => element.textContent.match(/\d[\d.,]*/g).map((text) => Number(text.replace(/\D/g, ''))));
const demand = (page, name, value) => page.evaluate((name, value) => {
	const box = [...document.getElementsByName(name)].find((one) => one.type !== 'checkbox' || one.value === value || name.endsWith('-known'));
	if (box.type === 'checkbox') box.click();
	else {
		box.value = value;
		box.dispatchEvent(new Event('change'));
	}
}, name, value);
const lost = (page, name) => page.evaluate((name) => document.getElementsByName(name)[0].closest('.demand').querySelector('.lost').textContent.match(/\d[\d.,]*/g).map((text) => Number(text.replace(/\D/g, ''))), name);

/* Counts by mawk, which knows nothing of the page. */
const mawk = (program) => Number(execFileSync('mawk', ['-F', '\t', `NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { ${program} } END { print n + 0 }`, path.join(folder, 'cards.tsv')], {encoding: 'utf8'}));

const LICENCE = '$at["licences"] != "" && $at["licences"] !~ /(^|[|])B([|]|$)/';
const HOURS = '$at["hours_max"] != "" && $at["hours_max"] + 0 < 28';

async function counts(page) {
	const all = mawk('n++');
	ok((await told(page)).join() === [all, all].join(), 'without a demand all cards are there', await told(page));
	await demand(page, 'licences', 'B');
	const hoursPlace = await page.evaluate(() => [...document.getElementsByName('hours_max')[0].options].find((option) => option.text === '28').value);
	await demand(page, 'hours_max', hoursPlace);
	ok((await told(page))[0] === mawk(`if (!(${LICENCE}) && !(${HOURS})) n++`), 'two demands find as many as mawk does', await told(page));
	ok((await lost(page, 'licences')).join() === [mawk(`if (${LICENCE}) n++`), mawk(`if ((${LICENCE}) && !(${HOURS})) n++`)].join(), 'how many a demand loses, and it alone', await lost(page, 'licences'));
	ok((await lost(page, 'hours_max')).join() === [mawk(`if (${HOURS}) n++`), mawk(`if ((${HOURS}) && !(${LICENCE})) n++`)].join(), 'the same of an at least', await lost(page, 'hours_max'));
	const words = await page.$eval('#asked', (element) => element.textContent);
	ok(words === 'Uw eisen: Rijbewijs: Auto; Kan werken (uren per week): Minstens 28.', 'the demands stand there in words', words);
	await demand(page, 'licences-known');
	ok((await told(page))[0] === mawk(`if ($at["licences"] ~ /(^|[|])B([|]|$)/ && !(${HOURS})) n++`), 'only known', await told(page));
	await page.click('#demands button[type=reset]');
	ok((await told(page))[0] === all, 'all demands gone');
}

async function occupations(page) {
	const codes = await page.$$eval('[name=occupations]', (boxes) => boxes.map((box) => box.value));
	const fine = codes.find((code) => code.length === 4);
	await demand(page, 'occupations', fine);
	const wanted = mawk(`split($at["occupations"], o, "|"); ok = $at["occupations"] == ""; for (i in o) if (index(o[i], "${fine}") == 1 || index("${fine}", o[i]) == 1) ok = 1; delete o; n += ok`);
	ok((await told(page))[0] === wanted, `occupation ${fine}: a coarser one is unknown, not no`, [await told(page), wanted]);
	await demand(page, 'occupations-known');
	const sure = mawk(`split($at["occupations"], o, "|"); ok = 0; for (i in o) if (index(o[i], "${fine}") == 1) ok = 1; delete o; n += ok`);
	ok((await told(page))[0] === sure && sure > 0, 'and only known leaves who surely look for it', [await told(page), sure]);
	await page.click('#demands button[type=reset]');
}

/* Tab until the element that the selector names has the focus. */
async function tabTo(page, selector, most = 400) {
	for (let i = 0; i < most; i++) {
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector))
			return true;
		await page.keyboard.press('Tab');
	}
	return false;
}

const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function keyboard(browser, page) {
	const client = await page.target().createCDPSession();
	await client.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: folder});
	await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
	await page.keyboard.press('Tab');
	ok(await page.evaluate(() => document.activeElement.id === 'skip'), 'the first stop leads past the demands');
	await page.keyboard.press('Enter');
	for (let i = 0; i < 3; i++) {
		await tabTo(page, 'ol.cards input:not(:checked)');
		const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
		if (i === 0) ok(outline === 'solid', 'the focus is seen', outline);
		await page.keyboard.press('Space');
	}
	await page.evaluate(() => document.getElementById('skip').focus());
	await tabTo(page, '#only');
	await page.keyboard.press('Space');
	ok(await page.$$eval('ol.cards input:checked', (boxes) => boxes.length) === 3 && await page.$$eval('ol.cards li', (cards) => cards.length) === 3, 'only the chosen ones are shown');
	await paper(page);
	ok(await tabTo(page, '#employer') && await page.$eval('#employer', (input) => input.value) === 'W0079', 'three are chosen, the employer is filled in');
	await tabTo(page, '#vacancy');
	await page.keyboard.type(fs.readFileSync(path.join(folder, 'vacancy'), 'utf8'));
	await tabTo(page, '#message');
	await page.keyboard.type('Komt u kijken?\nWij hebben "koffie" & thee \\ <b>');
	await tabTo(page, '#download');
	await page.keyboard.press('Enter');
	const file = path.join(folder, 'ask.tsv');
	for (let i = 0; i < 50 && !fs.existsSync(file); i++) await sleep(100);
	ok(fs.existsSync(file), 'the choice is saved by keyboard alone');
	const mail = await page.$eval('#mail', (link) => decodeURIComponent(link.href));
	const ids = fs.readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t')[0]);
	ok(ids.length === 3 && ids.every((id) => mail.includes(id)), 'the mail has the ids of the three', mail);
}

/* On paper: what was asked and the cards, black on white even where the screen is dark. */
async function paper(page) {
	const client = await page.target().createCDPSession();
	await client.send('Emulation.setEmulatedMedia', {media: 'print', features: [{name: 'prefers-color-scheme', value: 'dark'}]});
	const seen = await page.evaluate(() => ({
		tools: ['#demands', '#save', '.bar', '#skip'].filter((one) => getComputedStyle(document.querySelector(one)).display !== 'none'),
		cards: [...document.querySelectorAll('ol.cards li')].filter((card) => card.offsetHeight > 0).length,
		colours: getComputedStyle(document.body).color + getComputedStyle(document.body).backgroundColor,
	}));
	ok(seen.tools.length === 0 && seen.cards === 3 && seen.colours === 'rgb(0, 0, 0)rgb(255, 255, 255)', 'paper has the cards and no buttons, black on white', seen);
	await client.send('Emulation.setEmulatedMedia', {media: '', features: []});
}

/* What was saved goes through kr-contact. */
function asked() {
	const text = execFileSync('kr-contact', ['ask', '--log', path.join(folder, 'log'), '--key', path.join(folder, 'key'), '--register', path.join(folder, 'register.tsv'),
		'--vacancies', path.join(folder, 'vacancies.tsv'), '--date', '2026-11-02', '--by', 'W0079', path.join(folder, 'ask.tsv')], {encoding: 'utf8'});
	const log = fs.readFileSync(path.join(folder, 'log'), 'utf8');
	const message = 'Komt u kijken?\\nWij hebben "koffie" & thee \\\\ <b>';
	ok(text.trim().split('\n').length === 4 && log.split(message).length === 4, 'kr-contact ask takes all three, with the message as written', [text, log]);
}

async function speed(browser) {
	const page = await open(browser, 'many.html', 1280);
	const times = await page.evaluate(() => {
		const boxes = [...document.querySelectorAll('.items input')].slice(0, 60);
		return boxes.map((box) => {
			const begin = performance.now();
			box.click();
			return performance.now() - begin;
		});
	});
	times.sort((a, b) => a - b);
	const [, all] = await told(page);
	const median = times[times.length >> 1];
	console.log(`# ${all} cards, ${times.length} demands one on the other: median ${median.toFixed(1)} ms, slowest ${times[times.length - 1].toFixed(1)} ms, with the list shown; ${fs.statSync(path.join(folder, 'many.html')).size} bytes`);
	ok(all >= 20000 && median < 100, '20,000 cards are filtered in under 100 ms');
	await page.close();
}

async function main() {
	/* A vacancy of W0079 that is open on the day. */
	const rows = fs.readFileSync(path.join(folder, 'vacancies.tsv'), 'utf8').trim().split('\n').map((line) => line.split('\t'));
	const at = Object.fromEntries(rows[0].map((name, i) => [name, i]));
	fs.writeFileSync(path.join(folder, 'vacancy'), rows.find((row) => row[at.employer_id] === 'W0079' && (row[at.status] || 'open') === 'open')[at.vacancy_id]);
	const browser = await puppeteer.launch({executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage']});
	try {
		for (const width of [1280, 360])
			for (const scheme of ['light', 'dark'])
				for (const name of ['cards.html', 'cards-en.html']) {
					const page = await open(browser, name, width);
					await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}, {name: 'prefers-reduced-motion', value: 'reduce'}]);
					await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
					await demand(page, 'licences', 'B');
					const found = await violations(page);
					ok(found.length === 0, `no violation: ${name}, ${width} px, ${scheme}`, found);
					ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the screen');
					ok(page.asked.length === 0 && page.complaints.length === 0, 'nothing asked of a network, no complaint', [page.asked, page.complaints]);
					await page.close();
				}
		const page = await open(browser, 'cards.html', 1280);
		await counts(page);
		await occupations(page);
		await page.close();
		const small = await open(browser, 'cards.html', 360);
		await keyboard(browser, small);
		asked();
		ok(small.asked.length === 0 && small.complaints.length === 0, 'nothing asked of a network while choosing', [small.asked, small.complaints]);
		const plain = await browser.newPage();
		await plain.setJavaScriptEnabled(false);
		await plain.goto('file://' + path.join(folder, 'cards.html'));
		ok(await plain.$$eval('noscript tr', (lines) => lines.length).catch(() => 0) === 51, 'without JavaScript there are the first fifty');
		await speed(browser);
	} finally {
		await browser.close();
	}
	console.log(`1..${checks}`);
	process.exit(failures ? 1 : 0);
}

main().catch((error) => {
	console.log('Bail out! ' + error.stack.replace(/\n/g, ' '));
	process.exit(1);
});
