// A function that is asked about every value on its way to the wire or from it, with the path to
// it: for leaving out what is secret, for replacing what the other side does not know, for checks.
//
//   StringifyOptions options;
//   options.transform = [](Document& doc, Value value, const Path& path) {
//     if (!path.empty() && path.back().name == "password") return Change::omit();
//     if (value.is_bigint()) return Change::to(doc.string(value.as_bigint().to_decimal()));
//     return Change::keep();
//   };
//
// Rules
// - It is called before what a value holds: the root first, with the empty path; then properties in
//   JavaScript's order, elements but no holes, of a Map's entry the key and then the value,
//   members, an error's parts and own properties, a host value's payload. What belongs to a value
//   is no value of its own: the primitive in a box, the buffer of a view, names, tags, the texts of
//   a RegExp.
// - An object is asked about once, at the first path that leads to it, and what was decided holds
//   wherever else it stands. Primitives are asked about at each place. Cycles are fine.
// - Left out: a property and an error's part are gone, an element, a payload and the root become
//   undefined, a Map's entry goes with its key or with its value, and a key that is left out takes
//   its value unseen.
// - A replacement is final: it is not asked about, nor what it holds, but for what other paths lead
//   to. It must be a value of the document that was given. Of Map keys and members that became
//   equal one remains, at the first one's place, with the last one's value.
// - Writing transforms a copy: the document that is written stays as it is, and `value` is the
//   copy's. Reading transforms what was read. Host types are decoded before and encoded after.
// - The value that is asked about may be changed in place, and what it holds then is asked about in
//   turn; what has been passed already is not to be changed.
//
// Errors: what the function throws is passed on, a CloneError without a path with the path added.
// The path is good during the call. Time linear in the graph, depth bounded by memory only.
// Threads: called on the thread that parses or writes.
#pragma once

#include <functional>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/path.hpp>

namespace candela {

/// What is to become of a value.
class Change {
 public:
  enum class Form : std::uint8_t { keep, omit, replace };

  static Change keep() noexcept { return {Form::keep, {}}; }
  static Change omit() noexcept { return {Form::omit, {}}; }
  static Change to(Value value) noexcept { return {Form::replace, value}; }

  Form form() const noexcept { return form_; }
  /// The replacement.
  Value value() const noexcept { return value_; }

 private:
  Change(Form form, Value value) noexcept : form_(form), value_(value) {}

  Form form_;
  Value value_;
};

using Transform = std::function<Change(Document& document, Value value, const Path& path)>;

}  // namespace candela
