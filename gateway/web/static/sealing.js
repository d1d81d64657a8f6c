// Seals the pieces of a bid in the browser, as docs/sealing.md has it byte by byte: HPKE (RFC 9180) with X25519,
// HKDF-SHA256 and AES-256-GCM wraps a content key, under which a file is encrypted in chunks (STREAM).
import { Sha256 } from "./sha256.js";

export const SUITE = "X25519-HKDF-SHA256-AES-256-GCM";
const CODE = Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x02);
const CHUNK = 65536;
const AT_ONCE = 64; // chunks read and encrypted together
const utf8 = new TextEncoder();
const bytes = (word) => utf8.encode(word.normalize("NFC"));
const number = (value, size) => {
  const made = new Uint8Array(size);
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) made[i] = rest % 256;
  return made;
};

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}
const framed = (...words) => joined(...words.flatMap((word) => [number(word.length, 4), word]));
const raw = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const digest = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));

async function hmac(key, data) {
  const made = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", made, data));
}

// HKDF with the labels of RFC 9180, 4; a salt of zeros is what an empty one is to HMAC.
const KEM = joined(utf8.encode("KEM"), CODE.subarray(0, 2));
const HPKE = joined(utf8.encode("HPKE"), CODE);
const extract = (suite, label, secret) =>
  hmac(new Uint8Array(32), joined(utf8.encode("HPKE-v1"), suite, utf8.encode(label), secret));
const extractWith = (salt, suite, label, secret) =>
  hmac(salt, joined(utf8.encode("HPKE-v1"), suite, utf8.encode(label), secret));
async function expand(suite, key, label, info, size) {
  const said = joined(number(size, 2), utf8.encode("HPKE-v1"), suite, utf8.encode(label), info);
  return (await hmac(key, joined(said, Uint8Array.of(1)))).subarray(0, size); // 32 bytes at most: one round
}

// What a few bytes are sealed to a public key as: `enc`, then the ciphertext (base mode, single shot, empty aad).
async function wrapped(publicKey, info, secret) {
  const own = await crypto.subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", publicKey, { name: "X25519" }, false, []);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: theirs }, own.privateKey, 256));
  const agreed = await expand(KEM, await extract(KEM, "eae_prk", shared), "shared_secret", joined(enc, publicKey), 32);
  const nothing = new Uint8Array(0);
  const context = joined(
    Uint8Array.of(0), await extract(HPKE, "psk_id_hash", nothing), await extract(HPKE, "info_hash", info));
  const prk = await extractWith(agreed, HPKE, "secret", nothing);
  const key = await crypto.subtle.importKey("raw", await expand(HPKE, prk, "key", context, 32), "AES-GCM", false, ["encrypt"]);
  const iv = await expand(HPKE, prk, "base_nonce", context, 12);
  return joined(enc, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, secret)));
}

// Whether this browser can seal to a key.
export async function canSeal(sealKey) {
  if (!globalThis.crypto?.subtle || sealKey.suite !== SUITE) return false;
  try {
    await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    return true;
  } catch {
    return false;
  }
}

// A file sealed for one place: {blob, size, sha256}. `context` is {tender, phase, lots, bidder, kind, name}.
export async function seal(sealKey, context, file, progress = () => {}) {
  const publicKey = raw(sealKey.public_key);
  const keyDigest = await digest(framed(utf8.encode("prenan seal key 1"), CODE, publicKey));
  if (raw(sealKey.key_id).some((byte, i) => byte !== keyDigest[i])) throw new Error("the key is not the one it says");
  const lots = [...new Set(context.lots)].sort((a, b) => a - b).join(",");
  const { tender, phase, bidder, kind, name } = context;
  const prefix = joined(utf8.encode("prenan"), Uint8Array.of(1), CODE, keyDigest);
  const info = framed(
    utf8.encode("prenan sealed piece"), prefix, framed(...[tender, phase, lots, bidder, kind, name].map(bytes)));
  const contentKey = crypto.getRandomValues(new Uint8Array(32));
  const header = joined(prefix, await wrapped(publicKey, info, contentKey));
  const key = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"]);
  const hash = new Sha256().update(header);
  const parts = [header];
  for await (const sealed of chunks(key, file, progress)) { hash.update(sealed); parts.push(new Blob([sealed])); }
  const blob = new Blob(parts);
  return { blob, size: blob.size, sha256: hash.hex() };
}

// The body of a piece: each chunk under its number, the last one marked.
async function* chunks(key, file, progress) {
  const count = Math.max(1, Math.ceil(file.size / CHUNK));
  for (let first = 0; first < count; first += AT_ONCE) {
    const plain = new Uint8Array(await file.slice(first * CHUNK, (first + AT_ONCE) * CHUNK).arrayBuffer());
    const here = Math.min(AT_ONCE, count - first);
    const sealed = await Promise.all(Array.from({ length: here }, (_, i) => {
      const iv = joined(number(first + i, 11), Uint8Array.of(first + i === count - 1 ? 1 : 0));
      return crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain.subarray(i * CHUNK, (i + 1) * CHUNK));
    }));
    yield joined(...sealed.map((chunk) => new Uint8Array(chunk)));
    progress(Math.min((first + here) * CHUNK, file.size) / Math.max(file.size, 1));
  }
}
