// The values of which the package loses something, by name: how to make them, and what the package
// must read in what Candela writes for them. original_rows.cpp has a row of the same name for each.

import assert from 'node:assert/strict';
import { RequestSync, ResponseSync } from '@lumenize/structured-clone';
import { difference, kindOf } from './compare.mjs';

const withoutStack = (error) => {
  delete error.stack;
  return error;
};
const caused = (cause) => withoutStack(new Error('m', { cause }));
const at3 = () => Object.assign(/a/g, { lastIndex: 3 });
const bytes = () => Uint8Array.of(1, 2, 3, 4).buffer;
const post = (body) => new RequestSync('https://e.example/x', { method: 'POST', body });
const rich = () => ({ d: new Date(0), m: new Map([[1, 2]]), u: undefined, n: NaN });

/** Reading gives what was made. */
const right = (got, made) => assert.equal(difference(made, got), '');
/** Reading gives this instead. */
const reads = (wanted) => (got) => assert.equal(difference(wanted(), got), '');

export const rows = {
  'minus zero': {
    make: () => [-0, new Number(-0), new Map([['k', -0]]), { k: -0 }],
    check: right,
  },
  'minus zero in float arrays': {
    make: () => [Float32Array.of(-0, 1), Float64Array.of(-0, 1)],
    check: right,
  },
  'array holes': {
    make: () => [1, , 3, [, ,]],
    check: reads(() => [1, undefined, 3, [undefined, undefined]]),
  },
  'numbers of float arrays that JSON has not': {
    make: () => [Float32Array, Float64Array].map((Type) => Type.of(NaN, Infinity, -Infinity)),
    check: right,
  },
  'a BigInt64Array': {
    make: () => BigInt64Array.of(-1n, 2n ** 62n, -(2n ** 63n)),
    check: right,
  },
  'a BigUint64Array': {
    make: () => BigUint64Array.of(0n, 2n ** 64n - 1n),
    check: right,
  },
  'an invalid date': {
    make: () => new Date(NaN),
    check: right,
  },
  'views that share a buffer': {
    make: () => {
      const buffer = bytes();
      return [new Uint8Array(buffer, 0, 2), new Uint16Array(buffer), buffer];
    },
    check: reads(() => [Uint8Array.of(1, 2), Uint16Array.of(0x201, 0x403), bytes()]),
  },
  'a view on a part of a buffer': {
    make: () => new Uint8Array(bytes(), 1, 2),
    check: reads(() => Uint8Array.of(2, 3)),
  },
  'a DataView on a part of a buffer of its own': {
    make: () => new DataView(bytes(), 1, 2),
    check: right,
  },
  'DataViews that share a buffer': {
    make: () => {
      const buffer = bytes();
      return [new DataView(buffer, 1, 2), new DataView(buffer, 2), buffer];
    },
    check: reads(() => [new DataView(bytes(), 1, 2), new DataView(bytes(), 2), bytes()]),
  },
  'a date, a RegExp and a boxed value at several places': {
    make: () => {
      const [date, regexp, boxed] = [new Date(5), /a/g, Object(1n)];
      return [date, regexp, boxed, { date, regexp, boxed }];
    },
    check: right,
  },
  'lastIndex of a RegExp': {
    make: () => [at3(), /b/y],
    check: reads(() => [/a/g, /b/y]),
  },
  'a request body of bytes': {
    make: () => post(Uint8Array.of(1, 2).buffer),
    check: (got) => {
      assert.deepEqual([got.url, got.method, got.body], ['https://e.example/x', 'POST', {}]);
    },
  },
  'a request body of rich values': {
    make: () => post(rich()),
    check: (got) => {
      assert.deepEqual(got.body, { d: '1970-01-01T00:00:00.000Z', m: {}, n: null });
    },
  },
  'a request body of minus zero': {
    make: () => post({ z: -0, s: [undefined] }),
    check: (got) => assert.deepEqual(got.body, { z: 0, s: [null] }),
  },
  'a response body of bytes': {
    make: () => new ResponseSync(Uint8Array.of(1, 2).buffer, { status: 201 }),
    check: (got) => assert.deepEqual([got.status, got.body], [201, {}]),
  },
  'a response body of rich values': {
    make: () => new ResponseSync(rich()),
    check: (got) => {
      assert.deepEqual(got.body, { d: '1970-01-01T00:00:00.000Z', m: {}, n: null });
    },
  },
  'an AggregateError': {
    make: () => withoutStack(new AggregateError([withoutStack(new TypeError('a')), 1], 'm')),
    check: (got, made) => {
      // Its constructor takes the message for a list of errors: as with what it wrote itself.
      assert.deepEqual([kindOf(got), got.name, got.message], ['error', 'AggregateError', '']);
      assert.equal(difference(made.errors, got.errors), '');
    },
  },
  'own errors of an Error': {
    make: () => Object.assign(withoutStack(new Error('m')), { errors: [1, 'two'] }),
    check: right,
  },
  'own errors of an Error after another property': {
    make: () => Object.assign(withoutStack(new Error('m')), { a: 1, errors: [1] }),
    check: right,
  },
  'an own property of an Error that looks like an index': {
    make: () => Object.assign(caused([0]), { a: 1, 7: 2 }),
    check: right,
  },
  'an own cause that is undefined': {
    make: () => caused(undefined),
    check: right,
  },
  'a cause that is null': {
    make: () => caused(null),
    check: right,
  },
  'an own message that is empty, and none': {
    make: () => [withoutStack(new Error('')), withoutStack(new Error())],
    check: (got) => assert.deepEqual(got.map((error) => error.message), ['', '']),
  },
  'an own __proto__': {
    make: () => JSON.parse('{"__proto__":{"a":1},"b":2}'),
    check: (got) => {
      assert.deepEqual([Object.keys(got), got.b, got.a], [['b'], 2, 1]);
      assert.equal({}.a, undefined);
    },
  },
  'an own __proto__ that is null': {
    make: () => JSON.parse('{"__proto__":null,"b":2}'),
    check: (got) => assert.deepEqual([Object.keys(got), Object.getPrototypeOf(got)], [['b'], null]),
  },
  'an own constructor that is a number': {
    make: () => ({ constructor: 2, a: 1 }),
    check: right,
  },
  'an own constructor that is called ArrayBuffer': {
    make: () => ({ constructor: { name: 'ArrayBuffer' }, a: 1 }),
    check: right,
  },
  'an own constructor that is called BigInt': {
    make: () => ({ constructor: { name: 'BigInt' }, a: 1 }),
    check: right,
  },
  'an own toJSON that is data': {
    make: () => ({ toJSON: { a: 1 }, b: 2 }),
    check: right,
  },
  'an own toJSON that is a function': {
    make: () => ({ toJSON() { return 'J'; }, a: 1 }),
    check: reads(() => ({ toJSON: { name: 'toJSON' }, a: 1 })),
  },
};
