// The second implementation alone: it reads what it writes, and holds the document's sentences.

import assert from 'node:assert/strict';
import { refused, taken } from './messages.mjs';
import { Host, NoValueError, PackedError, decode, encode } from './packed.mjs';
import { toBytes, toText } from './wtf8.mjs';

const again = (value) => decode(encode(value));
const hex = (bytes) => Buffer.from(bytes).toString('hex');

// As it stands at the end of the document.
const EXAMPLE = `
  89 43 50 4B 01 00 38 00 01 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 00 00 00 00
  00 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 00 00 00 00 00 00 F6 FF 01 00 00 00 00 00 00 00
  00 00 00 00 00 00 F0 3F 00 00 00 00 00 00 F6 FF 02 00 00 00 00 00 00 00 01 00 00 00 01 00 00 00
  04 00 00 00 00 00 00 00 61 73 65 6C 66`.replace(/\s/g, '').toLowerCase();

const tests = {
  'the example of the document is written, and read'() {
    const value = { a: 1 };
    value.self = value;
    assert.equal(hex(encode(value)), EXAMPLE);
    assert.equal(hex(taken['the example of the document']()), EXAMPLE);
    const read = decode(Buffer.from(EXAMPLE, 'hex'));
    assert.equal(read.self, read);
    assert.equal(read.a, 1);
  },

  'what breaks a sentence of the document is refused'() {
    for (const [name, make] of Object.entries(refused)) {
      assert.throws(() => decode(make()), PackedError, name);
    }
  },

  'what breaks none is read, where JavaScript has such a value'() {
    for (const [name, make] of Object.entries(taken)) {
      if (name === 'an error without a part') {
        assert.throws(() => decode(make()), NoValueError);
      } else {
        const value = decode(make());
        assert.equal(hex(encode(again(value))), hex(encode(value)), name);
      }
    }
  },

  'a value that JavaScript has not does not hide what is wrong behind it'() {
    const broken = encode([/a/, new Uint8Array(1)]);
    const source = Buffer.from(broken).indexOf('a', 56);
    broken[source] = '('.charCodeAt();
    assert.throws(() => decode(broken), NoValueError);
    broken[56 + 8 * 2] = 14; // the second node's kind
    assert.throws(() => decode(broken), PackedError);
  },

  'every message that is cut anywhere is refused'() {
    const message = encode({ a: [1n, 'two', new Map([[/3/, new Uint8Array(4)]])] });
    for (let size = 0; size < message.length; ++size) {
      assert.throws(() => decode(message.subarray(0, size)), PackedError);
    }
  },

  'bytes may lie anywhere in their buffer'() {
    const message = encode({ a: [1, 'b'] });
    const shifted = new Uint8Array(message.length + 3);
    shifted.set(message, 3);
    assert.deepEqual(decode(shifted.subarray(3)), { a: [1, 'b'] });
  },

  'lengths are right at the border of the long ones'() {
    for (const size of [0, 0xfffe, 0xffff, 0x10000]) {
      const text = 'x'.repeat(size);
      assert.equal(again(text), text);
    }
    for (const words of [1, 8191, 8192]) {
      const value = 2n ** BigInt(64 * words - 1);
      assert.deepEqual([value, -value, 2n * value].map(again), [value, -value, 2n * value]);
    }
  },

  'keys are properties, whatever they are called'() {
    const read = again(JSON.parse('{"__proto__":{"a":1},"b":2,"1":3}'));
    assert.deepEqual(Object.keys(read), ['1', '__proto__', 'b']);
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  },

  'a host value is a tag and a payload, and may hold itself'() {
    const host = new Host('a', []);
    host.payload.push(host);
    const read = again(host);
    assert.ok(read instanceof Host && read.tag === 'a' && read.payload[0] === read);
  },

  'what has no form is not written'() {
    for (const value of [Symbol('a'), new (class A {})(), new WeakMap(), Promise.resolve()]) {
      assert.throws(() => encode([value]), TypeError);
    }
  },

  'text is UTF-8, and lone surrogates are three bytes'() {
    for (const text of ['', 'a', '\u00e9', '\u20ac', '\u{1f600}', '\u{10ffff}', '\0', '\ufeff']) {
      assert.equal(hex(toBytes(text)), hex(Buffer.from(text)));
      assert.equal(toText(toBytes(text)), text);
    }
    for (const text of ['\ud800', '\udc00', '\udc00\ud800', 'a\ud83d?']) {
      assert.equal(toText(toBytes(text)), text);
    }
    assert.equal(hex(toBytes('\ud800')), 'eda080');
  },
};

for (const [name, test] of Object.entries(tests)) {
  test();
  console.log(`ok    ${name}`);
}
