#include "tuple_reader.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "buffer_text.hpp"
#include "describe.hpp"
#include "fields.hpp"
#include "graph/copy.hpp"
#include "graph/mix.hpp"
#include "special_values.hpp"

namespace candela {
namespace {

/// Two steps: the text as plain JSON into a document of its own, then its entries, one after the
/// other, into the result. Entries refer to each other by id only, so nothing is recursive.
class TupleReader {
 public:
  TupleReader(Document& document, std::string_view text, const ParseOptions& options)
      : options_(options),
        scanner_(text, options.limits),
        tree_(scanner_, json_, options.limits, nullptr),
        core_(document.core()),
        inline_(0, SeededHash{core_.seed()}) {
    tree_.record_offsets();
  }

  void run() {
    try {
      json_.root = tree_.read();
      scanner_.finish();
    } catch (const CloneError& error) {
      throw CloneError(error.code(), error.message(), error.offset(), "$" + tree_.path());
    }
    copier_.emplace(json_, core_);
    try {
      read_document();
    } catch (const CloneError& error) {
      throw CloneError(error.code(), error.message(), error.offset(), place());
    }
  }

 private:
  // Places, for errors

  std::string place() const {
    std::string path = entry_ == no_block ? "root" : "objects[" + std::to_string(entry_) + "]";
    if (key_ != no_key) append_path_key(path, json_.key_text(key_));
    return path;
  }
  std::size_t offset_of(Slot slot) const noexcept {
    return slots::is_reference(slot) ? tree_.offset_of(slots::header_of(slot)) : entry_offset_;
  }
  [[noreturn]] void fail(CloneErrorCode code, std::string_view message, Slot at) const {
    throw CloneError(code, message, offset_of(at));
  }
  [[noreturn]] void fail_shape(std::string_view message, Slot at) const {
    fail(CloneErrorCode::bad_shape, message, at);
  }

  // The JSON tree

  bool is_list(Slot slot) const noexcept { return json_.kind(slot) == Kind::array; }
  std::uint32_t size(Slot list) const noexcept { return json_[slots::header_of(list)].size; }
  Slot element(Slot list, std::uint32_t at) const noexcept {
    return json_.cells[json_[slots::header_of(list)].cells + at];
  }
  Slot member(Slot object, std::string_view name) const noexcept {
    const HeaderIndex header = slots::header_of(object);
    const std::uint32_t at = json_.find_property(header, json_.find_key(name));
    return at == Core::nowhere ? slots::hole : json_.cells[json_[header].cells + at];
  }
  /// The members of an object. Requires: `object` outlives what is returned.
  ReadObject members(Slot object) {
    if (json_.kind(object) != Kind::object) fail_shape("expected an object", object);
    const HeaderIndex index = slots::header_of(object);
    const Header& header = json_[index];
    return ReadObject{index, json_.words.data() + header.words, json_.cells.data() + header.cells,
                      header.size, offset_of(object)};
  }
  std::string_view tag_of(Slot list) const {
    if (!is_list(list) || size(list) == 0 || !slots::is_string(element(list, 0)))
      fail_shape("expected a list that begins with a type, as in [\"string\",\"x\"]", list);
    return json_.text(element(list, 0));
  }
  Slot payload_of(Slot list) const {
    if (size(list) < 2) fail_shape("the list has no value behind its type", list);
    return element(list, 1);
  }

  // The document

  void read_document() {
    if (json_.kind(json_.root) != Kind::object) fail_shape("expected an object", json_.root);
    const Slot root = member(json_.root, "root");
    objects_ = member(json_.root, "objects");
    if (root == slots::hole) fail_shape("the text has no member \"root\"", json_.root);
    if (!is_list(objects_)) fail_shape("the member \"objects\" must be a list", json_.root);
    headers_.assign(size(objects_), no_block);
    if (headers_.size() > options_.limits.aliases)
      fail(CloneErrorCode::limit_aliases,
           "more objects than limits.aliases (" + std::to_string(options_.limits.aliases) + ")",
           objects_);
    core_.root = value_not_hole(root);
    for (entry_ = 0; entry_ < headers_.size(); ++entry_) {
      key_ = no_key;
      read_entry(element(objects_, entry_));
    }
    entry_ = farthest_entry_;
    key_ = no_key;
    if (farthest_offset_ != CloneError::no_offset && farthest_ >= headers_.size() + inline_count_)
      throw CloneError(CloneErrorCode::bad_reference,
                       "$lmz " + std::to_string(farthest_) + " has no entry in objects",
                       farthest_offset_);
    for (const View& view : views_) {
      entry_ = view.entry;
      attach_buffer(core_, view.header, view.fields);
    }
  }

  HeaderIndex header_of(std::uint32_t id) {
    if (headers_[id] == no_block) headers_[id] = core_.new_header(Kind::undefined);
    return headers_[id];
  }

  std::uint32_t id(Slot slot, Slot at) const {
    const double number = slots::is_number(slot) ? slots::as_number(slot) : -1;
    if (!(number >= 0 && number < 4294967295.0) || number != static_cast<std::uint32_t>(number))
      fail(CloneErrorCode::bad_reference, "an id must be a whole number", at);
    return static_cast<std::uint32_t>(number);
  }

  Slot reference(Slot list) {
    const std::uint32_t number = id(payload_of(list), list);
    if (number >= headers_.size()) {
      // The original refers to the hole of a Date or RegExp that it met before, and does not write
      // holes at the end.
      if (farthest_offset_ == CloneError::no_offset || number > farthest_) {
        farthest_ = number;
        farthest_offset_ = offset_of(list);
        farthest_entry_ = entry_;
      }
      return slots::undefined;
    }
    if (element(objects_, number) == slots::null) return slots::undefined;
    return slots::reference(header_of(number));
  }

  /// Text and bytes go from the one document to the other; containers by the copier.
  Slot plain(Slot slot) {
    if (slots::is_string(slot)) return core_.make_string(json_.text(slot));
    return slots::is_reference(slot) ? copier_->copy(slot) : slot;
  }

  // Values inside of entries

  Slot value(Slot list) {
    const std::string_view tag = tag_of(list);
    if (tag == "$lmz") return reference(list);
    if (tag == "null") return slots::null;
    if (tag == "undefined") {
      const bool hole = size(list) == 2 && slots::is_string(element(list, 1)) &&
                        json_.text(element(list, 1)) == "hole";
      return hole ? slots::hole : slots::undefined;
    }
    const Slot payload = payload_of(list);
    if (tag == "string") {
      if (!slots::is_string(payload)) fail_shape("expected text behind \"string\"", list);
      return plain(payload);
    }
    if (tag == "boolean") {
      if (!slots::is_boolean(payload)) fail_shape("expected true or false", list);
      return payload;
    }
    if (tag == "number") {
      const Slot number =
          read_boxed(json_, "number-object", payload, options_.limits, offset_of(list));
      if (number == slots::hole) fail_shape("expected a number", list);
      return number;
    }
    if (tag == "bigint") {
      if (!slots::is_string(payload)) fail_shape("expected the digits of a bigint", list);
      return read_bigint(core_, json_.text(payload), options_.limits, offset_of(list));
    }
    return inline_value(list, tag, payload);
  }

  /// Dates, RegExps and boxed values; an id as third element says which places are one value.
  Slot inline_value(Slot list, std::string_view tag, Slot payload) {
    ++inline_count_;
    if (size(list) < 3) return slots::reference(make_inline(list, tag, payload));
    const std::uint32_t number = id(element(list, 2), list);
    const auto known = inline_.find(number);
    if (known != inline_.end()) return slots::reference(known->second);
    const HeaderIndex header = make_inline(list, tag, payload);
    inline_.emplace(number, header);
    return slots::reference(header);
  }

  HeaderIndex make_inline(Slot list, std::string_view tag, Slot payload) {
    const HeaderIndex header = core_.new_header(Kind::undefined);
    if (tag == "date") {
      if (!slots::is_string(payload)) fail_shape("expected the text of a date", list);
      read_date(core_, header, json_.text(payload), offset_of(list));
      return header;
    }
    if (tag == "regexp") {
      const ReadObject object = members(payload);
      const Fields fields(json_, object);
      const Slot source = core_.make_string(fields.string("source"));
      const Slot flags = core_.make_string(fields.string("flags"));
      const double last = fields.has("lastIndex") ? fields.number("lastIndex") : 0;
      core_.become(header, Kind::regexp);
      core_.set_fixed(header, {source, flags, slots::number(last)});
      return header;
    }
    const bool known = tag == "boolean-object" || tag == "number-object" ||
                       tag == "string-object" || tag == "bigint-object";
    if (!known) fail_shape("there is no type '" + std::string(tag.substr(0, 40)) + "' here", list);
    Slot primitive = payload;
    if (tag == "bigint-object" && slots::is_string(payload)) {
      primitive = read_bigint(core_, json_.text(payload), options_.limits, offset_of(list));
    } else {
      primitive = read_boxed(json_, tag, payload, options_.limits, offset_of(list));
      if (primitive == slots::hole) fail_shape("the value is not of the type before it", list);
      primitive = plain(primitive);
    }
    core_.become(header, Kind::boxed);
    core_.set_fixed(header, {primitive});
    return header;
  }

  Slot value_not_hole(Slot list) {
    const Slot slot = value(list);
    return slot == slots::hole ? slots::undefined : slot;
  }

  // Entries

  void read_entry(Slot entry) {
    if (entry == slots::null) return;
    entry_offset_ = offset_of(entry);
    const std::string_view tag = tag_of(entry);
    const Slot payload = payload_of(entry);
    const HeaderIndex header = header_of(entry_);
    if (tag == "object") return read_object(header, payload);
    if (tag == "array") return read_array(header, payload);
    if (tag == "map") return read_map(header, payload);
    if (tag == "set") return read_set(header, payload);
    if (tag == "error") return read_error(header, payload);
    if (tag == "arraybuffer") return read_buffer(header, payload);
    if (tag == "function") {
      const ReadObject object = members(payload);
      const Slot name = core_.make_string(Fields(json_, object).string("name"));
      core_.become(header, Kind::function);
      return core_.set_fixed(header, {name});
    }
    read_host(header, tag, payload);
  }

  void read_object(HeaderIndex header, Slot payload) {
    core_.become(header, Kind::object);
    const ReadObject object = members(payload);
    if (object.count != 0) core_.reserve(header, object.count);
    for (std::uint32_t i = 0; i < object.count; ++i) {
      key_ = object.keys[i];
      const Slot slot = value_not_hole(object.values[i]);
      core_.set_property(header, core_.intern(json_.key_text(key_)), slot);
    }
  }

  Slot list_of(Slot payload) const {
    if (!is_list(payload)) fail_shape("expected a list", payload);
    return payload;
  }

  void read_array(HeaderIndex header, Slot payload) {
    const Slot list = list_of(payload);
    core_.become(header, Kind::array);
    core_.resize_array(header, size(list));
    std::size_t holes = 0;
    for (std::uint32_t i = 0; i < size(list); ++i) {
      const Slot slot = value(element(list, i));
      if (slot == slots::hole && ++holes > options_.limits.holes)
        fail(CloneErrorCode::limit_holes,
             "an array has more holes than limits.holes (" + std::to_string(options_.limits.holes) +
                 ")",
             list);
      core_.cells[core_[header].cells + i] = slot;
    }
  }

  void read_map(HeaderIndex header, Slot payload) {
    const Slot list = list_of(payload);
    core_.become(header, Kind::map);
    for (std::uint32_t i = 0; i < size(list); ++i) {
      const Slot pair = element(list, i);
      if (!is_list(pair) || size(pair) != 2) fail_shape("expected a [key, value] pair", pair);
      const Slot key = value_not_hole(element(pair, 0));
      core_.put_entry(header, key, value_not_hole(element(pair, 1)));
    }
  }

  void read_set(HeaderIndex header, Slot payload) {
    const Slot list = list_of(payload);
    core_.become(header, Kind::set);
    for (std::uint32_t i = 0; i < size(list); ++i)
      core_.put_entry(header, value_not_hole(element(list, i)), slots::undefined);
  }

  void read_error(HeaderIndex header, Slot payload) {
    core_.become(header, Kind::error);
    Value error(&core_, slots::reference(header));
    const ReadObject object = members(payload);
    for (std::uint32_t i = 0; i < object.count; ++i) {
      key_ = object.keys[i];
      const std::string_view name = json_.key_text(key_);
      const bool raw = name == "name" || name == "message" || name == "stack";
      const Slot slot = raw ? plain(object.values[i]) : value_not_hole(object.values[i]);
      error.set(name, Value(&core_, slot));
    }
  }

  void read_buffer(HeaderIndex header, Slot payload) {
    const ReadObject object = members(payload);
    const Fields fields(json_, object);
    BufferFields buffer;
    buffer.subtype = fields.string("type");
    buffer.list_core = &json_;
    buffer.data = fields.array("data");
    buffer.offset = object.offset;
    const std::string_view length_field = buffer.subtype == "DataView" ? "byteLength" : "length";
    if (fields.has("byteOffset") || fields.has(length_field)) {
      buffer.has_part = true;
      buffer.byte_offset = fields.count("byteOffset");
      buffer.length = fields.count(length_field);
    }
    read_elements(core_, header, buffer);
    if (!fields.has("buffer") || !buffer.has_part || core_[header].kind == Kind::array_buffer)
      return;
    buffer.buffer = value_not_hole(fields.find("buffer"));
    views_.push_back({header, entry_, buffer});
  }

  const HostType* host_type(std::string_view tag) const noexcept {
    for (const HostType& host : options_.hosts)
      if (host.tag == tag) return &host;
    return nullptr;
  }

  void read_host(HeaderIndex header, std::string_view tag, Slot payload) {
    const HostType* const type = host_type(tag);
    Slot made = slots::undefined;
    if (type != nullptr && type->payload == HostType::Payload::record) {
      made = read_record(payload, *type);
    } else if (type != nullptr && type->tuple_place == HostType::TuplePlace::field) {
      const ReadObject object = members(payload);
      const Fields fields(json_, object);
      if (!fields.has(type->nested_field)) fields.fail(type->nested_field, "there");
      made = plain(fields.find(type->nested_field));
    } else if (type == nullptr && json_.kind(payload) == Kind::object) {
      made = read_unknown(payload);
    } else {
      made = plain(payload);
    }
    core_.become(header, Kind::host);
    const Slot tag_slot = core_.make_string(tag);
    core_.set_fixed(header, {tag_slot, made});
  }

  bool is_reference_list(Slot slot) const noexcept {
    return is_list(slot) && size(slot) == 2 && slots::is_string(element(slot, 0)) &&
           json_.text(element(slot, 0)) == "$lmz" && slots::is_number(element(slot, 1));
  }

  /// Of a tag that nobody knows: plain JSON, but references are followed.
  Slot read_unknown(Slot payload) {
    const HeaderIndex record = core_.new_header(Kind::object);
    const ReadObject object = members(payload);
    for (std::uint32_t i = 0; i < object.count; ++i) {
      key_ = object.keys[i];
      const Slot field = object.values[i];
      const Slot slot = is_reference_list(field) ? value_not_hole(field) : plain(field);
      core_.set_property(record, core_.intern(json_.key_text(key_)), slot);
    }
    return slots::reference(record);
  }

  Slot read_record(Slot payload, const HostType& type) {
    const HeaderIndex record = core_.new_header(Kind::object);
    const ReadObject object = members(payload);
    for (std::uint32_t i = 0; i < object.count; ++i) {
      key_ = object.keys[i];
      const std::string_view name = json_.key_text(key_);
      const bool encoded = name == type.encoded_field || name == type.body_value_field;
      const Slot slot = encoded ? value_not_hole(object.values[i]) : plain(object.values[i]);
      core_.set_property(record, core_.intern(name), slot);
    }
    restore_body(core_, record, type);
    return slots::reference(record);
  }

  const ParseOptions& options_;
  Core json_;
  Scanner scanner_;
  TreeReader tree_;
  Core& core_;
  std::optional<GraphCopier> copier_;
  Slot objects_ = slots::hole;
  std::vector<HeaderIndex> headers_;  // by id
  std::unordered_map<std::uint32_t, HeaderIndex, SeededHash> inline_;
  struct View {
    HeaderIndex header;
    std::uint32_t entry;
    BufferFields fields;
  };
  std::vector<View> views_;
  std::size_t inline_count_ = 0;
  std::size_t farthest_ = 0;
  std::size_t farthest_offset_ = CloneError::no_offset;
  std::uint32_t farthest_entry_ = no_block;
  std::uint32_t entry_ = no_block;
  std::size_t entry_offset_ = 0;
  KeyId key_ = no_key;
};

}  // namespace

void read_tuple(Document& document, std::string_view text, const ParseOptions& options) {
  TupleReader(document, text, options).run();
}

}  // namespace candela
