#include "parts.hpp"

namespace candela::detail::bind {
namespace {

void add_part(const Type* type, const void* object, std::size_t levels,
              std::vector<OwnedPart>& parts, const PartRules& rules) {
  Identity identity;
  while (object != nullptr && !is_leaf(type->shape)) {
    switch (type->shape) {
      case Shape::optional:
        object = as<OptionalType>(*type).get(object);
        type = as<OptionalType>(*type).inner;
        continue;
      case Shape::variant: {
        const auto& variant = as<VariantType>(*type);
        const std::size_t index = variant.index(object);
        if (index >= variant.alternatives.size()) return;
        object = variant.get(object);
        type = variant.alternatives[index];
        continue;
      }
      case Shape::unique:
        object = as<UniqueType>(*type).get(object);
        type = as<UniqueType>(*type).inner;
        levels = 1;
        continue;
      case Shape::weak:
        if (rules.weak == PartRules::Weak::skipped) return;
        [[fallthrough]];
      case Shape::shared: {
        const auto& shared = as<SharedType>(*type);
        const bool is_only = rules.lone == PartRules::Lone::anonymous && shared.is_only(object);
        object = shared.get(object);
        type = shared.inner;
        levels = 1;
        if (!is_only) identity = {object, type};
        continue;
      }
      default: parts.push_back({type, object, levels, identity}); return;
    }
  }
}

void add_all(const Type* type, const Elements& elements, std::size_t first, std::size_t stride,
             std::vector<OwnedPart>& parts, const PartRules& rules) {
  for (std::size_t i = first; i < elements.size(); i += stride)
    add_part(type, elements[i], 1, parts, rules);
}

}  // namespace

void collect_list(const ListType& type, const void* list, Elements& elements) {
  if (type.block == nullptr) return type.collect(list, elements);
  const std::span<const std::byte> block = type.block(list);
  for (std::size_t at = 0; at < block.size(); at += type.element->size)
    elements.push_back(block.data() + at);
}

void add_parts(const Type& type, const void* object, std::vector<OwnedPart>& parts,
               const PartRules& rules) {
  Elements elements;
  switch (type.shape) {
    case Shape::object:
      for (const Member& member : as<ObjectType>(type).members) {
        if (rules.fields == PartRules::Fields::written &&
            (rules.version < member.since || rules.version > member.until))
          continue;
        add_part(member.type, static_cast<const std::byte*>(object) + member.offset, 0, parts,
                 rules);
      }
      return;
    case Shape::tuple:
      for (const Part& part : as<TupleType>(type).parts)
        add_part(part.type, part.get(object), 0, parts, rules);
      return;
    case Shape::list:
      if (is_leaf(as<ListType>(type).element->shape)) return;
      collect_list(as<ListType>(type), object, elements);
      return add_all(as<ListType>(type).element, elements, 0, 1, parts, rules);
    case Shape::set:
      if (is_leaf(as<SetType>(type).element->shape)) return;
      as<SetType>(type).collect(object, elements);
      return add_all(as<SetType>(type).element, elements, 0, 1, parts, rules);
    case Shape::map:
      if (is_leaf(as<MapType>(type).mapped->shape)) return;
      as<MapType>(type).collect(object, elements);
      return add_all(as<MapType>(type).mapped, elements, 1, 2, parts, rules);
    case Shape::record:
      if (is_leaf(as<RecordType>(type).mapped->shape)) return;
      as<RecordType>(type).collect(object, elements);
      return add_all(as<RecordType>(type).mapped, elements, 1, 2, parts, rules);
    default: return add_part(&type, object, 0, parts, rules);
  }
}

}  // namespace candela::detail::bind
