#include "nested_reader.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "buffer_text.hpp"
#include "fields.hpp"
#include "nested_aliases.hpp"
#include "special_values.hpp"

namespace candela {
namespace {

class NestedReader final : public ObjectForms {
 public:
  NestedReader(Document& document, std::string_view text, const ParseOptions& options)
      : options_(options),
        core_(document.core()),
        scanner_(text, options.limits),
        tree_(scanner_, core_, options.limits, this),
        aliases_(core_, options.limits, text.size()) {}

  void run() {
    try {
      read_envelope();
      aliases_.resolve();
      attach_views();
    } catch (const CloneError& error) {
      if (!error.path().empty()) throw;
      throw CloneError(error.code(), error.message(), error.offset(), place() + tree_.path());
    }
  }

  const HostType* host_type(std::string_view type) const override {
    for (const HostType& host : options_.hosts)
      if (host.tag == type) return &host;
    return nullptr;
  }

  Slot close(const ReadObject& object) override {
    const Fields fields(core_, object);
    if (const Slot number = fields.find("$ref"); number != slots::hole && object.count == 1)
      return reference_object(object, number);
    const Slot type = fields.find("$type");
    if (type == slots::hole) return plain_object(object);
    if (!slots::is_string(type)) fields.fail("$type", "a string");
    return typed(fields, core_.text(type));
  }

  Slot reference(std::uint32_t number, std::size_t offset) override {
    return slots::reference(aliases_.mention(number, offset));
  }

 private:
  std::string place() const {
    return place_ == Place::alias ? "aliases[" + alias_ + "]"
                                  : std::string(place_ == Place::meta ? "meta" : "$");
  }

  // The envelope

  /// Passes the brace of an object that must be here. Other JSON is of a wrong shape, and what is no
  /// JSON is that first.
  void open_object(std::string_view what) {
    if (scanner_.peek() == '{') return scanner_.skip();
    const std::size_t offset = scanner_.offset();
    skip_value();
    scanner_.fail(CloneErrorCode::bad_shape, std::string(what) + " must be an object", offset);
  }

  void read_envelope() {
    open_object("the text");
    bool has_json = false;
    if (!scanner_.accept('}')) {
      do {
        const std::string key = read_key();
        if (key == "json") {
          has_json = true;
          core_.root = tree_.read();
        } else if (key == "meta") {
          read_meta();
        } else {
          skip_value();
        }
      } while (scanner_.accept(','));
      scanner_.expect('}');
    }
    scanner_.finish();
    if (!has_json)
      throw CloneError(CloneErrorCode::bad_shape, "the text has no member \"json\"", 0);
  }

  void read_meta() {
    place_ = Place::meta;
    open_object("the member \"meta\"");
    if (!scanner_.accept('}')) {
      do {
        if (read_key() == "aliases") {
          read_aliases();
        } else {
          skip_value();
        }
      } while (scanner_.accept(','));
      scanner_.expect('}');
    }
    place_ = Place::root;
  }

  void read_aliases() {
    open_object("the member \"aliases\"");
    if (scanner_.accept('}')) return;
    do {
      const std::size_t offset = scanner_.offset();
      alias_ = read_key();
      std::uint32_t number = 0;
      const char* const end = alias_.data() + alias_.size();
      const auto read = std::from_chars(alias_.data(), end, number);
      const bool is_canonical = alias_.size() == 1 || !alias_.starts_with('0');
      if (read.ec != std::errc() || read.ptr != end || !is_canonical)
        scanner_.fail(CloneErrorCode::bad_shape, "the names in meta.aliases must be whole numbers",
                      offset);
      place_ = Place::alias;
      const HeaderIndex header = aliases_.mention(number, offset);
      // A second body for one number replaces the first, as a second member does.
      core_[header] = Header{};
      if (!views_.empty()) views_.erase(header);
      body_ = header;
      aliases_.define(number, tree_.read(header));
      body_ = no_block;
    } while (scanner_.accept(','));
    scanner_.expect('}');
    place_ = Place::meta;
  }

  std::string read_key() {
    if (scanner_.peek() != '"') scanner_.fail_unexpected("a property name in quotes");
    std::string key(scanner_.string());
    scanner_.expect(':');
    return key;
  }

  void skip_value() { tree_.read_plain(); }

  // Objects with a meaning

  /// The object's own header is not needed after all.
  void release(const ReadObject& object) {
    if (object.header != body_) core_.free_header(object.header);
  }

  Slot reference_object(const ReadObject& object, Slot slot) {
    const double number = slots::is_number(slot) ? slots::as_number(slot) : -1;
    if (!(number >= 0 && number < 4294967295.0) || number != static_cast<std::uint32_t>(number))
      throw CloneError(CloneErrorCode::bad_reference, "$ref must be the number of an alias",
                       object.offset);
    const HeaderIndex alias = aliases_.mention(static_cast<std::uint32_t>(number), object.offset);
    release(object);
    if (alias == object.header)
      throw CloneError(CloneErrorCode::bad_reference, "an alias refers to nothing but itself",
                       object.offset);
    return slots::reference(alias);
  }

  static std::string_view unescaped(std::string_view key) noexcept {
    return key.starts_with("$$") ? key.substr(1) : key;
  }

  Slot plain_object(const ReadObject& object) {
    for (std::uint32_t i = 0; i < object.count; ++i)
      set_unescaped(object.header, object.keys[i], object.values[i]);
    return slots::reference(object.header);
  }

  void set_unescaped(HeaderIndex header, KeyId key, Slot value) {
    core_.set_property(header, core_.intern(unescaped(core_.key_text(key))), value);
  }

  Slot typed(const Fields& fields, std::string_view type) {
    const ReadObject& object = fields.object();
    const Slot self = slots::reference(object.header);
    if (type == "undefined") {
      release(object);
      return fields.find("hole") == slots::yes ? slots::hole : slots::undefined;
    }
    if (type == "bigint") {
      release(object);
      return read_bigint(core_, fields.string("value"), options_.limits, object.offset);
    }
    if (type == "number-special") {
      release(object);
      const std::optional<double> number = special_number(fields.string("value"));
      if (!number) fields.fail("value", "NaN, Infinity or -Infinity");
      return slots::number(*number);
    }
    if (type == "date") {
      read_date(core_, object.header, fields.string("iso"), object.offset);
      return self;
    }
    if (type == "regexp") return regexp(fields);
    if (type == "map") return map(fields);
    if (type == "set") return set(fields);
    if (type == "error") return error(fields);
    if (type == "arraybuffer") return buffer(fields);
    if (type == "function") {
      fields.string("name");
      core_.become(object.header, Kind::function);
      core_.set_fixed(object.header, {fields.find("name")});
      return self;
    }
    if (type == "boolean-object" || type == "number-object" || type == "string-object" ||
        type == "bigint-object") {
      const Slot primitive =
          read_boxed(core_, type, fields.find("value"), options_.limits, object.offset);
      if (primitive == slots::hole) fields.fail("value", "of the type that $type says");
      core_.become(object.header, Kind::boxed);
      core_.set_fixed(object.header, {primitive});
      return self;
    }
    const HostType* const host = host_type(type);
    return host == nullptr ? unknown_host(fields) : known_host(fields, *host);
  }

  Slot regexp(const Fields& fields) {
    fields.string("source");
    fields.string("flags");
    const double last = fields.has("lastIndex") ? fields.number("lastIndex") : 0;
    const HeaderIndex header = fields.object().header;
    core_.become(header, Kind::regexp);
    core_.set_fixed(header, {fields.find("source"), fields.find("flags"), slots::number(last)});
    return slots::reference(header);
  }

  /// A list that belongs to this object alone: it is taken apart.
  HeaderIndex own_list(const Fields& fields, std::string_view name) const {
    const HeaderIndex list = fields.array(name);
    if (aliases_.is_alias(list)) fields.fail(name, "a list, not a reference to one");
    return list;
  }

  Slot map(const Fields& fields) {
    const HeaderIndex entries = own_list(fields, "entries");
    const HeaderIndex header = fields.object().header;
    core_.become(header, Kind::map);
    for (std::uint32_t i = 0; i < core_[entries].size; ++i) {
      const Slot pair = core_.cells[core_[entries].cells + i];
      const bool is_list = core_.kind(pair) == Kind::array;
      if (!is_list || core_[slots::header_of(pair)].size != 2 ||
          aliases_.is_alias(slots::header_of(pair)))
        fields.fail("entries", "a list of [key, value] pairs");
      const std::uint32_t cells = core_[slots::header_of(pair)].cells;
      const Slot key = without_hole(core_.cells[cells]);
      const Slot value = without_hole(core_.cells[cells + 1]);
      core_.free_header(slots::header_of(pair));
      core_.put_entry(header, key, value);
    }
    core_.free_header(entries);
    return slots::reference(header);
  }

  static Slot without_hole(Slot slot) noexcept {
    return slot == slots::hole ? slots::undefined : slot;
  }

  Slot set(const Fields& fields) {
    const HeaderIndex members = own_list(fields, "values");
    const HeaderIndex header = fields.object().header;
    core_.become(header, Kind::set);
    for (std::uint32_t i = 0; i < core_[members].size; ++i) {
      const Slot member = without_hole(core_.cells[core_[members].cells + i]);
      core_.put_entry(header, member, slots::undefined);
    }
    core_.free_header(members);
    return slots::reference(header);
  }

  Slot error(const Fields& fields) {
    const ReadObject& object = fields.object();
    core_.become(object.header, Kind::error);
    Value error(&core_, slots::reference(object.header));
    for (std::uint32_t i = 0; i < object.count; ++i) {
      const std::string_view key = core_.key_text(object.keys[i]);
      if (key == "$type") continue;
      // Value::set knows the parts of an error by their names.
      error.set(unescaped(key), Value(&core_, object.values[i]));
    }
    return error.slot();
  }

  Slot buffer(const Fields& fields) {
    BufferFields buffer;
    buffer.subtype = fields.string("subtype");
    buffer.list_core = &core_;
    buffer.data = own_list(fields, "data");
    buffer.offset = fields.offset();
    const std::string_view length_field = buffer.subtype == "DataView" ? "byteLength" : "length";
    if (fields.has("byteOffset") || fields.has(length_field)) {
      buffer.has_part = true;
      buffer.byte_offset = fields.count("byteOffset");
      buffer.length = fields.count(length_field);
    }
    buffer.buffer = fields.find("buffer");
    const HeaderIndex header = fields.object().header;
    read_elements(core_, header, buffer);
    core_.free_header(buffer.data);
    if (buffer.buffer != slots::hole && buffer.has_part && core_[header].kind != Kind::array_buffer)
      views_.insert_or_assign(header, buffer);
    return slots::reference(header);
  }

  Slot unknown_host(const Fields& fields) {
    const ReadObject& object = fields.object();
    const HeaderIndex payload = core_.new_header(Kind::object);
    for (std::uint32_t i = 0; i < object.count; ++i)
      if (core_.key_text(object.keys[i]) != "$type")
        set_unescaped(payload, object.keys[i], object.values[i]);
    return host(object.header, fields.find("$type"), slots::reference(payload));
  }

  Slot known_host(const Fields& fields, const HostType& type) {
    const Slot payload = fields.find(type.nested_field);
    if (payload == slots::hole) fields.fail(type.nested_field, "there");
    if (type.payload == HostType::Payload::record) {
      if (core_.kind(payload) != Kind::object) fields.fail(type.nested_field, "an object");
      restore_body(core_, slots::header_of(payload), type);
    }
    return host(fields.object().header, fields.find("$type"), payload);
  }

  Slot host(HeaderIndex header, Slot tag, Slot payload) {
    core_.become(header, Kind::host);
    core_.set_fixed(header, {tag, payload});
    return slots::reference(header);
  }

  // Views whose buffer may have come after them

  void attach_views() {
    for (const auto& [header, fields] : views_)
      attach_buffer(core_, header, fields);
  }

  const ParseOptions& options_;
  Core& core_;
  Scanner scanner_;
  TreeReader tree_;
  NestedAliases aliases_;
  HeaderIndex body_ = no_block;  // of the alias whose body is being read
  enum class Place : std::uint8_t { root, meta, alias };
  Place place_ = Place::root;
  std::string alias_;  // the alias that is being read
  std::unordered_map<HeaderIndex, BufferFields> views_;
};

}  // namespace

void read_nested(Document& document, std::string_view text, const ParseOptions& options) {
  NestedReader(document, text, options).run();
}

}  // namespace candela
