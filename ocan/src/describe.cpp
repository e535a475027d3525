#include <candela/ocan/describe.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/ocan/detail/form.hpp>
#include <candela/structured_clone/json_schema.hpp>

#include "form_view.hpp"

namespace candela {

namespace {

using detail::Form;
using detail::FunctionForm;
using detail::MemberForm;

constexpr detail::bind::Type undefined_type{detail::bind::Shape::undefined, 0};

/// The members that count: of a name that is there twice the first.
std::vector<std::size_t> listed_members(const ExposedType& type) {
  std::vector<std::size_t> listed;
  for (std::size_t i = 0; i < type.members.size(); ++i)
    if (type.find(type.members[i].name) == &type.members[i]) listed.push_back(i);
  return listed;
}

std::string_view kind_name(MemberKind kind) {
  return kind == MemberKind::field ? "property" : "method";
}

/// Forms as schemas, and what they name.
class SchemaBuilder {
 public:
  explicit SchemaBuilder(Document& document) : document_(document), schemas_(document) {}

  enum class Place : std::uint8_t { given, taken };
  Value of(const Form& form, Place place) {
    switch (form.kind) {
      case Form::Kind::any: return document_.boolean(true);
      case Form::Kind::nothing: return schemas_.of(undefined_type);
      case Form::Kind::value: return schemas_.of(*form.type);
      case Form::Kind::object: return or_null(form, of_object(form), place);
      case Form::Kind::function: return or_null(form, of_function(form), place);
      case Form::Kind::optional: return any_of(of(*form.inner, place), schemas_.of(undefined_type));
      case Form::Kind::list:
        return document_.object({{"type", "array"}, {"items", of(*form.inner, place)}});
      case Form::Kind::record: break;
    }
    return document_.object({{"type", "object"}, {"additionalProperties", of(*form.inner, place)}});
  }

  /// The type whose description is the document itself.
  void set_root(const ExposedType& type) { known_.push_back({&type, std::string()}); }
  struct Known {
    const ExposedType* type;
    std::string name;
  };
  /// The root first; may grow.
  const std::vector<Known>& known() const noexcept { return known_; }
  Value definitions() { return schemas_.definitions(); }

 private:
  Value any_of(Value first, Value second) {
    return document_.object({{"anyOf", document_.array({first, second})}});
  }
  Value or_null(const Form& form, Value schema, Place place) {
    if (!form.may_be_empty || place == Place::taken) return schema;
    return any_of(schema, document_.object({{"type", "null"}}));
  }

  Value of_object(const Form& form) {
    if (!form.object) return document_.object({{"capability", true}});
    return document_.object({{"$ref", reference_to(*form.object)}});
  }

  std::string reference_to(const ExposedType& type) {
    for (const Known& known : known_)
      if (known.type == &type) return known.name.empty() ? "#" : "#/capabilities/" + known.name;
    std::string name = plain(type.name);
    for (int number = 2; is_taken(name); ++number)
      name = plain(type.name) + "_" + std::to_string(number);
    known_.push_back({&type, name});
    return "#/capabilities/" + name;
  }
  bool is_taken(std::string_view name) const {
    for (const Known& known : known_)
      if (known.name == name) return true;
    return false;
  }
  /// A name that may stand in a reference as it is.
  static std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name) {
      const bool is_plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      text += is_plain ? c : '_';
    }
    return text;
  }

  Value of_function(const Form& form) {
    if (!form.function) return document_.object({{"function", true}});
    Value parameters = document_.array();
    for (const Form* parameter : form.function->all())
      parameters.push(of(*parameter, Place::taken));
    const Value result = of(*form.function->result, Place::given);
    return document_.object(
        {{"function", document_.object({{"parameters", parameters}, {"result", result}})}});
  }

  Document& document_;
  JsonSchemas schemas_;
  std::vector<Known> known_;
};

class Describer {
 public:
  explicit Describer(Document& document) : document_(document), schemas_(document) {}

  void run(const ExposedType& type) {
    schemas_.set_root(type);
    Value root = of_type(type, std::string(type.name));
    Value capabilities = document_.object();
    for (std::size_t i = 1; i < schemas_.known().size(); ++i) {
      const SchemaBuilder::Known known = schemas_.known()[i];  // a copy: more may be named
      capabilities.set(known.name, of_type(*known.type, known.name));
    }
    if (capabilities.size() != 0) root.set("capabilities", capabilities);
    const Value definitions = schemas_.definitions();
    if (definitions.size() != 0) root.set("$defs", definitions);
    document_.set_root(root);
  }

 private:
  using Place = SchemaBuilder::Place;

  Value of_type(const ExposedType& type, std::string_view name) {
    Value members = document_.array();
    for (const std::size_t index : listed_members(type))
      members.push(of_member(type, index));
    return document_.object({{"name", name}, {"members", members}});
  }

  Value of_member(const ExposedType& type, std::size_t index) {
    const Member& member = type.members[index];
    const MemberForm& form = type.forms()[index];
    Value description = document_.object({{"name", member.name}, {"kind", kind_name(member.kind)}});
    if (member.info) description.set("description", member.info->description);
    if (member.kind == MemberKind::field) {
      add_property(description, type, form);
    } else if (form.count == 1) {
      add_function(description, member, form.functions[0]);
    } else {
      Value overloads = document_.array();
      for (std::size_t i = 0; i < form.count; ++i) {
        Value overload = document_.object();
        add_function(overload, member, form.functions[i]);
        overloads.push(overload);
      }
      description.set("overloads", overloads);
    }
    return description;
  }

  void add_property(Value description, const ExposedType& type, const MemberForm& form) {
    const bool has_setter = form.setter != detail::no_setter;
    description.set("readOnly", !has_setter);
    if (has_setter) description.set("setter", type.members[form.setter].name);
    add_result(description, form.functions[0]);
  }

  void add_function(Value description, const Member& member, const FunctionForm& function) {
    Value parameters = document_.array();
    for (std::size_t i = 0; i < function.count; ++i) {
      const Form& form = *function.parameters[i];
      parameters.push(document_.object({{"name", parameter_name(member, i)},
                                        {"required", is_required(function, i)},
                                        {"schema", schemas_.of(form, Place::taken)}}));
    }
    description.set("parameters", parameters);
    if (function.takes_rest) {
      description.set("rest", true);
      if (const auto name = given_name(member, function.count)) description.set("restName", *name);
    }
    add_result(description, function);
  }

  void add_result(Value description, const FunctionForm& function) {
    description.set("result", schemas_.of(*function.result, Place::given));
    if (function.is_async) description.set("async", true);
  }

  Document& document_;
  SchemaBuilder schemas_;
};

/// One tool, which stands for itself.
class ToolWriter {
 public:
  explicit ToolWriter(Document& document) : document_(document), schemas_(document) {}

  /// undefined where nobody can call it with data alone.
  Value write(const Member& member, const MemberForm& form) {
    std::vector<Value> inputs;
    for (std::size_t i = 0; i < form.count; ++i)
      if (is_callable_with_data(form.functions[i]))
        inputs.push_back(input(member, form.functions[i]));
    if (inputs.empty()) return {};
    Value schema = document_.object({{"type", "object"}});
    if (form.count == 1) {
      for (auto entry = inputs[0].entries(); !entry.done(); entry.next())
        schema.set(entry.name(), entry.value());
    } else {
      Value any = document_.array();
      for (const Value one : inputs)
        any.push(one);
      schema.set("anyOf", any);
    }
    const Value definitions = schemas_.definitions();
    if (definitions.size() != 0) schema.set("$defs", definitions);
    Value tool = document_.object({{"name", member.name}});
    if (member.info) tool.set("description", member.info->description);
    tool.set("inputSchema", schema);
    return tool;
  }

 private:
  static bool is_callable_with_data(const FunctionForm& function) {
    for (std::size_t i = 0; i < function.count; ++i)
      if (is_required(function, i) && !is_data(*function.parameters[i])) return false;
    return true;
  }

  Value input(const Member& member, const FunctionForm& function) {
    Value properties = document_.object();
    Value required = document_.array();
    for (std::size_t i = 0; i < function.count; ++i) {
      const Form& form = *function.parameters[i];
      if (!is_data(form)) continue;
      const std::string name = parameter_name(member, i);
      properties.set(name, schemas_.of(form, SchemaBuilder::Place::taken));
      if (is_required(function, i)) required.push(name);
    }
    if (function.takes_rest)
      properties.set(given_name(member, function.count).value_or("rest"),
                     document_.object({{"type", "array"}}));
    return document_.object({{"properties", properties}, {"required", required}});
  }

  Document& document_;
  SchemaBuilder schemas_;
};

}  // namespace

namespace detail {

Document describe_type(const ExposedType& type) {
  Document document;
  Describer(document).run(type);
  return document;
}

Document tools_of_type(const ExposedType& type) {
  Document document;
  Value tools = document.array();
  for (const std::size_t index : listed_members(type)) {
    const Member& member = type.members[index];
    if (member.kind != MemberKind::method) continue;
    const Value tool = ToolWriter(document).write(member, type.forms()[index]);
    if (!tool.is_undefined()) tools.push(tool);
  }
  document.set_root(tools);
  return document;
}

}  // namespace detail

Document describe(const Target& target) {
  if (target.type()) return detail::describe_type(*target.type());
  Document document;
  Value members = document.array();
  for (const MemberName& member : target.members())
    members.push(document.object({{"name", member.name}, {"kind", kind_name(member.kind)}}));
  document.set_root(document.object({{"members", members}}));
  return document;
}

Document tools(const Target& target) {
  if (target.type()) return detail::tools_of_type(*target.type());
  Document document;
  Value tools = document.array();
  for (const MemberName& member : target.members()) {
    if (member.kind == MemberKind::method)
      tools.push(document.object(
          {{"name", member.name}, {"inputSchema", document.object({{"type", "object"}})}}));
  }
  document.set_root(tools);
  return document;
}

}  // namespace candela
