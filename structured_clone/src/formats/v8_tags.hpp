// The letters of V8's ValueSerializer, versions 13 to 15, as V8 11 and node's lib/v8.js use them.
//
//   0xFF version value
// A value begins with a tag; zero bytes before a tag are padding. Numbers are varints of 7 bits a
// byte, the lowest first, or doubles of 8 bytes, little-endian. What has identity takes the next id
// when its tag is met; `reference` and an id is the same value again.
//
// Between the versions: 14 added the flags of views. A cause in errors, resizable buffers and shared
// objects came with tags of their own. What we write is 15.
#pragma once

#include <cstddef>
#include <cstdint>

#include <candela/structured_clone/kind.hpp>

namespace candela::v8 {

inline constexpr char version_tag = '\xFF';
inline constexpr char written_version = 15;
inline constexpr unsigned oldest_version = 13;
inline constexpr unsigned newest_version = 15;
inline constexpr unsigned first_version_with_view_flags = 14;

inline constexpr char padding = '\0';
inline constexpr char verify_object_count = '?';  // and a number that means nothing any more
inline constexpr char hole = '-';                 // only among the elements of a dense array
inline constexpr char undefined = '_';
inline constexpr char null = '0';
inline constexpr char yes = 'T';
inline constexpr char no = 'F';
inline constexpr char int32 = 'I';  // zigzag
inline constexpr char uint32 = 'U';
inline constexpr char number = 'N';
inline constexpr char bigint = 'Z';           // sign and bytes as one number, then the bytes
inline constexpr char one_byte_string = '"';  // Latin-1
inline constexpr char two_byte_string = 'c';  // bytes, then UTF-16 at an even place
inline constexpr char utf8_string = 'S';
inline constexpr char reference = '^';
inline constexpr char object = 'o';
inline constexpr char end_object = '{';  // properties
inline constexpr char dense_array = 'A';
inline constexpr char end_dense_array = '$';  // properties, length
inline constexpr char sparse_array = 'a';
inline constexpr char end_sparse_array = '@';  // properties, length
inline constexpr char date = 'D';
inline constexpr char boxed_yes = 'y';
inline constexpr char boxed_no = 'x';
inline constexpr char boxed_number = 'n';
inline constexpr char boxed_bigint = 'z';
inline constexpr char boxed_string = 's';
inline constexpr char regexp = 'R';
inline constexpr char map = ';';
inline constexpr char end_map = ':';  // keys and values
inline constexpr char set = '\'';
inline constexpr char end_set = ',';  // members
inline constexpr char array_buffer = 'B';
inline constexpr char resizable_array_buffer = '~';
inline constexpr char array_buffer_view = 'V';  // behind its buffer: type, offset, bytes, flags
inline constexpr char host_object = '\\';
inline constexpr char error = 'r';

// What only a delegate with hands on the sender's memory can read.
inline constexpr char transferred_array_buffer = 't';
inline constexpr char shared_array_buffer = 'u';
inline constexpr char shared_object = 'p';
inline constexpr char wasm_module = 'w';
inline constexpr char wasm_memory = 'm';

// Inside of an error, until `end_error`
inline constexpr char error_message = 'm';
inline constexpr char error_cause = 'c';
inline constexpr char error_stack = 's';
inline constexpr char end_error = '.';
struct ErrorName {
  char tag;
  const char* name;
};
inline constexpr ErrorName error_names[] = {{'E', "EvalError"},      {'R', "RangeError"},
                                            {'F', "ReferenceError"}, {'S', "SyntaxError"},
                                            {'T', "TypeError"},      {'U', "URIError"}};

// Flags of a view
inline constexpr std::uint32_t length_tracking = 1;
inline constexpr std::uint32_t known_view_flags = 3;
inline constexpr char data_view = '?';
struct ViewType {
  ElementType type;
  char tag;              ///< behind `array_buffer_view`
  std::uint8_t in_node;  ///< behind `host_object`, as node's DefaultSerializer numbers them
};
inline constexpr ViewType view_types[] = {
    {ElementType::int8, 'b', 0},          {ElementType::uint8, 'B', 1},
    {ElementType::uint8_clamped, 'C', 2}, {ElementType::int16, 'w', 3},
    {ElementType::uint16, 'W', 4},        {ElementType::int32, 'd', 5},
    {ElementType::uint32, 'D', 6},        {ElementType::float32, 'f', 7},
    {ElementType::float64, 'F', 8},       {ElementType::bigint64, 'q', 11},
    {ElementType::biguint64, 'Q', 12}};
inline constexpr std::uint32_t node_data_view = 9;
inline constexpr std::uint32_t node_buffer = 10;
/// Ours, behind `host_object`: a host value's tag and its payload, two values. Far from node's
/// numbers, which grow from 0; node refuses it.
inline constexpr std::uint32_t host_value = 202;

/// What V8 takes, in characters and in bytes.
inline constexpr std::size_t longest_string = (std::size_t{1} << 29) - 25;
inline constexpr std::size_t longest_bigint = (std::size_t{1} << 30) / 8;

// The flags of a RegExp: the bit of each letter; V8 has one more for an experiment.
struct RegExpFlag {
  char letter;
  std::uint32_t bit;
};
inline constexpr RegExpFlag regexp_flags[] = {{'d', 128}, {'g', 1},  {'i', 2},   {'m', 4},
                                              {'s', 32},  {'u', 16}, {'v', 256}, {'y', 8}};
inline constexpr std::uint32_t regexp_exclusive = 16 | 256;

}  // namespace candela::v8
