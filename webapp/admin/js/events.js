// The audit log's last lines.

import { get } from './api.js';
import { byId, el, fill, word, write } from './dom.js';
import { entry } from './feed.js';
import { attempt, beginWithStatus } from './frame.js';
import { counted, number } from './numbers.js';

const MOST = 1_000;
const STEP = 100;

let events = [];
let most = STEP;

const matches = (event, kind, words) =>
  (kind === '' || event.kind === kind)
  && words.every((each) => [event.client, event.operator, event.note, event.summary].some((text) => text && text.toLowerCase().includes(each)));

function list() {
  const words = byId('who').value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = events.filter((event) => matches(event, byId('kind').value, words));
  fill(byId('feed'), found.slice(0, most).map(entry));
  byId('more').hidden = found.length <= most;
  write(byId('shown'), found.length === events.length ? '' : `${counted(found.length, 'event')} of ${number(events.length)} match.`);
}

function kinds() {
  const chosen = byId('kind').value;
  const known = [...new Set([...events.map((event) => event.kind), chosen])].filter(Boolean).toSorted();
  fill(byId('kind'), el('option', { value: '' }, 'All kinds'), known.map((kind) => el('option', { value: kind, selected: kind === chosen }, word(kind))));
}

async function refresh() {
  ({ events } = await get(`/events?limit=${MOST}`));
  write(byId('summary'), events.length === 0 ? 'Nothing has happened yet.' : `The last ${counted(events.length, 'event')} of the audit log.`);
  kinds();
  list();
}

byId('refresh').addEventListener('click', () => attempt(refresh));
byId('kind').addEventListener('change', list);
byId('who').addEventListener('input', list);
byId('more').addEventListener('click', () => {
  most += STEP;
  list();
});

await attempt(beginWithStatus);
await attempt(refresh);
