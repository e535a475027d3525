// A JSON Schema (draft 2020-12) of a C++ type: what `stringify(t)` writes as the member "json" of a
// nested text.
//
//   candela::Document schema = candela::json_schema<User>();
//   std::string text = candela::stringify_json(schema.root());
//
// Guarantees: each struct is one entry of `$defs`, by its name (`lib::Point` as `lib.Point`; a
// second type of that name gets a number), so that circular types end. Fields that must be there are
// `required`, their defaults are `default`; a type that refuses unknown properties says so.
// Values that JSON has no form for (dates, Maps, bytes, references to an alias) are described in the
// form that nested has for them. Not described: NaN and the infinities, and what a user's Convert<T>
// makes, which may be anything.
// Threads: free functions without state.
#pragma once

#include <cstdint>
#include <memory>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

namespace detail::bind {

Document make_schema(const Type& type, std::uint32_t version);

}  // namespace detail::bind

/// Schemas of several types inside of one document, which name structs as entries of one `$defs`.
class JsonSchemas {
 public:
  /// The document must live as long.
  explicit JsonSchemas(Document& document, std::uint32_t version = newest_version);
  ~JsonSchemas();
  JsonSchemas(JsonSchemas&&) = delete;
  JsonSchemas& operator=(JsonSchemas&&) = delete;

  template <detail::bind::Known T>
  Value of() {
    return of(detail::bind::table<T>);
  }
  Value of(const detail::bind::Type& type);
  /// What stands as `$defs` at the document's root: an entry for each struct that was named so far.
  Value definitions();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `version`: which fields must be there (fields.hpp).
template <detail::bind::Known T>
Document json_schema(std::uint32_t version = newest_version) {
  return detail::bind::make_schema(detail::bind::table<T>, version);
}

}  // namespace candela
