// What all pages have in common: who is logged in, the mode, and messages.

import { get, send, session, toLogin } from './api.js';
import { byId, el, fill, tag, word, write } from './dom.js';

const LONG_MS = 12_000;
let fading = 0;

/** Says that something was done, and how to undo it where that can be done. */
export function say(text, undo = null) {
  clearTimeout(fading);
  byId('failed').replaceChildren();
  const close = el('button', { type: 'button', class: 'small', 'aria-label': 'Close the message', onclick: () => hush() }, 'Close');
  const back = undo && el('button', { type: 'button', class: 'small', onclick: () => attempt(() => undo.act()) }, undo.label);
  fill(byId('said'), el('div', { class: 'message' }, el('p', {}, text), back, close));
  if (!undo) fading = setTimeout(hush, LONG_MS);
}

/** Says that something could not be done. */
export function complain(text) {
  clearTimeout(fading);
  byId('said').replaceChildren();
  const close = el('button', { type: 'button', class: 'small', 'aria-label': 'Close the message', onclick: () => byId('failed').replaceChildren() }, 'Close');
  fill(byId('failed'), el('div', { class: 'message bad' }, el('p', {}, text), close));
}

function hush() {
  byId('said').replaceChildren();
}

/** Does something, and tells if it fails. */
export async function attempt(act) {
  try {
    return await act();
  } catch (failure) {
    complain(failure.message);
    return null;
  }
}

/** Shows a mode in the page's head. */
export function showMode(mode) {
  const badge = byId('mode');
  badge.hidden = false;
  badge.className = `mode ${mode.effective}`;
  write(badge, word(mode.effective));
  badge.title = `Mode: ${word(mode.effective)}`;
}

/** Shows who is logged in; without a session, goes to the log-in. */
export async function begin() {
  const open = await session();
  if (!open) return toLogin();
  write(byId('operator'), open.operator);
  const leave = byId('logout');
  leave.hidden = false;
  leave.addEventListener('click', () => attempt(async () => {
    await send('DELETE', '/session');
    location.replace('/login');
  }));
  return open;
}

/** Begins a page that does not watch the gate by itself. */
export async function beginWithStatus() {
  await begin();
  const status = await get('/status');
  showMode(status.mode);
  return status;
}

/** The states of a client as labels. */
export const states = ({ banned, cleared, label }) => [
  banned && tag('banned'),
  cleared && tag('cleared'),
  label && tag(label, `labelled ${word(label)}`),
].filter(Boolean);
