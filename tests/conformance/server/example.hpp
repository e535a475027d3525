#pragma once
// EXAMPLE_DO: results of every shape, and a count that is stored. SUBCLASS_DO is made from it.
// Threads and ownership: an actor's.
#include <memory>
#include <string>
#include <string_view>

#include <kj/async.h>

#include <candela/ocan/expose.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/host_types.hpp>
#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>
#include <candela/request_sync/url.hpp>
#include <candela/runtime/actor.hpp>

namespace candela::conformance {

/// An instance of a class: fields, then methods.
class TestModel {
 public:
  double value = 42;
  std::string name = "TestModel";
  double get_value() const { return value; }
  std::string get_name() const { return name; }
  double compute() const { return value * 2; }

 private:
  CANDELA_EXPOSE(TestModel, value, name, CANDELA_AS("getValue", get_value),
                 CANDELA_AS("getName", get_name), compute)
};

/// One of its properties cannot be read.
class ProblematicObject {
 public:
  double value = 42;
  double bad_getter() const;

 private:
  CANDELA_EXPOSE(ProblematicObject, value, CANDELA_GETTER("badGetter", bad_getter))
};

class ExampleDO : public Actor {
 public:
  using Actor::Actor;

  double increment() { return add_to_count(1); }
  double get_counter() { return add_to_count(0); }
  kj::Promise<double> slow_increment(double ms = 100);
  double add(double a, double b) { return a + b; }
  void throw_error(std::string_view message);
  void throw_string(std::string_view text);

  Value get_object(Call& call);
  Value get_array(Call& call);
  Value get_array_with_functions(Call& call);
  std::unique_ptr<ProblematicObject> get_problematic_object();
  std::unique_ptr<TestModel> get_class_instance() { return std::make_unique<TestModel>(); }
  Value get_deeply_nested(Call& call);
  Value get_object_with_non_function(Call& call);
  Value complex_data(Call& call);

  Value echo(Value value) { return value; }
  Document echo_through_storage(Value value);

  RequestSync get_request();
  ResponseSync get_response();
  Headers get_headers();
  Url get_url();
  Value get_web_api_mix(Call& call);

 protected:
  double add_to_count(double by);

 private:
  CANDELA_EXPOSE(ExampleDO, increment, CANDELA_AS("getCounter", get_counter),
                 CANDELA_AS("slowIncrement", slow_increment), add,
                 CANDELA_AS("throwError", throw_error), CANDELA_AS("throwString", throw_string),
                 CANDELA_AS("getObject", get_object), CANDELA_AS("getArray", get_array),
                 CANDELA_AS("getArrayWithFunctions", get_array_with_functions),
                 CANDELA_AS("getProblematicObject", get_problematic_object),
                 CANDELA_AS("getClassInstance", get_class_instance),
                 CANDELA_AS("getDeeplyNested", get_deeply_nested),
                 CANDELA_AS("getObjectWithNonFunction", get_object_with_non_function),
                 CANDELA_GETTER("complexData", complex_data), echo,
                 CANDELA_AS("echoThroughStorage", echo_through_storage),
                 CANDELA_AS("getRequest", get_request), CANDELA_AS("getResponse", get_response),
                 CANDELA_AS("getHeaders", get_headers), CANDELA_AS("getURL", get_url),
                 CANDELA_AS("getWebApiMix", get_web_api_mix))
};

}  // namespace candela::conformance
