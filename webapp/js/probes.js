// The prepared examples: each is sent from a fresh invented address, and its answer shown as plain text.

import { fetchAs, invent } from "./address.js";

const line = (name, value) => {
  const row = document.createElement("div");
  const label = document.createElement("span");
  label.className = "label";
  label.textContent = name;
  const text = document.createElement("code");
  text.textContent = value;
  row.append(label, text);
  return row;
};

const lines = {
  hello: (answer) => [
    line("HTML", answer.html),
    line("Attribute", answer.attribute),
    line("JavaScript", answer.javascript),
  ],
  files: (answer) => answer.entries.map((entry) => line(entry.kind.toLowerCase(), entry.name)),
  command: (answer) => [line("Output", answer.output.trimEnd()), line("Exit", String(answer.exit))],
};

const show = async (form, response) => {
  const answer = await response.json();
  const head = document.createElement("div");
  const tag = document.createElement("span");
  tag.className = `tag ${response.ok ? "pass" : "stop"}`;
  tag.textContent = String(response.status);
  head.append(tag);
  const rows = response.ok ? lines[form.dataset.probe](answer) : [line("Says", answer.detail ?? answer.title ?? "")];
  const output = form.querySelector("output");
  output.replaceChildren(head, ...rows);
  output.hidden = false;
};

const send = async (form, example) => {
  for (const [name, value] of Object.entries(example)) form.elements[name].value = value;
  const query = new URLSearchParams(new FormData(form));
  try {
    await show(form, await fetchAs(invent(), `${form.getAttribute("action")}?${query}`));
  } catch {
    const output = form.querySelector("output");
    output.replaceChildren(line("Says", "The server did not answer."));
    output.hidden = false;
  }
};

export const startProbes = () => {
  for (const form of document.querySelectorAll("form[data-probe]")) {
    for (const chip of form.querySelectorAll(".chips button")) {
      chip.addEventListener("click", () => send(form, { ...chip.dataset }));
    }
  }
};
