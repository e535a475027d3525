#include "text_writer.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/detail/keys.hpp>
#include <candela/structured_clone/error.hpp>

#include "formats/special_values.hpp"
#include "graph/pool.hpp"
#include "shared_objects.hpp"
#include "text/find_special.hpp"
#include "text/json_string.hpp"
#include "text/write_number.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

/// Thrown where a document must do it.
struct Detour {};

constexpr std::int64_t greatest_safe = std::int64_t{1} << 53;

/// Values of that type which differ in C++ differ in a Set.
bool differ_in_a_set(const Type& type) {
  switch (type.shape) {
    case Shape::float32:
    case Shape::float64:
    case Shape::duration:
    case Shape::converted:
    case Shape::optional:
    case Shape::variant:
    case Shape::unique:
    case Shape::shared:
    case Shape::weak: return false;
    default: return true;
  }
}

class TextWriter {
 public:
  TextWriter(Output& out, const Root& root, std::uint32_t version)
      : out_(out), root_(root), version_(version) {}

  void run(const void* object) {
    if (root_.reach.shared) find_shared(object);
    out_.put("{\"json\":");
    put(&root_.type, object);
    finish();
    out_.put(",\"meta\":{");
    const std::size_t count = shared_.all().size();
    if (count != 0) {
      out_.put("\"aliases\":{");
      for (std::size_t rank = 0; rank < count; ++rank) {
        out_.put(rank == 0 ? "\"" : ",\"");
        put_unsigned(rank);
        out_.put("\":");
        const Identity identity = shared_.all()[rank];
        open(*identity.type, identity.object);
        finish();
      }
      out_.put('}');
    }
    out_.put("}}");
  }

 private:
  struct Frame {
    const Type* type;
    const std::byte* object;  // or the next element of a block
    std::size_t next;         // the member, element or entry that comes next
    std::size_t count;        // of them
    std::size_t first;        // of the elements in elements_; `in_block`: they stand at `object`
    bool any;                 // a member stands before the next one
  };
  static constexpr std::size_t in_block = ~std::size_t{0};

  void find_shared(const void* object) {
    PartRules rules;
    rules.version = version_;
    rules.fields = PartRules::Fields::written;
    if (root_.reach.weak) {
      rules.weak = PartRules::Weak::followed;
      rules.lone = PartRules::Lone::identified;
    }
    shared_.run(root_.type, object, rules);
  }

  // Leaves

  void put_unsigned(std::uint64_t number) {
    out_.advance(write_integer(number, out_.room(number_room)));
  }

  void put_integer(const Type& type, const void* object) {
    if (integer_range(type.shape).least == 0) {
      const std::uint64_t number = load_unsigned(type.size, object);
      if (number <= static_cast<std::uint64_t>(greatest_safe)) return put_unsigned(number);
      return put_bigint(BigInt::from_uint64(number));
    }
    const std::int64_t number = load_signed(type.size, object);
    if (number < -greatest_safe || number > greatest_safe) return put_bigint(BigInt(number));
    char* to = out_.room(number_room + 1);
    if (number < 0) *to++ = '-';
    out_.advance(write_integer(static_cast<std::uint64_t>(number < 0 ? -number : number), to));
  }

  void put_bigint(const BigInt& number) {
    out_.put("{\"$type\":\"bigint\",\"value\":\"");
    out_.put(number.to_decimal());
    out_.put("\"}");
  }

  void put_double(double number) {
    if (std::isfinite(number)) return out_.advance(write_number(number, out_.room(number_room)));
    out_.put("{\"$type\":\"number-special\",\"value\":\"");
    out_.put(special_number_name(number));
    out_.put("\"}");
  }

  void put_string(const std::string& text) {
    constexpr std::size_t long_text = 512;
    if (text.size() > long_text) return write_json_string(out_, text);
    out_.advance(write_short_json_string(text, out_.room(json_string_room(text.size()))));
  }

  void put_enumerator(const EnumType& type, const void* object) {
    const EnumName* const name = find_name(type, load_enumerator(type, object));
    if (name == nullptr) throw Detour();
    write_json_string(out_, name->name);
  }

  void put_bytes(std::span<const std::byte> bytes) {
    out_.put("{\"$type\":\"arraybuffer\",\"subtype\":\"Uint8Array\",\"data\":[");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (i != 0) out_.put(',');
      put_unsigned(static_cast<std::uint64_t>(bytes[i]));
    }
    out_.put("]}");
  }

  void put_bits(const BitsType& type, const void* object) {
    out_.put('[');
    const std::size_t count = type.count(object);
    for (std::size_t i = 0; i < count; ++i) {
      if (i != 0) out_.put(',');
      put_flag(type.get(object, i));
    }
    out_.put(']');
  }

  void put_flag(bool flag) {  // NOLINT: the value itself
    if (flag) return out_.put("true");
    out_.put("false");
  }

  void put_undefined() { out_.put("{\"$type\":\"undefined\"}"); }

  /// Requires: a leaf.
  void put_leaf(const Type& type, const void* object) {
    switch (type.shape) {
      case Shape::boolean: return put_flag(*static_cast<const bool*>(object));
      case Shape::string: return put_string(*static_cast<const std::string*>(object));
      case Shape::float64: return put_double(*static_cast<const double*>(object));
      case Shape::float32: return put_double(double{*static_cast<const float*>(object)});
      case Shape::view:
        return write_json_string(out_, *static_cast<const std::string_view*>(object));
      case Shape::bigint: return put_bigint(*static_cast<const BigInt*>(object));
      case Shape::null: return out_.put("null");
      case Shape::undefined: return put_undefined();
      case Shape::enumeration: return put_enumerator(as<EnumType>(type), object);
      case Shape::date:
        out_.put("{\"$type\":\"date\",\"iso\":");
        put_date(out_, date_ms(as<TimeType>(type), object), Fidelity::lossless);
        return out_.put('}');
      case Shape::duration: return put_double(as<TimeType>(type).to_ms(object));
      case Shape::bytes: return put_bytes(as<BytesType>(type).get(object));
      case Shape::bits: return put_bits(as<BitsType>(type), object);
      case Shape::converted: throw Detour();
      default: return put_integer(type, object);
    }
  }

  // What holds others

  /// Writes a value, or opens a frame for it and returns true.
  bool put(const Type* type, const void* object) {
    while (!is_leaf(type->shape)) {
      switch (type->shape) {
        case Shape::optional:
          object = as<OptionalType>(*type).get(object);
          if (object == nullptr) return put_undefined(), false;
          type = as<OptionalType>(*type).inner;
          continue;
        case Shape::unique:
          object = as<UniqueType>(*type).get(object);
          if (object == nullptr) return out_.put("null"), false;
          type = as<UniqueType>(*type).inner;
          continue;
        case Shape::shared:
        case Shape::weak:
          object = as<SharedType>(*type).get(object);
          if (object == nullptr) return out_.put("null"), false;
          type = as<SharedType>(*type).inner;
          if (put_reference(*type, object)) return false;
          continue;
        case Shape::variant: {
          const auto& variant = as<VariantType>(*type);
          const std::size_t index = variant.index(object);
          if (index >= variant.alternatives.size()) throw Detour();
          object = variant.get(object);
          type = variant.alternatives[index];
          continue;
        }
        case Shape::list:
          if (put_whole_list(as<ListType>(*type), object)) return false;
          [[fallthrough]];
        default: open(*type, object); return true;
      }
    }
    put_leaf(*type, object);
    return false;
  }

  /// A list of leaves, or of nothing, needs no frame.
  bool put_whole_list(const ListType& type, const void* list) {
    if (type.block == nullptr) return false;
    const std::span<const std::byte> block = type.block(list);
    if (block.empty()) return out_.put("[]"), true;
    const Type& element = *type.element;
    if (!is_leaf(element.shape)) return false;
    char before = '[';
    for (std::size_t at = 0; at < block.size(); at += element.size) {
      char* const to = out_.room(1 + value_room);
      *to = before;
      put_leaf_at(to + 1, element, block.data() + at);
      before = ',';
    }
    out_.put(']');
    return true;
  }

  /// Whether what a pointer leads to stands among the aliases.
  bool put_reference(const Type& type, const void* object) {
    if (is_leaf(type.shape)) return false;
    if (type.shape >= Shape::optional) throw Detour();
    const std::uint32_t rank = shared_.rank({object, &type});
    if (rank == SharedObjects::none) return false;
    out_.put("{\"$ref\":");
    put_unsigned(rank);
    out_.put('}');
    return true;
  }

  void open(const Type& type, const void* object) {
    Frame& frame = frames_[frames_.extend(1)];
    frame = {&type, static_cast<const std::byte*>(object), 0, 0, elements_.size(), false};
    switch (type.shape) {
      case Shape::object: frame.count = as<ObjectType>(type).members.size(); return out_.put('{');
      case Shape::record:
        as<RecordType>(type).collect(object, elements_);
        frame.count = (elements_.size() - frame.first) / 2;
        return out_.put('{');
      case Shape::tuple: frame.count = as<TupleType>(type).parts.size(); return out_.put('[');
      case Shape::list: return open_list(frame, as<ListType>(type));
      case Shape::set:
        if (!differ_in_a_set(*as<SetType>(type).element)) throw Detour();
        as<SetType>(type).collect(object, elements_);
        frame.count = elements_.size() - frame.first;
        return out_.put("{\"$type\":\"set\",\"values\":[");
      default:
        if (!differ_in_a_set(*as<MapType>(type).key)) throw Detour();
        as<MapType>(type).collect(object, elements_);
        frame.count = (elements_.size() - frame.first) / 2;
        return out_.put("{\"$type\":\"map\",\"entries\":[");
    }
  }

  void open_list(Frame& frame, const ListType& type) {
    out_.put('[');
    if (type.block == nullptr) {
      type.collect(frame.object, elements_);
      frame.count = elements_.size() - frame.first;
      return;
    }
    const std::span<const std::byte> block = type.block(frame.object);
    frame.object = block.data();
    frame.count = block.size() / type.element->size;
    frame.first = in_block;
  }

  void finish() {
    while (frames_.size() != 0) {
      Frame& frame = frames_[frames_.size() - std::size_t{1}];
      if (frame.type->shape == Shape::object) {  // most of them
        step_object(frame);
        continue;
      }
      switch (frame.type->shape) {
        case Shape::list:
        case Shape::set: step_list(frame); break;
        case Shape::tuple: step_tuple(frame); break;
        case Shape::record: step_record(frame); break;
        default: step_map(frame); break;
      }
    }
  }

  // Each goes on until a member opens a frame, or to the end. No frame may be touched after that.

  void close(const Frame& frame, char end) {
    if (frame.first != in_block) elements_.resize(frame.first);
    out_.put(end);
    frames_.truncate(frames_.size() - 1);
  }

  void step_object(Frame& frame) {
    const auto& type = as<ObjectType>(*frame.type);
    const Member* member = type.members.data() + frame.next;
    const Member* const end = type.members.data() + type.members.size();
    std::size_t comma = frame.any ? 0 : 1;  // the first key has none
    for (; member != end; ++member) {
      if (type.has_versions && (version_ < member->since || version_ > member->until)) continue;
      const Type* value_type = member->type;
      const void* value = frame.object + member->offset;
      if (value_type->shape == Shape::optional) {
        value = as<OptionalType>(*value_type).get(value);
        if (value == nullptr && !member->writes_null) continue;
        value_type = as<OptionalType>(*value_type).inner;
      }
      char* const to = put_key(*member, comma);
      comma = 0;
      if (value == nullptr) {
        out_.advance(to);
        out_.put("null");
      } else if (is_leaf(value_type->shape)) {
        put_leaf_at(to, *value_type, value);
      } else {
        out_.advance(to);
        frame.next = static_cast<std::size_t>(member + 1 - type.members.data());
        frame.any = true;
        if (put(value_type, value)) return;
      }
    }
    close(frame, '}');
  }

  /// Room for any key's last block, and behind it for any number, or any short string.
  static constexpr std::size_t value_room = json_string_room(short_json_string);
  static_assert(value_room >= number_room + 1 + key_block);

  /// Writes `,"name":`; there is room for a short value behind it.
  char* put_key(const Member& member, std::size_t comma) {
    const char* from = member.key + comma;
    char* to = out_.room(member.key_size + key_block + value_room);
    char* const end = to + member.key_size - comma;
    std::memcpy(to, from, key_block);
    while (end - to > static_cast<std::ptrdiff_t>(key_block)) {
      to += key_block;
      from += key_block;
      std::memcpy(to, from, key_block);
    }
    return end;
  }

  /// The frequent leaves, at a place with room for them; the others as anywhere.
  void put_leaf_at(char* to, const Type& type, const void* object) {
    switch (type.shape) {
      case Shape::string: {
        const auto& text = *static_cast<const std::string*>(object);
        if (text.size() <= short_json_string)
          return out_.advance(write_short_json_string(text, to));
        break;
      }
      case Shape::boolean: {
        const bool flag = *static_cast<const bool*>(object);
        std::memcpy(to, flag ? "true\0\0\0" : "false\0\0", 8);
        return out_.advance(to + (flag ? 4 : 5));
      }
      case Shape::null: std::memcpy(to, "null", 4); return out_.advance(to + 4);
      case Shape::int32: {
        const std::int64_t number = load<std::int32_t>(object);
        if (number < 0) *to++ = '-';
        return out_.advance(
            write_integer(static_cast<std::uint64_t>(number < 0 ? -number : number), to));
      }
      default: break;
    }
    out_.advance(to);
    put_leaf(type, object);
  }

  void step_list(Frame& frame) {
    const bool is_set = frame.type->shape == Shape::set;
    const Type& element =
        is_set ? *as<SetType>(*frame.type).element : *as<ListType>(*frame.type).element;
    while (frame.next < frame.count) {
      const std::size_t at = frame.next++;
      if (at != 0) out_.put(',');
      const void* const object =
          frame.first == in_block ? frame.object + at * element.size : elements_[frame.first + at];
      if (put(&element, object)) return;
    }
    if (is_set) out_.put(']');
    close(frame, is_set ? '}' : ']');
  }

  void step_tuple(Frame& frame) {
    const auto parts = as<TupleType>(*frame.type).parts;
    while (frame.next < frame.count) {
      const Part& part = parts[frame.next++];
      if (frame.next != 1) out_.put(',');
      if (put(part.type, part.get(frame.object))) return;
    }
    close(frame, ']');
  }

  void step_record(Frame& frame) {
    const Type* const mapped = as<RecordType>(*frame.type).mapped;
    while (frame.next < frame.count) {
      const std::size_t entry = frame.first + 2 * frame.next++;
      const auto& key = *static_cast<const std::string*>(elements_[entry]);
      if (array_index(key) >= 0) throw Detour();
      if (frame.next != 1) out_.put(',');
      if (key.starts_with('$')) {
        out_.put("\"$");
        write_json_characters(out_, key);
        out_.put('"');
      } else {
        put_string(key);
      }
      out_.put(':');
      if (put(mapped, elements_[entry + 1])) return;
    }
    close(frame, '}');
  }

  void step_map(Frame& frame) {
    const auto& type = as<MapType>(*frame.type);
    if (frame.any) out_.put(']');
    while (frame.next < frame.count) {
      const std::size_t entry = frame.first + 2 * frame.next++;
      out_.put(frame.next == 1 ? "[" : ",[");
      put_leaf(*type.key, elements_[entry]);
      out_.put(',');
      frame.any = true;
      if (put(type.mapped, elements_[entry + 1])) return;
      frame.any = false;
      out_.put(']');
    }
    out_.put(']');
    close(frame, '}');
  }

  Output& out_;
  const Root& root_;
  std::uint32_t version_;
  SharedObjects shared_;
  Pool<Frame, 16> frames_;
  Elements elements_;
};

}  // namespace

bool write_text(Output& out, const Root& root, const void* object,
                const StringifyOptions& options) {
  if (root.reach.converted) return false;
  try {
    TextWriter(out, root, options.version).run(object);
    static_cast<void>(out.view());  // not too long
    return true;
  } catch (const Detour&) {
  } catch (const CloneError&) {  // told again by the document, with the path
  }
  out.clear();
  return false;
}

}  // namespace candela::detail::bind
