// What can be reached, as data: for people, for generators of clients, for tools that call tools.
//
//   candela::Document about = candela::describe<House>();
//   std::string text = candela::stringify_json(about.root());
//
// `describe` gives
//   {name, members: [member…], capabilities?: {Room: {name, members}…}, $defs?: {User: schema…}}
// where a member is one of
//   {name, kind: "property", description?, readOnly, setter?: "setLabel", result: schema}
//   {name, kind: "method", description?, parameters: [{name, required, schema}…],
//    rest?: true, restName?, result: schema, async?: true}
//   {name, kind: "method", description?, overloads: [{parameters, rest?, restName?, result, async?}…]}
// Schemas are JSON Schemas (structured_clone/json_schema.hpp) of the form that values have in nested
// text, all with one `$defs`; `true` is any value. What is no value has a form of its own, which
// validators pass over:
//   {$ref: "#/capabilities/Room"}      an exposed object; "#" is the one that is described
//   {capability: true}                 an object of which only its CustomTarget knows more
//   {function: {parameters: [schema…], result: schema}}, or {function: true}
// Each capability stands there once, so that circular types end; a second type of a name gets a
// number. Parameters without a name (CANDELA_DOC) are arg1, arg2…; one is required where it has no
// default and undefined is refused. Of a CustomTarget: {members: [{name, kind}…]}.
//
// `tools` gives the methods in the shape that tool-calling protocols use,
//   [{name, description?, inputSchema: {type: "object", properties, required, $defs?}}…]
// each on its own. Arguments that are the rest are one array, `rest` if it has no name. Overloads are
// `anyOf` of their properties. Methods that cannot be called without a capability or a function are
// left out, and so are parameters that may be left out and take one.
//
// Guards do not run: who may see a description is for its caller to say. It holds the names of C++
// types, as they stand in CANDELA_EXPOSE.
// Threads: free functions without state.
#pragma once

#include <candela/ocan/expose.hpp>
#include <candela/ocan/target.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

namespace detail {

Document describe_type(const ExposedType& type);
Document tools_of_type(const ExposedType& type);

}  // namespace detail

Document describe(const Target& target);
template <Exposed T>
Document describe() {
  return detail::describe_type(detail::exposed_type<T>);
}

Document tools(const Target& target);
template <Exposed T>
Document tools() {
  return detail::tools_of_type(detail::exposed_type<T>);
}

}  // namespace candela
