// A whole application on a scratch base, asked without sockets. Used by *_test.cpp only.
//
//   Site site;                                     // An institution, no plan.
//   site.sign_in(Role::Planificacion);
//   const auto page = site.get("/inicio");
//   const auto done = site.post("/cuenta/sesiones", {{"cerrar", "todas"}});
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>

#include "commands/import_users.hpp"
#include "commands/load_demo.hpp"
#include "commands/sign_in.hpp"
#include "commands/testing.hpp"
#include "web/application.hpp"
#include "web/request_text.hpp"

namespace web::testing {

using access_control::Role;

// A clock that stands until it is moved, for many threads.
struct TestClock {
  std::shared_ptr<std::atomic<Milliseconds>> now =
      std::make_shared<std::atomic<Milliseconds>>(1'780'400'000'000);  // 2 June 2026, 05:33.
  std::shared_ptr<std::atomic<std::uint64_t>> count =
      std::make_shared<std::atomic<std::uint64_t>>(0);
  World world() const {
    return {.now = [now = now] { return now->load(); },
            .nonce =
                [count = count] {
                  std::array<std::uint8_t, 16> bytes{};
                  auto n = ++*count;
                  for (auto& byte : bytes) {
                    byte = static_cast<std::uint8_t>(n * 31 + 7);
                    n = n / 3 + n * 0x9E3779B97F4A7C15U;
                  }
                  return bytes;
                }};
  }
};

class Site {
 public:
  enum class Base { Empty, Founded, Demo };  // Demo: made once per test program and engine.

  explicit Site(Base base = Base::Founded, storage::Engine engine = storage::Engine::Sqlite)
      : place_{base == Base::Demo
                   ? commands::testing::Place(commands::testing::Place::CopyOf{demo(engine)})
                   : commands::testing::Place(engine)} {
    if (base != Base::Demo) {
      auto context = commands::testing::create(place_, clock.world());
      if (base == Base::Founded) commands::testing::found_institution(context);
    }
    application =
        Application::open({.base = place_.location, .key_file = place_.key_file}, clock.world())
            .value();
  }

  // Signs in the user named by the role, created where there is none; `units` are of an enlace or
  // a jefatura.
  void sign_in(Role role, const std::vector<std::string>& units = {}) {
    sign_in(access_control::show(role), {role}, units);
  }
  void sign_in(const std::string& login, const std::vector<Role>& roles,
               const std::vector<std::string>& units = {}) {
    auto context = change();
    commands::testing::act_as(context, Role::Administracion);
    if (!commands::user_named(context.db(), login).value()) {
      json::array role_names, unit_codes;
      for (const auto role : roles) role_names.push_back(json::value(access_control::show(role)));
      for (const auto& unit : units) unit_codes.push_back(json::value(unit));
      const auto made = commands::create_user(context,
                                              {{"usuario", login},
                                               {"nombre", "Persona de " + login},
                                               {"correo", ""},
                                               {"institucion", context.institution},
                                               {"unidades", unit_codes},
                                               {"roles", role_names}},
                                              password);
      ASSERT_TRUE(made) << made.error().code;
    }
    const auto user = commands::user_named(context.db(), login).value().value();
    ASSERT_TRUE(commands::set_password(context, user, password, commands::Chosen::ByUser));
    const auto opened = commands::sign_in(context, login, password, "prueba", "");
    ASSERT_TRUE(opened) << opened.error().code;
    cookies["ceiba"] = opened->secret;
  }
  void sign_out() { cookies.clear(); }

  Response get(const std::string& target, const std::map<std::string, std::string>& headers = {}) {
    auto request = request_of(Method::Get, target, headers);
    last = ask(request);
    return last;
  }

  // Sends the form of `form_page` (or of the page that was last read, where that has a form for
  // this address, or of the address itself), with its hidden fields, `fields` over them.
  Response post(const std::string& target,
                const std::vector<std::pair<std::string, std::string>>& fields = {},
                const std::string& form_page = "") {
    if (!form_page.empty()) get(form_page);
    auto hidden = hidden_fields(last.body, target);
    if (hidden.empty() && form_page.empty()) {
      get(target);
      hidden = hidden_fields(last.body, target);
    }
    return post_exactly(target, merged(std::move(hidden), fields));
  }
  // Sends these fields and no others.
  Response post_exactly(const std::string& target,
                        const std::vector<std::pair<std::string, std::string>>& fields,
                        const std::map<std::string, std::string>& headers = {}) {
    auto request = request_of(Method::Post, target, headers);
    for (const auto& [name, value] : fields) request.form.add(name, value);
    last = ask(request);
    return last;
  }
  // The same with a file in the control `field`.
  Response upload(const std::string& target,
                  const std::vector<std::pair<std::string, std::string>>& fields,
                  const std::string& field, const std::string& file_name, std::string_view bytes) {
    auto hidden = hidden_fields(last.body, target);
    if (hidden.empty()) {
      get(target);
      hidden = hidden_fields(last.body, target);
    }
    auto request = request_of(Method::Post, target, {});
    for (const auto& [name, value] : merged(std::move(hidden), fields))
      request.form.add(name, value);
    const auto path = place_.folder() / ("subido_" + std::to_string(++uploads_));
    std::ofstream(path, std::ios::binary) << bytes;
    request.uploads.push_back(
        {field, file_name, "application/octet-stream", path.string(), bytes.size()});
    last = ask(request);
    return last;
  }

  // The page that a redirect leads to.
  Response follow() {
    const auto to = std::string(last.headers.first("Location"));
    EXPECT_FALSE(to.empty()) << "no redirect, but " << last.status;
    return get(to);
  }

  Response ask(Request& request) {
    auto response = application->answer(request);
    for (const auto& cookie : response.headers.every("Set-Cookie")) {
      const auto equals = cookie.find('='), end = cookie.find(';');
      const auto value = cookie.substr(equals + 1, end - equals - 1);
      if (value.empty())
        cookies.erase(cookie.substr(0, equals));
      else
        cookies[cookie.substr(0, equals)] = value;
    }
    return response;
  }

  Request request_of(Method method, const std::string& target,
                     const std::map<std::string, std::string>& headers) const {
    Request request;
    request.method = method;
    request.target = target;
    auto parsed = parse_target(target);
    EXPECT_TRUE(parsed) << target;
    if (parsed) {
      request.path = parsed->path;
      request.query = parsed->query;
    }
    request.headers.add("host", "prueba.example");
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    for (const auto& [name, value] : cookies) request.cookies.add(name, value);
    request.remote = "192.0.2.1";
    request.id = "prueba-1";
    return request;
  }

  // A context of its own on the same base, as the command line would have it.
  commands::Context change(Role role = Role::Administracion) const {
    return commands::open_context(
               {.location = place_.location, .key_file = place_.key_file, .role = role},
               clock.world())
        .value();
  }

  TestClock clock;
  std::unique_ptr<Application> application;
  std::map<std::string, std::string> cookies;
  Response last;
  const std::string password = "Una-clave-larga-de-prueba-1";

 private:
  static std::string unescaped(std::string text) {
    constexpr std::pair<std::string_view, std::string_view> all[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (const auto& [from, to] : all)
      for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
  }
  static std::string attribute(std::string_view tag, std::string_view name) {
    const auto start = tag.find(' ' + std::string(name) + "=\"");
    if (start == tag.npos) return "";
    const auto from = start + name.size() + 3;
    return unescaped(std::string(tag.substr(from, tag.find('"', from) - from)));
  }
  static std::vector<std::pair<std::string, std::string>> hidden_fields(std::string_view page,
                                                                        std::string_view target) {
    std::vector<std::pair<std::string, std::string>> found;
    for (std::size_t at = 0; (at = page.find("<form", at)) != page.npos; ++at) {
      const auto form = page.substr(at, page.find("</form>", at) - at);
      if (attribute(form.substr(0, form.find('>')), "action") != target) continue;
      for (std::size_t in = 0; (in = form.find("<input", in)) != form.npos; ++in) {
        const auto tag = form.substr(in, form.find('>', in) - in);
        if (attribute(tag, "type") == "hidden")
          found.emplace_back(attribute(tag, "name"), attribute(tag, "value"));
      }
      return found;
    }
    return found;
  }
  static std::vector<std::pair<std::string, std::string>> merged(
      std::vector<std::pair<std::string, std::string>> hidden,
      const std::vector<std::pair<std::string, std::string>>& fields) {
    for (const auto& [name, value] : fields)
      std::erase_if(hidden, [&](const auto& pair) { return pair.first == name; });
    hidden.insert(hidden.end(), fields.begin(), fields.end());
    return hidden;
  }
  static const commands::testing::Place& demo(storage::Engine engine) {
    using commands::testing::Place;
    static std::map<storage::Engine, std::unique_ptr<Place>> made;
    auto& place = made[engine];
    if (!place) {
      place = std::make_unique<Place>(Place::Original{engine});
      auto context = commands::testing::create(*place, commands::demo_world(real_world()));
      EXPECT_TRUE(commands::load_demo(context, [](auto, auto, auto) {}));
    }
    return *place;
  }

  commands::testing::Place place_;
  int uploads_ = 0;
};

}  // namespace web::testing
