// node's own Headers, Request, Response, FormData and URLSearchParams, for candela-conformance: a
// line `KIND CASE`, answered with one line of JSON. A case is JSON; a byte string is a string of
// U+0000 to U+00FF. What is thrown is answered by its name.

import { File as BufferFile } from 'node:buffer';

const FileClass = globalThis.File ?? BufferFile;

const bytesOf = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const byteString = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');

/** The result of a function, or the name of what it throws. */
async function result(run) {
  try {
    return await run();
  } catch (error) {
    return error?.name ?? 'unknown error';
  }
}

const bodyOf = (body) => (body === null ? null : 'text' in body ? body.text : bytesOf(body.bytes));

const headerOperations = {
  append: (headers, name, value) => (headers.append(name, value), 'ok'),
  set: (headers, name, value) => (headers.set(name, value), 'ok'),
  delete: (headers, name) => (headers.delete(name), 'ok'),
  get: (headers, name) => headers.get(name),
  has: (headers, name) => headers.has(name),
  getSetCookie: (headers) => headers.getSetCookie(),
};

async function headers(operations) {
  const made = new Headers();
  const results = [];
  for (const [name, ...rest] of operations) {
    results.push(await result(() => headerOperations[name](made, ...rest)));
  }
  return { results, entries: [...made] };
}

/** What Fetch puts there by itself is told apart: it is no header of ours. */
function entriesAndType(message, given) {
  const type = message.headers.get('content-type');
  if (!new Headers(given).has('content-type')) message.headers.delete('content-type');
  return { headers: [...message.headers], type };
}

async function request({ url, headers: given, body, ...init }) {
  const made = new Request(url, { ...init, headers: given, body: bodyOf(body) });
  const { headers: entries, type } = entriesAndType(made, given);
  const { method, mode, credentials, cache, redirect, referrer, referrerPolicy, integrity } = made;
  return {
    method, url: made.url, mode, credentials, cache, redirect, referrer, referrerPolicy, integrity,
    keepalive: made.keepalive, destination: made.destination, headers: entries, type,
    text: await made.text(),
  };
}

async function described(made, given) {
  const { headers: entries, type } = entriesAndType(made, given);
  const { status, statusText, ok, redirected, url } = made;
  return { status, statusText, ok, kind: made.type, url, redirected, headers: entries, type,
           text: await made.text() };
}

const response = ({ headers: given, body, ...init }) =>
  described(new Response(bodyOf(body), { ...init, headers: given }), given);

// Their headers are Fetch's own, and cannot be changed.
const asTheyAre = [['content-type', 'x/y']];
const redirect = ({ url, status }) => described(Response.redirect(url, status), asTheyAre);

const json = ({ value, headers: given, ...init }) =>
  described(Response.json(value, { ...init, headers: given }), asTheyAre);

async function body({ bytes }) {
  const read = (how) => result(() => new Response(bytesOf(bytes))[how]());
  const value = await read('json');
  return { text: await read('text'), json: value === 'SyntaxError' ? value : JSON.stringify(value),
           bytes: byteString(await read('arrayBuffer')) };
}

const paramOperations = {
  append: (params, name, value) => (params.append(name, value), 'ok'),
  set: (params, name, value) => (params.set(name, value), 'ok'),
  delete: (params, name) => (params.delete(name), 'ok'),
  get: (params, name) => params.get(name),
  getAll: (params, name) => params.getAll(name),
  has: (params, name) => params.has(name),
  sort: (params) => (params.sort(), 'ok'),
};

async function params({ query, operations }) {
  const made = new URLSearchParams(query);
  const first = [...made];
  const results = operations.map(([name, ...rest]) => paramOperations[name](made, ...rest));
  return { first, results, text: made.toString() };
}

async function entriesOf(form) {
  const entries = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      entries.push([name, value]);
    } else {
      entries.push([name, value.name, value.type, byteString(await value.arrayBuffer())]);
    }
  }
  return entries;
}

function formOf(entries) {
  const form = new FormData();
  for (const [name, value, type, bytes] of entries) {
    if (type === undefined) {
      form.append(name, value);
    } else {
      form.append(name, new FileClass([bytesOf(bytes)], value, { type }), value);
    }
  }
  return form;
}

/** A form that node reads. */
const readForm = async ({ type, bytes }) =>
  entriesOf(await new Response(bytesOf(bytes), { headers: { 'content-type': type } }).formData());

/** A form that node writes. */
async function writeForm(entries) {
  const made = new Response(formOf(entries));
  return { type: made.headers.get('content-type'), bytes: byteString(await made.arrayBuffer()) };
}

const kinds = { headers, request, response, redirect, json, body, params, readForm, writeForm };

async function answer(line) {
  const end = line.indexOf(' ');
  const question = JSON.parse(line.slice(end + 1));
  return JSON.stringify(await result(() => kinds[line.slice(0, end)](question)));
}

// Lines end with \n alone: node's readline would also end them at U+2028.
let unread = '';
let last = Promise.resolve();
process.stdin.setEncoding('utf8').on('data', (text) => {
  unread += text;
  if (!text.includes('\n')) return;
  const lines = unread.split('\n');
  unread = lines.pop();
  for (const line of lines) {
    last = last.then(() => answer(line)).then((told) => process.stdout.write(`${told}\n`));
  }
});
