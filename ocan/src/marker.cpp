#include <candela/ocan/marker.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/ocan/failure.hpp>
#include <candela/ocan/unfinished.hpp>

#include "walk.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

bool is_primitive(Value value) {
  return !value.has_identity();
}

/// What a value takes as text, roughly: all of it, if it is no container.
std::size_t primitive_bytes(Value value) {
  switch (value.kind()) {
    case Kind::string: return 1 + value.as_string().size();
    case Kind::bigint: return 1 + value.as_bigint().limbs().size() * sizeof(std::uint64_t);
    default: return 1;
  }
}

/// How many operations lead from a container to what stands in the place; see marker.hpp.
std::size_t operations_to(const Place& place) {
  switch (place.kind) {
    case Place::Kind::map_key:
    case Place::Kind::member: return 3;
    case Place::Kind::map_value: return is_primitive(place.key) ? 2 : 4;
    default: return 1;
  }
}

/// Builds the operations of one marker.
class ChainBuilder {
 public:
  explicit ChainBuilder(Document& document) : document_(document), chain_(document.array()) {}

  void get(const Init& key) {
    chain_.push(document_.object({{wire::type, wire::get}, {wire::key, key}}));
  }
  void apply(Value args) {
    chain_.push(document_.object({{wire::type, wire::apply}, {wire::args, args}}));
  }
  void step(const Place& place) {
    switch (place.kind) {
      case Place::Kind::element: return get(place.index);
      case Place::Kind::property: return get(place.name);
      case Place::Kind::error_part: return get("cause");
      case Place::Kind::map_key: return listed("keys", place.index);
      case Place::Kind::member: return listed("values", place.index);
      case Place::Kind::map_value: break;
    }
    if (is_primitive(place.key)) {
      get("get");
      return apply(document_.array({place.key}));
    }
    listed("entries", place.index);
    get(1);
  }
  Value chain() const { return chain_; }

 private:
  void listed(std::string_view list, std::size_t index) {
    get(list);
    apply(document_.array());
    get(index);
  }

  Document& document_;
  Value chain_;
};

}  // namespace

struct MarkerPass::State {
  State(Workspace& in, const ChainLimits& bounds)
      : workspace(in), document(in.document()), limits(bounds), memory_before(document.memory()) {}

  /// A container to be walked, and the way to it from the result.
  struct Part {
    Value root;
    std::vector<Place> way;
  };
  using Object = std::pair<const void*, const void*>;

  Value collect(Value result, Value operations);
  void walk(Part part);
  Value stand_in(Value reachable, const std::vector<Place>& way);
  Value object_of(const Target& target, const std::vector<Place>& way);
  Value field_of(const Target& target, const Target::Found& found);
  Value marker(std::string_view name, const std::vector<Place>& way);
  std::vector<Place> way_to(const Part& part, const Walk& walk) const;
  void charge();
  void charge_again();
  void charge_size(Value value);
  void charge_bytes(std::size_t bytes);
  void charge_chain(const std::vector<Place>& way);
  void share_operations();

  Workspace& workspace;
  Document& document;
  ChainLimits limits;
  std::size_t memory_before;

  // Of the result at hand.
  Value base;  // the operations that led to it
  std::optional<std::size_t> base_bytes;
  std::vector<Part> parts;
  std::map<Object, Value> objects;  // read once; a later result may find other fields

  // Of all results.
  struct MarkerChain {
    Value operations;
    std::size_t base_size;
    std::size_t result;  // the how manieth
  };
  std::vector<MarkerChain> chains;
  std::size_t results = 0;
  std::size_t result_bytes = 0;
  std::size_t made = 0;  // markers, and objects in their place
  IdentityMap seen;
  bool any_failed = false;
  std::size_t again = 0;  // values of the results since
  Replacements replacements;
};

Value MarkerPass::State::marker(std::string_view name, const std::vector<Place>& way) {
  std::size_t count = base.size();
  for (const Place& place : way)
    count += operations_to(place);
  if (count > limits.operations) return document.function(name);

  charge();
  charge_chain(way);
  // Operations are fresh objects in each marker, or they would be written as aliases of each other.
  ChainBuilder builder(document);
  for (std::size_t i = 0; i < base.size(); ++i) {
    const Value args = base[i][wire::args];
    if (args.is_array()) {
      Value fresh = document.array();
      for (std::size_t a = 0; a < args.size(); ++a)
        fresh.push(args[a]);
      builder.apply(fresh);
    } else {
      builder.get(base[i][wire::key]);
    }
  }
  for (const Place& place : way)
    builder.step(place);
  chains.push_back({builder.chain(), base.size(), results});
  return document.object({{wire::is_function, true},
                          {wire::chain, builder.chain()},
                          {wire::function_name, name.empty() ? "anonymous" : name}});
}

void MarkerPass::State::charge() {
  if (++made > limits.functions)
    throw LimitExceeded("functions", "Too many functions in results", made, limits.functions);
}

void MarkerPass::State::charge_again() {
  if (any_failed && ++again > limits.values_again)
    throw LimitExceeded("values_again", "Too many values in results", again, limits.values_again);
}

/// Text is written wherever it stands, buffers once.
void MarkerPass::State::charge_size(Value value) {
  std::size_t size = primitive_bytes(value);
  switch (value.kind()) {
    case Kind::array_buffer:
    case Kind::typed_array:
    case Kind::data_view:
      if (seen.insert(value)) size += value.bytes().size();
      break;
    default: break;
  }
  charge_bytes(size);
}

/// What a marker repeats: the operations that led to the result, with what is no container of their
/// arguments, and the way from there.
void MarkerPass::State::charge_chain(const std::vector<Place>& way) {
  if (!base_bytes) {
    base_bytes = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
      const Value args = base[i][wire::args];
      *base_bytes += 1 + primitive_bytes(base[i][wire::key]);
      for (std::size_t a = 0; args.is_array() && a < args.size(); ++a)
        *base_bytes += primitive_bytes(args[a]);
    }
  }
  std::size_t bytes = *base_bytes;
  for (const Place& place : way)
    bytes += 1 + place.name.size() + primitive_bytes(place.key);
  charge_bytes(bytes);
  const std::size_t memory = document.memory();
  const std::size_t grown = memory - std::min(memory, memory_before);
  if (grown > limits.result_memory)
    throw LimitExceeded("result_memory", "Too much memory for results", grown,
                        limits.result_memory);
}

void MarkerPass::State::charge_bytes(std::size_t bytes) {
  result_bytes += bytes;
  if (result_bytes > limits.result_bytes)
    throw LimitExceeded("result_bytes", "Results too large", result_bytes, limits.result_bytes);
}

/// One operation for all chains of a result that have come the same way up to it. Beyond a call
/// inside of the result (a Map's, a Set's) chains go apart: its arguments would have to be
/// compared.
void MarkerPass::State::share_operations() {
  // Result, operation before, key.
  using Step = std::tuple<std::size_t, std::uint64_t, std::string>;
  std::map<Step, Value> shared;
  for (MarkerChain& chain : chains) {
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < chain.operations.size(); ++i) {
      const Value operation = chain.operations[i];
      const Value key = operation[wire::key];
      const bool in_base = i < chain.base_size;
      if (!in_base && key.is_undefined()) break;
      std::string text = in_base           ? std::string()
                         : key.is_string() ? "." + std::string(key.as_string())
                                           : std::to_string(key.as_number());
      const auto [step, first] =
          shared.try_emplace({chain.result, before, std::move(text)}, operation);
      if (!first) chain.operations.set_at(i, step->second);
      before = step->second.slot();
    }
  }
}

/// What stands in the result for something that can be reached.
Value MarkerPass::State::stand_in(Value reachable, const std::vector<Place>& way) {
  if (const Target target = workspace.call().target_of(reachable)) return object_of(target, way);
  return marker(reachable.function_name(), way);
}

/// Fields first, then a marker for each method. An object that is met again in one result is the
/// same one.
Value MarkerPass::State::object_of(const Target& target, const std::vector<Place>& way) {
  charge();
  const Object key{target.type(), target.object()};
  if (const auto known = objects.find(key); known != objects.end()) return known->second;
  Value object = document.object();
  objects.emplace(key, object);
  const std::vector<MemberName> members = target.members();
  for (const MemberName& member : members) {
    const auto found = member.kind == MemberKind::field ? target.find(member.name) : std::nullopt;
    if (found) object.set(member.name, field_of(target, *found));
  }
  for (const MemberName& member : members) {
    if (member.kind != MemberKind::method) continue;
    std::vector<Place> to_method = way;
    to_method.push_back({.container = object, .kind = Place::Kind::property, .name = member.name});
    object.set(member.name, marker(member.name, to_method));
  }
  parts.push_back({object, way});
  return object;
}

Value MarkerPass::State::field_of(const Target& target, const Target::Found& found) {
  Result result = target.run(found, workspace.call(), {});
  if (Target* inner = result.target()) return workspace.call().object(std::move(*inner));
  if (result.unfinished())
    throw Error("the field " + std::string(found.name) + " of a result is not there yet");
  return detail::in_document(document, *result.value());
}

/// No longer than is needed to see that it is too long.
std::vector<Place> MarkerPass::State::way_to(const Part& part, const Walk& walk) const {
  std::vector<Place> way = part.way;
  for (std::size_t level = 0; level < walk.depth() && way.size() <= limits.operations; ++level)
    way.push_back(walk.place_at(level));
  return way;
}

void MarkerPass::State::walk(Part part) {
  struct Found {
    Place place;
    Value value;
    std::vector<Place> way;
  };
  std::vector<Found> found;  // first found, then made: nothing is written during a walk
  Walk places(seen);
  for (places.start(part.root); places.next();) {
    charge_again();
    charge_size(places.value());
    if (places.place().kind == Place::Kind::property) charge_bytes(places.place().name.size());
    if (!workspace.find(places.value())) {
      places.enter();
      continue;
    }
    // What is too far away to be called needs no way, and there may be as many as there are values.
    const std::size_t depth = part.way.size() + places.depth();
    if (depth > limits.operations && workspace.call().is_callable(places.value())) continue;
    if (found.size() > limits.functions) break;  // refused below
    found.push_back({places.place(), places.value(), way_to(part, places)});
  }
  for (const Found& each : found)
    replacements.add(each.place, stand_in(each.value, each.way));
}

MarkerPass::MarkerPass(Workspace& workspace, const ChainLimits& limits)
    : state_(std::make_unique<State>(workspace, limits)) {}
MarkerPass::~MarkerPass() = default;

Value MarkerPass::State::collect(Value result, Value operations) {
  base = operations;
  base_bytes.reset();
  ++results;
  parts.clear();
  objects.clear();
  charge_size(result);
  if (workspace.find(result)) {
    result = stand_in(result, {});
  } else {
    parts.push_back({result, {}});
  }
  while (!parts.empty()) {
    Part part = std::move(parts.back());
    parts.pop_back();
    walk(std::move(part));
  }
  return result;
}

Value MarkerPass::collect(Value result, Value operations) {
  const std::size_t bytes_before = state_->result_bytes;
  try {
    return state_->collect(result, operations);
  } catch (...) {
    // What was gone through is not whole: a later result that shares it must fail too, or mend it.
    state_->seen.clear();
    state_->any_failed = true;
    state_->result_bytes = bytes_before;  // it is not sent
    throw;
  }
}

void MarkerPass::apply(MarkerChains chains) {
  if (chains == MarkerChains::shared) state_->share_operations();
  state_->replacements.apply();
}

Value function_marker_operations(Value value) {
  if (!value.is_object()) return {};
  const Value flag = value[wire::is_function];
  if (!flag.is_boolean() || !flag.as_boolean()) return {};
  const Value operations = value[wire::chain];
  return operations.is_array() ? operations : Value();
}

}  // namespace candela
