// How values that the codec does not know (Headers, URL, RequestSync…) stand on the wire, as a
// table that is given in the options.
//
// In a document such a value is of Kind::host: a tag and a payload. A HostType says where each
// format puts the payload, and which parts of it are values of the codec and which are JSON as it
// stands. Tags without a table entry travel too: their fields are read as values in nested, as
// plain JSON in tuple, and written back as they came. No global registry: who needs a type passes
// its table. The strings and the contexts of a table must outlive the call.
//
// A type may check and convert its payloads by two functions. Both are called once for each host
// value of the tag, with the document and the value, which is theirs to change:
// - `decode` when the whole graph has been read, before ParseOptions::transform. Hosts inside of a
//   payload come before the one around them, as far as cycles let them.
// - `encode` before writing, after StringifyOptions::transform, on a copy: what is written stays as
//   it is. The outer come before the inner, and what encode makes is not encoded again.
// `host.set_host_payload` replaces the payload. A CloneError that a function throws without a path
// gets the path of its host value. Without an encode for a tag that is there, nothing is copied.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace candela {

class Document;
class Value;

struct HostType {
  enum class Payload : std::uint8_t {
    plain,   ///< JSON as it stands, nothing in it is encoded
    record,  ///< an object; its fields are plain but for `encoded_field` and the lossless form of
             ///< `body_field`
  };
  enum class TuplePlace : std::uint8_t {
    bare,   ///< ["headers", payload]
    field,  ///< ["url", {"href": payload}]
  };

  std::string_view tag;
  /// nested writes {"$type": tag, nested_field: payload}.
  std::string_view nested_field;
  Payload payload = Payload::plain;
  TuplePlace tuple_place = TuplePlace::bare;
  /// The record's one field that holds a value of the codec.
  std::string_view encoded_field = {};
  /// The record's field that is written as plain JSON, and beside it, where that loses something,
  /// as a value under `body_value_field`.
  std::string_view body_field = {};
  std::string_view body_value_field = {};

  using Function = void (*)(Document& document, Value host, const void* context);
  Function decode = nullptr;
  Function encode = nullptr;
  /// Handed to both functions.
  const void* context = nullptr;
};

}  // namespace candela
