// Clients by score.

import { download, get } from './api.js';
import { byId, clientLink, draw, fill, write } from './dom.js';
import { attempt, beginWithStatus, states } from './frame.js';
import { histogram } from './histogram.js';
import { ago, counted, number, score, time } from './numbers.js';
import { table } from './table.js';

const MOST = 1_000;
const STEP = 100;

let clients = [];
let total = 0;
let threshold = 1;
let most = STEP;

/** A score as a bar, beside the number that says it. */
const bar = (value) => draw('svg', { class: `bar-plot ${value >= threshold ? 'bad' : ''}`.trim(), viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  draw('rect', { class: 'track', width: 100, height: 8, rx: 2 }),
  draw('rect', { class: 'fill', width: Math.max(0.5, 100 * value), height: 8, rx: 2 }),
  draw('rect', { class: 'mark', x: 100 * threshold - 0.5, width: 1, height: 8 }));

const COLUMNS = [
  { name: 'Client', cell: (one) => clientLink(one.client), head: true },
  { name: 'Score', cell: (one) => [score(one.score), ' ', bar(one.score)], kind: 'number score' },
  { name: 'Calls', cell: (one) => number(one.calls), kind: 'number' },
  { name: 'Last call', cell: (one) => [time(one.last_call), ` (${ago(one.last_call)})`] },
  { name: 'State', cell: (one) => states(one) },
];

const matches = (one, words) =>
  words.every((each) => [one.client, one.banned && 'banned', one.cleared && 'cleared', one.label].some((text) => text && text.toLowerCase().includes(each)));

function list() {
  const words = byId('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = clients.filter((one) => matches(one, words));
  fill(byId('list'), table({ caption: 'Clients, the highest score first', columns: COLUMNS, rows: found.slice(0, most), empty: words.length > 0 ? 'No client matches the filter.' : 'No client is tracked yet.' }));
  byId('more').hidden = found.length <= most;
  write(byId('shown'), words.length > 0 ? `${counted(found.length, 'client')} of ${number(clients.length)} match.` : '');
}

async function refresh() {
  const answer = await get(`/clients?limit=${MOST}`);
  ({ clients, total } = answer);
  showScores(answer.scores, threshold);
  write(byId('summary'), `${counted(total, 'client is', 'clients are')} tracked${total > clients.length ? `; here are the ${number(clients.length)} with the highest scores` : ''}. Refused from a score of ${score(threshold)} on.`);
  list();
}

const showScores = histogram(byId('scores-chart'));

byId('refresh').addEventListener('click', () => attempt(refresh));
byId('csv').addEventListener('click', () => attempt(() => download(`/clients?limit=${MOST}`, 'abatis-clients.csv')));
byId('filter').addEventListener('input', list);
byId('more').addEventListener('click', () => {
  most += STEP;
  list();
});
byId('look').addEventListener('submit', (event) => {
  event.preventDefault();
  location.assign(`/client#${encodeURIComponent(byId('address').value.trim())}`);
});

await attempt(async () => {
  threshold = (await beginWithStatus()).threshold;
  await refresh();
});
