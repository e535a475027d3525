#include <memory>
#include <stdexcept>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_SIMDJSON

#include <simdjson.h>

#include "json_check.hpp"

namespace candela::bench {

std::string simdjson_version() {
  return "simdjson " SIMDJSON_STRINGIFY(SIMDJSON_VERSION) " (" +
         simdjson::get_active_implementation()->name() + ")";
}

Contender simdjson_decode(const std::string& json) {
  constexpr std::size_t depth = 10'000;  // its default of 1,024 refuses `deep`
  auto text = std::make_shared<const simdjson::padded_string>(json);
  auto parser = std::make_shared<simdjson::dom::parser>();
  if (parser->allocate(text->size(), depth) != simdjson::SUCCESS) {
    throw std::runtime_error("no memory");
  }
  auto parse = [text, parser] {
    simdjson::dom::element root;
    if (parser->parse(*text).get(root) != simdjson::SUCCESS) throw std::runtime_error("not parsed");
    keep(root);
  };
  simdjson::dom::element root;
  if (parser->parse(*text).get(root) != simdjson::SUCCESS) throw std::runtime_error("not parsed");
  check_same_json(simdjson::to_string(root), json);
  return in_process("simdjson DOM", parse);
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string simdjson_version() {
  return "no simdjson";
}
Contender simdjson_decode(const std::string&) {
  return missing("simdjson DOM", "libsimdjson-dev is not installed");
}

}  // namespace candela::bench

#endif
