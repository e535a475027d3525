#include "mutation.hpp"

#include <array>
#include <limits>
#include <unordered_set>
#include <vector>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::hostile {
namespace {

constexpr std::array<std::string_view, 26> names{"id",
                                                 "operations",
                                                 "type",
                                                 "key",
                                                 "args",
                                                 "batch",
                                                 "__refId",
                                                 "get",
                                                 "apply",
                                                 "__operationChain",
                                                 "add",
                                                 "echo",
                                                 "secret",
                                                 "constructor",
                                                 "__isNestedOperation",
                                                 "_hidden",
                                                 "__proto__",
                                                 "storage",
                                                 "kv",
                                                 "__isRemoteFunction",
                                                 "$type",
                                                 "$ref",
                                                 "__rpc",
                                                 "",
                                                 "__functionName",
                                                 "prototype"};

/// An operation, as it stands in a chain.
Value operation(Document& document, std::string_view type, std::string_view field, Value content) {
  const Value made = document.object();
  Value object = made;
  object.set("type", type);
  object.set(field, content);
  return made;
}

/// The operations of a call; gives its list of arguments.
Value fill_chain(Document& document, Value chain, std::string_view method) {
  const Value arguments = document.array();
  chain.push(operation(document, "get", "key", document.string(method)));
  chain.push(operation(document, "apply", "args", arguments));
  return arguments;
}

bool holds_values(Kind kind) noexcept {
  return kind == Kind::object || kind == Kind::array || kind == Kind::map || kind == Kind::set ||
         kind == Kind::error;
}

/// Everything that can be reached and holds values.
std::vector<Value> containers(const Document& document) {
  std::vector<Value> found;
  std::unordered_set<std::uint64_t> met;
  const auto meet = [&](Value value) {
    if (holds_values(value.kind()) && met.insert(value.slot()).second) found.push_back(value);
  };
  meet(document.root());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Value container = found[i];
    for (auto entry = container.entries(); !entry.done(); entry.next()) {
      if (container.is_map()) meet(entry.key());
      meet(entry.value());
    }
  }
  return found;
}

Value primitive(Document& document, Random& random) {
  switch (random.below(9)) {
    case 0: return document.undefined();
    case 1: return document.null();
    case 2: return document.boolean(random.one_in(2));
    case 3: return document.number(static_cast<double>(random.below(1'000)));
    case 4: return document.number(std::numeric_limits<double>::quiet_NaN());
    case 5: return document.number(-0.0);
    case 6: return document.bigint(BigInt(static_cast<std::int64_t>(random.next())));
    case 7: return document.string(random.letters(random.below(40)));
    default: return document.string(random.pick(names));
  }
}

/// What stands in entry `at` of a container.
struct Entry {
  Value key = {};
  Value value = {};
  std::string name = {};
};

Entry entry_at(Value container, std::size_t at) {
  auto cursor = container.entries();
  for (std::size_t i = 0; i < at && !cursor.done(); ++i)
    cursor.next();
  Entry entry;
  if (cursor.done()) return entry;
  entry.value = cursor.value();
  if (container.is_map()) entry.key = cursor.key();
  if (container.is_object() || container.is_error()) entry.name = std::string(cursor.name());
  return entry;
}

void put_at(Value container, std::size_t at, const Entry& entry, Value value) {
  switch (container.kind()) {
    case Kind::array: return container.set_at(at, value);
    case Kind::map: return container.put(entry.key, value);
    case Kind::set: container.remove(entry.value); return container.add(value);
    default: return container.set(entry.name, value);
  }
}

void remove_at(Value container, std::size_t at, const Entry& entry) {
  switch (container.kind()) {
    case Kind::array:
      for (std::size_t i = at; i + 1 < container.size(); ++i)
        container.set_at(i, container[i + 1]);
      return container.resize(container.size() - 1);
    case Kind::map: container.remove(entry.key); return;
    case Kind::set: container.remove(entry.value); return;
    default: container.erase(entry.name);
  }
}

void insert(Value container, Random& random, Value value) {
  switch (container.kind()) {
    case Kind::array: return container.push(value);
    case Kind::map: return container.put(value, value);
    case Kind::set: return container.add(value);
    default: container.set(random.pick(names), value);
  }
}

/// The same entries in a container of another kind.
Value other_kind(Document& document, Random& random, Value container) {
  std::vector<Entry> entries;
  const std::size_t size = container.size();
  for (std::size_t at = 0; at < size && at < 64; ++at)
    entries.push_back(entry_at(container, at));
  Value made = document.object();
  switch (random.below(6)) {
    case 0: made = document.array(); break;
    case 1: made = document.make_map(); break;
    case 2: made = document.make_set(); break;
    case 3: made = document.error(random.pick(names), random.pick(names)); break;
    case 4: return document.host(random.pick(names), container);
    default: break;
  }
  for (const Entry& entry : entries) {
    const bool named = !entry.name.empty() && (made.is_object() || made.is_error());
    named ? made.set(entry.name, entry.value) : insert(made, random, entry.value);
  }
  return made;
}

/// One change.
void change(Document& document, Random& random) {
  const std::vector<Value> all = containers(document);
  if (all.empty()) return document.set_root(anything(document, random));
  const Value container = random.pick(all);
  const Value other = random.pick(all);
  if (container.size() == 0) return insert(container, random, other);
  const std::size_t at = random.below(container.size());
  const Entry entry = entry_at(container, at);
  switch (random.below(8)) {
    case 0: {  // swaps
      if (other.size() == 0) return;
      const std::size_t there = random.below(other.size());
      const Entry taken = entry_at(other, there);
      put_at(container, at, entry, taken.value);
      return put_at(other, there, taken, entry.value);
    }
    case 1: return put_at(container, at, entry, other);  // refers to another: often a cycle
    case 2: return put_at(container, at, entry, other_kind(document, random, other));
    case 3: return put_at(container, at, entry, primitive(document, random));
    case 4: return insert(container, random, entry.value);  // the same again
    case 5: return remove_at(container, at, entry);
    case 6:  // another key
      remove_at(container, at, entry);
      return insert(container, random, entry.value);
    default: insert(container, random, anything(document, random));
  }
}

}  // namespace

Document empty_request(Carrier carrier) {
  Document request;
  Value root = request.object();
  if (carrier == Carrier::websocket) root.set("type", "__rpc");
  root.set("batch", request.array());
  request.set_root(root);
  return request;
}

Value add_call(Document& request, std::string_view method) {
  Value item = request.object();
  const Value chain = request.array();
  Value batch = request.root()["batch"];
  item.set("id", batch.size());
  item.set("operations", chain);
  batch.push(item);
  return fill_chain(request, chain, method);
}

NestedCall nested_call(Document& request, std::string_view method, std::string_view reference_id) {
  Value marker = request.object();
  const Value chain = request.array();
  marker.set("__isNestedOperation", true);
  marker.set("__refId", reference_id);
  marker.set("__operationChain", chain);
  return {marker, fill_chain(request, chain, method)};
}

Value anything(Document& document, Random& random) {
  Value object = document.object();
  object.set(random.pick(names), primitive(document, random));
  Value value = object;
  switch (random.below(9)) {
    case 0: value = document.array({primitive(document, random), object}); break;
    case 1: value = document.make_map({{primitive(document, random), object}}); break;
    case 2: value = document.make_set({object, primitive(document, random)}); break;
    case 3: value = document.date(static_cast<double>(random.next())); break;
    case 4: value = document.error(random.pick(names), random.letters(5)); break;
    case 5:
      value = document.typed_array(ElementType::uint16, document.array_buffer(8), 2, 3);
      break;
    case 6: value = document.boxed(primitive(document, random).is_string()); break;
    case 7: value = document.function(random.pick(names)); break;
    default: break;
  }
  object.set("around", value);  // a cycle, where the value holds the object
  return value;
}

Document valid_request(Random& random, Carrier carrier) {
  Document request = empty_request(carrier);
  for (std::size_t i = random.between(1, 3); i > 0; --i) {
    Value arguments = add_call(request, random.one_in(2) ? "add" : "echo");
    const std::string reference_id = "r" + std::to_string(i % 2);
    const NestedCall nested = nested_call(request, "add", reference_id);
    Value inner = nested.arguments;
    inner.push(1);
    inner.push(request.number(static_cast<double>(i)));
    arguments.push(random.one_in(2) ? nested.marker : anything(request, random));
    arguments.push(primitive(request, random));
  }
  return request;
}

void mutate(Document& document, Random& random, std::size_t most) {
  for (std::size_t i = random.between(1, most); i > 0; --i)
    change(document, random);
}

std::string encode(const Document& document, Random& random, Carrier carrier) {
  StringifyOptions options;
  options.format = random.one_in(2) ? Format::nested : Format::tuple;
  options.bytes = std::size_t{512} << 10;
  try {
    return stringify(document, options);
  } catch (const CloneError& error) {
    if (error.code() != CloneErrorCode::limit_bytes) throw;
    Document request = empty_request(carrier);
    add_call(request, "echo");
    return stringify(request, options);
  }
}

}  // namespace candela::hostile
