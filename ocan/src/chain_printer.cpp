#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/kind.hpp>

#include "plan.hpp"
#include "text_form.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

bool is_plain_name(std::string_view name) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), is_part);
}

/// Prints values and, where markers stand, chains: a list of what is still to be printed, last
/// first.
class Printer {
 public:
  explicit Printer(const ChainTextLimits& limits) : limits_(limits) {}

  std::string print(Value operations) {
    push_chain(operations);
    while (!todo_.empty() && out_.size() <= limits_.bytes) {
      const Item item = todo_.back();
      todo_.pop_back();
      if (item.form == Item::Form::text) {
        out_ += item.text;
      } else if (item.form == Item::Form::leave) {
        open_.erase(item.value.slot());
      } else {
        print_value(item.value);
      }
    }
    if (out_.size() > limits_.bytes) cut();
    return out_;
  }

 private:
  struct Item {
    enum class Form : std::uint8_t { text, value, leave } form;
    Value value = {};
    std::string text = {};
  };

  /// Pushes items so that the first given is the first printed.
  void push(std::vector<Item>& items) { todo_.insert(todo_.end(), items.rbegin(), items.rend()); }
  static Item text(std::string what) { return {Item::Form::text, {}, std::move(what)}; }
  static Item value(Value what) { return {Item::Form::value, what, {}}; }

  bool enter(Value container) { return open_.insert(container.slot()).second; }

  void push_chain(Value operations) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < operations.size(); ++i) {
      const Value operation = operations[i];
      if (operation[wire::type].as_string() == wire::apply) {
        list(items, "(", operation[wire::args], ")");
      } else {
        key(items, operation[wire::key], i == 0);
      }
    }
    push(items);
  }
  void key(std::vector<Item>& items, Value key, bool first) {
    if (key.is_number()) {
      items.push_back(text("[" + number_text(key.as_number()) + "]"));
    } else if (is_plain_name(key.as_string())) {
      items.push_back(text((first ? "" : ".") + std::string(key.as_string())));
    } else {
      items.push_back(text("[" + quoted(key.as_string()) + "]"));
    }
  }
  void list(std::vector<Item>& items, const char* open, Value array, const char* close) {
    items.push_back(text(open));
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (i > 0) items.push_back(text(", "));
      items.push_back(value(array[i]));
    }
    items.push_back(text(close));
  }

  void print_value(Value shown) {
    switch (shown.kind()) {
      case Kind::string: out_ += quoted(shown.as_string()); return;
      case Kind::bigint: return print_bigint(shown.as_bigint());
      case Kind::undefined:
      case Kind::null:
      case Kind::boolean: out_ += text_form(shown); return;
      case Kind::number: {
        const double number = shown.as_number();
        out_ += number == 0 && std::signbit(number) ? "-0" : number_text(number);
        return;
      }
      case Kind::date: out_ += "new Date(" + number_text(shown.date_ms()) + ")"; return;
      case Kind::object:
      case Kind::array:
      case Kind::map:
      case Kind::set: return print_container(shown);
      default: return print_kind(shown.kind());
    }
  }
  void print_kind(Kind kind) { out_ += "<" + std::string(to_string(kind)) + ">"; }
  void print_bigint(const BigInt& number) {
    // A limb has at least 19 digits but for the first: so many limbs are too many digits.
    if (number.limbs().size() > limits_.bigint_digits / 19 + 1) return print_kind(Kind::bigint);
    const std::string text = number.to_decimal();
    const std::size_t digits = text.size() - (number.is_negative() ? 1 : 0);
    if (digits > limits_.bigint_digits) return print_kind(Kind::bigint);
    out_ += text + "n";
  }
  void print_container(Value shown) {
    if (is_nested_marker(shown)) return push_chain(chain_of(shown));
    if (!enter(shown)) {
      out_ += "<circular>";
      return;
    }
    std::vector<Item> items;
    if (shown.is_array()) {
      list(items, "[", shown, "]");
    } else if (shown.is_object()) {
      object(items, shown);
    } else {
      collection(items, shown);
    }
    items.push_back({Item::Form::leave, shown});
    push(items);
  }
  void object(std::vector<Item>& items, Value shown) {
    items.push_back(text("{"));
    for (auto entry = shown.entries(); !entry.done(); entry.next()) {
      const std::string name(entry.name());
      const std::string key = is_plain_name(name) ? name : quoted(name);
      items.push_back(text((entry.index() > 0 ? ", " : "") + key + ": "));
      items.push_back(value(entry.value()));
    }
    items.push_back(text("}"));
  }
  void collection(std::vector<Item>& items, Value shown) {
    const bool is_map = shown.is_map();
    items.push_back(text(is_map ? "new Map([" : "new Set(["));
    bool first = true;
    for (auto entry = shown.entries(); !entry.done(); entry.next()) {
      if (!first) items.push_back(text(", "));
      first = false;
      if (is_map) items.push_back(text("["));
      items.push_back(value(entry.key()));
      if (!is_map) continue;
      items.push_back(text(", "));
      items.push_back(value(entry.value()));
      items.push_back(text("]"));
    }
    items.push_back(text("])"));
  }

  /// A call that is used again carries only its id: it is printed again.
  Value chain_of(Value marker) {
    Value& chain = chains_[marker[wire::reference_id].as_string()];
    if (marker.has(wire::chain)) chain = marker[wire::chain];
    return chain;
  }

  static std::string quoted(std::string_view what) {
    std::string out = "'";
    for (const char c : what) {
      if (c == '\'' || c == '\\') out.push_back('\\');
      switch (c) {
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out.push_back(c); break;
      }
    }
    return out + "'";
  }

  void cut() {
    std::size_t end = limits_.bytes;
    while (end > 0 && (static_cast<unsigned char>(out_[end]) & 0xC0) == 0x80)
      --end;  // not inside of a character
    out_.resize(end);
    out_ += "…";
  }

  const ChainTextLimits& limits_;
  std::string out_;
  std::vector<Item> todo_;
  std::unordered_set<std::uint64_t> open_;              // containers that are being printed
  std::unordered_map<std::string_view, Value> chains_;  // by reference id
};

}  // namespace

std::string to_string(const Chain& chain, const ChainTextLimits& limits) {
  const Document document = chain.to_document();
  return Printer(limits).print(document.root());
}

}  // namespace candela
