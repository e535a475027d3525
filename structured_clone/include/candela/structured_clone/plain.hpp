// The wire's form of a value as a value: plain JSON to look at, to diff, to embed into something
// else, and the way back. The original calls these two steps preprocess and postprocess.
//
//   to_plain(doc)                     an object {json, meta}, or {root, objects} for tuple
//     .root()["json"]                 plain values; {$type: …} and {$ref: n} where the text has
//     them .root()["meta"]["aliases"]["0"] what stands at several places (nested only)
//   from_plain(plain)                 the graph again, cycles and aliases included
//
// Guarantees: what to_plain gives is a tree of objects, arrays, strings, booleans, null and finite
// numbers, and it is what parse_json reads from the text that `stringify` writes with the same
// options: -0, the order of keys and lone surrogates are the same, no key is there twice. It is
// made by way of that text, so both directions cost about a stringify and a parse.
// Threads: free functions without state; they read their argument only. Ownership: the result is
// a document of its own.
#pragma once

#include <variant>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

/// Throws what `stringify` throws.
Document to_plain(const Document& document, const StringifyOptions& options = {});
/// Any value of a document, as a root of its own.
Document to_plain(Value value, const StringifyOptions& options = {});

/// `plain` is the envelope: {json, meta} or {root, objects}, keys in any order; which of the two it
/// is, its keys say, unless the options do. An array or object that stands in it twice is read
/// twice: identity comes from `$ref` and ids only.
///
/// Throws what `parse` throws, with the path and without an offset. What plain JSON has no form for
/// (undefined, NaN, a hole, a Date, a cycle…) is CloneError{not_serializable} with a path such as
/// `plain.json.users[3]`, an envelope of neither form CloneError{unknown_format}. `limits.bytes`
/// bounds the text of `plain`.
Document from_plain(Value plain, const ParseOptions& options = {});
/// The same without an exception for bad input.
std::variant<Document, CloneError> try_from_plain(Value plain, const ParseOptions& options = {});

}  // namespace candela
