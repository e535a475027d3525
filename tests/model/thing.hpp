#pragma once
// The values of the naive interpreter: plain structs with pointers, made from Documents and written
// into them. Nothing of ocan.
//
// Ownership: a Heap owns its things; they lead to each other by plain pointers, in cycles too.
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela::model {

struct Thing;
using Things = std::vector<Thing*>;
using Function = std::function<Thing*(const Things& arguments)>;

struct Member {
  std::string name;
  bool is_field;  ///< Read by a get; else a method.
  Function run;
};

/// Something exposed: what of it can be reached.
struct Object {
  std::string text;  ///< For logs.
  std::string type = {};
  std::vector<Member> members = {};
};

struct Thing {
  enum class Type : std::uint8_t {
    undefined,
    null,
    boolean,
    number,
    string,
    object,
    array,
    map,
    set,
    error,
    function,
    capability,
    other,  ///< Carried as it is: `other` says what.
  };
  Type type = Type::undefined;
  bool flag = false;
  double number = 0;
  std::string text = {};     ///< A string; the name of an error or a function.
  std::string message = {};  ///< An error's.
  std::string stack = {};    ///< An error's; empty: none.
  Thing* cause = nullptr;    ///< An error's; nullptr: none.
  std::vector<std::pair<std::string, Thing*>> properties = {};  ///< Of objects, errors.
  Things elements = {};                                 ///< Of arrays (nullptr: a hole), Sets.
  std::vector<std::pair<Thing*, Thing*>> entries = {};  ///< Of Maps.
  Function call = {};                                   ///< A function that can be called.
  const Object* object = nullptr;                       ///< A capability's.
  bool is_owned = true;                                 ///< A capability's: may be kept.
  Value other = {};
  std::shared_ptr<Document> source = {};  ///< Of an `other` that did not come with the request.

  bool is(Type wanted) const { return type == wanted; }
  bool has_identity() const { return type >= Type::object; }
  /// A property; nullptr when there is none.
  Thing* find(std::string_view name) const;
  void set(std::string_view name, Thing* value);
};

using Type = Thing::Type;

class Heap {
 public:
  Thing* make(Type type) {
    things_.push_back({.type = type});
    return &things_.back();
  }
  Thing* undefined() { return make(Type::undefined); }
  Thing* boolean(bool flag);  // NOLINT: the value itself
  Thing* number(double number);
  Thing* string(std::string_view text);
  Thing* array(Things elements);
  Thing* object(std::vector<std::pair<std::string, Thing*>> properties);
  Thing* error(std::string_view name, std::string_view message);
  Thing* function(std::string_view name, Function call);
  Thing* capability(const Object& object, bool is_owned = true);  // NOLINT: as the field

 private:
  std::deque<Thing> things_;
};

/// Object.is.
bool same_value(const Thing& left, const Thing& right);
bool same_value_zero(const Thing& left, const Thing& right);
/// As Map.set.
void put_entry(Heap& heap, Thing& map, Thing* key, Thing* value);

/// A place in which a thing stands: what stands there now, and how to put another one there.
struct Spot {
  enum class Kind : std::uint8_t { element, property, cause, map_key, map_value, member };
  Thing* container = nullptr;
  Kind kind = Kind::element;
  std::size_t index = 0;  ///< Of elements, members, entries.
  std::string name = {};  ///< A property's.
  Thing* value = nullptr;
};
/// The places of a container, in the order in which they are written: an error's cause before its
/// properties, a key before its value.
std::vector<Spot> spots_of(Thing& container);
/// A Set's member is looked for: it may be gone, put before. `tidy` must follow.
void put(const Spot& spot, Thing* value);
/// A Set or Map, as it is after something was put: each member and key once, at its first place.
void tidy(Heap& heap, Thing& container);

/// Of one document: what is one object there becomes one thing.
class Reader {
 public:
  explicit Reader(Heap& heap) : heap_(heap) {}
  Thing* read(Value value);

 private:
  void read_contents(Value value, Thing& thing);
  Heap& heap_;
  std::map<std::uint64_t, Thing*> known_;
};

/// Into one document: one thing becomes one object there.
class Writer {
 public:
  explicit Writer(Document& document) : document_(document) {}
  Value write(const Thing& thing);

 private:
  Value make(const Thing& thing);
  void write_contents(const Thing& thing, Value value);
  Document& document_;
  std::map<const Thing*, Value> known_;
};

/// For logs: `{a:[1,'x'],b:#0}`; `#n` is the container that was the n-th to be begun.
std::string shown(const Thing& thing);

/// A number as JavaScript prints it; only of those that the generator writes.
std::string number_in_words(double number);

}  // namespace candela::model
