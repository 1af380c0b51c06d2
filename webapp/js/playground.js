// The fourteen routes: calls by hand or by a made-up client, with a log and the client's window.

import { fetchAs, invent } from "./address.js";
import { likeAttacker, likeUser, tier } from "./traffic.js";

const WINDOW = 64;
const LOG_ROWS = 200;
const PAUSE_MILLIS = 70;
const MOST_CALLS = 60;
const ENOUGH_REFUSALS = 3;
const CELL = { often: "o", regularly: "g", sometimes: "s", rarely: "r" };

const byId = (id) => document.getElementById(id);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

let address = "";
let counts = {};
let running = false;

const say = (text, kind = "") => {
  const status = byId("status");
  status.textContent = text;
  status.className = `status ${kind}`.trim();
};

const showCounts = () => {
  for (const name of ["sent", "answered", "refused"]) byId(name).textContent = String(counts[name]);
  const calls = Math.min(counts.sent, WINDOW);
  byId("window").setAttribute("aria-label", `The last ${calls} calls, ${counts.refused} refused in all`);
};

const renew = () => {
  address = invent();
  counts = { sent: 0, answered: 0, refused: 0, firstRefusal: 0 };
  byId("address").textContent = address;
  byId("window").replaceChildren();
  showCounts();
};

const addCell = (route, status) => {
  const cell = document.createElement("span");
  cell.className = `cell ${CELL[tier(route)]}${status === 403 ? " no" : ""}`;
  cell.title = `${route}: ${status || "no answer"}`;
  const strip = byId("window");
  strip.append(cell);
  while (strip.childElementCount > WINDOW) strip.firstElementChild.remove();
};

const tag = (status) => {
  const span = document.createElement("span");
  span.className = `tag ${status === 200 ? "pass" : "stop"}`;
  span.textContent = status === 0 ? "none" : String(status);
  return span;
};

const addRow = (route, status, millis) => {
  byId("log-empty").hidden = true;
  const row = byId("log").insertRow(0);
  const number = row.insertCell();
  number.className = "number";
  number.textContent = String(counts.sent);
  const call = row.insertCell();
  call.textContent = `/api/${route}`;
  const from = document.createElement("small");
  from.textContent = address;
  call.append(from);
  const took = row.insertCell();
  took.className = "number";
  took.textContent = String(Math.round(millis));
  row.insertCell().append(tag(status));
  while (byId("log").rows.length > LOG_ROWS) byId("log").deleteRow(-1);
};

/** Makes one call as the current client; 0 stands for no answer. */
const call = async (route) => {
  const start = performance.now();
  let status = 0;
  try {
    const response = await fetchAs(address, `api/${route}`);
    status = response.status;
    await response.text();
  } catch {
    // The server is gone: the log shows it.
  }
  counts.sent += 1;
  if (status === 200) counts.answered += 1;
  if (status === 403) {
    counts.refused += 1;
    counts.firstRefusal ||= counts.sent;
  }
  addRow(route, status, performance.now() - start);
  addCell(route, status);
  showCounts();
  return status;
};

const conclude = (who) => {
  if (counts.firstRefusal) {
    say(`${who} was refused from call ${counts.firstRefusal} on.`, "bad");
  } else {
    say(`${who} made ${counts.sent} calls, and none was refused.`, "good");
  }
};

const setRunning = (on) => {
  running = on;
  byId("stop").disabled = !on;
  for (const button of document.querySelectorAll(".routes button, #renew, #user, #attacker")) button.disabled = on;
};

/** Lets a fresh client draw its calls until it has done enough, was refused often enough, or is stopped. */
const play = async (who, next) => {
  renew();
  setRunning(true);
  say(`${who} is calling …`);
  while (running && counts.sent < MOST_CALLS && counts.refused < ENOUGH_REFUSALS) {
    if ((await call(next())) === 0) break;
    await pause(PAUSE_MILLIS);
  }
  setRunning(false);
  conclude(who);
};

const byHand = async (route) => {
  const status = await call(route);
  if (status === 200) say(`/api/${route} was answered.`, "good");
  else if (status === 403) say("Refused. This address is shut out for a while: take a new one.", "bad");
  else say(status ? `/api/${route} gave ${status}.` : "The server did not answer.", "bad");
};

export const startPlayground = () => {
  renew();
  byId("renew").addEventListener("click", () => {
    renew();
    say("A fresh client, of whom nothing is known.");
  });
  byId("user").addEventListener("click", () => play("The user", likeUser));
  byId("attacker").addEventListener("click", () => play("The attacker", likeAttacker));
  byId("stop").addEventListener("click", () => {
    running = false;
  });
  for (const button of document.querySelectorAll("[data-route]")) {
    const route = button.dataset.route;
    button.title = `GET /api/${route}`;
    button.addEventListener("click", () => byHand(route));
  }
};
