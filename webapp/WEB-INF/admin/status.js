// Asks the gate once a second and writes what it says into the page, always as text.

const EVERY_MS = 1000;

const OUTCOMES = {
  success: '2xx, 304', redirect: 'other 3xx', unauthorized: '401, 403', not_found: '404, 410', client_error: 'other 4xx', server_error: '5xx',
};

const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString('en');

function cell(text, className) {
  const td = document.createElement('td');
  td.textContent = text;
  if (className) td.className = className;
  return td;
}

function row(ban) {
  const tr = document.createElement('tr');
  tr.append(
    cell(ban.client, 'mono'),
    cell(ban.sanction),
    cell(ban.score.toFixed(3), 'number'),
    cell(number(ban.seconds_left), 'number'),
    cell(number(ban.earlier), 'number'),
  );
  return tr;
}

function figure(name, value) {
  const div = document.createElement('div');
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = name;
  dd.textContent = number(value);
  div.append(dt, dd);
  return div;
}

// Written only when it changes: whoever has it read aloud is to hear it once.
function tellPause(until) {
  const text = until ? `Too many clients were banned at once. This is taken for an accident: nobody is banned for behaviour until ${until}.` : '';
  const note = byId('paused');
  if (note.textContent !== text) note.textContent = text;
  note.hidden = !until;
}

function show(status) {
  const verdicts = status.verdicts;
  const all = Object.values(verdicts).reduce((sum, value) => sum + value, 0);
  byId('mode').textContent = status.mode;
  byId('model').textContent = `${status.trees} trees over ${status.columns} columns; bans at a score of ${status.threshold}.`;
  byId('passed').textContent = number(all - status.refused);
  byId('refused').textContent = number(status.refused);
  byId('held').textContent = number(status.actions.delay);
  byId('flagged').textContent = number(verdicts.behaviour);
  byId('tracked').textContent = number(status.tracked_clients);
  byId('failures').textContent = number(status.failures);
  byId('banned').textContent = number(status.banned_clients);
  tellPause(status.paused_until);
  byId('bans').replaceChildren(...status.bans.map(row));
  byId('no-bans').hidden = status.bans.length > 0;
  byId('outcomes').replaceChildren(
    ...Object.entries(status.outcomes).map(([name, value]) => figure(OUTCOMES[name] ?? name, value)),
  );
}

async function ask() {
  try {
    const answer = await fetch('status.json', { cache: 'no-store' });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
    byId('lost').hidden = true;
  } catch {
    byId('lost').hidden = false;
  } finally {
    setTimeout(ask, EVERY_MS);
  }
}

ask();
