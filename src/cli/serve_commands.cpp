// ceiba servir: the pages of a base, over HTTP.
#include <thread>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "queries/setup.hpp"
#include "web/digest.hpp"
#include "web/server.hpp"
#include "web/session.hpp"

namespace cli {
namespace {

constexpr Option options[] = {
    {.name = "--escuchar",
     .value = "IP:PUERTO",
     .help = "Dónde escuchar; el puerto 0 elige uno libre",
     .standard = "127.0.0.1:8080"},
    {.name = "--certificado", .value = "ARCHIVO", .help = "Cadena de certificados (PEM), para TLS"},
    {.name = "--llave", .value = "ARCHIVO", .help = "Llave privada del certificado (PEM)"},
    {.name = "--proxy",
     .value = "IP",
     .help = "Proxy cuyos X-Forwarded-* se creen; se puede repetir",
     .repeated = true},
    {.name = "--registro",
     .value = "ARCHIVO",
     .help = "Dónde escribir el registro en JSON: un archivo, «-» (errores) o «no»",
     .standard = "-"},
    {.name = "--smtp",
     .value = "SERVIDOR:PUERTO",
     .help = "Servidor de correo para avisos y resumen diario; sin él no se envía nada"},
    {.name = "--remitente", .value = "CORREO", .help = "De quién son los avisos"},
    {.name = "--smtp-usuario", .value = "NOMBRE", .help = "Si el servidor de correo lo pide"},
    {.name = "--smtp-clave", .value = "ARCHIVO", .help = "Archivo con la clave de ese usuario"},
    {.name = "--sitio",
     .value = "DIRECCIÓN",
     .help = "Dirección con la que las personas llegan (https://…), para los enlaces de los avisos "
             "y entre idiomas"},
    {.name = "--hoy",
     .value = "FECHA",
     .help = "Fecha en que comienza una demostración: solo con datos ilustrativos. El segundo "
             "factor sigue esta fecha; las demás órdenes de ceiba, la del reloj"},
    {.name = "--solo-portal", .help = "Solo lo que cualquiera puede leer: nadie entra por aquí"},
    {.name = "--hilos", .value = "N", .help = "Páginas que se hacen a la vez", .standard = "8"},
};

Result<int> threads_of(const Invocation& call) {
  const auto number = whole_number(call.text("--hilos"));
  if (!number || *number < 1 || *number > 200)
    return refuse(
        Refusal::NotAChoice,
        {{"campo", "--hilos"}, {"hallado", call.text("--hilos")}, {"esperado", "de 1 a 200"}});
  return static_cast<int>(*number);
}

// "https://ceiba.example/" → "https://ceiba.example"; "" where it is not given.
Result<std::string> site_of(const Invocation& call) {
  auto site = call.optional_text("--sitio").value_or("");
  while (site.ends_with('/')) site.pop_back();
  const auto host = site.starts_with("https://")  ? site.substr(8)
                    : site.starts_with("http://") ? site.substr(7)
                                                  : std::string();
  if (!site.empty() && (host.empty() || host.find_first_of("/?# \"<>") != host.npos))
    return refuse(Refusal::NotAChoice, {{"campo", "--sitio"},
                                        {"hallado", call.text("--sitio")},
                                        {"esperado", "https://NOMBRE, sin nada más"}});
  return site;
}

// A world whose clock begins on `date` at this hour and runs from there. Everything follows it:
// what a page calls late and what its act calls late must not differ, and so the entries of the
// journal carry it too. That is why only illustrative data may be served so.
World demonstrated(const World& real, Date date) {
  constexpr Milliseconds day = 24 * 3'600'000;
  const auto days = std::chrono::sys_days{date} - std::chrono::sys_days{local_date(real.now())};
  return {.now = [now = real.now, ahead = days.count() * day] { return now() + ahead; },
          .nonce = real.nonce};
}

Result<Exit> serve(const Invocation& call) {
  const int threads = TRY(threads_of(call));
  auto where = call.text("--registro");
  if (where == "no") where.clear();
  web::Log log{where};
  if (!log.good()) return refuse(Refusal::FileUnwritable, {{"archivo", where}, {"motivo", ""}});

  const auto site = TRY(site_of(call));
  auto world = call.world();
  const auto day = call.optional_text("--hoy");
  if (day) world = demonstrated(world, TRY(::where("campo", "--hoy", parse_date(*day))));
  auto application =
      TRY(web::Application::open({.base = call.text("--base"),
                                  .key_file = call.optional_text("--clave").value_or(""),
                                  .institution = call.optional_text("--institucion").value_or(""),
                                  .connections = threads + 1,
                                  .demonstration = day.has_value(),
                                  .site = site,
                                  .portal_only = call.has("--solo-portal")},
                                 world));
  std::string first_code;
  {
    auto context = TRY(application->context(commands::Use::Change, {}));
    if (day && !TRY(queries::all_illustrative(context.db()))) return refuse(Refusal::DataAreReal);
    if (const auto code = TRY(web::setup_code(context))) first_code = *code;
  }
  const web::Serving serving{.address = call.text("--escuchar"),
                             .certificate = call.optional_text("--certificado").value_or(""),
                             .key = call.optional_text("--llave").value_or(""),
                             .proxies = call.texts("--proxy"),
                             .workers = threads};
  web::MailServer mail{.address = call.optional_text("--smtp").value_or(""),
                       .sender = call.optional_text("--remitente").value_or(""),
                       .user = call.optional_text("--smtp-usuario").value_or(""),
                       .password = ""};
  if (const auto file = call.optional_text("--smtp-clave"))
    mail.password = std::string(trimmed(TRY(read_file(*file))));
  const auto scheme = serving.certificate.empty() ? "http://" : "https://";
  std::optional<web::Mailer> mailer;
  if (!mail.address.empty()) {
    if (mail.sender.empty())
      return refuse(Refusal::MissingOption, {{"opcion", "--remitente"}, {"orden", "servir"}});
    mailer.emplace(*application, mail, site.empty() ? scheme + call.text("--escuchar") : site);
  }
  const auto outcome = web::serve(*application, serving, log, [&](const std::string& address) {
    call.say(std::string("Ceiba escucha en ") + scheme + address + "\n");
    if (!first_code.empty())
      call.say(
          "No hay usuarios todavía. Para crear el primero, abra la página y escriba este "
          "código: " +
          first_code + "\n");
    call.tell("Para detenerlo: Ctrl-C.");
  });
  mailer.reset();
  application->stop();
  CHECK(outcome);
  return Exit::Done;
}

constexpr Command commands_here[] = {
    {"servir", "Sirve las páginas y la API de una base por HTTP.", options,
     "ceiba servir --base demo.db\n"
     "ceiba servir --base postgresql://ceiba@/ceiba --escuchar 0.0.0.0:443 \\\n"
     "  --certificado ceiba.pem --llave ceiba.key",
     serve},
};

}  // namespace

std::span<const Command> serve_commands() { return commands_here; }

}  // namespace cli
