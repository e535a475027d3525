// Writes url_cases.inc: what node's own URL answers to the inputs below, and to random mixes of
// their parts.
//
//   node make_url_cases.mjs > url_cases.inc          (the committed file: node 20.20, ada 2.9)
//   node make_url_cases.mjs 100000 2 > other.inc     (so many random ones, of another seed)
//
// Not in the list, because the answers differ on purpose (README, "Not here"): "^" in a path, a
// space before the "?" or "#" of an opaque path, and what else is in `differs`.

const alone = [
  // Schemes
  'http://example.com', 'HTTP://EXAMPLE.COM/A', 'https://example.com/', 'ws://example.com/x',
  'wss://example.com',
  'ftp://example.com/file', 'file:///etc/passwd', 'foo://host/path', 'a+b-c.d1:x', '1http://a',
  '-a:b', 'http', ':', '', ' ',
  '//x', '/x', '?x', '#x', 'x', 'http:', 'http:/', 'http://', 'http:///', 'http:////a/b', 'http:a',
  'http:/a', 'http:\\\\a\\b',
  'https:example.com', 'https:/example.com', 'https:\\/\\example.com', 'file:', 'file:/',
  'file://', 'file:a', 'foo:', 'foo:/',
  'foo://', 'foo:///', 'foo:a', 'foo:/a', 'foo:\\a', 'foo://\\a', 'h ttp://a', 'http :a',
  'javascript:alert(1)', 'about:blank',
  'about:blank?a#b', 'mailto:a@b.c', 'data:text/plain,Hello, World!#x', 'data:  a b',
  'urn:isbn:0451450523', 'tel:+1-2', 'view-source+http://a',
  'blob:https://example.com/uuid', 'blob:https://example.com:8443/uuid', 'blob:file:///x',
  'blob:ftp://a/x', 'blob:blob:http://a/x',
  'blob:', 'blob:x', 'blob:http://', 'BLOB:http://a:80/x', 'blob:ws://a/', 'javascript:a\tb\nc',
  'foo:a b', 'foo:a\u0001b', 'foo:%zz',
  // Whitespace and controls
  '  http://a/  ', '\u0000http://a/\u001f', 'ht\ntp://a/', 'http://a\t/b\r\nc', 'http:/\n/a',
  '\thttp://a/', 'http://a/\u0000b',
  'http://a/b c', 'http://a/?b c', 'http://a/#b c', 'http://a/\u007f', 'http://a/?\u0001#\u0002',
  'http://a b/', 'http://a\u0000b/',
  'http://a/x\u00a0', '\u00a0http://a/',
  // Credentials
  'http://u@h/', 'http://u:p@h/', 'http://u:@h/', 'http://:p@h/', 'http://:@h/', 'http://@h/',
  'http://u@p@h/', 'http://u:p:q@h/',
  'http://u:p@@h/', 'http://u%40:p%3A@h/', 'http://a b:c d@h/', 'http://u/@h', 'http://u?@h',
  'http://u#@h', 'http://u\\@h', 'http://@/',
  'http://u@/', 'http://u:p@', 'foo://u:p@h/', 'foo://u@/x', 'foo://@/x', 'foo://u\\v@h',
  'http://é:ü@h/', 'http://u;=[]|^`{}"<>\'@h/',
  'http://!$&()*+,-._~@h/', 'file://u:p@h/x', 'ws://u:p@h', 'http://user:pass@[::1]:8080/',
  'http://u@:80/', 'http://a:b@c:d/', 'http://::@c@d:2',
  // Ports
  'http://a:80/', 'https://a:443', 'ws://a:80', 'wss://a:443/', 'ftp://a:21/', 'http://a:443/',
  'https://a:80', 'foo://a:80/', 'http://a:/',
  'http://a:0/', 'http://a:00080/', 'http://a:65535', 'http://a:65536',
  'http://a:99999999999999999999', 'http://a:-1', 'http://a:8 0',
  'http://a:80a', 'http://a:80:80', 'http://a: 80/', 'http://a:8\t0/', 'http://a:80?x',
  'http://a:81#x', 'http://a:81\\x', 'foo://a:81\\x',
  'foo://:80', 'http://:80', 'file://a:80/', 'http://[::1]:', 'http://[::1]:81', 'http://[::1]81',
  'http://a:٣/', 'http://a:8%30/',
  // IPv4
  'http://1.2.3.4/', 'http://1.2.3.4./', 'http://1.2.3', 'http://1.2', 'http://1', 'http://0',
  'http://256', 'http://1.256', 'http://1.2.256',
  'http://1.2.3.256', 'http://256.2.3.4', 'http://4294967295', 'http://4294967296',
  'http://1.16777215', 'http://1.16777216', 'http://1.2.65535',
  'http://1.2.65536', 'http://0x7f.1', 'http://0X7F000001', 'http://0x', 'http://0x.0x',
  'http://017700000001', 'http://08', 'http://09.1', 'http://0x1g',
  'http://1.2.3.4.5', 'http://1..2', 'http://1.2.3.08', 'http://.1', 'http://1.', 'http://a.1',
  'http://a.0x1', 'http://a.0x', 'http://a.1.', 'http://1.a',
  'http://1.2.3.4a', 'http://%31.%32.3.4', 'http://00000000000000000000000001',
  'http://0xffffffffffffffffffff', 'http://999999999999999999999999999',
  'http://1.2.3.4:80', 'foo://1.2.3', 'foo://256.256.256.256', 'http://0x100', 'http://1e2',
  'http://+1', 'http://1.0x', 'http://0.0.0.0x100',
  'http://09', 'http://a.09', 'http://a.0xg', 'http://1.2.3.4..', 'http://...', 'http://..',
  'http://.', 'http://.a.', 'http://a..b', 'http://192.168.257', 'file://1.2.3/x',
  // IPv6
  'http://[::1]/', 'http://[::]/', 'http://[1::]', 'http://[1:2:3:4:5:6:7:8]',
  'http://[1:2:3:4:5:6:7]', 'http://[1:2:3:4:5:6:7:8:9]',
  'http://[1:2:3:4:5:6:7::]', 'http://[::2:3:4:5:6:7:8]', 'http://[1::3:4:5:6:7:8]',
  'http://[1:2::3:4:5:6:7:8]', 'http://[1::2::3]', 'http://[:1]', 'http://[1:]',
  'http://[:::]', 'http://[:]', 'http://[]', 'http://[', 'http://]', 'http://[1', 'http://1]',
  'http://[::1', 'http://[::1]a', 'http://a[::1]', 'http://[g::]',
  'http://[12345::]', 'http://[0001::00AB]', 'http://[ABCD:EF01::]', 'http://[1:0:0:2:0:0:0:3]',
  'http://[1:0:0:2:0:0:3:4]', 'http://[0:1:0:1:0:1:0:1]',
  'http://[0:0:0:1:0:0:0:1]', 'http://[1:0:2:3:4:5:6:7]', 'http://[0:0:0:0:0:0:0:0]',
  'http://[1:0:0:0:0:0:0:0]', 'http://[::1.2.3.4]', 'http://[::ffff:1.2.3.4]',
  'http://[1:2:3:4:5:6:1.2.3.4]',
  'http://[1:2:3:4:5:6:7:1.2.3.4]', 'http://[::1.2.3]', 'http://[::1.2.3.4.5]',
  'http://[::01.2.3.4]', 'http://[::256.2.3.4]', 'http://[::1.2.3.]', 'http://[::.2.3.4]',
  'http://[::1.2.3.4:5]', 'http://[::1.2.3.4x]', 'http://[::0.0.0.0]', 'http://[1.2.3.4]',
  'http://[::1%25eth0]', 'http://[::1%eth0]', 'http://[::1 ]', 'http://[::%31]',
  'foo://[::1]/x', 'foo://[::1', 'foo://[g]', 'foo://a[b', 'foo://[1::2]:3/', 'file://[::1]/x',
  'http://[::127.0.0.1]', 'http://[0:0::0:0:0:0]', 'http://[1::0:0]', 'http://[::1::]',
  'http://[fe80:0:0:0:0:0:0:00001]',
  // Hosts
  'http://EXAMPLE.com', 'http://ex%41mple.com', 'http://ex%61mple%2Ecom', 'http://a%2fb',
  'http://a%3ab', 'http://a%00', 'http://a%25b', 'http://a%b', 'http://a%', 'http://%',
  'http://a_b', 'http://a~b', 'http://a!b', 'http://a$b&c', "http://a'b", 'http://a(b)',
  'http://a*b', 'http://a+b', 'http://a,b', 'http://a;b', 'http://a=b', 'http://a"b', 'http://a`b',
  'http://a{b}',
  'http://a<b', 'http://a>b', 'http://a|b', 'http://a^b', 'http://a\u007fb', 'http://a\u0001b',
  'http://a-b.c-d', 'http://-a-', 'http://a.', 'http://a..', 'http://%20', 'http://a%7fb',
  'http://' + 'a'.repeat(70) + '.com',
  'http://a%0ab', 'http://a%5Eb', 'http://%41', 'http://@', 'http://?', 'http://#', 'http://\\',
  'http://a\\b', 'foo://A', 'foo://a%41', 'foo://a b', 'foo://a\u0001b', 'foo://a\u007fb',
  'foo://é', 'foo://a<b', 'foo://a>b',
  'foo://a^b', 'foo://a|b', 'foo://a"b', 'foo://a`{}b', "foo://a'!$&()*+,;=b", 'foo://%zz',
  'foo://a\\b', 'foo://a#b', 'foo://a?b', 'foo://a:b', 'foo://a]b', 'foo://\u0000', 'foo://日本/',
  'foo://a%00',
  // Domains that are mapped
  'http://b\u00fccher.de', 'http://BU\u0308CHER.de', 'http://fa\u00df.de',
  'http://\u03c2\u03c3\u03a3',
  'http://\u65e5\u672c\u3002jp', 'http://\uff45\uff58', 'http://\uff11.\uff12',
  'http://\uff10\uff58\uff17f.1',
  'http://a\u00adb', 'http://\u00ad', 'http://\u2060', 'http://a\u200cb',
  'http://\u0915\u094d\u200c\u0937',
  'http://\u0301a', 'http://\u05d0\u05d1', 'http://\u05d01', 'http://\u{1f600}', 'http://\u{1d5a0}',
  'http://a\uff0fb', 'http://a\uff05b', 'http://a\uff1ab', 'http://a\ufffdb', 'http://a\ud800b',
  'http://a\ue000b',
  'http://xn--bcher-kva', 'http://XN--BCHER-KVA', 'http://xn--a', 'http://xn--',
  'http://xn--zn7c.com', 'http://xn--b',
  'http://xn--0', 'http://xn--4ca.xn--4ca', 'http://a.xn--99999999', 'http://\u00e4.xn--4ca',
  'http://xn--\u00e4',
  'http://-\u00e4-', 'http://ab--\u00e4', 'http://\u00e4..b', 'http://\u00e4' + 'a'.repeat(70),
  'http://b%C3%BCcher',
  'http://b%C3%BC%FF', 'http://%EF%BC%81', 'http://<\u0338', 'http://\u2260', 'http://\u226e',
  'http://=\u0338',
  'http://\u00bd', 'http://\u2100', 'http://\u2026', 'http://\u3002', 'https://\ufdd0zyx.com',
  'http://\u4e2d:8080',
  'file://b\u00fccher/x', 'ws://\u65e5\u672c', 'foo://b\u00fccher', 'http://\u1e9e',
  // Paths
  'http://a/.', 'http://a/..', 'http://a/./', 'http://a/../', 'http://a/b/.', 'http://a/b/..',
  'http://a/b/./c', 'http://a/b/../c', 'http://a/b/../../c', 'http://a/b/../../../c',
  'http://a/...', 'http://a/.b', 'http://a/b.',
  'http://a/%2e', 'http://a/%2E%2e', 'http://a/b/%2e./c', 'http://a/b/.%2E/c',
  'http://a/b/%2e%2e%2e', 'http://a//', 'http://a//b', 'http://a//..', 'http://a/b//..',
  'http://a/b//../c', 'http://a\\b\\..\\c', 'http://a/b\\c',
  'foo:/a/../b', 'foo:/..', 'foo:/.', 'foo:/.//b', 'foo:/..//b', 'foo:/a/..//b',
  'foo:/a//../..//b', 'foo:/./', 'foo://h/..', 'foo://h/../a', 'foo://h/a/..', 'foo://h//a',
  'foo://h', 'foo://h/', 'foo://h?', 'foo:/a\\b', 'foo:/a\\..\\b', 'foo:/%2e%2e/a',
  'http://a/%', 'http://a/%2', 'http://a/%zz', 'http://a/%41', 'http://a/é', 'http://a/日本',
  'http://a/\u{1F600}', 'http://a/\ud800', 'http://a/\udc00x', 'http://a/\ud83d',
  'http://a/"<>`{}', "http://a/|'", 'http://a/[]:@!$&()*+,;=', 'http://a/~-_.',
  'http://a/b;c=d', 'foo:/é"<>`{}', 'foo:é"<>`{}#é"<>`{}', 'http://a/\ufffd', 'http://a/\ufdd0',
  'http://a/\u200b', 'http://a/\ufeff', 'foo:/C|/', 'http://a/C|/../..',
  'http://a/a/b/c/./../../g', 'foo:.', 'foo:..', 'foo:./a',
  // Queries and fragments
  'http://a?', 'http://a#', 'http://a?#', 'http://a/?b', 'http://a/?b?c', 'http://a/?b#c?d',
  'http://a/#b#c', 'http://a/#?', "http://a/?'", "foo:/?'", 'http://a/?"<>`{}|^',
  'http://a/#"<>`{}|^', "http://a/#'", 'http://a/?é', 'http://a/#é', 'http://a/?\ud800#\udfff',
  'http://a/?%zz', 'http://a/#%zz', 'http://a/?a=1&b=2+3', 'http://a/?/../', 'http://a/#/../',
  'foo:?a#b', 'foo:/?', 'foo:/#', 'foo:x?#', 'foo://?a', 'foo://#a', 'http://a/?[]\\',
  'http://a/#[]\\', 'http://a?b/c', 'http://a/?\u007f', 'file:///?a#b', 'file:?a', 'file:#a',
  'file:///?#',
  // Files
  'file:///C:/a', 'file:///C|/a', 'file:///c:', 'file:///C|', 'file://C:/a', 'file://C|/a',
  'file:/C:/a', 'file:C:/a', 'file:C|/a', 'file:C:', 'file:C|', 'file:///C:/..', 'file:///C:/../a',
  'file:///C:/a/../..', 'file:///C:/../../a', 'file:///C|/../a', 'file:///CC:/../a',
  'file:///1:/../a',
  'file://localhost/a', 'file://LOCALHOST/a', 'file://localhost', 'file://example.com/a',
  'file://example.com/C:/..', 'file:////a', 'file://///a', 'file:\\\\a\\b', 'file:\\a',
  'file:///a/../..', 'file:///a//../', 'file:///C:a', 'file:///a/C:/..', 'file:///a/C|/b',
  'file://a?b', 'file://a#b', 'file://%41/', 'file:// /', 'file://a b/',
  'file:///C:?a', 'file:///C:#a', 'file://C:?a', 'file:C:?a', 'file:///%43:/..', 'file:///C%3A/..',
  'file:///C%7C/..', 'file:..', 'file:.', 'file:./a', 'file:a/../b', 'file://./a', 'file://../a',
  'file://127.1/a', 'file:///C:\\a\\..\\..', 'file://loc%61lhost/', 'file:/..', 'file:///..',
  'file://h/..//C:/..',
];

const bases = ['http://h/a/b/c?q#f', 'https://u:p@h:8443/a/b/c;d?q=1#f', 'file:///C:/a/b?q',
  'file://host/a/b', 'foo://h:1/a/b?q#f', 'foo:/a/b', 'mailto:a@b?q', 'foo://h', 'about:blank',
  'file:///a', 'ws://h', 'not a base'];
const relative = ['', '.', './', '..', '../', '../..', '../../..', 'g', './g', 'g/', '/g', '//g',
  '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x=1/../y', '../g', '../../g', '../../../../g',
  '/./g', '/../g', 'g.', '..g', './../g', 'g/./h', 'g?y/../x',
  'g#s/../x', 'http:g', 'http:/g', 'http://x', 'https:g', 'file:', 'file:g', 'file:/g',
  'file://x/g', 'foo:g', 'foo:/g', 'foo://x/g', 'ws:g', '\\g', '\\\\g', '/\\g', '\\/g', '///g',
  '////g/h', 'C:', 'C|', 'C|/x', '/C:', '/C|/..', '//C:/x', '//x/C:', '?', '#', ' ', ' g ',
  '\tg\n', 'g h', 'é?é#é', '%2e%2e/g',
  '..\\g', '//u:p@x:80/g', '//x:99999', '//[::1]/g', '//', '///', '//?', '/..//g', '//localhost/g',
  'C:/x', 'D|\\x', '/.//g', 'http:', 'http:?q', 'http:#f', '::', 'a:b'];

const [randomCount, seed] = [Number(process.argv[2] ?? 300), Number(process.argv[3] ?? 1)];
let state = BigInt(seed);
const below = (bound) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(bound));
};
const pick = (list) => list[below(list.length)];
const parts = ['http', 'https', 'file', 'foo', 'ws', 'blob', 'C', 'a', 'example.com', '1', '0x7f',
  '255', '65536', ':', ':', '/', '/', '/', '//', '\\', '?', '#', '@', '[', ']', '::1', '.', '..',
  '%2e', '%', '%41', ' ', '\t', '|', '|', '"', "'", '<', '`', '{', '}', 'u:p@', ':80',
  'localhost', '//h', 'é', '\u{1F600}', '\ud800', '\u0000', '\u007f', '&', '=', '+', ';',
  '~', '!'];
const random = () => Array.from({ length: 1 + below(9) }, () => pick(parts)).join('');

const cases = alone.map((input) => [input, '']);
for (const base of bases) for (const input of relative) cases.push([input, base]);
const heads = ['http://', 'foo://', 'file://', 'foo:', 'http:'];
for (let i = 0; i < randomCount; ++i) {
  const head = below(2) ? pick(heads) : '';
  cases.push([head + random(), below(2) ? pick(bases) : '']);
}

// UTF-8, a lone surrogate as its three bytes; octal, as C++'s hexadecimal escapes have no end.
const utf8 = (code) => code >= 0xd800 && code <= 0xdfff
  ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
  : [...Buffer.from(String.fromCodePoint(code))];
const escaped = (byte) => {
  const char = String.fromCharCode(byte);
  if ('"\\?'.includes(char)) return '\\' + char;
  return byte < 0x20 || byte > 0x7e ? '\\' + byte.toString(8).padStart(3, '0') : char;
};
const literal = (text) =>
  `"${[...text].flatMap((char) => utf8(char.codePointAt(0)).map(escaped)).join('')}"sv`;

const names = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port',
  'pathname', 'search', 'hash'];
const differs = (input, base, url) => {
  const opaque = url && url.host === '' && !url.pathname.startsWith('/');
  if (url && !opaque && url.pathname.includes('^')) return true;
  if (opaque && url.pathname.endsWith(' ')) return true;
  // The faults: it takes "g#s" against mailto:, where only "#s" is right; foo:/.. loses its slash.
  const onOpaque = /^(mailto|about):/.test(base) && !URL.canParse(input);
  if (url && onOpaque && !/^\s*#/.test(input)) return true;
  // A drive letter is a whole item; these are its beginning.
  if (url && /^\/[a-z]:[^/]/i.test(url.pathname) && url.protocol === 'file:') return true;
  if (url && url.pathname === '' && /(\.|%2e){2}/i.test(input)) return true;
  return false;
};

console.log('// Made by make_url_cases.mjs: input, base ("" for none), what the getters answer.');
const seen = new Set();
let dropped = 0;
for (const [input, base] of cases) {
  if (seen.has(input + '\0\0' + base)) continue;
  seen.add(input + '\0\0' + base);
  let url = null;
  try { url = base === '' ? new URL(input) : new URL(input, base); } catch {}
  if (differs(input, base, url)) { ++dropped; continue; }
  const answers = url ? names.map((name) => url[name]) : [];
  console.log(`{${[input, base, ...answers].map(literal).join(', ')}},`);
}
console.error(`${seen.size - dropped} cases, ${dropped} left out`);
