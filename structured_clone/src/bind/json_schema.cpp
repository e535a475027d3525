#include <candela/structured_clone/json_schema.hpp>

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

class SchemaWriter {
 public:
  SchemaWriter(Document& doc, std::uint32_t version) : doc_(doc), version_(version) {}

  Value definitions() {
    Value definitions = doc_.object();
    // Each may name further ones.
    for (std::size_t i = 0; i < named_.size(); ++i) {
      const Value fields = of_fields(*named_[i].type);  // which may add names, and move them
      definitions.set(named_[i].name, fields);
    }
    return definitions;
  }

  // Values. Recursion ends with the type, since a struct is only named.

  Value of(const Type& type) {
    switch (type.shape) {
      case Shape::boolean: return of_type("boolean");
      case Shape::float32:
      case Shape::float64:
      case Shape::duration: return of_type("number");
      case Shape::string:
      case Shape::view: return of_type("string");
      case Shape::null: return of_null();
      case Shape::undefined: return of_undefined();
      case Shape::enumeration: return of_names(as<EnumType>(type));
      case Shape::bigint: return of_bigint();
      case Shape::date:
        return of_form("date",
                       {{"iso", doc_.object({{"type", "string"}, {"format", "date-time"}})}});
      case Shape::bytes: return of_bytes();
      case Shape::bits: return of_array(of_type("boolean"));
      case Shape::converted: return doc_.object();
      case Shape::object: return reference(as<ObjectType>(type));
      case Shape::list: return of_list(as<ListType>(type));
      case Shape::tuple: return of_tuple(as<TupleType>(type));
      case Shape::set:
        return of_form("set", {{"values", of_array(of(*as<SetType>(type).element))}});
      case Shape::map: return of_map(as<MapType>(type));
      case Shape::record:
        return doc_.object(
            {{"type", "object"}, {"additionalProperties", of(*as<RecordType>(type).mapped)}});
      case Shape::optional: return either(either(of(inner_of(type)), of_null()), of_undefined());
      case Shape::variant: return of_variant(as<VariantType>(type));
      case Shape::unique: return either(of(inner_of(type)), of_null());
      case Shape::shared:
      case Shape::weak: return of_shared(inner_of(type));
      default: return of_integer(type);
    }
  }

 private:
  struct Named {
    const ObjectType* type;
    std::string name;
  };

  // Structs

  Value reference(const ObjectType& type) {
    return doc_.object({{"$ref", "#/$defs/" + name_of(type)}});
  }

  std::string name_of(const ObjectType& type) {
    for (const Named& known : named_)
      if (known.type == &type) return known.name;
    const std::string wanted = plain(type.name);
    std::string name = wanted;
    for (int number = 2; is_taken(name); ++number)
      name = wanted + "_" + std::to_string(number);
    named_.push_back({&type, name});
    return name;
  }

  bool is_taken(std::string_view name) const {
    for (const Named& known : named_)
      if (known.name == name) return true;
    return false;
  }

  /// A name that may stand in a reference as it is.
  static std::string plain(std::string_view name) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool is_letter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (name.substr(i).starts_with("::")) {
        if (!text.empty()) text += '.';
        ++i;
      } else {
        text += is_letter ? c : '_';
      }
    }
    return text;
  }

  Value of_fields(const ObjectType& type) {
    Value properties = doc_.object();
    Value required = doc_.array();
    for (const Member& member : type.members) {
      const bool is_optional = member.type->shape == Shape::optional;
      Value schema = is_optional ? either(of(inner_of(*member.type)), of_null()) : of(*member.type);
      set_default(schema, member);
      properties.set(name_on_the_wire(member.name), schema);
      const bool in_version = version_ >= member.since && version_ <= member.until;
      if (!is_optional && !member.may_be_missing && in_version)
        required.push(name_on_the_wire(member.name));
    }
    Value schema = doc_.object({{"type", "object"}, {"properties", properties}});
    if (required.size() != 0) schema.set("required", required);
    if (type.refuses_unknown) schema.set("additionalProperties", false);
    return schema;
  }

  static std::string name_on_the_wire(std::string_view name) {
    return (name.starts_with('$') ? "$" : "") + std::string(name);
  }

  void set_default(Value& schema, const Member& member) {
    const Constant& constant = member.fallback;
    switch (constant.kind) {
      case Constant::Kind::none: return;
      case Constant::Kind::boolean: return schema.set("default", constant.flag);
      case Constant::Kind::number: return schema.set("default", constant.number);
      case Constant::Kind::text: return schema.set("default", constant.text);
      case Constant::Kind::integer: break;
    }
    if (member.type->shape != Shape::enumeration) return set_default_integer(schema, member);
    const EnumName* const name = find_name(as<EnumType>(*member.type), constant.integer);
    if (name != nullptr) schema.set("default", name->name);
  }

  /// As the wire has it: what a double cannot hold is a BigInt.
  void set_default_integer(Value& schema, const Member& member) {
    const Constant& constant = member.fallback;
    const bool is_float =
        member.type->shape == Shape::float32 || member.type->shape == Shape::float64;
    if (is_float) return schema.set("default", constant.integer);
    const Value number = constant.is_large()
                             ? from_unsigned(doc_, static_cast<std::uint64_t>(constant.integer))
                             : from_signed(doc_, constant.integer);
    if (!number.is_bigint()) return schema.set("default", number);
    schema.set("default",
               doc_.object({{"$type", "bigint"}, {"value", number.as_bigint().to_decimal()}}));
  }

  // Values

  Value of_type(std::string_view name) { return doc_.object({{"type", name}}); }
  Value of_null() { return of_type("null"); }
  Value of_undefined() { return doc_.object({{"const", doc_.object({{"$type", "undefined"}})}}); }

  Value of_integer(const Type& type) {
    constexpr double greatest_safe = 9007199254740992;
    const IntegerRange range = integer_range(type.shape);
    const double least = std::fmax(static_cast<double>(range.least), -greatest_safe);
    const double greatest = std::fmin(static_cast<double>(range.greatest), greatest_safe);
    const Value number =
        doc_.object({{"type", "integer"}, {"minimum", least}, {"maximum", greatest}});
    return range.greatest > static_cast<std::uint64_t>(greatest_safe) ? either(number, of_bigint())
                                                                      : number;
  }
  Value of_bigint() {
    return of_form("bigint",
                   {{"value", doc_.object({{"type", "string"}, {"pattern", "^-?[0-9]+$"}})}});
  }

  Value of_names(const EnumType& type) {
    Value names = doc_.array();
    for (const EnumName& name : type.names)
      names.push(name.name);
    return doc_.object({{"enum", names}});
  }

  /// An object that its `$type` gives a meaning.
  Value of_form(std::string_view name, std::initializer_list<Property> fields) {
    Value properties = doc_.object({{"$type", doc_.object({{"const", name}})}});
    Value required = doc_.array({"$type"});
    for (const Property& field : fields) {
      properties.set(field.key, field.value);
      required.push(field.key);
    }
    return doc_.object({{"type", "object"}, {"properties", properties}, {"required", required}});
  }

  Value of_bytes() {
    const Value byte = doc_.object({{"type", "integer"}, {"minimum", 0}, {"maximum", 255}});
    return of_form("arraybuffer",
                   {{"subtype", doc_.object({{"const", "Uint8Array"}})}, {"data", of_array(byte)}});
  }

  Value of_array(Value items) { return doc_.object({{"type", "array"}, {"items", items}}); }

  Value of_list(const ListType& type) {
    Value schema = of_array(of(*type.element));
    if (type.append == nullptr) {
      schema.set("minItems", type.fixed);
      schema.set("maxItems", type.fixed);
    }
    return schema;
  }

  /// An array of exactly these.
  Value of_exactly(Value items) {
    Value schema = of_type("array");
    if (items.size() != 0) schema.set("prefixItems", items);
    schema.set("items", false);
    schema.set("minItems", items.size());
    return schema;
  }
  Value of_tuple(const TupleType& type) {
    Value items = doc_.array();
    for (const Part& part : type.parts)
      items.push(of(*part.type));
    return of_exactly(items);
  }
  Value of_map(const MapType& type) {
    const Value entry = of_exactly(doc_.array({of(*type.key), of(*type.mapped)}));
    return of_form("map", {{"entries", of_array(entry)}});
  }

  Value of_variant(const VariantType& type) {
    Value schemas = doc_.array();
    for (const Type* alternative : type.alternatives)
      schemas.push(of(*alternative));
    return doc_.object({{"anyOf", schemas}});
  }

  Value of_shared(const Type& inner) {
    const Value schema = either(of(inner), of_null());
    if (is_leaf(inner.shape)) return schema;
    const Value number = doc_.object({{"type", "integer"}, {"minimum", 0}});
    return either(schema, doc_.object({{"type", "object"},
                                       {"properties", doc_.object({{"$ref", number}})},
                                       {"required", doc_.array({"$ref"})},
                                       {"additionalProperties", false}}));
  }

  /// One of several, flat.
  Value either(Value first, Value second) {
    if (first.has("anyOf") && first.size() == 1) {
      first["anyOf"].push(second);
      return first;
    }
    return doc_.object({{"anyOf", doc_.array({first, second})}});
  }

  Document& doc_;
  std::uint32_t version_;
  std::vector<Named> named_;
};

}  // namespace

Document make_schema(const Type& type, std::uint32_t version) {
  Document doc;
  SchemaWriter writer(doc, version);
  Value root = doc.object({{"$schema", "https://json-schema.org/draft/2020-12/schema"}});
  const Value schema = writer.of(type);
  for (auto entry = schema.entries(); !entry.done(); entry.next())
    root.set(entry.name(), entry.value());
  const Value definitions = writer.definitions();
  if (definitions.size() != 0) root.set("$defs", definitions);
  doc.set_root(root);
  return doc;
}

}  // namespace candela::detail::bind

namespace candela {

struct JsonSchemas::State {
  detail::bind::SchemaWriter writer;
};

JsonSchemas::JsonSchemas(Document& document, std::uint32_t version)
    : state_(new State{detail::bind::SchemaWriter(document, version)}) {}
JsonSchemas::~JsonSchemas() = default;

Value JsonSchemas::of(const detail::bind::Type& type) {
  return state_->writer.of(type);
}

Value JsonSchemas::definitions() {
  return state_->writer.definitions();
}

}  // namespace candela
