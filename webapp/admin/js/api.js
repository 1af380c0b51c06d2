// Talks to the API beside these pages. The cookie is the browser's affair; what changes something carries a token that works once.

const BASE = '/api/v1';
const NEXT = 'abatis-next';

/** An answer that is not what was asked for; its message is for the operator. */
export class Problem extends Error {
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

let csrf = null;
let acts = Promise.resolve();

/** Goes to the log-in, and comes back to this page afterwards. */
export function toLogin() {
  sessionStorage.setItem(NEXT, location.pathname + location.hash);
  location.replace('/login');
  return new Promise(() => {}); // nothing on this page goes on
}

/** Where to go after the log-in: a page of these, never another server's. */
export function afterLogin() {
  const asked = new URLSearchParams(location.search).get('next');
  const next = asked === null ? (sessionStorage.getItem(NEXT) ?? '/') : asked + location.hash;
  sessionStorage.removeItem(NEXT);
  return /^\/(clients|client|bans|model|events)?(#[^\s]*)?$/.test(next) ? next : '/';
}

async function problem(answer) {
  let words = '';
  try {
    const said = await answer.json();
    words = said.detail || said.title || '';
  } catch {
    // Not in the words of the API: the status has to do.
  }
  return new Problem(answer.status, words || `The server answered ${answer.status}.`, Number(answer.headers.get('Retry-After') ?? 0));
}

async function ask(method, path, { body, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(BASE + path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, 'The server does not answer. Is it running?');
  }
  csrf = answer.headers.get('X-CSRF-Token') ?? csrf;
  return answer;
}

async function read(answer) {
  if (!answer.ok) throw await problem(answer);
  return answer.status === 204 ? null : answer.json();
}

/** Reads something as JSON; without a session, goes to the log-in. */
export async function get(path) {
  const answer = await ask('GET', path);
  return answer.status === 401 ? toLogin() : read(answer);
}

/** The session, or null if there is none. */
export async function session() {
  const answer = await ask('GET', '/session');
  if (answer.status === 401) return null;
  const session = await read(answer);
  csrf = session.csrf;
  return session;
}

/** Opens a session. */
export const logIn = async (token) => read(await ask('POST', '/session', { body: { token } }));

async function once(method, path, body) {
  if (csrf === null && (await session()) === null) return toLogin();
  const token = csrf;
  csrf = null;
  return ask(method, path, { body, headers: { 'X-CSRF-Token': token } });
}

async function change(method, path, body) {
  let answer = await once(method, path, body);
  if (answer.status === 403) {
    // Other tabs of this session may have used up the token: with a fresh one it is refused for good, or done.
    csrf = null;
    answer = await once(method, path, body);
  }
  return answer.status === 401 ? toLogin() : read(answer);
}

/** Changes something; one change after the other, as each needs the token that the one before was answered with. */
export function send(method, path, body) {
  const done = acts.then(() => change(method, path, body));
  acts = done.catch(() => {});
  return done;
}

/** Saves a table as a file. */
export async function download(path, name) {
  const answer = await ask('GET', path, { headers: { Accept: 'text/csv' } });
  if (answer.status === 401) return toLogin();
  if (!answer.ok) throw await problem(answer);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return null;
}

/** A client as a part of a path. */
export const part = (client) => encodeURIComponent(client);

export const stream = () => new EventSource(`${BASE}/stream`);
