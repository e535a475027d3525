// JSON text into a document's graph, one value at a time, without recursion.
//
// Plain JSON as it stands; a format that gives objects a meaning (nested: `$type`, `$ref`) hangs in
// an ObjectForms, which is asked at the end of each object that has a key beginning with '$'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/limits.hpp>

#include "graph/core.hpp"
#include "graph/pool.hpp"
#include "scanner.hpp"
#include "shape_tree.hpp"

namespace candela {

/// An object that has been read: its keys as written (all different), its values, and where it
/// began.
struct ReadObject {
  HeaderIndex header;  ///< reserved for it
  const KeyId* keys;
  Slot* values;
  std::uint32_t count;
  std::size_t offset;
};

class ObjectForms {
 public:
  virtual ~ObjectForms() = default;
  /// The host type that a `$type` names, or null: its fields are read as its table says.
  virtual const HostType* host_type(std::string_view type) const = 0;
  /// The value that an object with a '$' key means; slots::hole for an array's hole.
  virtual Slot close(const ReadObject& object) = 0;
  /// The value that `{"$ref":number}`, written so, means: the most frequent of such objects.
  virtual Slot reference(std::uint32_t number, std::size_t offset) = 0;
};

class TreeReader {
 public:
  /// `forms` may be null: plain JSON. All are borrowed.
  TreeReader(Scanner& scanner, Core& core, const Limits& limits, ObjectForms* forms);

  /// Reads one value. An object or array takes the reserved header, if one is given.
  Slot read(HeaderIndex reserved = no_block);
  /// Reads one value as plain JSON, whatever the forms are.
  Slot read_plain();
  /// The byte offsets of objects and arrays, by header, from now on: for a format that is read in
  /// two steps.
  void record_offsets() { records_offsets_ = true; }
  std::size_t offset_of(HeaderIndex header) const noexcept {
    return header < offsets_.size() ? offsets_[header] : CloneError::no_offset;
  }
  /// Where the reader stands, as in `.users[3].name`; after an error, where the mistake is.
  std::string path() const;

 private:
  /// How a container's content is read.
  enum class Reading : std::uint8_t {
    values,  ///< with the forms
    record,  ///< a host value's record: one field with the forms, the others plain
    plain,   ///< as it stands
  };
  struct Frame {
    HeaderIndex header;
    std::uint32_t first_value;
    std::uint32_t first_key;
    std::uint32_t holes;
    KeyId key;
    ShapeTree::Node shape;    ///< what was read of an object's keys
    ShapeTree::Node context;  ///< the key under which the object or array stands
    bool is_object;
    bool special;         ///< a key begins with '$'
    bool has_index_keys;  ///< a key is an array index
    bool may_repeat;      ///< keys were read outside of the tree, and not all were new
    Reading reading;
    const HostType* host;  ///< of the `$type` that was read, or of the record that this is
    std::size_t offset;
  };

  /// Reads a primitive, or opens a container and returns false.
  bool read_primitive(Slot& value);
  Slot read_string();
  bool read_reference(Slot& value);
  bool read_empty(Slot& value, Kind kind, char end);
  /// What comes next in a container.
  enum class Next : std::uint8_t {
    member,  ///< a key, or an array's element
    value,   ///< the value of the key that was read
    end,     ///< a comma or the container's end
  };
  Next read_simple_members(Frame& frame);
  Next read_simple_elements();
  const char* read_simple(const char* at, Slot& value);
  ShapeTree::Node next_shape(ShapeTree::Node shape, ShapeTree::Node context, const char* at);
  void open(bool is_object);
  Reading reading_inside(const Frame& holder) const noexcept;
  void note_type(Frame& frame, Slot type) const;
  std::string_view read_name();
  void read_key(Frame& frame);
  void move_to(Frame& frame, ShapeTree::Node node);
  void hold(Slot value);
  Slot hole_in(Frame& frame);
  Slot close();
  Slot close_object(const Frame& frame);
  std::uint32_t drop_duplicates(const Frame& frame);
  void count_value() {
    if (++value_count_ > limits_.values) fail_values();
  }
  [[noreturn]] void fail_values() const;
  Frame& top() noexcept { return frames_[frames_.size() - std::size_t{1}]; }

  Scanner& scanner_;
  Core& core_;
  const Limits& limits_;
  ObjectForms* forms_;
  Reading outermost_;
  bool may_copy_strings_;  // the short ones are within the limit
  HeaderIndex reserved_ = no_block;
  bool records_offsets_ = false;
  std::size_t value_count_ = 0;
  std::uint32_t stamp_ = 0;
  std::size_t object_count_ = 0;
  ShapeTree shapes_;
  Pool<Frame, 12> frames_;
  Pool<Slot, 128> values_;
  Pool<KeyId, 128> keys_;
  Pool<std::uint32_t, 32> seen_;   // by key: the stamp of the last object that had it
  Pool<std::uint32_t, 1> places_;  // by key: its first place in an object with duplicates
  std::vector<std::size_t> offsets_;
};

}  // namespace candela
