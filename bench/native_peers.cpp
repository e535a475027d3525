#include "native_peers.hpp"

#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#ifdef CANDELA_BENCH_RAPIDJSON
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#endif
#ifdef CANDELA_BENCH_SIMDJSON
#include <simdjson.h>
#endif

namespace candela::bench {

#ifdef CANDELA_BENCH_RAPIDJSON

namespace {

std::string rapidjson_version() {
  return std::string("RapidJSON ") + RAPIDJSON_VERSION_STRING;
}

}  // namespace

Contender rapidjson_encode(std::string json) {
  auto dom = std::make_shared<rapidjson::Document>();
  dom->Parse(json.data(), json.size());
  auto write = [dom] {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    if (!dom->Accept(writer) || buffer.GetSize() == 0) throw std::runtime_error("not written");
    keep(buffer.GetString());
  };
  write();
  return in_process("RapidJSON", write);
}

Contender rapidjson_decode_insitu(std::string json) {
  auto text = std::make_shared<const std::string>(std::move(json));
  auto buffer = std::make_shared<std::vector<char>>(text->size() + 1);
  auto fill = [text, buffer] { std::memcpy(buffer->data(), text->c_str(), buffer->size()); };
  auto fill_and_parse = [fill, buffer] {
    fill();
    rapidjson::Document dom;
    dom.ParseInsitu(buffer->data());
    if (dom.HasParseError() || !dom.IsObject()) throw std::runtime_error("not parsed");
    keep(dom);
  };
  fill_and_parse();
  return in_process_after("RapidJSON insitu", fill, fill_and_parse);
}

#else

namespace {

std::string rapidjson_version() {
  return "no RapidJSON";
}

}  // namespace

Contender rapidjson_encode(std::string) {
  return missing("RapidJSON", "rapidjson-dev");
}
Contender rapidjson_decode_insitu(std::string) {
  return missing("RapidJSON insitu", "rapidjson-dev");
}

#endif

#ifdef CANDELA_BENCH_SIMDJSON

namespace {

std::string simdjson_version() {
  return "simdjson " SIMDJSON_STRINGIFY(SIMDJSON_VERSION) " (" +
         simdjson::get_active_implementation()->name() + ")";
}

}  // namespace

Contender simdjson_decode(std::string json) {
  auto text = std::make_shared<const simdjson::padded_string>(json);
  auto parser = std::make_shared<simdjson::dom::parser>();
  auto parse = [text, parser] {
    simdjson::dom::object root;
    if (parser->parse(*text).get(root) != simdjson::SUCCESS) throw std::runtime_error("not parsed");
    keep(root);
  };
  parse();
  return in_process("simdjson DOM", parse);
}

#else

namespace {

std::string simdjson_version() {
  return "no simdjson";
}

}  // namespace

Contender simdjson_decode(std::string) {
  return missing("simdjson DOM", "libsimdjson-dev");
}

#endif

std::string native_peer_versions() {
  return rapidjson_version() + ", " + simdjson_version();
}

}  // namespace candela::bench
