// Prints inspect_expected.hpp, the texts that inspect_test.cpp compares with:
//   node inspect_expected.mjs > inspect_expected.hpp
// The name of a value says which one of the test it is.
import util from 'node:util';

const cases = {};
const add = (name, value, options) => {
  cases[name] = util.inspect(value, {breakLength: 80, ...options});
};
const repeat = (count, make) => Array.from({length: count}, (_, i) => make(i));
const withoutStack = (error) =>
  Object.defineProperty(error, 'stack', {value: undefined, enumerable: false});
const error = (Type, message, options) => withoutStack(new Type(message, options));

// Primitives
add('undefined', undefined);
add('null', null);
add('true', true);
add('zero', 0);
add('minus zero', -0);
add('nan', NaN);
add('minus infinity', -Infinity);
add('1e21', 1e21);
add('1e-7', 1e-7);
add('0.1', 0.1);
add('123456789012345680000', 123456789012345680000);
add('bigint', -12345678901234567890n);

// Strings
add('string', 'abc');
add('single quote', "it's");
add('both quotes', `it's "x"`);
add('all quotes', 'it\'s "x" `y`');
add('template', 'it\'s "x" ${y}');
add('controls', 'a\b\t\n\v\f\r\0\x1b\x7f\x80\\z');
add('umlauts and emoji', 'ä€😀');
add('lone surrogate', 'a\ud83dz');
add('long lines', 'first line\n' +
  'second line of the text that is far too long for a single line of 80\nthird\n');
add('long string', 'x'.repeat(100));
add('long string in object', {
  text: 'lorem ipsum dolor sit amet\n' +
    'consectetur adipiscing elit sed do eiusmod tempor incididunt',
});

// What is empty
add('empty object', {});
add('empty array', []);
add('empty map', new Map());
add('empty set', new Set());
add('empty buffer', new ArrayBuffer(0));
add('empty typed', new Uint8Array(0));

// Objects, depth
add('object', {name: 'Alice', age: 41, ok: true, none: null, no: undefined});
add('keys', {a1: 1, _b: 2, $c: 3, 'd e': 4, '1x': 5, 7: 6, '': 7, "it's": 8, ä: 9});
add('proto key', JSON.parse('{"__proto__":1}'));
add('nested', {a: {b: {c: {d: 1}}}});
add('nested kinds', {
  a: {
    b: {
      array: [1],
      map: new Map([[1, 2]]),
      set: new Set([1]),
      bytes: new Uint8Array(1),
      buffer: new ArrayBuffer(1),
      error: Object.assign(error(TypeError, 'x'), {code: 1}),
      date: new Date(0),
      empty: [],
      regexp: /x/,
    },
  },
});
add('depth 0', {a: {}, b: [1], c: {d: 1}}, {depth: 0});
add('four levels', {a: {b: {c: {}}}});
add('four levels full', {a: {b: {c: {d: []}}}}, {depth: 5});
add('deep', {a: {b: {c: {d: {e: {f: 1}}}}}}, {depth: 10});

// Circles
const alice = {name: 'Alice'};
alice.self = alice;
add('circular', alice);
const a = {name: 'a'};
const b = {name: 'b', a};
a.b = b;
b.list = [a, b];
add('two circles', a);
const circularMap = new Map();
circularMap.set('self', circularMap);
circularMap.set(circularMap, 1);
add('circular map', circularMap);
const circularError = error(Error, 'x');
circularError.self = circularError;
add('circular error', circularError);
const shared = {x: 1};
add('alias', [shared, shared]);

// Arrays
add('numbers 6', [1, 2, 3, 4, 5, 6]);
add('numbers 7', [1, 2, 3, 4, 5, 6, 7]);
add('numbers 30', repeat(30, (i) => i * i * i));
add('numbers 100', repeat(100, (i) => i));
add('numbers 101', repeat(101, (i) => i));
add('numbers 250', repeat(250, (i) => i * 7 - 300));
add('floats', repeat(20, (i) => i / 8));
add('words', ['apple', 'banana', 'cherry', 'date', 'elderberry', 'fig', 'grape', 'honeydew',
  'kiwi', 'lemon']);
add('long words', repeat(8, (i) => `word number ${i} ${'x'.repeat(i * 3)}`));
add('wide words', repeat(10, (i) => '日本'.repeat(i % 3 + 1)));
add('objects in array', repeat(8, (i) => ({id: i, name: 'n' + i})));
add('arrays in array', repeat(3, (i) => repeat(3, (j) => i * j)));
add('matrix', repeat(8, (i) => repeat(8, (j) => i * j)));
add('mixed 10', [1, 'two', 3n, null, undefined, true, -0, NaN, 'nine', 10]);
add('bigints', repeat(10, (i) => BigInt(i) ** 5n));

// Holes
add('one hole', [1, , 3]);
add('two holes', [, , 3]);
add('only holes', new Array(3));
const far = [1];
far.length = 200;
far[150] = 2;
add('far holes', far);
const many = [];
for (let i = 0; i < 60; i++) many[i * 2] = i;
add('many holes', many);

// Maps and Sets
add('map', new Map([['a', 1], ['b', {c: 2}]]));
add('map of objects', new Map([[{k: 1}, new Map([[1, 2]])], [[1, 2], new Set([3])]]));
add('big map', new Map(repeat(120, (i) => [i, i])));
add('set', new Set([1, 'two', {three: 3}]));
add('big set', new Set(repeat(101, (i) => i)));

// What prints in one piece
add('date', new Date(1763916600123));
add('invalid date', new Date(NaN));
add('regexp', /a+b/gi);
add('empty regexp', new RegExp(''));
add('boxed number', new Number(-0));
add('boxed string', new String("it's"));
add('boxed boolean', new Boolean(false));
add('boxed bigint', Object(5n));
add('function', {f: function f() {}, g: (() => function() {})()});

// Errors
add('error', error(Error, 'message'));
add('type error', error(TypeError, 'no'));
add('empty error', error(RangeError, ''));
add('error with own', Object.assign(error(Error, 'message'), {code: 7, info: {a: 1}}));
add('error with cause', error(Error, 'outer', {cause: error(TypeError, 'inner')}));
add('error with undefined cause', error(Error, 'outer', {cause: undefined}));
add('aggregate', withoutStack(new AggregateError([error(Error, 'a'), 2], 'many')));
const stack = new Error('lines\nof message');
stack.stack = 'Error: lines\nof message\n    at f (file.js:1:2)\n    at g (file.js:3:4)';
add('stack', stack);
add('stack inside', {a: {e: stack}});
stack.code = 'E';
add('stack with own', stack);
add('error in object', {
  e: error(Error, 'x'),
  f: Object.assign(error(Error, 'y'), {code: 1}),
});

// Buffers and views
add('array buffer', new Uint8Array([1, 2, 255]).buffer);
add('big buffer', new ArrayBuffer(102));
add('uint8', new Uint8Array([1, 2, 3]));
add('float32', new Float32Array([0.1, -0, NaN, Infinity]));
add('bigint64', new BigInt64Array([1n, -2n]));
add('big uint16', new Uint16Array(120).map((_, i) => i * 500));
add('float64 grouped', new Float64Array([1.5, 2, 3.25, -4, 5e21, 6, 7, 8]));
add('data view', new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2));

// Hosts
class Headers {}
const headers = Object.assign(new Headers(), {accept: 'x', list: [1, 2]});
add('host', headers);
add('empty host', new Headers());
add('deep host', {a: {b: {h: headers}}});

// Lines
add('line of 72', {aaaaaaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbb', cccccccccc: 'dddddddddddddddd'});
for (let width = 44; width < 50; width++) {
  add('width ' + width, {a: 'x'.repeat(width), b: 'y'.repeat(10)});
}
add('narrow', {name: 'Alice', tags: ['a', 'b']}, {breakLength: 30});
add('user record', {
  id: 1234,
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  roles: ['admin', 'author'],
  address: {street: '1 Main Street', city: 'London'},
  created: new Date(0),
});

// Limits
add('cut string', 'abcdefghij', {maxStringLength: 4});
add('cut one', 'abcde', {maxStringLength: 4});
add('cut pair', 'abc😀', {maxStringLength: 4});
add('three entries', [1, 2, 3, 4], {maxArrayLength: 3});
add('no entries', [1, 2], {maxArrayLength: 0});
add('three of a set', new Set([1, 2, 3, 4, 5]), {maxArrayLength: 3});

// Colours
add('colors', {
  a: 1,
  b: 'x',
  c: null,
  d: undefined,
  e: true,
  f: 1n,
  g: new Date(0),
  h: /x/,
  'i j': [, 1],
  k: () => {},
  l: new ArrayBuffer(1),
  m: new Number(1),
}, {colors: true});
add('colored group', repeat(10, (i) => i * 3), {colors: true});
const circle = {};
circle.a = circle;
add('colored circle', circle, {colors: true});

// Control characters cannot stand in a raw string; a \x takes all hex digits that follow it.
const literal = (text) => /[\x00-\x09\x0b-\x1f]/.test(text) ?
  JSON.stringify(text).replace(/\\u001b/g, '\\x1B""') :
  `R"~(${text})~"`;
const rows = Object.entries(cases).map(([name, text]) => `    {"${name}", ${literal(text)}},\n`);
process.stdout.write(`\
// What util.inspect of node ${process.versions.node} prints: made by
// inspect_expected.mjs, not to be edited.
#pragma once

struct InspectExpected {
  const char* name;
  const char* text;
};

// The texts stand as they are printed.
// clang-format off
inline constexpr InspectExpected inspect_expected[] = {
${rows.join('')}};
`);
