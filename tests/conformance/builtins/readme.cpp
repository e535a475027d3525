#include "readme.hpp"

#include <cstddef>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "builtins.hpp"

namespace candela::conformance {
namespace {

using Names = std::set<std::string, std::less<>>;

/// `| LABEL | … |`: the words in the row's first backquotes.
std::map<std::string, Names> rows_of(const std::string& readme) {
  std::ifstream file(readme);
  if (!file) throw std::runtime_error(readme + " cannot be read");
  std::map<std::string, Names> rows;
  for (std::string line; std::getline(file, line);) {
    const std::size_t label_end = line.find(" | ");
    const std::size_t begin = line.find('`');
    if (!line.starts_with("| ") || label_end == line.npos || begin == line.npos) continue;
    std::istringstream words(line.substr(begin + 1, line.find('`', begin + 1) - begin - 1));
    Names& names = rows[line.substr(2, label_end - 2)];
    for (std::string word; words >> word;)
      names.insert(word);
  }
  return rows;
}

Names table_of(Kind kind) {
  Names names;
  for (const Builtin& builtin : builtins_of(kind))
    names.emplace(builtin.name);
  return names;
}

std::string difference(const Names& shown, const Names& there) {
  std::string text;
  for (const std::string& name : there) {
    if (!shown.contains(name)) text += " misses " + name;
  }
  for (const std::string& name : shown) {
    if (!there.contains(name)) text += " has " + name;
  }
  return text;
}

}  // namespace

std::vector<std::string> wrong_readme_rows(const std::string& readme) {
  const std::map<Kind, std::string> labels = {{Kind::string, "strings"},
                                              {Kind::boolean, "booleans"},
                                              {Kind::number, "numbers"},
                                              {Kind::bigint, "BigInts"},
                                              {Kind::array, "arrays"},
                                              {Kind::map, "Maps"},
                                              {Kind::set, "Sets"},
                                              {Kind::date, "Dates"},
                                              {Kind::regexp, "RegExps"},
                                              {Kind::error, "errors"},
                                              {Kind::function, "functions"},
                                              {Kind::array_buffer, "ArrayBuffers"},
                                              {Kind::data_view, "DataViews"},
                                              {Kind::typed_array, "typed arrays"}};
  const std::map<std::string, Names> rows = rows_of(readme);
  std::vector<std::string> wrong;
  for (int number = 0; number <= static_cast<int>(Kind::function); ++number) {
    const auto kind = static_cast<Kind>(number);
    const Names there = table_of(kind);
    const auto label = labels.find(kind);
    if (label == labels.end()) {
      if (!there.empty()) wrong.push_back(std::string(to_string(kind)) + ": has no label");
      continue;
    }
    const auto row = rows.find(label->second);
    const std::string text = difference(row == rows.end() ? Names() : row->second, there);
    if (!text.empty()) wrong.push_back(label->second + ":" + text);
  }
  return wrong;
}

}  // namespace candela::conformance
