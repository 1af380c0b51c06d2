// Trades a token for a session.

import { afterLogin, logIn } from './api.js';
import { byId, write } from './dom.js';
import { span } from './numbers.js';

const field = byId('token');
const button = byId('enter');
let waiting = 0;

function fail(words) {
  write(byId('problem'), words);
  field.setAttribute('aria-invalid', 'true');
  field.focus();
  field.select();
}

/** Counts down until the server would listen again; said aloud once, not each second. */
function wait(seconds) {
  clearInterval(waiting);
  const end = Date.now() + seconds * 1_000;
  fail(`Too many wrong tokens. Try again in ${span(seconds)}.`);
  button.disabled = true;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1_000);
    button.textContent = left > 0 ? `Wait ${span(left)}` : 'Log in';
    button.disabled = left > 0;
    if (left <= 0) clearInterval(waiting);
  };
  tick();
  waiting = setInterval(tick, 1_000);
}

const words = (failure) =>
  failure.status === 401 ? 'No operator has this token. Check that it was copied whole.' : failure.message;

byId('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = field.value.trim();
  if (token === '') {
    fail('Enter your token.');
    return;
  }
  button.disabled = true;
  try {
    await logIn(token);
    field.value = '';
    location.replace(afterLogin());
  } catch (failure) {
    button.disabled = false;
    if (failure.status === 429) wait(Math.max(1, failure.retryAfter));
    else fail(words(failure));
  }
});

field.addEventListener('input', () => {
  write(byId('problem'), '');
  field.removeAttribute('aria-invalid');
});

field.focus();
