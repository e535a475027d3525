#include "kj/http_guard.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using candela::HttpGuard;
using candela::HttpGuardLimits;
using Event = HttpGuard::Event;
using Peer = HttpGuard::Peer;

struct Verdict {
  std::size_t messages = 0;
  std::size_t accepted = 0;
  unsigned status = 0;  // 0: not refused
  std::string reason;
};

/// Feeds pieces of the given size and, as a stream would, goes on until nothing is accepted.
Verdict judge_in_pieces(const std::string& bytes, std::size_t piece, const HttpGuardLimits& limits,
                        Peer peer) {
  HttpGuard guard(peer, limits);
  Verdict verdict;
  while (verdict.accepted < bytes.size()) {
    const auto step = guard.consume(std::string_view(bytes).substr(verdict.accepted, piece));
    verdict.accepted += step.accepted;
    if (step.event == Event::message_complete) ++verdict.messages;
    if (step.event == Event::refused || step.event == Event::finished) break;
  }
  if (guard.refusal()) {
    verdict.status = guard.refusal()->status;
    verdict.reason = std::string(guard.refusal()->reason);
  }
  return verdict;
}

/// Whole, byte by byte and in threes: the verdict must not depend on it.
Verdict judge(const std::string& bytes, const HttpGuardLimits& limits = {},
              Peer peer = Peer::client) {
  const Verdict whole = judge_in_pieces(bytes, bytes.size(), limits, peer);
  for (std::size_t piece : {std::size_t{1}, std::size_t{3}}) {
    const Verdict cut = judge_in_pieces(bytes, piece, limits, peer);
    CHECK(cut.status == whole.status);
    CHECK(cut.reason == whole.reason);
    CHECK(cut.messages == whole.messages);
  }
  return whole;
}

std::string get(const std::string& headers) {
  return "GET /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}
std::string post(const std::string& headers, const std::string& body) {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}
std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

void check_passes(const std::string& bytes, std::size_t messages,
                  const HttpGuardLimits& limits = {}) {
  INFO(bytes.substr(0, 200));
  const Verdict verdict = judge(bytes, limits);
  CHECK(verdict.status == 0);
  CHECK(verdict.messages == messages);
  CHECK(verdict.accepted == bytes.size());
}

/// Refused, and nothing that kj could take for the end of a line or a message was let through.
void check_refused(unsigned status, const std::string& bytes, const HttpGuardLimits& limits = {}) {
  INFO(bytes.substr(0, 200));
  const Verdict verdict = judge(bytes, limits);
  CHECK(verdict.status == status);
  CHECK(verdict.accepted < bytes.size());
  CHECK(verdict.messages == 0);
}

TEST_CASE("ordinary requests pass, one after the other") {
  check_passes(get(""), 1);
  check_passes(get("") + get("") + get(""), 3);
  check_passes(post("Content-Length: 5\r\n", "hello"), 1);
  check_passes(post("Content-Length: 0\r\n", "") + get(""), 2);
  check_passes(post("content-length:\t 5\r\n", "hello") + get(""), 2);
  check_passes(chunked("5\r\nhello\r\n0\r\n\r\n") + get(""), 2);
  check_passes(chunked("00a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"), 1);
  check_passes(post("TRANSFER-ENCODING: Chunked\r\n", "0\r\n\r\n"), 1);
  check_passes("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 1);
  check_passes("GET http://a/b?c#d HTTP/1.1\r\nHost: a\r\n\r\n", 1);
  check_passes("GET / HTTP/1.0\r\n\r\n", 1);
  check_passes(get("X-Empty:\r\nX-Latin: caf\xe9\r\nX-Utf8: \xc3\xa9\r\nX-Tab: a\tb\r\n"), 1);
  check_passes(get("Expect: 100-Continue\r\nUpgrade: h2c\r\n"), 1);
}

TEST_CASE("a Content-Length that is anything but digits is refused (CVE-2026-32239)") {
  for (const char* value :
       {"-1", "+5", "5 5", "5, 5", "5,5", "0x5", "5a", "", " ", "-0", "5.0", "\"5\"",
        "18446744073709551611", "99999999999999999999", "00000000000000000005", "\xd9\xa5"}) {
    check_refused(400, post(std::string("Content-Length: ") + value + "\r\n", "hello"));
  }
}

TEST_CASE("blanks behind a length or a coding are refused: kj reads them as part of it") {
  for (const char* blanks : {" ", "\t", "  \t"}) {
    CAPTURE(blanks);
    check_refused(400, post(std::string("Content-Length: 5") + blanks + "\r\n", "hello"));
    check_refused(400, post(std::string("content-length:5") + blanks + "\r\n", "hello"));
    check_refused(400,
                  post(std::string("Transfer-Encoding: chunked") + blanks + "\r\n", "0\r\n\r\n"));
    check_passes(get(std::string("X-Other: a") + blanks + "\r\n"), 1);
  }
  check_passes(post("Content-Length: \t 5\r\n", "hello"), 1);
}

TEST_CASE("two Content-Lengths are refused, equal ones too") {
  check_refused(400, post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"));
  check_refused(400, post("Content-Length: 5\r\ncontent-length: 6\r\n", "hello!"));
}

TEST_CASE("Content-Length beside Transfer-Encoding is refused in either order") {
  check_refused(400, post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
  check_refused(400, post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"));
  check_refused(400, post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", "0\r\n\r\n"));
}

TEST_CASE("any transfer coding but one chunked is refused") {
  for (const char* value : {"gzip", "gzip, chunked", "chunked, chunked", "identity", "xchunked",
                            "chunked;q=1", "\"chunked\"", "", "chunked\x01"}) {
    const Verdict verdict =
        judge(post(std::string("Transfer-Encoding: ") + value + "\r\n", "0\r\n\r\n"));
    INFO(value);
    CHECK((verdict.status == 501 || verdict.status == 400));
  }
  check_refused(400,
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
  check_refused(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST_CASE(
    "chunk sizes that overflow or are no plain hexadecimal number are refused (CVE-2026-32240)") {
  for (const char* size : {"FFFFFFFFFFFFFFFF", "10000000000000005", "FFFFFFFFFFFFFFFFF", "800001",
                           "8000000000000000"}) {
    INFO(size);
    const Verdict verdict = judge(chunked(std::string(size) + "\r\nhello\r\n0\r\n\r\n"));
    CHECK((verdict.status == 413 || verdict.status == 400));
    CHECK(verdict.messages == 0);
  }
  for (const char* size : {"-1", "+5", "0x5", " 5", "5 ", "5;ext=1", "", "g", "5\t", "\n5"}) {
    check_refused(400, chunked(std::string(size) + "\r\nhello\r\n0\r\n\r\n"));
  }
  check_refused(400, chunked("00000000000000005\r\nhello\r\n0\r\n\r\n"));
}

TEST_CASE("a chunk that does not end where its size says is refused") {
  check_refused(400, chunked("5\r\nhello!\r\n0\r\n\r\n"));
  check_refused(400, chunked("5\r\nhello\n0\r\n\r\n"));
  check_refused(400, chunked("5\r\nhello0\r\n\r\n"));
  check_refused(400, chunked("5\nhello\r\n0\r\n\r\n"));
  check_refused(400, chunked("5\rhello\r\n0\r\n\r\n"));
  check_refused(400, chunked("0\r\nX: trailer\r\n\r\n"));
  check_refused(400, chunked("0\r\n\n"));
  check_refused(400, chunked("0\r\nGET / HTTP/1.1\r\n\r\n"));
}

TEST_CASE("bare line feeds, bare returns, NUL and other control characters are refused") {
  check_refused(400, "GET / HTTP/1.1\nHost: a\n\n");
  check_refused(400, "GET / HTTP/1.1\r\nHost: a\n\r\n");
  check_refused(400, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\n");
  check_refused(400, get("X: a\rContent-Length: 5\r\n"));
  check_refused(400, get(std::string("X: a\0b\r\n", 8)));
  check_refused(400, get("X: a\x7f\r\n"));
  check_refused(400, get("X: a\x1b[31m\r\n"));
  check_refused(400, std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29));
  check_refused(400, "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST_CASE("header names are tokens with the colon right behind them") {
  for (const char* line : {"Content-Length : 5", "Content-Length\t: 5", " X: 1", "\tX: 1", ": 1",
                           "X", "X Y: 1", "X\xc3\xa9: 1", "(X): 1", "X\"Y: 1"}) {
    check_refused(400, post(std::string(line) + "\r\n", "hello"));
  }
  check_refused(400, get("X: a\r\n folded\r\n"));
  check_refused(400, get("X:\r\n\tfolded\r\n"));
  check_refused(501, get("Transfer-Encoding:\r\n chunked\r\n"));
}

TEST_CASE("the request line has three parts, one space between them") {
  for (const char* line : {"GET", "GET /", "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / x HTTP/1.1",
                           " GET / HTTP/1.1", "GET\t/ HTTP/1.1", "G(T / HTTP/1.1", "/ HTTP/1.1",
                           "GET / FTP/1.1", "GET /\xc3\xa9 HTTP/1.1"}) {
    check_refused(400, std::string(line) + "\r\nHost: a\r\n\r\n");
  }
  for (const char* version :
       {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/1.10", "HTTP/", "HTTP/1.1x", "HTTP/1.1 "}) {
    check_refused(505, std::string("GET / ") + version + "\r\nHost: a\r\n\r\n");
  }
  check_refused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  check_refused(501, "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST_CASE("HTTP/1.1 has exactly one Host") {
  check_refused(400, "GET / HTTP/1.1\r\n\r\n");
  check_refused(400, get("Host: b\r\n"));
}

TEST_CASE("an expectation that nobody knows is refused with 417") {
  check_refused(417, get("Expect: 200-ok\r\n"));
}

TEST_CASE("what follows the last answer that was asked for is not looked at") {
  const std::string closes = get("Connection: keep-alive, Close\r\n");
  const Verdict verdict = judge(closes + "\x16\x03\x01 anything");
  CHECK(verdict.status == 0);
  CHECK(verdict.messages == 1);
  CHECK(verdict.accepted == closes.size());
  CHECK(judge("GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n").messages == 1);
  CHECK(judge("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n").messages ==
        2);
}

const std::string upgrade_key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
const std::string upgrade_version = "Sec-WebSocket-Version: 13\r\n";
const std::string upgrade_headers =
    "Upgrade: websocket\r\nConnection: Upgrade\r\n" + upgrade_key + upgrade_version;

TEST_CASE("an upgrade is offered by both headers, and carries no body") {
  const auto offers = [](const std::string& bytes) {
    HttpGuard guard(Peer::client, HttpGuardLimits{});
    guard.consume(std::string_view(bytes).substr(guard.consume(bytes).accepted));
    return guard.offers_websocket();
  };
  CHECK(offers(get("Upgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n" + upgrade_key +
                   upgrade_version)));
  CHECK_FALSE(offers(get("Connection: Upgrade\r\n")));
  CHECK_FALSE(offers(get("Upgrade: h2c\r\nConnection: Upgrade\r\n")));
  CHECK_FALSE(offers(get(upgrade_headers) + get("")));
  check_refused(400, post(upgrade_headers + "Content-Length: 1\r\n", "x"));
}

TEST_CASE("an upgrade by half a handshake is refused, and says which version would do") {
  const std::string both = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
  check_refused(400, get("Upgrade: websocket\r\n" + upgrade_key + upgrade_version));
  check_refused(400, get(both + upgrade_version));
  for (const char* key :
       {"", "AAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB==", "AAAAAAAAAA AAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAA==="}) {
    CAPTURE(key);
    check_refused(400, get(both + "Sec-WebSocket-Key: " + key + "\r\n" + upgrade_version));
  }
  check_refused(426, get(both + upgrade_key));
  check_refused(426, get(both + upgrade_key + "Sec-WebSocket-Version: 8\r\n"));
  HttpGuard guard(Peer::client, HttpGuardLimits{});
  guard.consume(get(both + upgrade_key));
  CHECK(guard.refusal()->header == "Sec-WebSocket-Version: 13");
}

TEST_CASE("an empty line before a request is refused") {
  check_refused(400, "\r\n" + get(""));
}

TEST_CASE("limits hold: each passes at its value and is refused one past it") {
  HttpGuardLimits limits;
  SUBCASE("request line: 414") {
    limits.request_line_bytes = 100;
    const auto line = [](std::size_t size) {
      return "GET /" + std::string(size - 14, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    };
    check_passes(line(100), 1, limits);
    check_refused(414, line(101), limits);
  }
  SUBCASE("head: 431") {
    limits.header_bytes = get("").size() + 10;
    check_passes(get("X: 45678\r\n"), 1, limits);
    check_refused(431, get("X: 456789\r\n"), limits);
  }
  SUBCASE("a head without end: 431") {
    limits.header_bytes = 1000;
    check_refused(431, "GET / HTTP/1.1\r\n" + std::string(1000, 'x'), limits);
  }
  SUBCASE("headers: 431") {
    limits.header_count = 3;
    check_passes(get("A: 1\r\nB: 1\r\n"), 1, limits);
    check_refused(431, get("A: 1\r\nB: 1\r\nC: 1\r\n"), limits);
  }
  SUBCASE("announced body: 413") {
    limits.body_bytes = 5;
    check_passes(post("Content-Length: 5\r\n", "hello"), 1, limits);
    check_refused(413, post("Content-Length: 6\r\n", "hello!"), limits);
  }
  SUBCASE("chunked body: 413, over all chunks") {
    limits.body_bytes = 5;
    check_passes(chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"), 1, limits);
    check_refused(413, chunked("6\r\nhello!\r\n0\r\n\r\n"), limits);
    check_refused(413, chunked("3\r\nhel\r\n3\r\nlo!\r\n0\r\n\r\n"), limits);
  }
  SUBCASE("digits of a Content-Length") {
    limits.body_bytes = UINT64_MAX;
    const std::string zeros(candela::max_content_length_digits - 1, '0');
    check_passes(post("Content-Length: " + zeros + "5\r\n", "hello"), 1, limits);
    check_refused(400, post("Content-Length: 0" + zeros + "5\r\n", "hello"), limits);
  }
  SUBCASE("digits of a chunk size") {
    const std::string zeros(candela::max_chunk_size_digits - 1, '0');
    check_passes(chunked(zeros + "5\r\nhello\r\n0\r\n\r\n"), 1);
    check_refused(400, chunked("0" + zeros + "5\r\nhello\r\n0\r\n\r\n"));
  }
  SUBCASE("no limit on bodies still lets no size overflow") {
    limits.body_bytes = UINT64_MAX;
    check_refused(400, chunked("10000000000000000\r\nhello\r\n"), limits);
    check_refused(413, chunked("1\r\nx\r\nFFFFFFFFFFFFFFFF\r\nhello\r\n"), limits);
  }
}

TEST_CASE("a head and its body are told apart, and a time-out refuses for good") {
  HttpGuard guard(Peer::client, HttpGuardLimits{});
  const std::string bytes = post("Content-Length: 5\r\n", "hello") + get("");
  CHECK(guard.between_messages());
  auto step = guard.consume(bytes);
  CHECK(step.event == Event::head_complete);
  CHECK(step.accepted == bytes.find("hello"));
  CHECK(guard.in_body());
  guard.refuse({408, "Request Timeout", "body too slow"});
  CHECK(guard.refusal()->status == 408);
  CHECK_FALSE(guard.in_body());
  step = guard.consume("hello");
  CHECK(step.accepted == 0);
  CHECK(step.event == Event::refused);
}

/// Of a server's answers: the reason of the refusal, or how many messages ended.
std::string judge_answer(const std::string& bytes, const HttpGuardLimits& limits = {},
                         Peer peer = Peer::server) {
  const Verdict verdict = judge(bytes, limits, peer);
  if (verdict.status != 0) return verdict.reason;
  CHECK(verdict.accepted == bytes.size());
  return std::to_string(verdict.messages);
}

TEST_CASE("ordinary answers pass, one after the other") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  CHECK(judge_answer(ok + "Content-Length: 2\r\n\r\nhi" + ok + "Content-Length: 0\r\n\r\n") == "2");
  CHECK(judge_answer(ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n" + ok +
                     "Content-Length: 0\r\n\r\n") == "2");
  CHECK(judge_answer("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n") == "1");
  CHECK(judge_answer("HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n") == "1");
  CHECK(judge_answer("HTTP/1.1 404 caf\xe9\r\nHost: a\r\nHost: b\r\nExpect: x\r\n"
                     "Content-Length: 0\r\n\r\n") == "1");
  for (const char* status : {"204", "205", "304"}) {
    const std::string empty = "HTTP/1.1 " + std::string(status) + " x\r\n";
    CHECK(judge_answer(empty + "\r\n" + empty + "Content-Length: 0\r\n\r\n") == "2");
  }
}

TEST_CASE("a body without length goes on until the connection ends") {
  CHECK(judge_answer("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n") == "0");
  HttpGuard guard(Peer::server, HttpGuardLimits{});
  guard.consume("HTTP/1.0 200 OK\r\n\r\n");
  CHECK(guard.in_body());
}

TEST_CASE("what follows the last answer of a connection is not looked at") {
  for (const char* head : {"HTTP/1.1 200 OK\r\nConnection: close\r\n", "HTTP/1.0 200 OK\r\n"}) {
    HttpGuard guard(Peer::server, HttpGuardLimits{});
    const std::string answer = std::string(head) + "Content-Length: 0\r\n\r\n";
    CHECK(guard.consume(answer + "more").accepted == answer.size());
    CHECK(guard.consume("more").event == Event::finished);
  }
}

TEST_CASE("a status line has a version, three digits and a text") {
  for (const char* line : {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1\t200 OK",
                           "HTTP/1.10 200 OK", "GET / HTTP/1.1"}) {
    CHECK(judge_answer(std::string(line) + "\r\nContent-Length: 0\r\n\r\n") ==
          "malformed status line");
  }
  for (const char* line : {"HTTP/1.1 2000 OK", "HTTP/1.1  200 OK", "HTTP/1.1 20x OK",
                           "HTTP/1.1 -20 OK", "HTTP/1.1 200\tOK", "HTTP/1.1 2 0 OK"}) {
    CHECK(judge_answer(std::string(line) + "\r\nContent-Length: 0\r\n\r\n") == "malformed status");
  }
  CHECK(judge_answer("HTTP/1.1 200 O\x01K\r\n\r\n") == "control character in status line");
  CHECK(judge_answer("HTTP/2.0 200 OK\r\n\r\n") == "only HTTP/1.0 and HTTP/1.1");
  CHECK(judge_answer("FTTP/1.1 200 OK\r\n\r\n") == "malformed version");
  CHECK(judge_answer("HTTP/1.1 200 OK\n\n") == "line ends without carriage return");
}

TEST_CASE("statuses that nobody asked for are refused, an upgrade too where none was offered") {
  for (const char* status : {"000", "100", "102", "103", "199", "600", "999"}) {
    CHECK(judge_answer("HTTP/1.1 " + std::string(status) + " x\r\n\r\n", {},
                       Peer::upgrading_server) == "a status that nobody asked for");
  }
  const std::string upgrade = "HTTP/1.1 101 Switching Protocols\r\n";
  CHECK(judge_answer(upgrade + "\r\n") == "a status that nobody asked for");
  CHECK(judge_answer(upgrade + "\r\n", {}, Peer::upgrading_server) == "1");
  CHECK(judge_answer(upgrade + "Content-Length: 1\r\n\r\n", {}, Peer::upgrading_server) ==
        "a body where none can be");
  CHECK(judge_answer("HTTP/1.0 101 x\r\n\r\n", {}, Peer::upgrading_server) ==
        "upgrade in HTTP/1.0");
}

TEST_CASE("an answer to HEAD and a 304 end with their heads, whatever they announce") {
  const std::string lengths[] = {"", "Content-Length: 0\r\n", "Content-Length: 999999999\r\n",
                                 "Transfer-Encoding: chunked\r\n"};
  const std::string next = "HTTP/1.1 200 x\r\nContent-Length: 2\r\n\r\nhi";
  for (const std::string& length : lengths) {
    CAPTURE(length);
    CHECK(judge_answer("HTTP/1.1 304 x\r\n" + length + "\r\n" + next) == "2");
    HttpGuard guard(Peer::server, HttpGuardLimits{});
    guard.expect_no_body();
    const std::string head = "HTTP/1.1 200 x\r\n" + length + "\r\n";
    CHECK(guard.consume(head).event == Event::message_complete);
    CHECK(guard.consume(next).event == Event::head_complete);  // to a GET again
    CHECK(guard.in_body());
  }
  HttpGuard guard(Peer::upgrading_server, HttpGuardLimits{});
  guard.expect_no_body();
  CHECK(guard.consume("HTTP/1.1 101 x\r\n\r\n").event == Event::refused);
}

TEST_CASE("answers are held to the letter as requests are") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const auto length = [&](const char* value) {
    return judge_answer(ok + "Content-Length: " + value + "\r\n\r\nhello");
  };
  for (const char* value : {"-1", "+5", "5, 5", "0x5", "18446744073709551611"})
    CHECK(length(value) == "bad Content-Length");
  CHECK(judge_answer(ok + "Content-Length:\r\n\r\n") == "bad Content-Length");
  CHECK(length("") == "blanks behind a header value");
  CHECK(judge_answer(ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n") ==
        "more than one Content-Length");
  CHECK(judge_answer(ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n") ==
        "Content-Length beside Transfer-Encoding");
  CHECK(judge_answer(ok + "Transfer-Encoding: gzip, chunked\r\n\r\n") ==
        "only the transfer coding chunked");
  CHECK(judge_answer("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") ==
        "Transfer-Encoding in HTTP/1.0");
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  CHECK(judge_answer(chunked + "-5\r\n") == "malformed chunk size");
  CHECK(judge_answer(chunked + "5;x=y\r\n") == "malformed chunk size");
  CHECK(judge_answer(chunked + "00000000000000005\r\n") == "chunk size with too many digits");
  CHECK(judge_answer(chunked + "0\r\nTrailer: x\r\n\r\n") == "malformed chunk");
  for (const char* status : {"204", "205"}) {
    CHECK(judge_answer("HTTP/1.1 " + std::string(status) + " x\r\nContent-Length: 1\r\n\r\n") ==
          "a body where none can be");
    CHECK(judge_answer("HTTP/1.1 " + std::string(status) +
                       " x\r\nTransfer-Encoding: chunked\r\n\r\n") == "a body where none can be");
  }
}

TEST_CASE("answers pass at each limit and are refused one past it") {
  HttpGuardLimits limits;
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  limits.body_bytes = 5;
  CHECK(judge_answer(ok + "\r\nhello", limits) == "0");
  CHECK(judge_answer(ok + "\r\nhello!", limits) == "body too large");
  CHECK(judge_answer(ok + "Content-Length: 5\r\n\r\nhello", limits) == "1");
  CHECK(judge_answer(ok + "Content-Length: 6\r\n\r\nhello!", limits) == "body too large");
  limits.request_line_bytes = 15;
  CHECK(judge_answer(ok + "\r\n", limits) == "0");
  CHECK(judge_answer("HTTP/1.1 200 OK.\r\n\r\n", limits) == "first line too long");
  limits.header_bytes = ok.size() + 2;
  CHECK(judge_answer(ok + "\r\n", limits) == "0");
  CHECK(judge_answer(ok + "X\r\n", limits) == "head too large");
}

}  // namespace
