// The inside of a visit: what the application hands to it. Pages do not look in here.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "web/route.hpp"
#include "web/visit.hpp"

namespace web {

class Application;

struct Visit::Inside {
  Application& application;
  storage::Database* db = nullptr;  // Of a connection that only reads, inside its snapshot.
  std::int64_t data_version = 0;    // Of that snapshot.
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> captures = {};
  int submissions = 0;  // Acts of this visit so far: a form's key serves each of them.
};

}  // namespace web
