// candela-conformance-server: the actors that the recordings of ../data talk to.
#include <candela/runtime/serve.hpp>

#include "bindings.hpp"

int main(int argc, char** argv) {
  using namespace candela::conformance;
  return candela::serve(argc, argv, {.data_directory = "candela-conformance-data"},
                        example_binding(), subclass_binding(), pipelining_binding(),
                        probe_binding());
}
