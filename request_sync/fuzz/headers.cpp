// Headers against the Fetch standard's header list, done as the standard words it: a list in the order
// of arrival, searched from end to end.
// Covers: src/headers.cpp
//
// Input: operations, each a letter, a name, FF, a value, FF.
//   a append, s set, r remove, g get, h has
//   b append and c set of the value many times over, m appends under many names: these reach the
//   limits

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/headers.hpp>

namespace {

using candela::Headers;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

constexpr std::size_t most_operations = 32;
constexpr std::size_t most_that_are_large = 8;
constexpr std::size_t most_at_limits = 3;
constexpr std::size_t large_value = 140'000;
constexpr std::size_t names_at_once = 1400;

void require(bool condition) {
  if (!condition) std::abort();
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string small(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += small(c);
  return result;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "!#$%&'*+-.^_`|~0123456789"
                              "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view normalised(std::string_view value) {
  while (!value.empty() && is_space(value.front()))
    value.remove_prefix(1);
  while (!value.empty() && is_space(value.back()))
    value.remove_suffix(1);
  return value;
}

bool is_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(),
                      [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
}

/// The standard's header list (2.2.2).
class Model {
 public:
  using Entry = std::pair<std::string, std::string>;

  void append(std::string_view name, std::string_view value) {
    list_.emplace_back(small(name), std::string(value));
  }

  void set(std::string_view name, std::string_view value) {
    const std::string key = small(name);
    const auto first = std::find_if(list_.begin(), list_.end(),
                                    [&](const Entry& entry) { return entry.first == key; });
    if (first == list_.end()) return append(name, value);
    first->second = value;
    list_.erase(std::remove_if(first + 1, list_.end(),
                               [&](const Entry& entry) { return entry.first == key; }),
                list_.end());
  }

  bool remove(std::string_view name) {
    const std::string key = small(name);
    return std::erase_if(list_, [&](const Entry& entry) { return entry.first == key; }) != 0;
  }

  std::vector<std::string> values(std::string_view name) const {
    const std::string key = small(name);
    std::vector<std::string> found;
    for (const Entry& entry : list_)
      if (entry.first == key) found.push_back(entry.second);
    return found;
  }

  std::optional<std::string> get(std::string_view name) const {
    const std::vector<std::string> found = values(name);
    if (found.empty()) return std::nullopt;
    std::string combined = found.front();
    for (std::size_t i = 1; i < found.size(); ++i)
      combined += ", " + found[i];
    return combined;
  }

  /// At least what `sorted` takes.
  bool may_be_large() const {
    std::size_t bytes = 0;
    for (const Entry& entry : list_)
      bytes += entry.first.size() + entry.second.size() + 2;
    return list_.size() > Headers::max_entries || bytes > Headers::max_bytes;
  }

  /// "Sort and combine".
  std::vector<Entry> sorted() const {
    std::vector<Entry> sorted = list_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Entry& left, const Entry& right) {
      return left.first < right.first;
    });
    std::vector<Entry> combined;
    for (Entry& entry : sorted) {
      if (!combined.empty() && combined.back().first == entry.first &&
          entry.first != "set-cookie") {
        combined.back().second += ", " + entry.second;
      } else {
        combined.push_back(std::move(entry));
      }
    }
    return combined;
  }

 private:
  std::vector<Entry> list_;
};

struct Both {
  Headers headers;
  Model model;
  std::size_t at_limits = 0;  // how often one of them refused something
};

void compare(const Both& both) {
  const std::vector<Model::Entry> wanted = both.model.sorted();
  require(std::equal(both.headers.begin(), both.headers.end(), wanted.begin(), wanted.end(),
                     [](const Headers::Entry& ours, const Model::Entry& theirs) {
                       return ours.name == theirs.first && ours.value == theirs.second;
                     }));
  require(both.headers.size() == wanted.size() && both.headers.empty() == wanted.empty());
  require(both.headers.get_set_cookie() == both.model.values("Set-Cookie"));
  const Headers copy = both.headers;
  require(copy == both.headers);
}

/// Whether the limits of Headers leave room for it.
bool has_room(const Model& model) {
  if (!model.may_be_large()) return true;
  std::size_t bytes = 0;
  const std::vector<Model::Entry> entries = model.sorted();
  for (const Model::Entry& entry : entries)
    bytes += entry.first.size() + entry.second.size();
  return entries.size() <= Headers::max_entries && bytes <= Headers::max_bytes;
}

void check_refused(Both& both, const Model& wanted, std::string_view name, std::string_view value,
                   const HttpValueError& error) {
  require(std::string_view(error.what()).size() < 1000 && error.name() == "TypeError");
  switch (error.code()) {
    case HttpValueErrorCode::invalid_header_name: return require(!is_name(name));
    case HttpValueErrorCode::invalid_header_value:
      return require(is_name(name) && !is_value(normalised(value)));
    case HttpValueErrorCode::too_many_headers:
    case HttpValueErrorCode::headers_too_large:
      require(is_name(name) && is_value(normalised(value)) && !has_room(wanted));
      ++both.at_limits;
      return compare(both);
    default: require(false);
  }
}

enum class Change : unsigned char { append, set };

void change(Model& model, Change how, std::string_view name, std::string_view value) {
  if (how == Change::append) {
    model.append(name, normalised(value));
  } else {
    model.set(name, normalised(value));
  }
}

void change(Both& both, Change how, std::string_view name, std::string_view value) {
  try {
    if (how == Change::append) {
      both.headers.append(name, value);
    } else {
      both.headers.set(name, value);
    }
  } catch (const HttpValueError& error) {
    Model wanted = both.model;
    change(wanted, how, name, value);
    return check_refused(both, wanted, name, value, error);
  }
  require(is_name(name) && is_value(normalised(value)));
  change(both.model, how, name, value);
  require(has_room(both.model) && both.headers.get(name) == both.model.get(name));
}

/// As one appends them, without a comparison after each.
void append_many_names(Both& both, std::string_view name, std::string_view value) {
  if (!is_name(name) || !is_value(normalised(value))) return;
  for (std::size_t i = 0; i < names_at_once; ++i) {
    // In their order: to insert in front of many is what takes long.
    const std::string one = std::string(name) + std::to_string(names_at_once + i);
    try {
      both.headers.append(one, value);
    } catch (const HttpValueError& error) {
      Model wanted = both.model;
      wanted.append(one, normalised(value));
      return check_refused(both, wanted, one, value, error);
    }
    both.model.append(one, normalised(value));
  }
}

/// What `read` answers; nothing where the name is refused, as it must be if it is none.
template <typename Read>
auto read(std::string_view name, Read read) -> std::optional<decltype(read())> {
  try {
    auto answer = read();
    require(is_name(name));
    return answer;
  } catch (const HttpValueError& error) {
    require(error.code() == HttpValueErrorCode::invalid_header_name && !is_name(name));
    return std::nullopt;
  }
}

void check_same(const Both& both, std::string_view name) {
  const auto got = read(name, [&] { return both.headers.get(name); });
  if (got) require(*got == both.model.get(name));
  const auto has = read(name, [&] { return both.headers.has(name); });
  if (has) require(*has == both.model.get(name).has_value());
}

void run(Both& both, char operation, std::string_view name, std::string_view value) {
  switch (operation) {
    case 'a': return change(both, Change::append, name, value);
    case 's': return change(both, Change::set, name, value);
    case 'b':
    case 'c': {
      std::string long_value;
      while (!value.empty() && long_value.size() < large_value)
        long_value += value;
      return change(both, operation == 'b' ? Change::append : Change::set, name, long_value);
    }
    case 'm': return append_many_names(both, name, value);
    case 'r': {
      const auto removed = read(name, [&] { return both.headers.remove(name); });
      if (removed) require(*removed == both.model.remove(name));
      return;
    }
    default: return check_same(both, name);
  }
}

std::string_view take(std::string_view& input) {
  const std::string_view taken = input.substr(0, input.find('\xFF'));
  input.remove_prefix(std::min(taken.size() + 1, input.size()));
  return taken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  Both both;
  std::size_t large = 0;
  for (std::size_t i = 0; i < most_operations && both.at_limits < most_at_limits && !input.empty();
       ++i) {
    const char operation = input.front();
    input.remove_prefix(1);
    const std::string_view name = take(input);
    const std::string_view value = take(input);
    if (std::string_view("bcm").find(operation) != std::string_view::npos &&
        ++large > most_that_are_large)
      continue;
    run(both, operation, name, value);
  }
  compare(both);
  return 0;
}
