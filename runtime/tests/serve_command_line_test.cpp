#include "serve_command_line.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace candela {
namespace {

CommandLine read(std::vector<const char*> words) {
  words.insert(words.begin(), "program");
  return read_command_line(static_cast<int>(words.size()), words.data(), {});
}

std::string complaint(std::vector<const char*> words) {
  const CommandLine line = read(std::move(words));
  const auto* bad = std::get_if<BadCommandLine>(&line);
  return bad ? bad->message : "(none)";
}

TEST_CASE("without arguments everything is as the program has it") {
  const auto options = std::get<ServeOptions>(read({}));
  CHECK(options.port == 8787);
  CHECK(options.host == "127.0.0.1");
  CHECK(options.prefix == "__rpc");
  CHECK(options.stacks == Stacks::hidden);
}

TEST_CASE("every option can be given, with a blank or an equals sign") {
  const auto options = std::get<ServeOptions>(
      read({"--port", "0", "--host=::1", "--data", "d", "--prefix=/agents", "--expose-stacks"}));
  CHECK(options.port == 0);
  CHECK(options.host == "::1");
  CHECK(options.data_directory == "d");
  CHECK(options.prefix == "/agents");
  CHECK(options.stacks == Stacks::exposed);
}

TEST_CASE("a prefix is made of what a path can hold") {
  for (const char* prefix : {"__rpc", "/a/b/", "v1.0~x-Y_9"}) {
    CAPTURE(prefix);
    CHECK(std::get<ServeOptions>(read({"--prefix", prefix})).prefix == prefix);
  }
  for (const char* prefix : {"a b", "/", "//", "a?b", "a%20b", "caf\xc3\xa9", "'"}) {
    CAPTURE(prefix);
    CHECK(std::holds_alternative<BadCommandLine>(read({"--prefix", prefix})));
  }
}

TEST_CASE("a port is a number from 0 to 65535") {
  CHECK(std::get<ServeOptions>(read({"--port=65535"})).port == 65535);
  for (const char* port : {"65536", "-1", "80x", "", " 80", "0x50"})
    CHECK(complaint({"--port", port}) == "--port wants a number from 0 to 65535");
}

TEST_CASE("what is unknown or lacks its value is refused, and named") {
  CHECK(complaint({"--prot", "80"}) == "unknown option --prot; --help lists them");
  CHECK(complaint({"data"}) == "unknown option data; --help lists them");
  CHECK(complaint({"--nonsense"}) == "unknown option --nonsense; --help lists them");
  CHECK(complaint({"--data"}) == "--data wants a value");
  CHECK(complaint({"--host="}) == "--host wants a value");
}

TEST_CASE("--help names every option and its default") {
  const auto line = read({"--port", "1", "--help"});
  const auto& text = std::get<HelpWanted>(line).text;
  for (const char* option : {"--port", "--host", "--data", "--prefix", "--expose-stacks", "8787"})
    CHECK(text.find(option) != std::string::npos);
}

}  // namespace
}  // namespace candela
