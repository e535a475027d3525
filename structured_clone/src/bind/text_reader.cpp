#include "text_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/convert_pointers.hpp>

#include "formats/special_values.hpp"
#include "graph/pool.hpp"
#include "text/iso_date.hpp"
#include "text_choice.hpp"
#include "text_cursor.hpp"
#include "typed_depth.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

/// Whether `"name":` stands at `at`, of which `left` bytes can be read.
inline bool is_key(const char* at, std::size_t left, const Member& member) noexcept {
  const char* const key = member.key + 1;  // without the comma
  const std::size_t size = member.key_size - std::size_t{1};
#if defined(__SSE2__)
  // Whole registers: keys have a block to read behind them.
  constexpr std::size_t width = 16;
  if (size <= 2 * width && left >= 2 * width) {
    const auto differing = [at, key](std::size_t from) {
      const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + from));
      const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(key + from));
      return ~static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(a, b))) & 0xFFFFU;
    };
    if (size <= width) return (differing(0) & ((1U << size) - 1)) == 0;
    return differing(0) == 0 && (differing(width) & ((1U << (size - width)) - 1)) == 0;
  }
#endif
  return left >= size && std::memcmp(at, key, size) == 0;
}

constexpr bool is_in(const IntegerRange& range, std::int64_t number) noexcept {
  return number < 0 ? number >= range.least : static_cast<std::uint64_t>(number) <= range.greatest;
}

class TextReader {
 public:
  TextReader(std::string_view text, const Root& root, const ParseOptions& options,
             ViewBuffer* buffer)
      : text_(text, options.limits),
        root_(root),
        options_(options),
        buffer_(buffer),
        bytes_(text.size()),
        look_ahead_{4 * text.size(), options.version} {}
  TextReader(const TextReader&) = delete;
  TextReader& operator=(const TextReader&) = delete;
  ~TextReader() {
    for (std::size_t i = 0; i < frames_.size(); ++i)
      drop_scratch(frames_[i]);
  }

  void run(void* object) {
    text_.expect('{');
    expect_key("\"json\"");
    read(&root_.type, object);
    finish();
    text_.expect(',');
    expect_key("\"meta\"");
    text_.expect('{');
    if (!text_.accept('}')) {
      expect_key("\"aliases\"");
      read_aliases();
      text_.expect('}');
    }
    text_.expect('}');
    text_.expect_end();
    for (const Alias& alias : aliases_)
      if (alias.owner != nullptr && !alias.is_read) throw Detour();
    const std::size_t most = options_.limits.typed_depth;
    if (opened_ > most) check_depth(root_.type, object, most);
  }

  /// After a detour: nothing deep hangs on what was read so far.
  void take_apart() {
    for (std::size_t i = 0; i < frames_.size(); ++i)
      if (frames_[i].scratch != nullptr && frames_[i].type->shape == Shape::set)
        dismantle_value(*as<SetType>(*frames_[i].type).element, frames_[i].scratch);
    for (const Alias& alias : aliases_)
      if (alias.owner != nullptr) dismantle_value(*alias.type, alias.owner.get());
    for (const auto& [type, owner] : weakly_held_)
      dismantle_value(*type, owner.get());
  }

 private:
  struct Frame {
    const Type* type;
    void* object;
    std::size_t next;  // the member that is expected, or the number of elements before
    std::size_t seen;  // of an object's members, and where their bits are
    std::size_t first;
    void* scratch;      // a Set's member or a Map's key
    const char* start;  // of a list's first element
    bool any;           // something was read of it
  };
  struct Alias {
    const Type* type = nullptr;
    std::shared_ptr<void> owner;
    bool is_read = false;
  };

  // The envelope

  void expect_key(std::string_view quoted) {
    text_.peek();
    if (text_.left() < quoted.size() ||
        std::memcmp(text_.here(), quoted.data(), quoted.size()) != 0)
      throw Detour();
    text_.skip(quoted.size());
    text_.expect(':');
  }

  void read_aliases() {
    text_.expect('{');
    if (text_.accept('}')) return;
    do {
      text_.expect('"');
      const std::size_t number = read_digits();
      text_.expect_text("\"");
      text_.expect(':');
      // An alias that nothing has mentioned has no type yet.
      if (number >= aliases_.size() || aliases_[number].owner == nullptr ||
          aliases_[number].is_read)
        throw Detour();
      aliases_[number].is_read = true;
      open(*aliases_[number].type, aliases_[number].owner.get());
      finish();
    } while (text_.accept(','));
    text_.expect('}');
  }

  std::size_t read_digits() {
    std::int64_t number = 0;
    if (text_.left() == 0 || *text_.here() == '-' || !text_.short_integer(number)) throw Detour();
    return static_cast<std::size_t>(number);
  }

  // One value

  void read(const Type* type, void* object) {
    while (!is_leaf(type->shape)) {
      switch (type->shape) {
        case Shape::optional: object = fill(as<OptionalType>(*type), object); break;
        case Shape::unique: object = fill(as<UniqueType>(*type), object); break;
        case Shape::shared:
        case Shape::weak: object = share(as<SharedType>(*type), object); break;
        case Shape::variant: {
          const auto& variant = as<VariantType>(*type);
          const std::size_t chosen = choose_by_text(variant, text_, look_ahead_);
          object = variant.emplace(object, chosen);
          type = variant.alternatives[chosen];
          continue;
        }
        default: return open(*type, object);
      }
      if (object == nullptr) return;
      type = &inner_of(*type);
    }
    read_leaf(*type, object);
  }

  /// null, or undefined as it is written where nothing else stands for it.
  bool read_empty() {
    const char first = text_.peek();
    if (first == 'n') return text_.expect_text("null"), true;
    return first == '{' && text_.accept_text("{\"$type\":\"undefined\"}");
  }

  template <typename Table>
  void* fill(const Table& type, void* object) {
    if (!read_empty()) return type.emplace(object);
    type.reset(object);
    return nullptr;
  }

  void* share(const SharedType& type, void* pointer) {
    if (read_empty()) {
      type.assign(pointer, nullptr);
      return nullptr;
    }
    if (text_.accept_text("{\"$ref\":")) {
      share_alias(type, pointer, read_digits());
      text_.expect('}');
      return nullptr;
    }
    const std::shared_ptr<void> owner = type.make();
    type.assign(pointer, owner);
    if (type.shape == Shape::weak) weakly_held_.emplace_back(type.inner, owner);
    return owner.get();
  }

  void share_alias(const SharedType& type, void* pointer, std::size_t number) {
    // A text has no room for more; and only what has an identity of its own can be one.
    const bool has_identity = !is_leaf(type.inner->shape) && type.inner->shape < Shape::optional;
    if (number >= bytes_ / 4 || !has_identity) throw Detour();
    if (number >= aliases_.size()) aliases_.resize(number + 1);
    Alias& alias = aliases_[number];
    if (alias.owner == nullptr) alias = {type.inner, type.make(), false};
    if (alias.type != type.inner) throw Detour();
    type.assign(pointer, alias.owner);
  }

  // Leaves

  void read_leaf(const Type& type, void* object) {
    const char first = text_.peek();
    switch (type.shape) {
      case Shape::string: {
        const std::string_view text = text_.string().text;
        static_cast<std::string*>(object)->assign(text.data(), text.size());
        return;
      }
      case Shape::view: return read_view(*static_cast<std::string_view*>(object));
      case Shape::boolean:
        if (first == 't') {
          text_.expect_text("true");
        } else {
          text_.expect_text("false");
        }
        *static_cast<bool*>(object) = first == 't';
        return;
      case Shape::float64: *static_cast<double*>(object) = read_double(); return;
      case Shape::float32: {
        const double number = read_double();
        if (std::isfinite(number) && std::abs(number) > double{std::numeric_limits<float>::max()})
          throw Detour();
        *static_cast<float*>(object) = static_cast<float>(number);
        return;
      }
      case Shape::null: return text_.expect_text("null");
      case Shape::undefined: return text_.expect_text("{\"$type\":\"undefined\"}");
      case Shape::enumeration: {
        const EnumName* const name = find_number(as<EnumType>(type), text_.string().text);
        if (name == nullptr) throw Detour();
        return store(type.size, object, static_cast<std::uint64_t>(name->number));
      }
      case Shape::bigint: *static_cast<BigInt*>(object) = read_bigint(); return;
      case Shape::date: return read_date(as<TimeType>(type), object);
      case Shape::duration:
        if (!as<TimeType>(type).from_ms(object, read_double())) throw Detour();
        return;
      case Shape::bytes: return read_bytes(as<BytesType>(type), object);
      case Shape::bits: return read_bits(as<BitsType>(type), object);
      case Shape::converted: throw Detour();
      default: return read_integer(type, object);
    }
  }

  void read_view(std::string_view& view) {
    const TextCursor::String string = text_.string();
    view = string.is_in_text || buffer_ == nullptr ? string.text : buffer_->keep(string.text);
  }

  double read_double() {
    if (text_.peek() != '{') return text_.number();
    text_.expect_text("{\"$type\":\"number-special\",\"value\":");
    const std::optional<double> number = special_number(text_.string().text);
    if (!number) throw Detour();
    text_.expect('}');
    return *number;
  }

  BigInt read_bigint() {
    text_.expect_text("{\"$type\":\"bigint\",\"value\":");
    const std::string_view digits = text_.string().text;
    if (digits.size() > options_.limits.bigint_digits) throw Detour();
    std::optional<BigInt> number = BigInt::from_decimal(digits);
    if (!number) throw Detour();
    text_.expect('}');
    return *std::move(number);
  }

  void read_integer(const Type& type, void* object) {
    const IntegerRange range = integer_range(type.shape);
    std::int64_t number = 0;
    if (text_.short_integer(number)) {
      const bool fits =
          number < 0 ? number >= range.least : static_cast<std::uint64_t>(number) <= range.greatest;
      if (!fits) throw Detour();
      return store(type.size, object, static_cast<std::uint64_t>(number));
    }
    if (text_.peek() == '{') return read_integer_of_bigint(range, type, object);
    const double read = text_.number();
    const double end = range.least == 0 ? 0x1p64 : 0x1p63;
    if (!(read >= (range.least == 0 ? 0 : -0x1p63) && read < end) || std::trunc(read) != read)
      throw Detour();
    const bool is_negative = read < 0;
    const std::uint64_t bits = is_negative
                                   ? static_cast<std::uint64_t>(static_cast<std::int64_t>(read))
                                   : static_cast<std::uint64_t>(read);
    if (is_negative ? static_cast<std::int64_t>(bits) < range.least : bits > range.greatest)
      throw Detour();
    store(type.size, object, bits);
  }

  void read_integer_of_bigint(const IntegerRange& range, const Type& type, void* object) {
    const BigInt read = read_bigint();
    if (range.least == 0) {
      const std::optional<std::uint64_t> number = read.to_uint64();
      if (!number || *number > range.greatest) throw Detour();
      return store(type.size, object, *number);
    }
    const std::optional<std::int64_t> number = read.to_int64();
    if (!number || *number < range.least || *number > static_cast<std::int64_t>(range.greatest))
      throw Detour();
    store(type.size, object, static_cast<std::uint64_t>(*number));
  }

  void read_date(const TimeType& type, void* object) {
    text_.expect_text("{\"$type\":\"date\",\"iso\":");
    const std::optional<double> ms = parse_iso(text_.string().text);
    if (!ms || !type.from_ms(object, *ms)) throw Detour();
    text_.expect('}');
  }

  void read_bytes(const BytesType& type, void* object) {
    text_.expect_text("{\"$type\":\"arraybuffer\",\"subtype\":\"Uint8Array\",\"data\":[");
    std::vector<std::byte> bytes;
    if (!text_.accept(']')) {
      do {
        text_.peek();
        std::int64_t number = 0;
        if (!text_.short_integer(number) || number < 0 || number > 255) throw Detour();
        bytes.push_back(static_cast<std::byte>(number));
      } while (text_.accept(','));
      text_.expect(']');
    }
    text_.expect('}');
    if (!type.assign(object, bytes)) throw Detour();
  }

  void read_bits(const BitsType& type, void* object) {
    type.clear(object);
    text_.expect('[');
    if (text_.accept(']')) return;
    do {
      const bool flag = text_.peek() == 't';
      if (flag) {
        text_.expect_text("true");
      } else {
        text_.expect_text("false");
      }
      type.push(object, flag);
    } while (text_.accept(','));
    text_.expect(']');
  }

  // What holds others

  void open(const Type& type, void* object) {
    ++opened_;
    if (levels_left() == 0) throw Detour();
    text_.peek();
    if (type.shape == Shape::list) {
      const auto& list = as<ListType>(type);
      if (list.append != nullptr) list.clear(object);
      if (is_leaf(list.element->shape)) return read_leaves(list, object);
    }
    Frame frame{&type, object, 0, 0, seen_.size(), nullptr, nullptr, false};
    switch (type.shape) {
      case Shape::object: {
        text_.expect_text("{");
        const std::size_t words = (as<ObjectType>(type).members.size() + 63) / 64;
        for (std::size_t i = 0; i < words; ++i)
          seen_.push(0);
        break;
      }
      case Shape::list:
      case Shape::tuple: text_.expect_text("["); break;
      case Shape::record:
        as<RecordType>(type).clear(object);
        text_.expect_text("{");
        break;
      case Shape::set:
        text_.expect_text("{\"$type\":\"set\",\"values\":[");
        as<SetType>(type).clear(object);
        frame.scratch = as<SetType>(type).create();
        break;
      default:
        text_.expect_text("{\"$type\":\"map\",\"entries\":[");
        as<MapType>(type).clear(object);
        frame.scratch = as<MapType>(type).create();
        break;
    }
    frame.start = text_.here();
    frames_.push(frame);
  }

  std::size_t levels_left() const noexcept {
    constexpr std::size_t inside = 4;  // of the forms that objects may have
    const std::size_t open = frames_.size() + inside;
    return open < options_.limits.depth ? options_.limits.depth - open : 0;
  }

  void finish() {
    while (frames_.size() != 0) {
      Frame& frame = frames_[frames_.size() - std::size_t{1}];
      if (frame.type->shape == Shape::object) {  // most of them
        step_object(frame);
        continue;
      }
      switch (frame.type->shape) {
        case Shape::list: step_list(frame); break;
        case Shape::tuple: step_tuple(frame); break;
        case Shape::set: step_set(frame); break;
        case Shape::record: step_record(frame); break;
        default: step_map(frame); break;
      }
    }
  }

  // Each goes on until a value opens a frame, or to the end. No frame may be touched after that.

  bool opens(const Type* type, void* object) {
    const std::uint32_t before = frames_.size();
    read(type, object);
    return frames_.size() != before;
  }

  /// Passes the comma between two members or elements; false at the end, which it passes.
  bool more(Frame& frame, char end) {
    if (!frame.any) {
      frame.any = true;
      return !text_.accept(end);
    }
    if (text_.accept(',')) return true;
    text_.expect(end);
    return false;
  }

  void close(const Frame& frame) {
    drop_scratch(frame);
    seen_.truncate(static_cast<std::uint32_t>(frame.first));
    frames_.truncate(frames_.size() - 1);
  }

  static void drop_scratch(const Frame& frame) {
    if (frame.scratch == nullptr) return;
    if (frame.type->shape == Shape::set) {
      as<SetType>(*frame.type).destroy(frame.scratch);
    } else {
      as<MapType>(*frame.type).destroy(frame.scratch);
    }
  }

  // Objects

  void step_object(Frame& frame) {
    const auto& type = as<ObjectType>(*frame.type);
    auto* const object = static_cast<std::byte*>(frame.object);
    while (more(frame, '}')) {
      const Member* member = nullptr;
      switch (read_simple_members(frame, type, member)) {
        case Next::end: continue;
        case Next::member: member = read_key(frame, type); break;
        case Next::value: break;
      }
      if (member == nullptr) {
        text_.skip_value(levels_left());
        continue;
      }
      if (is_leaf(member->type->shape)) {
        read_leaf(*member->type, object + member->offset);
      } else if (opens(member->type, object + member->offset)) {
        return;
      }
    }
    if (frame.seen != type.members.size()) fill_missing_members(frame, type);
    close(frame);
  }

  /// What comes next in an object.
  enum class Next : std::uint8_t {
    member,  ///< a name
    value,   ///< the value of the member whose name was read
    end,     ///< a comma or the end
  };

  /// Members that come as expected, without white space, and whose values are strings without
  /// escapes, short whole numbers or literals: as many as there are in a row. The rest is for who reads anything.
  Next read_simple_members(Frame& frame, const ObjectType& type, const Member*& member) {
    const char* at = text_.here();
    const char* const text_end = at + text_.left();
    const char* const last = text_end - simple_room;
    const Member* const end = type.members.data() + type.members.size();
    const Member* expected = type.members.data() + frame.next;
    auto* const object = static_cast<std::byte*>(frame.object);
    Next next = Next::member;
    for (; expected != end && at <= last && expected->key_size <= key_room &&
           is_key(at, simple_room, *expected);
         ++expected) {
      at += expected->key_size - std::size_t{1};
      mark(frame, type, static_cast<std::size_t>(expected - type.members.data()));
      const char* const behind =
          read_simple(at, text_end, *expected->type, object + expected->offset);
      if (behind == nullptr) {
        member = expected;
        next = Next::value;
        break;
      }
      at = behind;
      if (*at != ',') {
        next = Next::end;
        break;
      }
      ++at;
    }
    text_.move_to(at);
    return next;
  }

  /// Bytes that are there to be read behind each place where a simple member may begin: the longest
  /// key that is compared in registers, and the longest simple value.
  static constexpr std::ptrdiff_t key_room = 48;
  static constexpr std::ptrdiff_t value_room = 48;
  static constexpr std::ptrdiff_t simple_room = key_room + value_room;

  /// The quote that ends a string without escapes, or null.
  static const char* end_of_simple_string(const char* at, const char* end) {
    if (*at != '"') return nullptr;
    const std::size_t length = Scanner::measure_short_string(at + 1);
    if (length != Scanner::no_short_string) return at + 1 + length;
    const char* const stop = find_end_of_plain(at + 1, end);
    return end - stop > 1 && *stop == '"' ? stop : nullptr;
  }

  /// The end of a simple value, or null, where nothing was read. The text goes on behind it.
  static const char* read_simple(const char* at, const char* end, const Type& type, void* object) {
    switch (type.shape) {
      case Shape::string: {
        const char* const stop = end_of_simple_string(at, end);
        if (stop == nullptr) return nullptr;
        static_cast<std::string*>(object)->assign(at + 1, static_cast<std::size_t>(stop - at) - 1);
        return stop + 1;
      }
      case Shape::view: {
        const char* const stop = end_of_simple_string(at, end);
        if (stop == nullptr) return nullptr;
        *static_cast<std::string_view*>(object) = {at + 1, static_cast<std::size_t>(stop - at) - 1};
        return stop + 1;
      }
      case Shape::boolean: {
        const bool is_true = std::memcmp(at, "true", 4) == 0;
        if (!is_true && std::memcmp(at, "false", 5) != 0) return nullptr;
        *static_cast<bool*>(object) = is_true;
        return at + (is_true ? 4 : 5);
      }
      case Shape::null: return std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr;
      default: return is_integer(type.shape) ? read_simple_integer(at, type, object) : nullptr;
    }
  }

  static const char* read_simple_integer(const char* at, const Type& type, void* object) {
    std::int64_t number = 0;
    const char* const end = read_short_integer(at, at + value_room, number);
    if (end == nullptr || !is_in(integer_range(type.shape), number)) return nullptr;
    store(type.size, object, static_cast<std::uint64_t>(number));
    return end;
  }

  /// The member whose name stands here, most often the expected one; null: an unknown name.
  const Member* read_key(Frame& frame, const ObjectType& type) {
    text_.peek();
    const std::size_t count = type.members.size();
    for (std::size_t i = 0, at = frame.next; i < count; ++i, ++at) {
      if (at >= count) at = 0;
      const Member& member = type.members[at];
      if (!is_key(text_.here(), text_.left(), member)) continue;
      text_.skip(member.key_size - std::size_t{1});
      return mark(frame, type, at);
    }
    const std::string_view name = read_name();
    for (std::size_t at = 0; at < count; ++at)
      if (type.members[at].name == name) return expect_colon(), mark(frame, type, at);
    if (type.refuses_unknown) throw Detour();
    expect_colon();
    return nullptr;
  }

  const Member* mark(Frame& frame, const ObjectType& type, std::size_t at) {
    std::uint64_t& word = seen_[frame.first + at / 64];
    const std::uint64_t bit = std::uint64_t{1} << (at % 64);
    if ((word & bit) != 0) throw Detour();
    word |= bit;
    ++frame.seen;
    frame.next = at + 1;
    return &type.members[at];
  }

  void expect_colon() { text_.expect(':'); }

  /// A property's name, without the '$' that nested puts in front of one.
  std::string_view read_name() {
    const std::string_view name = text_.string().text;
    if (!name.starts_with('$')) return name;
    if (!name.starts_with("$$")) throw Detour();
    return name.substr(1);
  }

  void fill_missing_members(const Frame& frame, const ObjectType& type) {
    for (std::size_t at = 0; at < type.members.size(); ++at) {
      if ((seen_[frame.first + at / 64] >> (at % 64) & 1) != 0) continue;
      const Member& member = type.members[at];
      void* const object = static_cast<std::byte*>(frame.object) + member.offset;
      if (!fill_missing(member, object, options_.version)) throw Detour();
    }
  }

  // Lists

  template <typename T>
  void read_vector(const Type& element, void* object) {
    auto& list = *static_cast<std::vector<T>*>(object);
    do {
      read_leaf(element, &list.emplace_back());
    } while (text_.accept(','));
  }

  void read_leaves(const ListType& list, void* object) {
    text_.expect_text("[");
    const Type& element = *list.element;
    if (text_.accept(']')) {
      if (list.append == nullptr && list.fixed != 0) throw Detour();
      return;
    }
    const bool is_vector = list.append != nullptr && list.block != nullptr;
    if (is_vector && element.shape == Shape::float64) {
      read_vector<double>(element, object);
    } else if (is_vector && element.shape == Shape::int32) {
      read_vector<std::int32_t>(element, object);
    } else if (is_vector && element.shape == Shape::string) {
      read_vector<std::string>(element, object);
    } else if (list.append != nullptr) {
      do {
        read_leaf(element, list.append(object));
      } while (text_.accept(','));
    } else {
      read_fixed(list, element, object);
    }
    text_.expect(']');
  }

  void read_fixed(const ListType& list, const Type& element, void* object) {
    auto* at = const_cast<std::byte*>(list.block(object).data());
    std::size_t left = list.fixed;
    do {
      if (left-- == 0) throw Detour();
      read_leaf(element, at);
      at += element.size;
    } while (text_.accept(','));
    if (left != 0) throw Detour();
  }

  static void* next_element(const ListType& list, void* object, std::size_t at) {
    if (list.append != nullptr) return list.append(object);
    if (at == list.fixed) throw Detour();
    return const_cast<std::byte*>(list.block(object).data()) + at * list.element->size;
  }

  void step_list(Frame& frame) {
    const auto& list = as<ListType>(*frame.type);
    while (more(frame, ']')) {
      if (frame.next == 1 && list.reserve != nullptr && frames_.size() <= 2) reserve(frame, list);
      void* const element = next_element(list, frame.object, frame.next++);
      if (opens(list.element, element)) return;
    }
    if (list.append == nullptr && frame.next != list.fixed) throw Detour();
    close(frame);
  }

  /// Room for as many elements as there would be if all were as long as the first, and nothing came
  /// behind them: of an outer list.
  void reserve(const Frame& frame, const ListType& list) {
    const auto first = static_cast<std::size_t>(text_.here() - frame.start);
    const std::size_t guess = text_.left() / first + 2;
    const std::size_t most = 4 * bytes_;  // of memory, whatever the guess is
    list.reserve(frame.object, std::min(guess, most / list.element->size));
  }

  void step_tuple(Frame& frame) {
    const auto parts = as<TupleType>(*frame.type).parts;
    while (more(frame, ']')) {
      if (frame.next == parts.size()) throw Detour();
      const Part& part = parts[frame.next++];
      if (opens(part.type, const_cast<void*>(part.get(frame.object)))) return;
    }
    if (frame.next != parts.size()) throw Detour();
    close(frame);
  }

  void step_set(Frame& frame) {
    const auto& set = as<SetType>(*frame.type);
    while (true) {
      if (frame.next != 0) set.insert(frame.object, frame.scratch);
      if (!more(frame, ']')) break;
      ++frame.next;
      if (opens(set.element, frame.scratch)) return;
    }
    text_.expect('}');
    close(frame);
  }

  void step_record(Frame& frame) {
    const auto& record = as<RecordType>(*frame.type);
    while (more(frame, '}')) {
      text_.peek();
      void* const mapped = record.at(frame.object, read_name());
      if (mapped == nullptr) throw Detour();
      expect_colon();
      if (opens(record.mapped, mapped)) return;
    }
    close(frame);
  }

  void step_map(Frame& frame) {
    const auto& map = as<MapType>(*frame.type);
    while (true) {
      if (frame.next != 0) text_.expect(']');
      if (!more(frame, ']')) break;
      ++frame.next;
      text_.expect('[');
      read_leaf(*map.key, frame.scratch);
      void* const mapped = map.at(frame.object, frame.scratch);
      if (mapped == nullptr) throw Detour();
      text_.expect(',');
      if (opens(map.mapped, mapped)) return;
    }
    text_.expect('}');
    close(frame);
  }

  TextCursor text_;
  const Root& root_;
  const ParseOptions& options_;
  ViewBuffer* buffer_;
  std::size_t bytes_;
  LookAhead look_ahead_;  // of variants
  std::size_t opened_ = 0;
  Pool<Frame, 16> frames_;
  Pool<std::uint64_t, 16> seen_;
  std::vector<Alias> aliases_;
  std::vector<std::pair<const Type*, std::shared_ptr<void>>> weakly_held_;
};

/// No text of that length can reach those limits that are counted in values, names and bytes.
bool is_below_limits(std::size_t bytes, const Limits& limits) {
  return bytes <= limits.bytes && bytes <= limits.values && bytes / 4 <= limits.keys &&
         bytes <= limits.string_bytes && bytes / 8 <= limits.aliases;
}

}  // namespace

bool read_text(std::string_view text, const Root& root, void* object, const ParseOptions& options,
               ViewBuffer* buffer) {
  if (root.reach.converted || !is_below_limits(text.size(), options.limits)) return false;
  try {
    TextReader reader(text, root, options, buffer);
    try {
      reader.run(object);
      return true;
    } catch (...) {
      reader.take_apart();
      dismantle_value(root.type, object);
      throw;
    }
  } catch (const Detour&) {
  } catch (const CloneError&) {  // told again by the document, with the path
  }
  return false;
}

}  // namespace candela::detail::bind
