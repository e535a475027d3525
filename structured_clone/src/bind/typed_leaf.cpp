#include "typed_leaf.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include <candela/structured_clone/convert.hpp>

#include "describe.hpp"
#include "text/iso_date.hpp"

namespace candela::detail::bind {
namespace {

std::string names_of(const EnumType& type) {
  std::string text = "one of ";
  constexpr std::size_t shown = 12;
  for (std::size_t i = 0; i < type.names.size(); ++i) {
    if (i == shown) return text + "…";
    text.append(i == 0 ? "\"" : ", \"").append(type.names[i].name).append("\"");
  }
  return text;
}

std::string alternatives_of(const VariantType& type) {
  std::string text = "one of: ";
  for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
    if (i != 0) text += "; ";
    const Type& alternative = *type.alternatives[i];
    text += alternative.shape == Shape::variant ? "another variant" : expectation(alternative);
  }
  return text;
}

bool is_bytes(Value value) {
  if (value.kind() == Kind::array_buffer || value.kind() == Kind::data_view) return true;
  return value.kind() == Kind::typed_array && element_size(value.view_type()) == 1;
}

void read_bytes(const BytesType& type, void* object, Value value) {
  if (is_bytes(value)) {
    if (!type.assign(object, value.bytes())) refuse(CloneErrorCode::wrong_kind, type, value);
    return;
  }
  if (!type.takes_numbers || !value.is_array()) refuse(CloneErrorCode::wrong_kind, type, value);
  std::vector<std::byte> bytes(value.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    try {
      bytes[i] = static_cast<std::byte>(to_unsigned(value[i], 255));
    } catch (const CloneError& error) {
      throw inside_element(error, i);
    }
  }
  type.assign(object, bytes);
}

void read_bits(const BitsType& type, void* object, Value value) {
  if (!value.is_array()) refuse(CloneErrorCode::wrong_kind, type, value);
  const std::size_t count = value.size();
  type.clear(object);
  for (std::size_t i = 0; i < count; ++i) {
    try {
      type.push(object, Convert<bool>::to(value[i]));
    } catch (const CloneError& error) {
      throw inside_element(error, i);
    }
  }
}

void read_enumerator(const EnumType& type, void* object, Value value) {
  const EnumName* const name = value.is_string() ? find_number(type, value.as_string()) : nullptr;
  if (name == nullptr) refuse(CloneErrorCode::wrong_kind, type, value);
  store(type.size, object, static_cast<std::uint64_t>(name->number));
}

void read_time(const TimeType& type, void* object, Value value) {
  const Kind wanted = type.shape == Shape::date ? Kind::date : Kind::number;
  if (value.kind() != wanted) refuse(CloneErrorCode::wrong_kind, type, value);
  const double ms = wanted == Kind::date ? value.date_ms() : value.as_number();
  if (type.from_ms(object, ms)) return;
  const std::string found = wanted == Kind::number ? describe_number(ms)
                            : std::isnan(ms)       ? std::string("an invalid Date")
                                                   : to_iso(ms);
  throw CloneError(CloneErrorCode::bad_number,
                   "expected " + expectation(type) + " that its type holds exactly, found " + found,
                   CloneError::no_offset, "$");
}

bool may_be_object(const ObjectType& type, Value value, std::uint32_t version) {
  if (!value.is_object()) return false;
  for (const Member& member : type.members)
    if (is_required(member, version) && !value.has(member.name)) return false;
  if (!type.refuses_unknown) return true;
  std::size_t known = 0;
  for (const Member& member : type.members)
    known += std::size_t{value.has(member.name)};
  return known == value.size();
}

bool may_be_integer(const Type& type, Value value) {
  if (!value.is_number() && !value.is_bigint()) return false;
  try {
    const IntegerRange range = integer_range(type.shape);
    if (range.least == 0) {
      to_unsigned(value, range.greatest);
    } else {
      to_signed(value, range.least, static_cast<std::int64_t>(range.greatest));
    }
    return true;
  } catch (const CloneError&) {
    return false;
  }
}

template <typename Step>
CloneError inside(const CloneError& error, Step step) {
  std::string path = "$";
  step(path);
  const std::string_view rest = error.path();
  path += rest.substr(rest.starts_with('$') ? 1 : 0);
  return CloneError(error.code(), error.message(), error.offset(), std::move(path));
}

}  // namespace

CloneError inside_element(const CloneError& error, std::size_t index) {
  return inside(error, [index](std::string& path) { append_path_index(path, index); });
}

CloneError inside_property(const CloneError& error, std::string_view key) {
  return inside(error, [key](std::string& path) { append_path_key(path, key); });
}

std::string expectation(const Type& type) {
  switch (type.shape) {
    case Shape::boolean: return "true or false";
    case Shape::float32:
    case Shape::float64: return "a number";
    case Shape::string:
    case Shape::view: return "a string";
    case Shape::bigint: return "a BigInt";
    case Shape::null: return "null";
    case Shape::undefined: return "undefined";
    case Shape::enumeration: return names_of(as<EnumType>(type));
    case Shape::date: return "a Date";
    case Shape::duration: return "a number of milliseconds";
    case Shape::bytes: return "a Uint8Array";
    case Shape::converted: return "a value that its type reads";
    case Shape::bits: return "an array";
    case Shape::list: {
      const auto& list = as<ListType>(type);
      return list.append != nullptr ? "an array" : "an array of " + std::to_string(list.fixed);
    }
    case Shape::tuple: return "an array of " + std::to_string(as<TupleType>(type).parts.size());
    case Shape::set: return "a Set";
    case Shape::map: return "a Map";
    case Shape::record: return "an object";
    case Shape::object: return "an object (" + std::string(as<ObjectType>(type).name) + ")";
    case Shape::optional: return expectation(inner_of(type)) + ", or undefined";
    case Shape::variant: return alternatives_of(as<VariantType>(type));
    case Shape::unique:
    case Shape::shared:
    case Shape::weak: return expectation(inner_of(type)) + ", or null";
    default: break;
  }
  const IntegerRange range = integer_range(type.shape);
  return "a whole number from " + std::to_string(range.least) + " to " +
         std::to_string(range.greatest);
}

void refuse(CloneErrorCode code, const Type& type, Value found) {
  throw CloneError(code, "expected " + expectation(type) + ", found " + describe_with_kind(found),
                   CloneError::no_offset, "$");
}

std::int64_t load_enumerator(const EnumType& type, const void* object) noexcept {
  return type.is_signed ? load_signed(type.size, object)
                        : static_cast<std::int64_t>(load_unsigned(type.size, object));
}

const EnumName* find_name(const EnumType& type, std::int64_t number) noexcept {
  for (const EnumName& name : type.names)
    if (name.number == number) return &name;
  return nullptr;
}

const EnumName* find_number(const EnumType& type, std::string_view name) noexcept {
  for (const EnumName& entry : type.names)
    if (entry.name == name) return &entry;
  return nullptr;
}

void refuse_enumerator(std::int64_t number) {
  throw CloneError(CloneErrorCode::not_serializable,
                   "the enumerator " + std::to_string(number) + " is not in its CANDELA_ENUM list",
                   CloneError::no_offset, "$");
}

double date_ms(const TimeType& type, const void* object) {
  const double ms = type.to_ms(object);
  if (std::abs(ms) <= max_date_ms) return ms;
  throw CloneError(CloneErrorCode::not_serializable,
                   "the time point lies outside of what a Date can be", CloneError::no_offset, "$");
}

void read_leaf(const Type& type, void* object, Value value) {
  const auto put = [object](auto made) { *static_cast<decltype(made)*>(object) = std::move(made); };
  switch (type.shape) {
    case Shape::boolean: return put(Convert<bool>::to(value));
    case Shape::float32: return put(to_float(value));
    case Shape::float64: return put(Convert<double>::to(value));
    case Shape::string:
      static_cast<std::string*>(object)->assign(Convert<std::string_view>::to(value));
      return;
    case Shape::view: return put(Convert<std::string_view>::to(value));
    case Shape::bigint: return put(Convert<BigInt>::to(value));
    case Shape::null: Convert<std::nullptr_t>::to(value); return;
    case Shape::undefined:
      if (!value.is_undefined()) refuse(CloneErrorCode::wrong_kind, type, value);
      return;
    case Shape::enumeration: return read_enumerator(as<EnumType>(type), object, value);
    case Shape::date:
    case Shape::duration: return read_time(as<TimeType>(type), object, value);
    case Shape::bytes: return read_bytes(as<BytesType>(type), object, value);
    case Shape::bits: return read_bits(as<BitsType>(type), object, value);
    case Shape::converted: return as<ConvertedType>(type).to(object, value);
    default: break;
  }
  const IntegerRange range = integer_range(type.shape);
  if (range.least == 0) {
    store(type.size, object, to_unsigned(value, range.greatest));
  } else {
    store(type.size, object,
          static_cast<std::uint64_t>(
              to_signed(value, range.least, static_cast<std::int64_t>(range.greatest))));
  }
}

Value write_leaf(Document& doc, const Type& type, const void* object) {
  switch (type.shape) {
    case Shape::boolean: return doc.boolean(*static_cast<const bool*>(object));
    case Shape::float32: return doc.number(double{*static_cast<const float*>(object)});
    case Shape::float64: return doc.number(*static_cast<const double*>(object));
    case Shape::string: return doc.string(*static_cast<const std::string*>(object));
    case Shape::view: return doc.string(*static_cast<const std::string_view*>(object));
    case Shape::bigint: return doc.bigint(*static_cast<const BigInt*>(object));
    case Shape::null: return doc.null();
    case Shape::undefined: return doc.undefined();
    case Shape::enumeration: {
      const std::int64_t number = load_enumerator(as<EnumType>(type), object);
      const EnumName* const name = find_name(as<EnumType>(type), number);
      if (name == nullptr) refuse_enumerator(number);
      return doc.string(name->name);
    }
    case Shape::date: return doc.date(date_ms(as<TimeType>(type), object));
    case Shape::duration: return doc.number(as<TimeType>(type).to_ms(object));
    case Shape::bytes: return doc.typed_array(ElementType::uint8, as<BytesType>(type).get(object));
    case Shape::bits: {
      const auto& bits = as<BitsType>(type);
      Value array = doc.array();
      for (std::size_t i = 0; i < bits.count(object); ++i)
        array.push(bits.get(object, i));
      return array;
    }
    case Shape::converted: return as<ConvertedType>(type).from(doc, object);
    default: break;
  }
  if (integer_range(type.shape).least == 0)
    return from_unsigned(doc, load_unsigned(type.size, object));
  return from_signed(doc, load_signed(type.size, object));
}

void assign(const Type& type, void* object, const Constant& constant) {
  switch (type.shape) {
    case Shape::boolean: *static_cast<bool*>(object) = constant.flag; return;
    case Shape::string: *static_cast<std::string*>(object) = constant.text; return;
    case Shape::view: *static_cast<std::string_view*>(object) = constant.text; return;
    case Shape::float32:
    case Shape::float64: {
      const bool is_whole = constant.kind == Constant::Kind::integer;
      const double number = is_whole ? static_cast<double>(constant.integer) : constant.number;
      if (type.shape == Shape::float64) {
        *static_cast<double*>(object) = number;
      } else {
        *static_cast<float*>(object) = static_cast<float>(number);
      }
      return;
    }
    default: return store(type.size, object, static_cast<std::uint64_t>(constant.integer));
  }
}

bool is_required(const Member& member, std::uint32_t version) noexcept {
  return !member.may_be_missing && member.type->shape != Shape::optional &&
         version >= member.since && version <= member.until;
}

bool fill_missing(const Member& member, void* object, std::uint32_t version) {
  if (member.fallback.kind != Constant::Kind::none) {
    assign(*member.type, object, member.fallback);
    return true;
  }
  if (member.may_be_missing) return true;
  if (member.type->shape == Shape::optional) {
    as<OptionalType>(*member.type).reset(object);
    return true;
  }
  return !is_required(member, version);
}

bool may_be(const Type& type, Value value, std::uint32_t version) {
  switch (type.shape) {
    case Shape::boolean: return value.is_boolean();
    case Shape::float32:
    case Shape::float64:
    case Shape::duration: return value.is_number();
    case Shape::string:
    case Shape::view: return value.is_string();
    case Shape::bigint: return value.is_bigint();
    case Shape::null: return value.is_null();
    case Shape::undefined: return value.is_undefined();
    case Shape::enumeration:
      return value.is_string() && find_number(as<EnumType>(type), value.as_string()) != nullptr;
    case Shape::date: return value.kind() == Kind::date;
    case Shape::bytes: return is_bytes(value);
    case Shape::bits: return value.is_array();
    case Shape::list: {
      const auto& list = as<ListType>(type);
      return value.is_array() && (list.append != nullptr || list.fixed == value.size());
    }
    case Shape::tuple: return value.is_array() && value.size() == as<TupleType>(type).parts.size();
    case Shape::set: return value.is_set();
    case Shape::map: return value.is_map();
    case Shape::record: return value.is_object();
    case Shape::object: return may_be_object(as<ObjectType>(type), value, version);
    case Shape::optional:
    case Shape::unique:
    case Shape::shared:
    case Shape::weak:
      return value.is_undefined() || value.is_null() || may_be(inner_of(type), value, version);
    case Shape::variant: return choose(as<VariantType>(type), value, version) != no_alternative;
    case Shape::converted: return true;
    default: return may_be_integer(type, value);
  }
}

std::size_t choose(const VariantType& type, Value value, std::uint32_t version) {
  for (std::size_t i = 0; i < type.alternatives.size(); ++i)
    if (may_be(*type.alternatives[i], value, version)) return i;
  return no_alternative;
}

const Type& inner_of(const Type& type) noexcept {
  switch (type.shape) {
    case Shape::optional: return *as<OptionalType>(type).inner;
    case Shape::unique: return *as<UniqueType>(type).inner;
    default: return *as<SharedType>(type).inner;
  }
}

}  // namespace candela::detail::bind
