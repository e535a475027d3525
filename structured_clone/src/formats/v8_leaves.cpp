#include "v8_leaves.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <candela/structured_clone/bigint.hpp>

#include "text/write_number.hpp"

namespace candela {
namespace {

constexpr double largest_time = 8.64e15;

/// As JavaScript's TimeClip.
double clip_time(double ms) noexcept {
  if (!(std::fabs(ms) <= largest_time)) return std::numeric_limits<double>::quiet_NaN();
  return std::trunc(ms) + 0.0;
}

/// The number as an array's index, or `no_index`.
std::uint32_t index_of(double number) noexcept {
  if (!(number >= 0 && number < 4294967295.0)) return no_index;
  const auto index = static_cast<std::uint32_t>(number);
  return number == index ? index : no_index;
}

/// The name as an array's index, or `no_index`.
std::uint32_t index_of(std::string_view name) noexcept {
  if (name.empty() || name.size() > 10 || (name[0] == '0' && name.size() > 1)) return no_index;
  std::uint64_t index = 0;
  for (const char c : name) {
    if (c < '0' || c > '9') return no_index;
    index = index * 10 + static_cast<unsigned>(c - '0');
  }
  return index < no_index ? static_cast<std::uint32_t>(index) : no_index;
}

/// Whether |left| < |right|.
bool is_smaller(std::span<const std::uint64_t> left, std::span<const std::uint64_t> right) {
  if (left.size() != right.size()) return left.size() < right.size();
  for (std::size_t i = left.size(); i-- > 0;)
    if (left[i] != right[i]) return left[i] < right[i];
  return false;
}

}  // namespace

void V8Leaves::read_version() {
  if (input_.byte() != v8::version_tag)
    input_.fail(CloneErrorCode::unknown_format,
                "V8's format begins with the byte 255 and its version", 0);
  version_ = input_.varint();
  if (version_ < v8::oldest_version || version_ > v8::newest_version)
    input_.fail(CloneErrorCode::unknown_format,
                "V8's format of version " + std::to_string(version_) +
                    " is not known; versions 13 to 15 are",
                0);
}

[[noreturn]] void V8Leaves::fail_tag(char tag) const {
  std::string message;
  switch (tag) {
    case v8::transferred_array_buffer: message = "a transferred ArrayBuffer"; break;
    case v8::shared_array_buffer: message = "a SharedArrayBuffer"; break;
    case v8::shared_object: message = "a shared object"; break;
    case v8::wasm_module: message = "a WebAssembly module"; break;
    case v8::wasm_memory: message = "a WebAssembly memory"; break;
    default:
      message = "no value begins with the byte " +
                std::to_string(static_cast<unsigned>(static_cast<unsigned char>(tag)));
      input_.fail(CloneErrorCode::bad_shape, message, input_.offset());
  }
  message += " cannot be read outside of the process that wrote it";
  input_.fail(CloneErrorCode::bad_shape, message, input_.offset());
}

// Ids

HeaderIndex V8Leaves::new_header(Kind kind) {
  const HeaderIndex header = core_.new_header(kind);
  if (header >= referred_bit)
    input_.fail(CloneErrorCode::capacity, "the document is full: more than 2^31 containers",
                input_.offset());
  ids_.push(header);
  return header;
}

Slot V8Leaves::read_reference() {
  const std::size_t start = input_.offset();
  input_.skip();
  const std::uint32_t id = input_.varint();
  if (id >= ids_.size())
    input_.fail(CloneErrorCode::bad_reference,
                "a reference to value " + std::to_string(id) + ", of which there are " +
                    std::to_string(ids_.size()) + " so far",
                start);
  if ((ids_[id] & referred_bit) == 0) {
    if (++referred_ > limits_.aliases)
      input_.fail(CloneErrorCode::limit_aliases,
                  "more values are referred to than limits.aliases (" +
                      std::to_string(limits_.aliases) + ")",
                  start);
    ids_[id] |= referred_bit;
  }
  return slots::reference(ids_[id] & ~referred_bit);
}

// Primitives

double V8Leaves::read_number(char tag) {
  input_.skip();
  if (tag == v8::int32) return input_.zigzag();
  if (tag == v8::uint32) return input_.varint();
  return input_.number();
}

bool V8Leaves::read_primitive(char tag, Slot& value) {
  switch (tag) {
    case v8::undefined: value = slots::undefined; break;
    case v8::null: value = slots::null; break;
    case v8::yes: value = slots::yes; break;
    case v8::no: value = slots::no; break;
    case v8::int32:
    case v8::uint32:
    case v8::number: value = slots::number(read_number(tag)); return true;
    case v8::bigint:
      input_.skip();
      value = read_bigint();
      return true;
    case v8::one_byte_string:
    case v8::two_byte_string:
    case v8::utf8_string: value = core_.make_string(input_.string()); return true;
    default: return false;
  }
  input_.skip();
  return true;
}

Slot V8Leaves::read_bigint() {
  const std::size_t start = input_.offset();
  const std::uint32_t sizes = input_.varint();
  const std::string_view digits = input_.raw(sizes >> 1);
  std::vector<std::uint64_t> limbs((digits.size() + 7) / 8);
  if (!digits.empty()) std::memcpy(limbs.data(), digits.data(), digits.size());
  const BigInt number =
      BigInt::from_limbs(limbs, (sizes & 1) != 0 ? BigInt::Sign::negative : BigInt::Sign::positive);
  // Of each byte come between two and three decimal digits: mostly that tells.
  const std::size_t bytes = number.limbs().size() * 8;
  if (bytes > limits_.bigint_digits / 3) {
    bool fits = bytes <= limits_.bigint_digits / 2 + 8;
    if (fits) {
      if (too_large_.is_zero())
        too_large_ = *BigInt::from_decimal("1" + std::string(limits_.bigint_digits, '0'));
      fits = is_smaller(number.limbs(), too_large_.limbs());
    }
    if (!fits)
      input_.fail(CloneErrorCode::limit_bigint,
                  "a bigint has more digits than limits.bigint_digits (" +
                      std::to_string(limits_.bigint_digits) + ")",
                  start);
  }
  return core_.make_bigint(number);
}

// Without values inside

Slot V8Leaves::read_leaf(char tag) {
  switch (tag) {
    case v8::date:
    case v8::boxed_yes:
    case v8::boxed_no:
    case v8::boxed_number:
    case v8::boxed_bigint:
    case v8::boxed_string: {
      const HeaderIndex header = new_header(tag == v8::date ? Kind::date : Kind::boxed);
      input_.skip();
      return read_boxed(tag, header);
    }
    case v8::regexp: return read_regexp(new_header(Kind::regexp));
    case v8::array_buffer:
    case v8::resizable_array_buffer: return read_buffer(tag, new_header(Kind::array_buffer));
    default: fail_tag(tag);
  }
}

Slot V8Leaves::read_boxed(char tag, HeaderIndex header) {
  Slot content = slots::undefined;
  switch (tag) {
    case v8::date: content = slots::number(clip_time(input_.number())); break;
    case v8::boxed_yes: content = slots::yes; break;
    case v8::boxed_no: content = slots::no; break;
    case v8::boxed_number: content = slots::number(input_.number()); break;
    case v8::boxed_bigint: content = read_bigint(); break;
    default: content = core_.make_string(input_.string()); break;
  }
  core_.set_fixed(header, {content});
  return slots::reference(header);
}

Slot V8Leaves::read_regexp(HeaderIndex header) {
  input_.skip();
  const Slot source = core_.make_string(input_.string());
  const std::size_t start = input_.offset();
  std::uint32_t left = input_.varint();
  char letters[std::size(v8::regexp_flags)];
  std::size_t count = 0;
  for (const v8::RegExpFlag& flag : v8::regexp_flags) {
    if ((left & flag.bit) == 0) continue;
    left &= ~flag.bit;
    letters[count++] = flag.letter;
  }
  const std::string_view flags(letters, count);
  const bool both = flags.find('u') != flags.npos && flags.find('v') != flags.npos;
  if (left != 0 || both) input_.fail(CloneErrorCode::bad_shape, "no RegExp has these flags", start);
  const Slot flags_slot = core_.make_string(flags);
  core_.set_fixed(header, {source, flags_slot, slots::number(0)});
  return slots::reference(header);
}

// Buffers, views

void V8Leaves::fill_buffer(HeaderIndex buffer, std::string_view bytes) {
  if (bytes.size() >= std::numeric_limits<std::uint32_t>::max())
    input_.fail(CloneErrorCode::capacity, "an ArrayBuffer of 4 GiB or more does not fit",
                input_.offset());
  const std::uint32_t offset = core_.bytes.allocate(bytes.size(), 8);
  if (!bytes.empty()) std::memcpy(core_.bytes.at(offset), bytes.data(), bytes.size());
  core_[buffer].words = offset;
  core_[buffer].size = static_cast<std::uint32_t>(bytes.size());
}

Slot V8Leaves::read_buffer(char tag, HeaderIndex header) {
  const std::size_t start = input_.offset();
  input_.skip();
  const std::uint32_t size = input_.varint();
  if (tag == v8::resizable_array_buffer && input_.varint() < size)
    input_.fail(CloneErrorCode::bad_shape, "an ArrayBuffer is larger than it may become", start);
  fill_buffer(header, input_.raw(size));
  return slots::reference(header);
}

Slot V8Leaves::make_view(HeaderIndex view, HeaderIndex buffer, ElementType type,
                         std::uint32_t offset, std::uint32_t bytes, std::size_t start) {
  const std::size_t unit = core_[view].kind == Kind::typed_array ? element_size(type) : 1;
  if (bytes % unit != 0)
    input_.fail(CloneErrorCode::bad_shape, "a typed array ends inside of an element", start);
  try {
    core_.make_view(view, type, buffer, {offset, bytes / unit});
  } catch (const CloneError& error) {
    input_.fail(error.code(), error.message(), start);
  }
  return slots::reference(view);
}

Slot V8Leaves::read_view(HeaderIndex buffer) {
  const std::size_t start = input_.offset();
  const char tag = input_.byte();
  const std::uint32_t offset = input_.varint();
  std::uint32_t bytes = input_.varint();
  const std::uint32_t flags = version_ >= v8::first_version_with_view_flags ? input_.varint() : 0;
  if ((flags & ~v8::known_view_flags) != 0)
    input_.fail(CloneErrorCode::bad_shape, "a view has flags that are not known", start);
  std::optional<ElementType> type;
  for (const v8::ViewType& known : v8::view_types)
    if (known.tag == tag) type = known.type;
  const bool is_data_view = tag == v8::data_view;
  if (!type && !is_data_view)
    input_.fail(CloneErrorCode::bad_shape, "a view of a type that is not known", start);
  const HeaderIndex view = new_header(is_data_view ? Kind::data_view : Kind::typed_array);
  const ElementType element = type.value_or(ElementType::uint8);
  // A view that follows its buffer's length says none.
  const std::uint32_t whole = core_[buffer].size;
  if ((flags & v8::length_tracking) != 0 && offset <= whole) {
    const auto unit = static_cast<std::uint32_t>(is_data_view ? 1 : element_size(element));
    bytes = (whole - offset) / unit * unit;
  }
  return make_view(view, buffer, element, offset, bytes, start);
}

Slot V8Leaves::read_node_view(std::uint32_t type, std::size_t start) {
  std::optional<ElementType> element;
  for (const v8::ViewType& known : v8::view_types)
    if (known.in_node == type) element = known.type;
  if (type == v8::node_buffer) element = ElementType::uint8;
  const bool is_data_view = type == v8::node_data_view;
  if (!element && !is_data_view)
    input_.fail(CloneErrorCode::bad_shape,
                "a host object of type " + std::to_string(type) + " is not known", start);
  const HeaderIndex view = new_header(is_data_view ? Kind::data_view : Kind::typed_array);
  const std::uint32_t size = input_.varint();
  const HeaderIndex buffer = core_.new_header(Kind::array_buffer);  // node gives it no id
  fill_buffer(buffer, input_.raw(size));
  return make_view(view, buffer, element.value_or(ElementType::uint8), 0, size, start);
}

// Errors

bool V8Leaves::read_error_parts(HeaderIndex error) {
  while (true) {
    const std::size_t start = input_.offset();
    const char tag = input_.byte();
    switch (tag) {
      case v8::end_error: return false;
      case v8::error_cause: return true;
      case v8::error_message:
        set_error_part(error, message_part, core_.make_string(input_.string()));
        continue;
      case v8::error_stack:
        set_error_part(error, stack_part, core_.make_string(input_.string()));
        continue;
      default: break;
    }
    const char* name = nullptr;
    for (const v8::ErrorName& known : v8::error_names)
      if (known.tag == tag) name = known.name;
    if (name == nullptr)
      input_.fail(CloneErrorCode::bad_shape, "an error has a part that is not known", start);
    set_error_part(error, name_part, core_.make_string(name));
  }
}

// Keys

std::string_view V8Leaves::read_number_key(char tag, char* digits) {
  if (tag != v8::int32 && tag != v8::uint32 && tag != v8::number)
    input_.fail(CloneErrorCode::bad_shape, "a property's key must be a string or a number",
                input_.offset());
  const double number = read_number(tag);
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (number == 0) return "0";  // -0 too
  return {digits, static_cast<std::size_t>(write_number(number, digits) - digits)};
}

std::uint32_t V8Leaves::read_array_key(std::uint32_t length) {
  const char tag = input_.peek();
  const std::size_t start = input_.offset();
  std::uint32_t index = no_index;
  if (V8Input::is_string(tag)) {
    index = index_of(input_.string());
  } else {
    if (tag != v8::int32 && tag != v8::uint32 && tag != v8::number)
      input_.fail(CloneErrorCode::bad_shape, "a property's key must be a string or a number",
                  start);
    index = index_of(read_number(tag));
  }
  if (index != no_index && index >= length)
    input_.fail(CloneErrorCode::bad_shape,
                "an array of length " + std::to_string(length) + " has an element at " +
                    std::to_string(index),
                start);
  return index;
}

}  // namespace candela
