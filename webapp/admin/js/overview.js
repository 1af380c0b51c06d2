// The gate, live.

import { get, send, session, stream, toLogin } from './api.js';
import { ask } from './dialogs.js';
import { byId, el, fill, pair, word, write } from './dom.js';
import { entry } from './feed.js';
import { attempt, begin, say, showMode } from './frame.js';
import { histogram } from './histogram.js';
import { keepHistory } from './history.js';
import { counted, local, number, percent, score } from './numbers.js';

const STRENGTH = { off: 0, observe: 1, enforce: 2 };
const FEED = 12;
const SILENCE_MS = 15_000;
const AGAIN_MS = 3_000;

const IN_WORDS = {
  enforce: 'Attackers are refused.',
  observe: 'Everybody is judged, and nobody is refused for it.',
  off: 'Nobody is judged.',
};

let status = null;
let before = null;

const showScores = histogram(byId('scores-chart'));

// Figures and mode

function rate(now) {
  const seconds = before ? (Date.parse(now.time) - Date.parse(before.time)) / 1_000 : 0;
  const calls = before ? now.figures.calls - before.figures.calls : 0;
  return seconds > 0 && calls >= 0 ? `${(calls / seconds).toFixed(calls / seconds < 10 ? 1 : 0)} a second` : '';
}

function showFigures(now) {
  const all = now.figures;
  write(byId('calls'), number(all.calls));
  write(byId('rate'), rate(now));
  const refused = all.refused + all.limited;
  write(byId('refused'), number(refused));
  write(byId('refused-share'), all.calls > 0 ? `${percent(refused, all.calls)} of all` : '');
  write(byId('held'), number(all.held));
  write(byId('flagged'), number(all.flagged));
  write(byId('tracked'), number(now.tracked_clients));
  write(byId('banned'), number(now.banned_clients));
  write(byId('limited'), now.limited_clients > 0 ? `and ${number(now.limited_clients)} limited` : '');
  write(byId('failures'), number(all.failures));
  byId('failures').classList.toggle('bad', all.failures > 0);
}

function showNotices(now) {
  byId('paused').hidden = !now.paused_until;
  write(byId('paused'), now.paused_until
    ? `Bans are paused. Too many clients were to be banned at once, which is taken for an accident: nobody is banned for behaviour until ${local(new Date(now.paused_until))}.`
    : '');
  byId('warming').hidden = !now.model.warming_up;
  write(byId('warming'), now.model.warming_up ? 'Warming up: the routes of this site are still being learned, and nobody is judged by behaviour before that.' : '');
}

function modeWords(mode) {
  const by = mode.override === null
    ? 'The configuration says so.'
    : `Set by an operator until the next start; the configuration says ${word(mode.configured)}.`;
  return `${IN_WORDS[mode.effective]} ${by}`;
}

function showGate(now) {
  showMode(now.mode);
  for (const button of byId('switch').children) {
    button.setAttribute('aria-pressed', String(button.dataset.mode === now.mode.effective));
  }
  write(byId('mode-words'), modeWords(now.mode));
  byId('configured').hidden = now.mode.override === null;
  const about = JSON.stringify([now.zones, now.threshold, now.model, now.kept]);
  if (byId('about').dataset.of === about) return;
  byId('about').dataset.of = about;
  fill(byId('about'),
    Object.entries(now.zones ?? {}).map(([prefix, mode]) => pair(el('code', {}, prefix), word(mode))),
    pair('Threshold', score(now.threshold)),
    pair('Model', el('a', { href: '/model' }, `${counted(now.model.trees, 'tree')}, ${counted(now.model.columns, 'column')}`)),
    pair('Bans are kept', now.kept === 'stored' ? 'on the disk' : 'in memory only'));
}

function show(now) {
  status = now;
  showFigures(now);
  showNotices(now);
  showGate(now);
  if (now.scores) showScores(now.scores, now.threshold);
  before = now;
}

const LOWER = {
  observe: 'Attackers will be judged and logged, and no longer refused.',
  off: 'Nobody will be judged, and nobody refused.',
};

async function setMode(mode) {
  const goal = mode ?? status.mode.configured;
  if (goal === status.mode.effective && mode === status.mode.override) return;
  if (STRENGTH[goal] < STRENGTH[status.mode.effective]) {
    const sure = await ask({ title: `Lower the protection to “${word(goal)}”?`, text: LOWER[goal], yes: `Switch to ${word(goal)}`, danger: true });
    if (!sure) return;
  }
  const was = status.mode.override;
  const now = await send('PUT', '/mode', { mode });
  status = { ...status, mode: now };
  showGate(status);
  say(mode === null ? `The mode is the configuration’s again: ${word(now.effective)}.` : `The mode is now ${word(now.effective)}, until the next start.`,
    { label: 'Undo', act: () => setMode(was) });
}

for (const button of byId('switch').children) {
  button.addEventListener('click', () => status && attempt(() => setMode(button.dataset.mode)));
}
byId('configured').addEventListener('click', () => attempt(() => setMode(null)));

// Events

function addEvent(event) {
  const feed = byId('feed');
  if ([...feed.children].some((one) => one.dataset.id === event.id)) return;
  feed.prepend(entry(event));
  while (feed.childElementCount > FEED) feed.lastElementChild.remove();
  byId('no-events').hidden = true;
}

// The stream

let source = null;
let watchdog = 0;

function connection(state) {
  const live = byId('live');
  live.className = `live ${state}`;
  write(live, { on: 'Live', lost: 'Connection lost; trying again…', waiting: 'Connecting…' }[state]);
}

function heard() {
  connection('on');
  clearTimeout(watchdog);
  watchdog = setTimeout(reconnect, SILENCE_MS);
}

async function reconnect() {
  connection('lost');
  close();
  try {
    if (!(await session())) {
      await toLogin();
      return;
    }
    listen();
  } catch {
    watchdog = setTimeout(reconnect, AGAIN_MS);
  }
}

function close() {
  clearTimeout(watchdog);
  source?.close();
  source = null;
}

function listen() {
  close();
  source = stream();
  watchdog = setTimeout(reconnect, SILENCE_MS);
  source.addEventListener('status', (message) => {
    heard();
    show(JSON.parse(message.data));
  });
  source.addEventListener('event', (message) => {
    heard();
    addEvent(JSON.parse(message.data));
  });
  source.addEventListener('error', () => {
    connection('lost');
    clearTimeout(watchdog);
    watchdog = setTimeout(reconnect, AGAIN_MS);
  });
}

addEventListener('pagehide', close);
addEventListener('pageshow', (event) => event.persisted && reconnect());

await begin();
await attempt(async () => {
  show(await get('/status'));
  (await get(`/events?limit=${FEED}`)).events.toReversed().forEach(addEvent);
});
keepHistory();
listen();
