// HTTP/1.1 over sockets: reads requests within limits and deadlines, has them answered by workers,
// writes the answers. The only header of the part that knows Boost.Asio; it shows nothing of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web/application.hpp"
#include "web/log.hpp"

namespace web {

struct Serving {
  std::string address = "127.0.0.1:8080";  // "[::1]:0": any free port.
  std::string certificate;                 // PEM files; both or none.
  std::string key;
  std::vector<std::string> proxies;  // Addresses whose X-Forwarded-* are believed.
  int io_threads = 2;
  int workers = 8;
  std::size_t waiting_max = 256;       // Requests that may wait for a worker.
  std::size_t connections_max = 4000;  // More are turned away.
};

// Serves until SIGTERM or SIGINT, then finishes what was begun. `ready` hears the address once it
// listens ("127.0.0.1:8080"). Errors: AddressInvalid, AddressTaken, CertificateUnusable.
Result<void> serve(Application&, const Serving&, Log&,
                   const std::function<void(const std::string& address)>& ready);

}  // namespace web
