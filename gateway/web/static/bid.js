// The form of a bid: checked for completeness, sealed here, sent piece by piece with its progress, handed in.
// Where this browser cannot seal, the form is left alone: it goes as it is, and the platform seals it as it comes.
import { canSeal, seal } from "./sealing.js";

const form = document.getElementById("bid");
const key = JSON.parse(form.dataset.key);
const check = document.getElementById("check");
const progress = document.getElementById("progress");
const bar = progress.querySelector("progress");
const status = progress.querySelector("[role=status]");
const OFFER = "offer";
const TRIES = 3;
const told = new Set(); // how many certificates will have expired: said once, then it is for the bidder to know

const value = (name) => form.elements[name]?.value.trim() ?? "";
const digits = (word) => word.replace(/\s/g, "");
const lots = () => [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => Number(box.name.slice(4)));

function price(lot) {
  const [whole, cents = ""] = digits(value(`price-${lot}`)).replace(",", ".").split(".");
  return `${whole}.${cents.padEnd(2, "0")}`;
}

// The form of the offer, as contracts/offer_form.py has it.
function offer() {
  const partners = [1, 2, 3].filter((turn) => value(`partner-${turn}-siret`)).map((turn) => (
    { identifier: { id: digits(value(`partner-${turn}-siret`)) }, name: value(`partner-${turn}-name`), role: "member" }));
  const own = { identifier: { id: digits(value("siret")) }, name: value("name"), role: partners.length ? "lead" : "sole" };
  if (value("size")) own.size = value("size");
  const priced = form.querySelector("[name^=price-]") ? lots() : [];
  return {
    members: [own, ...partners],
    lots: priced.map((lot) => ({ lot, price: { amount: price(lot) } })),
    certificates: dates().map(([kind, valid_until]) => ({ kind, valid_until })),
  };
}
const dates = () => [...form.querySelectorAll("input[type=date]")].filter((one) => one.value)
  .map((one) => [one.name.slice(6), one.value]);

// The files that go with the lots that are chosen: {kind, lots, file}.
function files() {
  const chosen = lots();
  return [...form.querySelectorAll("input[type=file]")].flatMap((input) => {
    const [, kind, lot] = input.name.split(":");
    if (lot && !chosen.includes(Number(lot))) return [];
    return [...input.files].map((file) => ({ kind, lots: lot ? [Number(lot)] : [], file }));
  });
}

// What a field must hold depends on the lots that are chosen.
function require() {
  const chosen = lots();
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const lot = Number(box.name.slice(4)), field = form.elements[`price-${lot}`];
    if (field) { field.required = box.checked; field.closest("p").hidden = !box.checked; }
    box.setCustomValidity(chosen.length ? "" : form.querySelector("legend ~ .choice label").textContent);
  }
  for (const place of form.querySelectorAll("[data-lot]")) {
    place.hidden = place.dataset.lot !== "" && !chosen.includes(Number(place.dataset.lot));
  }
}

// Whether nothing is missing, as the API says; only what is there is told, not what it says.
async function complete() {
  const said = new URLSearchParams(dates().map(([kind, day]) => [`until-${kind}`, day]));
  for (const lot of lots()) said.append("lots", lot);
  for (const { kind, lots: own } of [...files(), { kind: OFFER, lots: [] }]) said.append("piece", `${kind}:${own.join()}`);
  const answer = await fetch(form.dataset.check, { method: "POST", body: said });
  if (!answer.ok) return true; // the deposit will say why
  check.innerHTML = await answer.text();
  const { missing, expired } = check.firstElementChild.dataset;
  const isTold = expired === "0" || told.has(expired);
  told.add(expired);
  return missing === "0" && isTold;
}

function say(words, name, done) {
  status.textContent = words.replace("{name}", name);
  bar.value = done;
}

function sent(blob, tell) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.pieces);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => tell(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.response)) : reject(request));
    request.onerror = () => reject(request);
    request.send(blob);
  });
}

// To send a piece again is harmless: a lost connection is tried anew.
async function kept(blob, tell) {
  for (let left = TRIES; ; left--) {
    try {
      return await sent(blob, tell);
    } catch (failed) {
      if (left === 1 || failed.status) throw failed;
    }
  }
}

async function handIn() {
  const bidder = digits(value("siret"));
  const form_ = new File([JSON.stringify(offer())], "offre.json");
  const all = [{ kind: OFFER, lots: [], file: form_ }, ...files()];
  const whole = all.reduce((size, { file }) => size + file.size, 0) || 1;
  const pieces = [];
  let before = 0;
  for (const { kind, lots: own, file } of all) {
    const share = (part) => (before + part * file.size) / whole;
    const context = { tender: form.dataset.tender, phase: form.dataset.phase, lots: own, bidder: `SIRET:${bidder}`, kind, name: file.name };
    const made = await seal(key, context, file, (part) => say(form.dataset.sealing, file.name, share(part / 2)));
    const stored = await kept(made.blob, (part) => say(form.dataset.sending, file.name, share(0.5 + part / 2)));
    if (stored.sha256 !== made.sha256 || stored.size !== made.size) throw new Error("another piece arrived");
    pieces.push({ kind, name: file.name, lots: own, size: made.size, sha256: made.sha256 });
    before += file.size;
  }
  say(form.dataset.handing, "", 1);
  const last = document.createElement("form");
  last.method = "post";
  last.action = form.action;
  last.hidden = true;
  const field = document.createElement("input");
  field.name = "sealed";
  field.value = JSON.stringify({ bidder: { id: bidder }, lots: lots(), pieces });
  last.append(field);
  document.body.append(last);
  last.submit();
}

async function submitted(event) {
  event.preventDefault();
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  progress.hidden = false;
  try {
    say(form.dataset.checking, "", 0);
    if (await complete()) await handIn();
    else { progress.hidden = true; check.scrollIntoView({ block: "center" }); }
  } catch {
    say(form.dataset.failed, "", 0);
  }
  for (const button of buttons) button.disabled = false;
}

if (await canSeal(key)) {
  form.querySelector("[data-when=here]").hidden = false;
  form.querySelector("[data-when=there]").hidden = true;
  const checks = document.getElementById("checks");
  checks.hidden = false;
  checks.addEventListener("click", complete);
  form.addEventListener("change", require);
  form.addEventListener("submit", submitted);
  require();
}
