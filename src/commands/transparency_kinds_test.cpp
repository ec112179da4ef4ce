// A request from the door to the review on a clock that moves, to the day; who may take which step;
// what leaves and what does not; that a person's words are not in the journal; and the legal
// calendar with its proofs.
#include <chrono>
#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "commands/file_request.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/testing.hpp"
#include "storage/journal_store.hpp"
#include "storage/request_store.hpp"

namespace commands {
namespace {

using access_control::Role;
using transparency::Via;

Milliseconds noon_of(std::string_view day) {
  constexpr std::int64_t noon = 18LL * 3600 * 1000;  // Of Guatemala, in UTC.
  return std::chrono::sys_days{parse_date(day).value()}.time_since_epoch().count() * 86'400'000LL +
         noon;
}

class Transparency : public testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place_.emplace(GetParam());
    auto world = testing::steady_world();
    world.now = [now = now_] { return *now += 1000; };
    on("2026-01-05");
    context_.emplace(testing::create(*place_, std::move(world)));
    testing::act_as(*context_, Role::Administracion);
    for (const std::string name : {"feriados", "normas", "parametros", "obligaciones"}) {
      const auto rows = read_catalog(name, resource("norms/" + name + ".csv").value());
      ASSERT_TRUE(rows) << name << ' ' << rows.error().code;
      const auto loaded = submit(*context_, load_catalog(name, *rows));
      ASSERT_TRUE(loaded) << name << ' ' << loaded.error().code;
    }
    testing::found_institution(*context_);
  }

  void on(std::string_view day) { *now_ = noon_of(day); }

  Filed filed(const std::string& text = "Gasto en viáticos de 2025") {
    testing::act_as(*context_, Role::Informacion);
    auto one =
        file_request(*context_, Via::Ventanilla, {"Ana Pérez", "ana@correo.gt", text}, {}, false);
    EXPECT_TRUE(one) << one.error().code << ' ' << detail_of(one.error(), "campo")
                     << detail_of(one.error(), "hallado");
    return one ? *one : Filed{};
  }
  json::object of(const std::string& number, json::object more = {}) {
    more["solicitud"] = number;
    more["version"] =
        storage::request_row(context_->db(), context_->institution, number).value()->version;
    return more;
  }
  Result<Receipt> act(Role role, std::string_view kind, json::object body) {
    testing::act_as(*context_, role);
    return submit(*context_, {std::string(kind), std::move(body), ""});
  }
  json::object done(Role role, std::string_view kind, json::object body) {
    auto receipt = act(role, kind, std::move(body));
    EXPECT_TRUE(receipt) << kind << ": " << receipt.error().code << ' '
                         << detail_of(receipt.error(), "hallado") << ' '
                         << detail_of(receipt.error(), "campo");
    return receipt ? receipt->outcome : json::object{};
  }
  std::string refusal(Role role, std::string_view kind, json::object body) {
    const auto receipt = act(role, kind, std::move(body));
    return receipt ? "done" : receipt.error().code;
  }
  std::string due(const json::object& outcome) {
    return optional_text_at(outcome, "vence").value_or("");
  }
  json::object file(const char* name, char digit, json::object more = {}) {
    more["nombre"] = name;
    more["huella"] = std::string(64, digit);
    return more;
  }
  void expect_equal_when_rebuilt() {
    const testing::Place again{GetParam() == storage::Engine::Sqlite && testing::postgres_url()
                                   ? storage::Engine::Postgres
                                   : storage::Engine::Sqlite};
    const auto rebuilt = rebuild_base(context_->db(), again.location, [](auto, auto, auto) {});
    ASSERT_TRUE(rebuilt) << rebuilt.error().code << ' ' << detail_of(rebuilt.error(), "asiento");
    const auto copy = storage::open(again.location, storage::Mode::Read).value();
    EXPECT_EQ(testing::dump(*copy, storage::Mark::Estado),
              testing::dump(context_->db(), storage::Mark::Estado));
  }

  std::shared_ptr<Milliseconds> now_ = std::make_shared<Milliseconds>(0);
  std::optional<testing::Place> place_;
  std::optional<Context> context_;
};

TEST_P(Transparency, ARequestGoesFromTheDoorToTheReview) {
  on("2026-03-24");
  const auto one = filed();
  EXPECT_EQ(one.number, "2026-0001");
  EXPECT_EQ(due(one.receipt.outcome), "2026-04-09");

  on("2026-03-25");
  EXPECT_EQ(refusal(Role::Enlace, "solicitud.trasladar",
                    of(one.number, {{"unidad", "UF"}, {"asunto", "Viáticos"}})),
            "acto.sin_permiso");
  done(Role::Informacion, "solicitud.trasladar",
       of(one.number, {{"unidad", "UF"}, {"asunto", "Viáticos de 2025"}, {"materia", "Gasto"}}));
  EXPECT_EQ(refusal(Role::Jefatura, "solicitud.contestar", of(one.number)),
            "solicitud.falta_respuesta");
  done(Role::Jefatura, "solicitud.contestar",
       of(one.number,
          {{"respuesta", "Dos cuadros; uno lleva nombres"},
           {"archivos", json::array{file("total.csv", 'a'),
                                    file("nombres.csv", 'b', {{"restringido", true}})}}}));

  on("2026-04-09");
  EXPECT_EQ(due(done(Role::Informacion, "solicitud.prorrogar",
                     of(one.number, {{"motivo", "Hay que cubrir los nombres"}}))),
            "2026-04-23");
  EXPECT_EQ(refusal(Role::Informacion, "solicitud.prorrogar", of(one.number, {{"motivo", "x"}})),
            "solicitud.ya_prorrogada");

  on("2026-04-14");
  const auto part = [&](json::array files) {
    return of(one.number, {{"resultado", "parcial"},
                           {"motivo", "Se cubren los nombres"},
                           {"fundamento", "Decreto 57-2008 artículo 22"},
                           {"archivos", std::move(files)}});
  };
  EXPECT_EQ(refusal(Role::Autoridad, "solicitud.resolver", part({file("nombres.csv", 'b')})),
            "solicitud.archivo_restringido");
  EXPECT_EQ(refusal(Role::Autoridad, "solicitud.resolver", part({file("total.csv", 'a')})),
            "solicitud.falta_version_publica");
  done(Role::Informacion, "solicitud.resolver",
       part({file("total.csv", 'a'),
             file("cubierto.csv", 'c', {{"sustituye", std::string(64, 'b')}})}));
  EXPECT_EQ(refusal(Role::Informacion, "solicitud.notificar", of(one.number)),
            "solicitud.falta_medio");
  EXPECT_EQ(refusal(Role::Informacion, "solicitud.notificar",
                    of(one.number, {{"medio", "portal"}, {"fecha", "2026-04-13"}})),
            "solicitud.fecha_anterior");
  done(Role::Informacion, "solicitud.notificar", of(one.number, {{"medio", "portal"}}));

  on("2026-04-20");
  testing::act_as(*context_, Role::Informacion);
  const auto appeal =
      submit_words(*context_, "solicitud.impugnar", of(one.number), "Quiero los nombres");
  ASSERT_TRUE(appeal) << appeal.error().code;
  EXPECT_FALSE(appeal->outcome.at("fuera_de_plazo").as_bool());
  done(Role::Autoridad, "solicitud.fallar",
       of(one.number, {{"fallo", "confirma"}, {"motivo", "Son datos personales"}}));
  EXPECT_EQ(refusal(Role::Autoridad, "solicitud.fallar", of(one.number)),
            "solicitud.paso_desconocido");
  expect_equal_when_rebuilt();
}

TEST_P(Transparency, AHolidayLoadedOnTheTenthMovesOnlyWhatIsOpen) {
  on("2026-03-24");
  const auto lapsed = filed(), extended = filed(), told = filed();
  on("2026-04-08");
  done(Role::Informacion, "solicitud.prorrogar", of(extended.number, {{"motivo", "Otra sede"}}));
  done(Role::Informacion, "solicitud.resolver",
       of(told.number, {{"resultado", "inexistencia"},
                        {"motivo", "No se llevó registro"},
                        {"fundamento", "Decreto 57-2008 artículo 45"}}));
  done(Role::Informacion, "solicitud.notificar", of(told.number, {{"medio", "portal"}}));
  on("2026-04-10");
  testing::act_as(*context_, Role::Administracion);
  ASSERT_TRUE(
      submit(*context_, add_catalog_entry("feriados", {.code = "2026-04-15",
                                                       .name = "Asueto decretado",
                                                       .parent = "",
                                                       .from = {},
                                                       .until = {},
                                                       .certainty = Certeza::Encontrada,
                                                       .source = "Diario de Centro América",
                                                       .attributes = {{"ambito", "nacional"},
                                                                      {"jornada", "completa"}}})));
  const auto clock = [&](const std::string& number) {
    const auto row = *storage::request_row(context_->db(), context_->institution, number).value();
    const auto term = storage::term_of(
        row, storage::request_steps(context_->db(), context_->institution, number).value(),
        storage::request_terms(context_->db(), row.received).value());
    const auto found = run_clock(storage::known_calendar(context_->db()).value(), term,
                                 parse_date("2026-04-13").value());
    return show(found.due.value());
  };
  EXPECT_EQ(clock(lapsed.number), "2026-04-09");
  EXPECT_EQ(clock(extended.number), "2026-04-24");  // It was 23/04.
  EXPECT_EQ(clock(told.number), "2026-04-09");
  on("2026-04-13");
  EXPECT_EQ(refusal(Role::Informacion, "solicitud.prorrogar", of(lapsed.number, {{"motivo", "x"}})),
            "solicitud.plazo_vencido");
  expect_equal_when_rebuilt();
}

TEST_P(Transparency, AClarificationStopsTheClockAndBringsBackTheStateItHad) {
  on("2026-03-24");
  const auto one = filed();
  on("2026-03-26");
  done(Role::Informacion, "solicitud.trasladar",
       of(one.number, {{"unidad", "UF"}, {"asunto", "Viáticos"}}));
  done(Role::Informacion, "solicitud.pedir_aclaracion", of(one.number, {{"texto", "¿Qué meses?"}}));
  EXPECT_EQ(refusal(Role::Informacion, "solicitud.resolver",
                    of(one.number, {{"resultado", "total"}, {"motivo", "x"}})),
            "solicitud.paso_desconocido");
  on("2026-03-31");
  testing::act_as(*context_, Role::Informacion);
  const auto back = submit_words(*context_, "solicitud.aclarar", of(one.number), "De enero");
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(optional_text_at(back->outcome, "estado"), "trasladada");
  EXPECT_EQ(due(done(Role::Informacion, "solicitud.prorrogar", of(one.number, {{"motivo", "x"}}))),
            "2026-04-28");  // 14/04 without the extension.
}

TEST_P(Transparency, WhoAnsweredDoesNotResolveAndWhoResolvedDoesNotRule) {
  on("2026-03-24");
  const auto one = filed();
  done(Role::Informacion, "solicitud.trasladar",
       of(one.number, {{"unidad", "UF"}, {"asunto", "Viáticos"}}));
  // Administration may do both, and is one person.
  done(Role::Administracion, "solicitud.contestar", of(one.number, {{"respuesta", "No hay"}}));
  const auto denial = [&] {
    return of(one.number, {{"resultado", "inexistencia"},
                           {"motivo", "No se llevó"},
                           {"fundamento", "Decreto 57-2008 artículo 45"}});
  };
  EXPECT_EQ(refusal(Role::Administracion, "solicitud.resolver", denial()),
            "solicitud.quien_contesta_no_resuelve");
  done(Role::Autoridad, "solicitud.resolver", denial());
  done(Role::Informacion, "solicitud.notificar", of(one.number, {{"medio", "correo"}}));
  testing::act_as(*context_, Role::Informacion);
  ASSERT_TRUE(submit_words(*context_, "solicitud.impugnar", of(one.number), "Sí existe"));
  EXPECT_EQ(refusal(Role::Autoridad, "solicitud.fallar",
                    of(one.number, {{"fallo", "confirma"}, {"motivo", "x"}})),
            "solicitud.quien_resuelve_no_revisa");
}

TEST_P(Transparency, TheWordsOfAPersonAreNotInTheJournalAndCanBeErased) {
  on("2026-03-24");
  const auto one = filed("El expediente de mi hermana");
  const auto row = *storage::request_row(context_->db(), context_->institution, one.number).value();
  const auto words = private_words(context_->db(), row.private_hash).value();
  ASSERT_TRUE(words);
  EXPECT_EQ(optional_text_at(*words, "nombre"), "Ana Pérez");
  for (const auto* table : {"journal_entry", "information_request", "information_request_step"})
    ASSERT_TRUE(storage::each_record(
        context_->db(), table, [&](const storage::Record& record) -> Result<void> {
          for (const auto& [name, value] : record.fields())
            if (const auto* text = std::get_if<std::string>(&value)) {
              EXPECT_EQ(text->find("Ana"), text->npos) << table << '.' << name;
              EXPECT_EQ(text->find("hermana"), text->npos) << table << '.' << name;
              EXPECT_EQ(text->find(one.ticket), text->npos) << table << '.' << name;
            }
          return {};
        }));
  // The link's secret finds it, and only by its hash.
  EXPECT_TRUE(
      storage::request_by_ticket(context_->db(), context_->institution, ticket_hash(one.ticket))
          .value());
  EXPECT_FALSE(
      storage::request_by_ticket(context_->db(), context_->institution, one.ticket).value());
  testing::act_as(*context_, Role::Informacion);
  EXPECT_EQ(erase_words(*context_, one.number, "Lo pidió").error().code,
            "solicitud.paso_desconocido");
  done(Role::Informacion, "solicitud.desistir", of(one.number, {{"motivo", "Lo pidió"}}));
  ASSERT_TRUE(erase_words(*context_, one.number, "Lo pidió"));
  EXPECT_FALSE(private_words(context_->db(), row.private_hash).value());
  expect_equal_when_rebuilt();
}

TEST_P(Transparency, ARefusedRequestLeavesNoWordsBehind) {
  on("2026-03-24");
  testing::act_as(*context_, Role::Enlace);
  EXPECT_FALSE(file_request(*context_, Via::Portal, {"Ana Pérez", "", "Algo"}, {}, false));
  EXPECT_EQ(testing::dump(context_->db(), storage::Mark::Fuera).find("Ana"), std::string::npos);
  testing::act_as(*context_, Role::Informacion);
  EXPECT_EQ(file_request(*context_, Via::Portal, {"", "", "Algo"}, {}, false).error().code,
            "solicitud.falta_campo");
  EXPECT_EQ(file_request(*context_, Via::Portal, {"A", "", std::string(9000, 'x')}, {}, false)
                .error()
                .code,
            "solicitud.texto_largo");
  EXPECT_EQ(file_request(*context_, Via::Ventanilla, {"A", "", "x"},
                         parse_date("2026-03-25").value(), false)
                .error()
                .code,
            "solicitud.fecha_futura");
}

TEST_P(Transparency, AFileThatShowsACuiDoesNotLeave) {
  EXPECT_TRUE(keep_public_file(*context_, "unidad;monto\nUF;12\n", "a.csv"));
  const auto refused =
      keep_public_file(*context_, "nombre;cui\nAna;2987 65432 0101\nB;1234567890101\n", "b.csv");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "solicitud.datos_personales");
  EXPECT_EQ(detail_of(refused.error(), "archivo"), "b.csv");
}

TEST_P(Transparency, ADeliveryHasItsProofAndItsPeriod) {
  on("2026-03-30");
  const auto delivery = [&](const char* code, const char* period, json::object more = {}) {
    more["obligacion"] = code;
    more["periodo"] = period;
    more["nombre"] = "acuse.pdf";
    more["huella"] = std::string(64, 'd');
    return more;
  };
  EXPECT_EQ(refusal(Role::Auditoria, "calendario.entregar", delivery("estrategia", "2026")),
            "acto.sin_permiso");
  const auto told = done(Role::Informacion, "calendario.entregar", delivery("estrategia", "2026"));
  EXPECT_EQ(due(told), "2026-03-31");
  EXPECT_FALSE(told.at("tarde").as_bool());
  EXPECT_EQ(done(Role::Informacion, "calendario.entregar", delivery("estrategia", "2026"))
                .at("entrega")
                .as_int64(),
            2);
  // The one of 2024 is of the law of 2023, and was due before Holy Week.
  EXPECT_EQ(due(done(Role::Planificacion, "calendario.entregar", delivery("estrategia", "2024"))),
            "2024-03-27");
  for (const auto& [body, code] :
       {std::pair{delivery("ninguna", "2026"), "obligacion.desconocida"},
        {delivery("estrategia", "2026-03"), "obligacion.periodo_desconocido"},
        {delivery("estrategia", "otro"), "obligacion.periodo_desconocido"},
        {delivery("estrategia", "2027"), "obligacion.periodo_no_empieza"},
        {delivery("estrategia", "2026", {{"fecha", "2026-04-01"}}), "solicitud.fecha_futura"}})
    EXPECT_EQ(refusal(Role::Informacion, "calendario.entregar", body), code);
  // What is due before its period begins is delivered before it.
  EXPECT_EQ(due(done(Role::Planificacion, "calendario.entregar", delivery("plan_compras", "2027"))),
            "2026-12-31");
  expect_equal_when_rebuilt();
}

INSTANTIATE_TEST_SUITE_P(Engines, Transparency, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
