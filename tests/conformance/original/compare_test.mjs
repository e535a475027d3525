// The comparison itself: what it must see, and what it may let pass.

import assert from 'node:assert/strict';
import { difference, everyKind, noteKinds } from './compare.mjs';
import { isLossy, makeGraph } from './graph.mjs';

const tests = {
  'a graph is the same as itself made again'() {
    for (let seed = 1; seed <= 200; ++seed) {
      assert.equal(difference(makeGraph(seed), makeGraph(seed)), '', `seed ${seed}`);
      if (isLossy(seed)) continue;
      assert.equal(difference(makeGraph(seed), makeGraph(seed), { asRead: true }), '');
    }
  },

  'graphs of different seeds differ'() {
    const seeds = [...Array(40).keys()];
    const found = seeds.map((seed) => difference(makeGraph(seed), makeGraph(seed + 40)));
    assert.ok(found.filter((text) => text !== '').length >= 38);
  },

  'every value is told from every other'() {
    const own = (error, key) => Object.assign(error, { [key]: 1 });
    const at = (index) => Object.assign(/a/g, { lastIndex: index });
    const shared = new ArrayBuffer(4);
    const values = [
      undefined, null, true, false, 0, -0, NaN, 1, 1n, '', '1', '\ud800', '\udc00', {}, { a: 1 },
      { a: undefined }, { b: 1 }, { a: 1, b: 2 }, { b: 2, a: 1 }, [], [undefined], [,], [null],
      new Map(), new Map([[1, 2]]), new Map([[2, 1]]), new Set(), new Set([1]), new Date(0),
      new Date(1), new Date(NaN), /a/, /a/g, at(1), new Error('a'), new TypeError('a'),
      own(new Error('a'), 'x'), own(new Error('a'), 'y'), new Error('a', { cause: undefined }),
      new Error('a', { cause: 1 }), shared, new ArrayBuffer(3), new Uint8Array(4),
      new Uint8Array(3), new Int8Array(4), new DataView(new ArrayBuffer(4)),
      new DataView(shared, 1, 2), new DataView(shared, 2, 2), new Boolean(true), new Number(0),
      new Number(-0), new String(''), new String('0'), Object(1n), Object(2n),
      new URL('https://a/'), new URL('https://b/'), new Headers(), new Headers([['a', '1']]),
      () => 0, Object.create(null),
    ];
    for (const error of values.filter((value) => value instanceof Error)) delete error.stack;
    values.forEach((one, i) => values.forEach((other, j) => {
      if (i !== j) assert.notEqual(difference([one], [other]), '', `${i} and ${j}`);
    }));
  },

  'identity counts in both directions, in every container'() {
    const wraps = [
      (a, b) => [a, b],
      (a, b) => ({ a, b }),
      (a, b) => new Map([[a, b]]),
      (a, b) => new Set([[a], [b]]),
      (a, b) => Object.assign(new Error('', { cause: a }), { stack: '', b }),
    ];
    const makes = [() => ({}), () => new Date(0), () => new Uint8Array(1), () => Object(1n)];
    for (const wrap of wraps) {
      for (const make of makes) {
        const one = make();
        assert.match(difference(wrap(one, one), wrap(make(), make())), /one object became two/);
        assert.match(difference(wrap(make(), make()), wrap(one, one)), /two objects became one/);
      }
    }
  },

  'views are held to their buffer, unless reading may lose it'() {
    const buffer = new ArrayBuffer(4);
    const shared = [new Uint8Array(buffer), new Uint8Array(buffer)];
    const apart = [new Uint8Array(4), new Uint8Array(4)];
    assert.notEqual(difference(shared, apart), '');
    assert.equal(difference(shared, apart, { asRead: true }), '');
  },

  'of what reading may lose, nothing more is let pass'() {
    const f = Object.defineProperty(() => 0, 'name', { value: 'f' });
    const asRead = { asRead: true };
    assert.equal(difference([1, , f], [1, undefined, { name: 'f' }], asRead), '');
    assert.notEqual(difference([1, , 2], [1, null, 2], asRead), '');
    assert.notEqual(difference([1, , 2], [1, 2], asRead), '');
    assert.notEqual(difference([f], [{ name: 'g' }], asRead), '');
    assert.notEqual(difference([-0], [0], asRead), '');
    assert.notEqual(difference(new Float64Array([NaN]), new Float64Array([0]), asRead), '');
  },

  'kinds and ways of sharing are noted'() {
    const met = new Set();
    const error = new Error('');
    noteKinds(new Map([[error, [error]]]), met);
    error.cause = error;
    noteKinds(error, met);
    for (const name of ['Map', 'error', 'array', 'alias by element', 'cycle by cause']) {
      assert.ok(met.has(name), name);
    }
    assert.ok(!met.has('cycle by map key') && everyKind.includes('cycle by map key'));
    assert.ok(isLossy(4) && !isLossy(3));
  },
};

for (const [name, test] of Object.entries(tests)) {
  test();
  console.log(`ok    ${name}`);
}
