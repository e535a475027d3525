// How values that the codec does not know (Headers, URL, RequestSync…) stand on the wire, as a
// table that is given in the options.
//
// In a document such a value is of Kind::host: a tag and a payload. A HostType says where each
// format puts the payload, and which parts of it are values of the codec and which are JSON as it
// stands. Tags without a table entry travel too: their fields are read as values in nested, as
// plain JSON in tuple, and written back as they came. No global registry: who needs a type passes
// its table. The strings of a table must outlive the call.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace candela {

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
};

}  // namespace candela
