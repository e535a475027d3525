#include "kj/http_guard.hpp"

#include <algorithm>
#include <array>

namespace candela {
namespace {

using Event = HttpGuard::Event;

enum CharacterClass : unsigned char {
  token_character = 1,
  value_character = 2,
  target_character = 4
};

/// RFC 9110 section 5.6.2 (token), 5.5 (field-content, with obs-text), and the visible characters
/// that a request target is made of.
constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> classes{};
  for (unsigned c = 0x20; c < 256; ++c) {
    if (c != 0x7f) classes[c] |= value_character;
  }
  classes['\t'] |= value_character;
  for (unsigned c = 0x21; c < 0x7f; ++c)
    classes[c] |= target_character;
  for (unsigned c = '0'; c <= '9'; ++c)
    classes[c] |= token_character;
  for (unsigned c = 'a'; c <= 'z'; ++c)
    classes[c] |= token_character;
  for (unsigned c = 'A'; c <= 'Z'; ++c)
    classes[c] |= token_character;
  for (char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'}) {
    classes[static_cast<unsigned char>(c)] |= token_character;
  }
  return classes;
}
constexpr std::array<unsigned char, 256> classes = make_classes();

bool all_of_class(std::string_view text, CharacterClass wanted) {
  return std::all_of(text.begin(), text.end(), [wanted](char c) {
    return (classes[static_cast<unsigned char>(c)] & wanted) != 0;
  });
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// `lower_case` is a literal in lower case.
bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(),
                    [](char a, char b) { return lower(a) == b; });
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// 16 bytes in base64: 22 digits, of which the last has four bits to spare, and the padding.
bool is_websocket_key(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t digit_count = 22;
  return text.size() == digit_count + 2 && text.substr(digit_count) == "==" &&
         text.find_first_not_of(digits) == digit_count &&
         std::string_view("AQgw").find(text[digit_count - 1]) != std::string_view::npos;
}

}  // namespace

HttpGuard::Step HttpGuard::consume(std::string_view bytes) {
  std::size_t accepted = 0;
  while (accepted < bytes.size()) {
    if (state_ == State::refused) return {accepted, Event::refused};
    if (state_ == State::finished) return {accepted, Event::finished};
    const std::string_view rest = bytes.substr(accepted);
    const Step step = in_body() ? consume_body(rest) : consume_head(rest);
    accepted += step.accepted;
    if (step.event != Event::needs_more) return {accepted, step.event};
  }
  return {accepted, Event::needs_more};
}

void HttpGuard::refuse(const HttpRefusal& refusal) {
  if (!refusal_) refusal_ = refusal;
  state_ = State::refused;
}

Event HttpGuard::refuse_as(unsigned status, std::string_view status_text, std::string_view reason) {
  refuse({status, status_text, reason});
  return Event::refused;
}

/// One line, or the beginning of one. The line feed is accepted only with the line.
HttpGuard::Step HttpGuard::consume_head(std::string_view bytes) {
  const auto line_feed = bytes.find('\n');
  const bool complete = line_feed != std::string_view::npos;
  const std::string_view piece = bytes.substr(0, line_feed);
  const std::size_t line_size = line_.size() + piece.size();
  if (state_ == State::start_line && line_size > limits_.request_line_bytes + 1) {
    return {0, refuse_as(414, "URI Too Long", "first line too long")};
  }
  head_bytes_ += piece.size() + (complete ? 1 : 0);
  if (head_bytes_ > limits_.header_bytes) {
    return {0, refuse_as(431, "Request Header Fields Too Large", "head too large")};
  }
  if (!complete) {
    line_.append(piece);
    return {piece.size(), Event::needs_more};
  }
  Event event;
  if (line_.empty()) {
    event = read_line(piece);
  } else {
    line_.append(piece);
    event = read_line(line_);
    line_.clear();
  }
  return {piece.size() + (event == Event::refused ? 0 : 1), event};
}

Event HttpGuard::read_line(std::string_view line) {
  if (line.empty() || line.back() != '\r') return bad("line ends without carriage return");
  line.remove_suffix(1);
  if (state_ == State::start_line)
    return peer_ == Peer::client ? read_request_line(line) : read_status_line(line);
  if (line.empty()) return end_head();
  return read_header(line);
}

Event HttpGuard::read_request_line(std::string_view line) {
  const auto first_space = line.find(' ');
  if (first_space == std::string_view::npos) return bad("malformed request line");
  const auto second_space = line.find(' ', first_space + 1);
  if (second_space == std::string_view::npos) return bad("malformed request line");
  const std::string_view method = line.substr(0, first_space);
  const std::string_view target = line.substr(first_space + 1, second_space - first_space - 1);
  const std::string_view version = line.substr(second_space + 1);
  if (method.empty() || !all_of_class(method, token_character)) return bad("malformed method");
  if (target.empty() || !all_of_class(target, target_character)) return bad("malformed target");
  if (method == "CONNECT") return refuse_as(501, "Not Implemented", "no tunnels here");
  head_ = Head{};
  return read_version(version);
}

Event HttpGuard::read_version(std::string_view version) {
  if (version == "HTTP/1.0") {
    head_.is_1_0 = true;
  } else if (version != "HTTP/1.1") {
    if (version.substr(0, 5) != "HTTP/") return bad("malformed version");
    return refuse_as(505, "HTTP Version Not Supported", "only HTTP/1.0 and HTTP/1.1");
  }
  state_ = State::header_line;
  return Event::needs_more;
}

/// `HTTP/1.1 200 OK`; the text may be empty, and the space before it then left out.
Event HttpGuard::read_status_line(std::string_view line) {
  constexpr std::size_t version_size = std::string_view("HTTP/1.1").size();
  constexpr std::size_t status_size = 3;
  const std::string_view status = line.substr(std::min(line.size(), version_size + 1), status_size);
  if (status.size() != status_size || line[version_size] != ' ')
    return bad("malformed status line");
  head_ = Head{};
  for (const char c : status) {
    if (c < '0' || c > '9') return bad("malformed status");
    head_.status = head_.status * 10 + static_cast<unsigned>(c - '0');
  }
  const std::string_view text = line.substr(version_size + 1 + status_size);
  if (!text.empty() && text.front() != ' ') return bad("malformed status");
  if (!all_of_class(text, value_character)) return bad("control character in status line");
  const bool allowed =
      head_.status == switching_protocols ? peer_ == Peer::upgrading_server : head_.status >= 200;
  if (!allowed || head_.status > 599) return bad("a status that nobody asked for");
  return read_version(line.substr(0, version_size));
}

Event HttpGuard::read_header(std::string_view line) {
  if (is_blank(line.front())) return bad("folded header line");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return bad("header without colon");
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (name.empty() || !all_of_class(name, token_character)) return bad("malformed header name");
  if (!all_of_class(value, value_character)) return bad("control character in header value");
  if (++head_.header_count > limits_.header_count) {
    return refuse_as(431, "Request Header Fields Too Large", "too many headers");
  }
  // kj reads them as part of the value, and these two values say where the message ends.
  if (is_blank(line.back()) && (equals_ignoring_case(name, "content-length") ||
                                equals_ignoring_case(name, "transfer-encoding"))) {
    return bad("blanks behind a header value");
  }
  return read_known_header(name, value);
}

Event HttpGuard::read_known_header(std::string_view name, std::string_view value) {
  if (equals_ignoring_case(name, "content-length")) return read_content_length(value);
  if (equals_ignoring_case(name, "transfer-encoding")) return read_transfer_encoding(value);
  if (equals_ignoring_case(name, "connection")) {
    read_connection(value);
  } else if (equals_ignoring_case(name, "upgrade")) {
    head_.websocket = equals_ignoring_case(value, "websocket");
  } else if (peer_ != Peer::client) {
    return Event::needs_more;
  } else if (equals_ignoring_case(name, "host")) {
    if (head_.host) return bad("more than one Host");
    head_.host = true;
  } else if (equals_ignoring_case(name, "expect")) {
    if (!equals_ignoring_case(value, "100-continue")) {
      return refuse_as(417, "Expectation Failed", "unknown expectation");
    }
    head_.expects_continue = true;
  } else if (equals_ignoring_case(name, "sec-websocket-key")) {
    head_.websocket_key = is_websocket_key(value);
  } else if (equals_ignoring_case(name, "sec-websocket-version")) {
    head_.websocket_version = value == "13";
  }
  return Event::needs_more;
}

Event HttpGuard::read_content_length(std::string_view value) {
  if (head_.content_length) return bad("more than one Content-Length");
  if (value.empty() || value.size() > max_content_length_digits) return bad("bad Content-Length");
  std::uint64_t length = 0;
  for (char c : value) {
    if (c < '0' || c > '9') return bad("bad Content-Length");
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  head_.content_length = length;
  return Event::needs_more;
}

Event HttpGuard::read_transfer_encoding(std::string_view value) {
  if (head_.chunked) return bad("more than one Transfer-Encoding");
  if (!equals_ignoring_case(value, "chunked")) {
    return refuse_as(501, "Not Implemented", "only the transfer coding chunked");
  }
  head_.chunked = true;
  return Event::needs_more;
}

void HttpGuard::read_connection(std::string_view value) {
  while (!value.empty()) {
    const auto comma = value.find(',');
    const std::string_view option = trim(value.substr(0, comma));
    if (equals_ignoring_case(option, "close")) head_.connection_close = true;
    if (equals_ignoring_case(option, "keep-alive")) head_.connection_keep_alive = true;
    if (equals_ignoring_case(option, "upgrade")) head_.connection_upgrade = true;
    value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
  }
}

Event HttpGuard::end_head() {
  const bool has_length = head_.content_length.has_value();
  if (head_.chunked && has_length) return bad("Content-Length beside Transfer-Encoding");
  if (head_.chunked && head_.is_1_0) return bad("Transfer-Encoding in HTTP/1.0");
  if (to_head_ || (peer_ != Peer::client && head_.status == not_modified))
    return end_without_body();
  const std::uint64_t length = head_.content_length.value_or(0);
  if (length > limits_.body_bytes) {
    return refuse_as(413, "Content Too Large", "body too large");
  }
  if (peer_ != Peer::client) return end_answer_head();
  if (!head_.host && !head_.is_1_0) return bad("missing Host");
  if (head_.websocket) return end_upgrade();
  return begin_body();
}

/// RFC 6455 section 4.2.1; kj 0.9.2 looks at `Upgrade` alone.
Event HttpGuard::end_upgrade() {
  if (head_.chunked || head_.content_length.value_or(0) > 0) return bad("upgrade with a body");
  if (!head_.connection_upgrade) return bad("Upgrade without Connection: Upgrade");
  if (!head_.websocket_version) {
    refuse({426, "Upgrade Required", "only version 13 of WebSocket", "Sec-WebSocket-Version: 13"});
    return Event::refused;
  }
  if (!head_.websocket_key) return bad("bad Sec-WebSocket-Key");
  return begin_body();
}

Event HttpGuard::end_answer_head() {
  const bool announced = head_.chunked || head_.content_length.value_or(0) > 0;
  const unsigned status = head_.status;
  if (switched() || status == 204 || status == 205) {
    if (switched() && head_.is_1_0) return bad("upgrade in HTTP/1.0");
    return announced ? bad("a body where none can be") : begin_body();
  }
  if (head_.chunked || head_.content_length) return begin_body();
  head_bytes_ = 0;
  body_bytes_ = 0;
  state_ = State::open_body;
  return Event::head_complete;
}

/// What is announced is what GET would have had.
Event HttpGuard::end_without_body() {
  to_head_ = false;
  if (switched()) return bad("an upgrade that nobody asked for");
  head_.chunked = false;
  head_.content_length = 0;
  return begin_body();
}

Event HttpGuard::begin_body() {
  head_bytes_ = 0;
  body_bytes_ = 0;
  if (head_.chunked) {
    state_ = State::chunk_size;
    chunk_digits_ = 0;
    remaining_ = 0;
    return Event::head_complete;
  }
  if (head_.content_length.value_or(0) > 0) {
    state_ = State::fixed_body;
    remaining_ = *head_.content_length;
    return Event::head_complete;
  }
  return end_message();
}

Event HttpGuard::end_message() {
  const bool closes = head_.connection_close || (head_.is_1_0 && !head_.connection_keep_alive);
  state_ = closes ? State::finished : State::start_line;
  head_bytes_ = 0;
  return Event::message_complete;
}

HttpGuard::Step HttpGuard::consume_body(std::string_view bytes) {
  if (state_ == State::open_body) {
    const std::uint64_t allowed = limits_.body_bytes - body_bytes_;
    if (allowed == 0) return {0, refuse_as(413, "Content Too Large", "body too large")};
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(allowed, bytes.size()));
    body_bytes_ += taken;
    return {taken, Event::needs_more};
  }
  if (state_ != State::fixed_body && state_ != State::chunk_data) {
    const Event event = consume_framing(bytes.front());
    return {event == Event::refused ? std::size_t{0} : std::size_t{1}, event};
  }
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size()));
  remaining_ -= taken;
  if (remaining_ > 0) return {taken, Event::needs_more};
  if (state_ == State::fixed_body) return {taken, end_message()};
  state_ = State::chunk_data_return;
  return {taken, Event::needs_more};
}

/// The bytes of a chunked body that are not data, one at a time.
Event HttpGuard::consume_framing(char byte) {
  const auto expect = [this, byte](char wanted, State next) {
    if (byte != wanted) return bad("malformed chunk");
    state_ = next;
    return Event::needs_more;
  };
  switch (state_) {
    case State::chunk_size:
      return byte == '\r' && chunk_digits_ > 0 ? expect('\r', State::chunk_size_line_feed)
                                               : add_chunk_digit(byte);
    case State::chunk_size_line_feed:
      body_bytes_ += remaining_;
      return expect('\n', remaining_ == 0 ? State::last_return : State::chunk_data);
    case State::chunk_data_return: return expect('\r', State::chunk_data_line_feed);
    case State::chunk_data_line_feed:
      chunk_digits_ = 0;
      remaining_ = 0;
      return expect('\n', State::chunk_size);
    case State::last_return: return expect('\r', State::last_line_feed);
    default:  // last_line_feed
      return byte == '\n' ? end_message() : bad("malformed chunk");
  }
}

Event HttpGuard::add_chunk_digit(char byte) {
  unsigned digit = 0;
  if (byte >= '0' && byte <= '9') {
    digit = static_cast<unsigned>(byte - '0');
  } else if (lower(byte) >= 'a' && lower(byte) <= 'f') {
    digit = static_cast<unsigned>(lower(byte) - 'a') + 10;
  } else {
    return bad("malformed chunk size");
  }
  if (++chunk_digits_ > max_chunk_size_digits) return bad("chunk size with too many digits");
  const std::uint64_t allowed = limits_.body_bytes - body_bytes_;
  // The order of the tests matters: the product is formed only where it cannot overflow.
  if (remaining_ > allowed / 16 || remaining_ * 16 + digit > allowed) {
    return refuse_as(413, "Content Too Large", "body too large");
  }
  remaining_ = remaining_ * 16 + digit;
  return Event::needs_more;
}

}  // namespace candela
