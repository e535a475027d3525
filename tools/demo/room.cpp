#include "room.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <candela/ocan/error.hpp>

namespace candela::demo {
namespace {

constexpr std::string_view last_key = "last";
constexpr std::string_view message_prefix = "message/";
constexpr double greatest_number = 1e15;

/// Digits of a fixed width, so that the order of the keys is that of the messages.
std::string message_key(double number) {
  constexpr std::size_t width = 16;
  const std::string digits = std::to_string(static_cast<long long>(number));
  std::string key(message_prefix);
  return key.append(width - digits.size(), '0').append(digits);
}

void check(std::string_view what, std::string_view text, std::size_t most) {
  if (!text.empty() && text.size() <= most) return;
  throw Error("RangeError",
              "A " + std::string(what) + " has 1 to " + std::to_string(most) + " bytes");
}

}  // namespace

double Room::say(std::string_view name, std::string_view text) {
  check("name", name, max_name_bytes);
  check("text", text, max_text_bytes);
  const double number = kv().get<double>(last_key).value_or(0) + 1;
  Document message;
  message.set_root(message.object({{"number", number},
                                   {"at", message.date(static_cast<double>(now_ms()))},
                                   {"name", name},
                                   {"text", text}}));
  kv().put(message_key(number), message);
  kv().put(last_key, number);
  const double forgotten = number - static_cast<double>(max_messages);
  if (forgotten > 0) kv().remove(message_key(forgotten));
  return number;
}

Value Room::messages(Call& call, double after) {
  Value list = call.document().array();
  const double first = std::floor(std::clamp(after, 0.0, greatest_number)) + 1;
  const ListQuery query = {.prefix = std::string(message_prefix), .start = message_key(first)};
  for (const KvEntry<Document>& entry : kv().list(query))
    list.push(call.document().copy(entry.value.root()));
  return list;
}

}  // namespace candela::demo
