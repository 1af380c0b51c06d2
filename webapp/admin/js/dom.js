// Elements, and texts that came from elsewhere. Nothing here or elsewhere on these pages reads a text as markup.

export const byId = (id) => document.getElementById(id);

/** Control characters and those that hide or turn the direction of writing, written out. */
export const plain = (text) =>
  String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/gu, (one) => {
    const code = one.codePointAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
  });

/**
 * An element. Attributes are set as such, but for `on…`, which are listeners; null and false leave one out. Children are elements, or texts that become
 * plain text.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  fit(element, attributes);
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A part of a drawing, likewise. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  fit(element, attributes);
  append(element, children);
  return element;
}

function fit(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : plain(child));
    }
  }
}

/** Puts elements and texts in the place of what is in there. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Writes a text if it is another one: whoever has it read aloud is to hear it once. */
export function write(element, text) {
  const shown = plain(text);
  if (element.textContent !== shown) element.textContent = shown;
}

/** A term and what it is, for a list of pairs. */
export const pair = (term, ...value) => el('div', {}, el('dt', {}, term), el('dd', {}, ...value));

/** Text that came from a stranger: set apart, so that its direction of writing is its own affair. */
export const foreign = (text, className = '') => el('bdi', { class: `data ${className}`.trim() }, text);

/** The page of a client. Its address stands behind the #, which no server sees and no log keeps. */
export const clientLink = (client) => el('a', { class: 'mono', href: `/client#${encodeURIComponent(client)}` }, client);

const WORDS = {
  allow_listed: 'allowed', warming_up: 'warming up', silent_proxy: 'silent proxy', deny_listed: 'deny list', not_found: '404, 410',
  unauthorized: '401, 403', client_error: 'other 4xx', server_error: '5xx', success: '2xx, 304', redirect: '3xx', unknown: '–',
};

/** A word of the API as people say it. */
export const word = (name) => WORDS[name] ?? String(name).replaceAll(/[_-]/g, ' ');

const GOOD = new Set(['pass', 'cleared', 'allowed', 'benign', 'success', 'enforce']);
const BAD = new Set(['refuse', 'banned', 'ban', 'malicious', 'limit', 'limited', 'tripped', 'reload_failed', 'login_refused', 'off', 'behaviour']);

/** A small label, coloured by what it says; the word says it too. */
export const tag = (name, text = word(name)) => el('span', { class: `chip ${GOOD.has(name) ? 'good' : BAD.has(name) ? 'bad' : ''}`.trim() }, text);
