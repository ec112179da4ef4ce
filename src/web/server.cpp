// Connections: reads requests within limits and time, writes answers.
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#include "web/server.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <chrono>
#include <fcntl.h>
#include <memory>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <unordered_set>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "web/inside.hpp"
#include "web/multipart.hpp"
#include "web/refusals.hpp"
#include "web/request_text.hpp"
#include "web/wire.hpp"
#include "web/workers.hpp"

namespace web {
namespace {

namespace net = boost::asio;
namespace ssl = boost::asio::ssl;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;
using Code = boost::system::error_code;
constexpr auto result = net::as_tuple(net::use_awaitable);

constexpr std::uint32_t head_max = 16U << 10;
constexpr std::size_t buffer_size = 32U << 10;
constexpr std::size_t piece_size = 64U << 10;
constexpr std::uint64_t memory_body_max = 4U << 20;  // A body that is not multipart.
constexpr std::uint64_t form_text_max = 4U << 20;    // All fields of a multipart body together.
constexpr auto head_time = seconds(10);              // From its first byte; not by byte.
constexpr auto idle_time = seconds(30);
constexpr auto body_time = seconds(30);  // And one second more for each `slowest_rate` bytes.
constexpr auto write_time = seconds(30);
constexpr std::uint64_t slowest_rate = 16U << 10;
constexpr auto drain_time = seconds(2);
constexpr std::size_t drain_max = 4U << 20;
constexpr auto reap_every = milliseconds(500);
constexpr auto stop_time = seconds(10);

seconds for_bytes(std::uint64_t bytes) {
  return seconds(static_cast<std::int64_t>(bytes / slowest_rate));
}

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

std::optional<Method> method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::Get;
    case http::verb::head:
      return Method::Head;
    case http::verb::post:
      return Method::Post;
    case http::verb::put:
      return Method::Put;
    case http::verb::patch:
      return Method::Patch;
    case http::verb::delete_:
      return Method::Delete;
    case http::verb::options:
      return Method::Options;
    default:
      return std::nullopt;
  }
}

// Beast's parser of HTTP/1, with what it reads put where it belongs: the head into the request,
// the body to where its kind is kept.
class Reading : public http::basic_parser<true> {
 public:
  Request request;
  std::optional<Method> method;
  std::uint64_t limit = 0;
  std::optional<MultipartReader> multipart;
  MultipartReader::Fault multipart_fault = MultipartReader::Fault::None;
  int hosts = 0;
  int version = 11;

 private:
  void on_request_impl(http::verb verb, beast::string_view, beast::string_view target, int number,
                       Code&) override {
    method = method_of(verb);
    version = number;
    request.target = view_of(target);
  }
  void on_response_impl(int, beast::string_view, int, Code&) override {}
  void on_field_impl(http::field, beast::string_view name, beast::string_view value,
                     Code&) override {
    if (is_header_done()) return;  // Trailers are for nobody.
    auto key = lower(view_of(name));
    if (key == "host") ++hosts;
    request.headers.add(std::move(key), std::string(view_of(value)));
  }
  void on_header_impl(Code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, Code&) override {}
  std::size_t on_body_impl(beast::string_view bytes, Code& code) override {
    if (seen_ + bytes.size() > limit) {
      code = http::error::body_limit;
      return 0;
    }
    seen_ += bytes.size();
    if (multipart) {
      multipart_fault = multipart->read(view_of(bytes));
      if (multipart_fault != MultipartReader::Fault::None) code = http::error::bad_value;
    } else {
      request.body += view_of(bytes);
    }
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Code& code) override {
    return on_body_impl(bytes, code);
  }
  void on_finish_impl(Code&) override {}

  std::uint64_t seen_ = 0;
};

// One connection, plain or by TLS. Lives on the heap, because the TLS stream refers into it.
struct Connection {
  explicit Connection(tcp::socket accepted) : socket{std::move(accepted)} {}

  auto read(net::mutable_buffer to) {
    return tls ? tls->async_read_some(to, result) : socket.async_read_some(to, result);
  }
  auto write(const std::array<net::const_buffer, 2>& parts) {
    return tls ? net::async_write(*tls, parts, result) : net::async_write(socket, parts, result);
  }
  void give(Clock::duration time) { deadline = Clock::now() + time; }
  void close() {
    Code ignored;
    socket.close(ignored);
  }

  tcp::socket socket;
  std::optional<ssl::stream<tcp::socket&>> tls;
  Clock::time_point deadline = Clock::time_point::max();
  bool idle = false;      // Between two requests: may be closed at any time.
  bool may_tell = false;  // A head or a body is late: 408 before the end.
  bool late = false;
  std::array<char, buffer_size> bytes;
  std::size_t from = 0, have = 0;
};

struct Hub;

// One thread of sockets, with its connections.
struct Shard {
  explicit Shard(Hub& owner) : hub{owner} {}
  Hub& hub;
  net::io_context io{1};
  std::unordered_set<Connection*> connections;
  net::steady_timer reaper{io};
};

struct Hub {
  Hub(Application& asked, const Serving& how, Log& where)
      : application{asked}, serving{how}, log{where}, workers{how.workers, how.waiting_max} {}
  Application& application;
  const Serving& serving;
  Log& log;
  Workers workers;
  std::vector<std::unique_ptr<Shard>> shards;
  std::optional<ssl::context> tls;
  std::atomic<bool> stopping = false;
  std::atomic<std::int64_t> live = 0;
  std::atomic<std::uint64_t> number = 0;
  std::string prefix;  // Of the request's numbers: another one each time the program starts.

  std::string next_id() { return prefix + '-' + std::to_string(++number); }
};

struct Turn {
  Hub& hub;
  Shard& shard;
  Connection& connection;
};

int status_of(const Code& code) {
  if (code == http::error::body_limit) return 413;
  if (code == http::error::header_limit || code == http::error::buffer_overflow) return 431;
  return 400;
}

net::awaitable<void> drain_and_close(Connection& connection) {
  connection.may_tell = false;
  connection.give(drain_time);
  Code ignored;
  if (!connection.tls) {
    connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::size_t drained = 0;
    while (drained < drain_max) {
      const auto [code, size] = co_await connection.read(net::buffer(connection.bytes));
      if (code) break;
      drained += size;
    }
  }
  connection.close();
}

net::awaitable<bool> send(Turn turn, const Wire& wire) {
  auto& connection = turn.connection;
  connection.may_tell = false;
  connection.give(write_time + for_bytes(wire.body_size()));
  const auto body = wire.owner ? wire.view : std::string_view(wire.body);
  {
    const auto [code, size] = co_await connection.write(
        {net::buffer(wire.head), net::const_buffer(body.data(), body.size())});
    if (code) co_return false;
  }
  if (wire.file.empty() || wire.file_size == 0) co_return true;
  const int file = ::open(wire.file.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) co_return false;
  struct Closer {
    int handle;
    ~Closer() { ::close(handle); }
  } closer{file};
  std::string piece(piece_size, '\0');
  auto at = wire.file_from;
  auto left = wire.file_size;
  while (left > 0) {
    const auto got = pread(file, piece.data(), std::min<std::uint64_t>(left, piece.size()),
                           static_cast<off_t>(at));
    if (got <= 0) co_return false;
    const auto [code, size] = co_await connection.write(
        {net::const_buffer(piece.data(), static_cast<std::size_t>(got)), net::const_buffer{}});
    if (code) co_return false;
    at += static_cast<std::uint64_t>(got);
    left -= static_cast<std::uint64_t>(got);
  }
  co_return true;
}

// Answers what is no request that a page could answer, and ends the connection.
net::awaitable<void> turn_away(Turn turn, int status) {
  auto& hub = turn.hub;
  const auto now = hub.application.world().now();
  const auto wire = short_answer(status, now);
  hub.application.metrics().answered(status, 0, wire.body_size());
  hub.log.answered(now, {hub.next_id(), "-", "-", status, 0, wire.body_size(), false});
  if (co_await send(turn, wire)) co_await drain_and_close(turn.connection);
}

// What the head alone decides. 0: go on.
int trouble_with_head(Turn turn, Reading& reading) {
  auto& request = reading.request;
  if (!reading.method) return 501;
  request.method = *reading.method;
  if (reading.hosts > 1) return 400;
  const auto host = request.headers.first("host");
  if (reading.version >= 11 && reading.hosts == 0) return 400;
  if (host.find_first_of(" /\\?#@<>\"'") != host.npos) return 400;
  auto target = parse_target(request.target);
  if (!target) return 400;
  request.path = std::move(target->path);
  request.cookies = parse_cookies(request.headers.first("cookie"));
  request.query = std::move(target->query);

  const auto expectation = request.headers.first("expect");
  if (!expectation.empty() && lower(expectation) != "100-continue") return 417;

  const auto type = request.headers.first("content-type");
  reading.limit = turn.hub.application.body_max(request.method, request.path);
  if (media_type(type) == "multipart/form-data") {
    reading.multipart.emplace(parameter(type, "boundary").value_or(""), form_text_max);
  } else {
    reading.limit = std::min(reading.limit, memory_body_max);
  }
  if (reading.content_length() && *reading.content_length() > reading.limit) return 413;
  return 0;
}

// Reads one request. The status of what is wrong with it, 0 where it is whole, -1 where the
// connection is to be closed without a word.
net::awaitable<int> read_request(Turn turn, Reading& reading, bool first) {
  auto& connection = turn.connection;
  bool head_seen = false;
  connection.idle = connection.have == 0;
  connection.may_tell = !connection.idle;
  connection.give(connection.idle ? (first ? head_time : idle_time) : head_time);
  for (;;) {
    while (connection.have > 0) {
      Code code;
      const auto used = reading.put(
          net::buffer(connection.bytes.data() + connection.from, connection.have), code);
      connection.from += used;
      connection.have -= used;
      const bool wants_more = code == http::error::need_more;
      if (code && !wants_more) {
        using Fault = MultipartReader::Fault;
        if (reading.multipart_fault == Fault::TooLarge) co_return 413;
        if (reading.multipart_fault == Fault::Disk) co_return 503;
        co_return status_of(code);
      }
      if (reading.is_header_done() && !head_seen) {
        head_seen = true;
        if (const int trouble = trouble_with_head(turn, reading)) co_return trouble;
        reading.eager(true);
        if (!reading.is_done()) {
          connection.give(body_time + for_bytes(reading.content_length().value_or(reading.limit)));
          if (reading.request.headers.has("expect") && connection.have == 0) {
            constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            const auto [failed, size] = co_await connection.write(
                {net::const_buffer(go_on.data(), go_on.size()), net::const_buffer{}});
            if (failed) co_return -1;
          }
        }
      }
      if (reading.is_done()) co_return 0;
      if (wants_more) break;
    }
    if (connection.from > 0 && connection.have > 0)
      std::copy_n(connection.bytes.begin() + static_cast<std::ptrdiff_t>(connection.from),
                  connection.have, connection.bytes.begin());
    connection.from = 0;
    if (connection.have == connection.bytes.size()) co_return 431;
    const auto [code, size] = co_await connection.read(net::buffer(
        connection.bytes.data() + connection.have, connection.bytes.size() - connection.have));
    if (connection.late) {
      connection.late = false;
      co_return connection.tls ? -1 : 408;
    }
    if (code) co_return -1;
    if (connection.idle) {
      // The first byte: the head must be whole within its time, however it trickles.
      connection.idle = false;
      connection.may_tell = true;
      connection.give(head_time);
    }
    connection.have += size;
  }
}

// The person's address and whether the way was secret, as configured proxies tell it.
void place_in_world(Turn turn, Request& request) {
  Code ignored;
  const auto peer = turn.connection.socket.remote_endpoint(ignored).address().to_string(ignored);
  const auto& proxies = turn.hub.serving.proxies;
  const auto is_proxy = [&](std::string_view address) {
    return std::ranges::find(proxies, address) != proxies.end();
  };
  request.remote = peer;
  request.secure = turn.connection.tls.has_value();
  if (!is_proxy(peer)) return;
  // From the right: each proxy adds whom it spoke to.
  const auto all = request.headers.every("x-forwarded-for");
  std::vector<std::string> hops;
  for (const auto& one : all)
    for (const auto& hop : split(one, ',')) hops.emplace_back(trimmed(hop));
  while (!hops.empty() && is_proxy(hops.back())) hops.pop_back();
  if (!hops.empty()) {
    const auto address = net::ip::make_address(hops.back(), ignored);
    if (!ignored) request.remote = address.to_string();
  }
  if (const auto proto = request.headers.first("x-forwarded-proto"); !proto.empty())
    request.secure = proto == "https";
}

// Puts a body where pages look for it. 0, or the status of what is wrong with it.
int take_body(Reading& reading) {
  auto& request = reading.request;
  if (reading.multipart) {
    if (reading.multipart->finish() != MultipartReader::Fault::None) return 400;
    request.form = std::move(reading.multipart->form);
    request.uploads = std::move(reading.multipart->uploads);
    return 0;
  }
  if (media_type(request.headers.first("content-type")) != "application/x-www-form-urlencoded")
    return 0;
  auto form = parse_query(request.body);
  if (!form) return 400;
  request.form = *std::move(form);
  request.body.clear();
  return 0;
}

// Has a worker make the answer; nothing where no worker has time.
net::awaitable<std::optional<Wire>> from_worker(Turn turn, const Request& request,
                                                bool keep_alive) {
  std::optional<Wire> wire;
  auto begin = [&](auto handler) {
    using Handler = decltype(handler);
    auto shared = std::make_shared<Handler>(std::move(handler));
    auto& io = turn.shard.io;
    const bool taken = turn.hub.workers.post([&wire, &io, turn, &request, keep_alive, shared] {
      auto& application = turn.hub.application;
      wire = wire_of(request, application.answer(request), keep_alive, application.world().now());
      net::post(io, [shared] { (*shared)(); });
    });
    if (!taken) net::post(io, [shared] { (*shared)(); });
  };
  co_await net::async_initiate<const net::use_awaitable_t<>, void()>(std::move(begin),
                                                                     net::use_awaitable);
  co_return wire;
}

// One request and its answer. Whether the connection goes on.
net::awaitable<bool> serve_one(Turn turn, bool first) {
  auto& hub = turn.hub;
  auto& connection = turn.connection;
  Reading reading;
  reading.header_limit(head_max);
  reading.body_limit(boost::none);  // Counted by Reading, because routes differ.
  reading.eager(false);
  const int trouble = co_await read_request(turn, reading, first);
  if (trouble < 0) co_return false;
  if (trouble > 0) {
    co_await turn_away(turn, trouble);
    co_return false;
  }
  connection.may_tell = false;
  connection.deadline = Clock::time_point::max();  // From here on it is our time, not theirs.
  const auto began = Clock::now();
  auto& request = reading.request;
  if (const int bad = take_body(reading)) {
    co_await turn_away(turn, bad);
    co_return false;
  }
  place_in_world(turn, request);
  request.id = hub.next_id();
  const bool keep_alive = reading.keep_alive() && !hub.stopping;

  std::optional<Wire> wire;
  bool from_memory = false;
  if (request.method == Method::Get || request.method == Method::Head)
    if (const auto kept = hub.application.kept(request.target)) {
      wire = wire_of(request, kept, keep_alive, hub.application.world().now());
      from_memory = true;
      hub.application.metrics().from_memory();
    }
  if (!wire) wire = co_await from_worker(turn, request, keep_alive);
  if (!wire) {
    hub.application.metrics().overloaded();
    co_await turn_away(turn, 503);
    co_return false;
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
  hub.application.metrics().answered(wire->status, took, wire->body_size());
  hub.log.answered(
      hub.application.world().now(),
      {request.id, show(request.method), hub.application.route_name(request.method, request.path),
       wire->status, took, wire->body_size(), from_memory});
  if (!co_await send(turn, *wire)) co_return false;
  co_return wire->keep_alive;
}

net::awaitable<void> converse(Hub& hub, Shard& shard, std::unique_ptr<Connection> connection) {
  struct Listed {
    Hub& hub;
    Shard& shard;
    Connection* connection;
    Listed(Hub& h, Shard& s, Connection* c) : hub{h}, shard{s}, connection{c} {
      shard.connections.insert(c);
      hub.application.metrics().connection_opened();
    }
    ~Listed() {
      shard.connections.erase(connection);
      hub.application.metrics().connection_closed();
      --hub.live;
    }
  } listed{hub, shard, connection.get()};
  if (hub.tls) {
    connection->tls.emplace(connection->socket, *hub.tls);
    connection->give(head_time);
    const auto [code] = co_await connection->tls->async_handshake(ssl::stream_base::server, result);
    if (code) co_return;
  }
  const Turn turn{hub, shard, *connection};
  for (bool first = true; co_await serve_one(turn, first); first = false)
    if (hub.stopping) break;
  if (connection->socket.is_open()) {
    connection->idle = false;
    if (connection->tls) {
      connection->give(drain_time);
      (void)co_await connection->tls->async_shutdown(result);
    }
    Code ignored;
    connection->socket.shutdown(tcp::socket::shutdown_both, ignored);
  }
}

// Cuts who is late. Twice: first the wait is broken off, so that a 408 can be said.
net::awaitable<void> reap(Shard& shard) {
  while (!shard.hub.stopping || !shard.connections.empty()) {
    shard.reaper.expires_after(reap_every);
    co_await shard.reaper.async_wait(result);
    const auto now = Clock::now();
    for (auto* connection : shard.connections) {
      if (shard.hub.stopping && connection->idle) connection->close();
      if (connection->deadline > now) continue;
      shard.hub.application.metrics().cut();
      if (connection->may_tell) {
        connection->may_tell = false;
        connection->late = true;
        connection->give(drain_time);
        Code ignored;
        connection->socket.cancel(ignored);
      } else {
        connection->close();
      }
    }
  }
}

net::awaitable<void> listen(Hub& hub, tcp::acceptor& acceptor) {
  for (std::size_t next = 0;; next = (next + 1) % hub.shards.size()) {
    auto& shard = *hub.shards[next];
    auto [code, socket] = co_await acceptor.async_accept(shard.io, result);
    if (code == net::error::operation_aborted || hub.stopping) co_return;
    if (code) {  // Out of files: a pause, and the others may end.
      net::steady_timer pause{acceptor.get_executor(), milliseconds(50)};
      co_await pause.async_wait(result);
      continue;
    }
    if (hub.live >= static_cast<std::int64_t>(hub.serving.connections_max)) continue;
    ++hub.live;
    Code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto connection = std::make_unique<Connection>(std::move(socket));
    net::co_spawn(shard.io, converse(hub, shard, std::move(connection)), net::detached);
  }
}

Result<tcp::endpoint> endpoint_of(const std::string& text) {
  const auto invalid = [&] { return refuse(Refusal::AddressInvalid, {{"hallado", text}}); };
  const auto colon = text.rfind(':');
  if (colon == text.npos) return invalid();
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  const auto port = whole_number(text.substr(colon + 1));
  Code code;
  const auto address = net::ip::make_address(host, code);
  if (code || !port || *port < 0 || *port > 65535) return invalid();
  return tcp::endpoint{address, static_cast<unsigned short>(*port)};
}

Result<void> prepare_tls(Hub& hub) {
  const auto& [address, certificate, key, proxies, a, b, c, d] = hub.serving;
  if (certificate.empty() && key.empty()) return {};
  auto& context = hub.tls.emplace(ssl::context::tls_server);
  Code code;
  context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                          ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                          ssl::context::no_tlsv1_1 | ssl::context::single_dh_use,
                      code);
  if (!code) context.use_certificate_chain_file(certificate, code);
  if (!code) context.use_private_key_file(key, ssl::context::pem, code);
  if (code) return refuse(Refusal::CertificateUnusable, {{"motivo", code.message()}});
  return {};
}

void allow_many_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Result<void> serve(Application& application, const Serving& serving, Log& log,
                   const std::function<void(const std::string&)>& ready) {
  allow_many_files();
  Hub hub{application, serving, log};
  const auto nonce = application.world().nonce();
  hub.prefix = hex({reinterpret_cast<const char*>(nonce.data()), 4});
  CHECK(prepare_tls(hub));
  const auto endpoint = TRY(endpoint_of(serving.address));
  for (int i = 0; i < std::max(1, serving.io_threads); ++i)
    hub.shards.push_back(std::make_unique<Shard>(hub));

  auto& first = *hub.shards.front();
  tcp::acceptor acceptor{first.io};
  Code code;
  acceptor.open(endpoint.protocol(), code);
  if (!code) acceptor.set_option(net::socket_base::reuse_address(true), code);
  if (!code) acceptor.bind(endpoint, code);
  if (!code) acceptor.listen(1024, code);
  if (code)
    return refuse(Refusal::AddressTaken,
                  {{"hallado", serving.address}, {"motivo", code.message()}});

  std::vector<net::executor_work_guard<net::io_context::executor_type>> guards;
  for (auto& shard : hub.shards) {
    guards.push_back(net::make_work_guard(shard->io));
    net::co_spawn(shard->io, reap(*shard), net::detached);
  }
  net::co_spawn(first.io, listen(hub, acceptor), net::detached);

  net::signal_set signals{first.io, SIGTERM, SIGINT};
  net::steady_timer ending{first.io};
  signals.async_wait([&](const Code&, int) {
    log.event(application.world().now(), "se detiene");
    hub.stopping = true;
    acceptor.close();
    for (auto& shard : hub.shards) net::post(shard->io, [&shard] { shard->reaper.cancel(); });
    // The last answers go out; who has not ended by then is cut.
    net::co_spawn(
        first.io,
        [&]() -> net::awaitable<void> {
          const auto until = Clock::now() + stop_time;
          while (hub.live > 0 && Clock::now() < until) {
            ending.expires_after(milliseconds(20));
            co_await ending.async_wait(result);
          }
          guards.clear();
          for (auto& shard : hub.shards) shard->io.stop();
        },
        net::detached);
  });

  std::string where = acceptor.local_endpoint(code).address().to_string();
  if (endpoint.address().is_v6()) where = '[' + where + ']';
  where += ':' + std::to_string(acceptor.local_endpoint(code).port());
  log.event(application.world().now(), "escucha en " + where);
  ready(where);

  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < hub.shards.size(); ++i)
    threads.emplace_back([&hub, i] { hub.shards[i]->io.run(); });
  first.io.run();
  for (auto& thread : threads) thread.join();
  return {};
}

}  // namespace web
