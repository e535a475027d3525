// node's own URL and URLSearchParams, spoken to by lines; candela-url-conformance runs this script.
// Texts are the hexadecimal of their WTF-8, "-" for an empty one.
//
//   version                     ok v20.20.2
//   parse TEXT [BASE]           ok HREF\tORIGIN\t… | no
//   set TEXT NAME VALUE …       the same, after the setters
//   params TEXT CALL …          ok SIZE\tTEXT\tHAS\tVALUES, the last two of the name "a"; a CALL is
//                               NAME:TEXT:TEXT

import { createInterface } from 'node:readline';

const getters = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port',
  'pathname', 'search', 'hash'];

/** Buffer would replace the three bytes of a lone surrogate. */
function textOf(hex) {
  if (hex === '-') return '';
  const text = Buffer.from(hex, 'hex').toString('latin1');
  return text.replace(/\xed[\xa0-\xbf][\x80-\xbf]|(?:(?!\xed[\xa0-\xbf])[^])+/g, (some) => {
    const bytes = Buffer.from(some, 'latin1');
    if (bytes[0] !== 0xed || bytes[1] < 0xa0 || bytes.length !== 3) return bytes.toString('utf8');
    return String.fromCharCode(0xd000 | ((bytes[1] & 0x3f) << 6) | (bytes[2] & 0x3f));
  });
}
const hexOf = (text) => Buffer.from(text).toString('hex') || '-';
const answerOf = (url) => `ok ${getters.map((name) => url[name]).join('\t')}`;

function parsed(text, base) {
  try {
    return new URL(textOf(text), base === undefined ? undefined : textOf(base));
  } catch {
    return null;
  }
}

function parse(text, base) {
  const url = parsed(text, base);
  return url ? answerOf(url) : 'no';
}

function set(text, ...calls) {
  const url = parsed(text);
  if (!url) return 'no';
  for (let i = 0; i < calls.length; i += 2) {
    try {
      url[calls[i]] = textOf(calls[i + 1]);
    } catch {
      // href alone throws; the URL is as it was
    }
  }
  return answerOf(url);
}

function params(text, ...calls) {
  const list = new URLSearchParams(textOf(text));
  for (const call of calls) {
    const [name, ...texts] = call.split(':');
    list[name](...texts.map(textOf));
  }
  const values = list.getAll('a').map(hexOf);
  return `ok ${list.size}\t${list}\t${list.has('a', '')}\t${values.join(' ')}`;
}

const commands = { version: () => `ok ${process.version}`, parse, set, params };
for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...words] = line.split(' ');
  console.log(commands[command](...words));
}
