#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_RAPIDJSON

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "json_check.hpp"

namespace candela::bench {

namespace {

std::string written(const rapidjson::Document& dom) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  dom.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

std::string rapidjson_version() {
  return std::string("RapidJSON ") + RAPIDJSON_VERSION_STRING;
}

Contender rapidjson_encode(const std::string& json) {
  auto dom = std::make_shared<rapidjson::Document>();
  dom->Parse<rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  auto write = [dom] {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    if (!dom->Accept(writer)) throw std::runtime_error("not written");
    keep(buffer.GetString());
  };
  const std::string text = written(*dom);
  check_same_json(text, json);
  return in_process_writing("RapidJSON", text.size(), write);
}

Contender rapidjson_decode_insitu(const std::string& json) {
  auto text = std::make_shared<const std::string>(json);
  auto buffer = std::make_shared<std::vector<char>>(text->size() + 1);
  auto fill = [text, buffer] { std::memcpy(buffer->data(), text->c_str(), buffer->size()); };
  auto fill_and_parse = [fill, buffer] {
    fill();
    rapidjson::Document dom;
    dom.ParseInsitu(buffer->data());
    if (dom.HasParseError()) throw std::runtime_error("not parsed");
    keep(dom);
  };
  fill();
  rapidjson::Document dom;
  dom.ParseInsitu(buffer->data());
  check_same_json(written(dom), json);
  return in_process_after("RapidJSON insitu", fill, fill_and_parse);
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string rapidjson_version() {
  return "no RapidJSON";
}
Contender rapidjson_encode(const std::string&) {
  return missing("RapidJSON", "rapidjson-dev is not installed");
}
Contender rapidjson_decode_insitu(const std::string&) {
  return missing("RapidJSON insitu", "rapidjson-dev is not installed");
}

}  // namespace candela::bench

#endif
