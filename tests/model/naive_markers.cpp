#include "naive_markers.hpp"

#include <functional>

namespace candela::model {

Thing* ResultMarkers::get(Thing* key) {
  return heap_.object({{"type", heap_.string("get")}, {"key", key}});
}
Thing* ResultMarkers::call(Things arguments) {
  return heap_.object(
      {{"type", heap_.string("apply")}, {"args", heap_.array(std::move(arguments))}});
}

ResultMarkers::Way ResultMarkers::step_to(const Way& way, const Spot& spot) {
  Way longer = way;
  Thing* index = heap_.number(static_cast<double>(spot.index));
  const auto listed = [&](std::string_view list) {
    longer.push_back(get(heap_.string(list)));
    longer.push_back(call({}));
    longer.push_back(get(index));
  };
  switch (spot.kind) {
    case Spot::Kind::element: longer.push_back(get(index)); break;
    case Spot::Kind::property: longer.push_back(get(heap_.string(spot.name))); break;
    case Spot::Kind::cause: longer.push_back(get(heap_.string("cause"))); break;
    case Spot::Kind::map_key: listed("keys"); break;
    case Spot::Kind::member: listed("values"); break;
    case Spot::Kind::map_value: {
      Thing* key = spot.container->entries[spot.index].first;
      if (key->has_identity()) {
        listed("entries");
        longer.push_back(get(heap_.number(1)));
      } else {
        longer.push_back(get(heap_.string("get")));
        longer.push_back(call({key}));
      }
    }
  }
  return longer;
}

Thing* ResultMarkers::marker(const std::string& name, const Way& way) {
  if (base_->elements.size() + way.size() > most_operations_) return heap_.function(name, {});
  Thing* chain = heap_.array({});
  for (const Thing* operation : base_->elements) {
    Thing* args = operation->find("args");
    const bool is_apply = args && args->is(Type::array);
    chain->elements.push_back(is_apply ? call(args->elements) : get(operation->find("key")));
  }
  chain->elements.insert(chain->elements.end(), way.begin(), way.end());
  return heap_.object({{"__isRemoteFunction", heap_.boolean(true)},
                       {"__operationChain", chain},
                       {"__functionName", heap_.string(name.empty() ? "anonymous" : name)}});
}

Thing* ResultMarkers::stand_in(const Thing& reachable, const Way& way) {
  return reachable.object ? object_of(*reachable.object, way) : marker(reachable.text, way);
}

/// Fields, then methods; what its fields hold is looked at when the rest of the result is done.
Thing* ResultMarkers::object_of(const Object& object, const Way& way) {
  if (const auto known = objects_.find(&object); known != objects_.end()) return known->second;
  Thing* made = heap_.object({});
  objects_[&object] = made;
  for (const Member& member : object.members) {
    if (member.is_field) made->set(member.name, member.run({}));
  }
  for (const Member& member : object.members) {
    if (member.is_field) continue;
    Way to_method = way;
    to_method.push_back(get(heap_.string(member.name)));
    made->set(member.name, marker(member.name, to_method));
  }
  objects_to_visit_.push_back({made, way});
  return made;
}

void ResultMarkers::visit(Thing& container, const Way& way) {
  if (!seen_.insert(&container).second) return;
  for (const Spot& spot : spots_of(container)) {
    if (spot.value->object || spot.value->call) {
      const Place place{&container, spot.kind, spot.index, spot.name};
      Thing* value = stand_in(*spot.value, step_to(way, spot));
      replacements_.insert_or_assign(place, std::pair(spot, value));
    } else {
      visit(*spot.value, step_to(way, spot));
    }
  }
}

Thing* ResultMarkers::collect(Thing* result, const Thing* base) {
  base_ = base;
  objects_.clear();
  objects_to_visit_.clear();
  try {
    if (result->object || result->call) {
      result = stand_in(*result, {});
    } else {
      visit(*result, {});
    }
    while (!objects_to_visit_.empty()) {
      const Part part = objects_to_visit_.back();
      objects_to_visit_.pop_back();
      visit(*part.container, part.way);
    }
  } catch (...) {
    seen_.clear();  // not all of it was seen; a later result may share it
    throw;
  }
  return result;
}

void ResultMarkers::apply() {
  for (const auto& [place, replacement] : replacements_)
    put(replacement.first, replacement.second);
  for (const auto& [place, replacement] : replacements_)
    tidy(heap_, *replacement.first.container);
}

namespace {

/// Every place of a graph, each once.
void visit_all(Thing& container, std::set<const Thing*>& seen,
               const std::function<void(const Spot&)>& visit) {
  if (!seen.insert(&container).second) return;
  for (const Spot& spot : spots_of(container)) {
    visit(spot);
    visit_all(*spot.value, seen, visit);
  }
}

/// Of a nested call; empty where it has none, and for anything else.
std::string reference_id_of(const Thing& thing) {
  const Thing* flag = thing.find("__isNestedOperation");
  const Thing* id = thing.find("__refId");
  return flag && flag->flag && id && id->is(Type::string) ? id->text : "";
}

bool has_chain(const Thing& nested) {
  const Thing* chain = nested.find("__operationChain");
  return chain && !chain->is(Type::undefined);
}

}  // namespace

void complete_reference_ids(const Things& chains) {
  std::map<std::string, Thing*> first;
  std::vector<Spot> without;
  std::set<const Thing*> seen;
  for (Thing* chain : chains) {
    visit_all(*chain, seen, [&](const Spot& spot) {
      const std::string id = reference_id_of(*spot.value);
      if (id.empty()) return;
      if (has_chain(*spot.value)) {
        first.emplace(id, spot.value);
      } else {
        without.push_back(spot);
      }
    });
  }
  for (const Spot& spot : without) {
    const auto known = first.find(reference_id_of(*spot.value));
    if (known != first.end()) put(spot, known->second);
  }
}

}  // namespace candela::model
