// Payment files from their registration to their payment, as acts on both engines: who may do what,
// what is refused and by which name, splitting under a verified and an unverified norm, the same
// rules in their three uses, receipts, and the same journal replayed.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "commands/import_payment_files.hpp"
#include "commands/read_invoice.hpp"
#include "commands/reperform_visado.hpp"
#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "commands/trusted_certificates.hpp"
#include "commands/verification_state.hpp"
#include "commands/visado_receipt.hpp"

namespace commands {
namespace {

using access_control::Role;
using verification::FieldLine;

// 20 March 2026, when no file of these tests is old.
constexpr Milliseconds march = 1'774'022'400'000;

json::array lines(std::initializer_list<std::pair<const char*, const char*>> all) {
  json::array out;
  for (const auto& [path, value] : all) out.push_back(json::array{path, value});
  return out;
}

class PaymentFiles : public testing::InstitutionOnBothEngines {
 protected:
  World world() override { return testing::steady_world(march); }
  void before() override { load_norms(); }

  // A small purchase of a family and a unit.
  json::object purchase(const char* amount, const char* unit = "201",
                        const char* family = "44103100") {
    return {{"lineas", lines({{"gasto", "compra"},
                              {"modalidad", "BAJA_CUANTIA"},
                              {"ejercicio", "2026"},
                              {"unidad_ejecutora", unit},
                              {"familia", family},
                              {"monto", amount},
                              {"proveedor.nit", "12345679"},
                              {"fecha.solicitud", "2026-03-02"}})},
            {"motivo", "Útiles"},
            {"proveedor", "Papelería"}};
  }
  std::int64_t version(const std::string& number) {
    return storage::payment_file(context_->db(), context_->institution, number).value()->version;
  }
  std::string estado(const std::string& number) {
    const auto row = storage::payment_file(context_->db(), context_->institution, number).value();
    return std::string(verification::code_of(row->estado));
  }
  json::object on(const std::string& number, json::object more = {}) {
    more["expediente"] = number;
    more["version"] = version(number);
    return more;
  }
  // A file of utilities, whose list asks for little: answered, verified.
  std::string verified_file(const char* nit = "12345679") {
    const auto made = done(
        Role::Compras, "expediente.registrar",
        {{"lineas", lines({{"gasto", "transferencia"},
                           {"ejercicio", "2026"},
                           {"unidad_ejecutora", "201"},
                           {"monto", "250000.00"},
                           {"proveedor.nit", nit},
                           {"fecha.compromiso", "2026-02-25"}})},
         {"motivo", "Cuota"},
         {"documentos",
          json::array{json::object{{"clase", "CDP"}}, json::object{{"clase", "CURD"}},
                      json::object{{"clase", "CONVENIO"}, {"huella", std::string(64, 'a')}}}}});
    const std::string number(made.at("expediente").as_string());
    done(Role::Verificacion, "expediente.tomar", {});
    json::array answers;
    const auto norms = storage::norm_table(context_->db(), context_->institution).value();
    const auto row = *storage::payment_file(context_->db(), context_->institution, number).value();
    const auto facts = storage::facts_of(context_->db(), context_->institution, row,
                                         local_date(context_->world.now()), norms)
                           .value();
    const auto& law = norms.on(verification::norm_day(facts));
    for (const auto& line : required_of(*law.checklist(facts.gasto, facts.modalidad), facts, law))
      answers.push_back(json::object{{"linea", line.item->norma->code}, {"respuesta", "cumple"}});
    done(Role::Verificacion, "expediente.marcar", on(number, {{"respuestas", answers}}));
    done(Role::Verificacion, "expediente.verificar", on(number));
    EXPECT_EQ(estado(number), "verificado");
    return number;
  }
  Result<Submission> approval(const std::string& number) {
    return approval_of(context_->db(), context_->institution, number, "Revisado",
                       local_date(context_->world.now()));
  }
  void approve(const std::string& number) {
    const auto submission = approval(number);
    ASSERT_TRUE(submission);
    done(Role::Visado, submission->kind, submission->act);
    EXPECT_EQ(estado(number), "visado");
  }
};

TEST_P(PaymentFiles, go_from_registration_to_payment_by_other_hands_each_time) {
  const auto number = verified_file();
  EXPECT_EQ(number, "2026-000001");
  approve(number);
  EXPECT_EQ(refusal(Role::Compras, "expediente.comprometer", on(number)), "acto.sin_permiso");
  done(Role::Presupuesto, "expediente.comprometer", on(number));
  done(Role::Contabilidad, "expediente.devengar",
       on(number, {{"lineas", lines({{"fecha.devengado", "2026-03-23"}})}}));
  done(Role::Contabilidad, "expediente.enviar", on(number));
  done(Role::Tesoreria, "expediente.pagar", on(number));
  EXPECT_EQ(estado(number), "pagado");
  done(Role::Contabilidad, "expediente.archivar", on(number));
  EXPECT_EQ(estado(number), "archivado");
  const auto steps = storage::steps_of(context_->db(), context_->institution, number).value();
  EXPECT_EQ(steps.size(), 9U);
}

TEST_P(PaymentFiles, a_person_who_comes_second_is_told_so) {
  const std::string number(done(Role::Compras, "expediente.registrar", purchase("1500.00"))
                               .at("expediente")
                               .as_string());
  const auto seen = on(number);
  done(Role::Verificacion, "expediente.revisar", [&] {
    done(Role::Verificacion, "expediente.asignar", on(number, {{"a", 10}}));
    return on(number);
  }());
  EXPECT_EQ(refusal(Role::Verificacion, "expediente.revisar", seen),
            "verificacion.expediente_cambiado");
  EXPECT_EQ(refusal(Role::Compras, "expediente.modificar", on(number, {{"lineas", json::array{}}})),
            "verificacion.estado_no_permite");
}

TEST_P(PaymentFiles, content_with_a_gap_in_a_list_is_refused) {
  auto body = purchase("10.00");
  for (auto& line : lines({{"factura.1.serie", "sin dato"}, {"factura.2.total", "10.00"}}))
    body["lineas"].as_array().push_back(line);
  EXPECT_EQ(refusal(Role::Compras, "expediente.registrar", body), "verificacion.campo_desconocido");
}

TEST_P(PaymentFiles, a_supplier_has_a_name_that_an_index_can_hold) {
  std::string name;  // Two bytes each, folded to one.
  for (int i = 0; i < 300; ++i) name += "Ñ";
  auto body = purchase("10.00");
  body["proveedor"] = name;
  const auto number = done(Role::Compras, "expediente.registrar", body).at("expediente");
  const json::object registered{{"nit", "12345679"}, {"nombre", name}, {"lineas", json::array{}}};
  done(Role::Compras, "proveedor.registrar", registered);

  const auto longer = name + "Ñ";
  body["proveedor"] = longer;
  EXPECT_EQ(refusal(Role::Compras, "expediente.registrar", body), "verificacion.proveedor_largo");
  auto other = registered;
  other["nombre"] = longer;
  EXPECT_EQ(refusal(Role::Compras, "proveedor.registrar", other), "verificacion.proveedor_largo");
  EXPECT_EQ(refusal(Role::Compras, "expediente.modificar",
                    on(std::string(number.as_string()), {{"proveedor", longer}})),
            "verificacion.proveedor_largo");
}

TEST_P(PaymentFiles, take_next_gives_the_oldest_and_says_when_there_is_none) {
  EXPECT_EQ(refusal(Role::Verificacion, "expediente.tomar", {}), "verificacion.nada_espera");
  auto late = purchase("1.00"), early = purchase("2.00", "202");
  late["recibido"] = "2026-03-10";
  early["recibido"] = "2026-03-03";
  done(Role::Compras, "expediente.registrar", late);
  done(Role::Compras, "expediente.registrar", early);
  EXPECT_EQ(done(Role::Verificacion, "expediente.tomar", {}).at("expediente"), "2026-000002");
  EXPECT_EQ(done(Role::Verificacion, "expediente.tomar", {}).at("expediente"), "2026-000001");
}

TEST_P(PaymentFiles, an_invoice_is_in_one_file_and_the_other_is_named) {
  auto body = purchase("1120.00");
  auto with = lines({{"factura.1.autorizacion", "D412A347-9720-44C0-8F5B-1B2C3D4E5F60"},
                     {"factura.1.total", "1120.00"}});
  for (auto& line : with) body["lineas"].as_array().push_back(line);
  done(Role::Compras, "expediente.registrar", body);
  testing::act_as(*context_, Role::Compras);
  const auto twice = submit(*context_, {"expediente.registrar", body, ""});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "verificacion.factura_en_otro");
  EXPECT_EQ(detail_of(twice.error(), "expediente"), "2026-000001");
  // In one lot too: none of it is there then.
  const auto lot = submit(
      *context_,
      {"expediente.importar",
       {{"archivo", "lote.txt"}, {"huella", ""}, {"filas", json::array{purchase("5.00"), body}}},
       ""});
  ASSERT_FALSE(lot);
  EXPECT_EQ(detail_of(lot.error(), "linea"), "2");
  EXPECT_FALSE(*storage::payment_file(context_->db(), context_->institution, "2026-000002"));
  // A file that is annulled holds nothing.
  done(Role::Compras, "expediente.anular", on("2026-000001", {{"justificacion", "Desierta"}}));
  EXPECT_EQ(done(Role::Compras, "expediente.registrar", body).at("expediente"), "2026-000002");
}

TEST_P(PaymentFiles, splitting_warns_under_a_known_norm_and_stops_under_a_verified_one) {
  const auto unverified = [&] {
    for (int i = 0; i < 3; ++i)
      done(Role::Compras, "expediente.registrar", purchase("24999.00", "301"));
    return done(Role::Compras, "expediente.registrar", purchase("24999.00", "301"));
  }();
  ASSERT_EQ(unverified.at("fraccionamiento").as_array().size(), 1U);
  EXPECT_EQ(unverified.at("fraccionamiento").as_array()[0].at("nivel"), "sobre_el_limite");

  done(Role::Autoridad, "norma.verificar", {{"regla", "C03"}, {"motivo", "Dictamen 1"}});
  done(Role::Compras, "expediente.registrar", purchase("24999.00"));
  done(Role::Compras, "expediente.registrar", purchase("24999.00"));
  const auto third = done(Role::Compras, "expediente.registrar", purchase("24999.00"));
  ASSERT_EQ(third.at("fraccionamiento").as_array().size(), 1U);
  const auto& alert = third.at("fraccionamiento").as_array()[0].as_object();
  EXPECT_EQ(alert.at("suma"), "74997.00");
  EXPECT_EQ(alert.at("limite"), "90000.00");
  EXPECT_EQ(alert.at("nivel"), "aviso");

  testing::act_as(*context_, Role::Compras);
  const auto fourth = submit(*context_, {"expediente.registrar", purchase("24999.00"), ""});
  ASSERT_FALSE(fourth);
  EXPECT_EQ(fourth.error().code, "verificacion.fraccionamiento");
  EXPECT_EQ(detail_of(fourth.error(), "hallado"), "99996.00");
  EXPECT_NE(detail_of(fourth.error(), "norma"), "");
  // Another unit, another family are not added; a smaller one fits.
  EXPECT_TRUE(submit(*context_, {"expediente.registrar", purchase("24999.00", "202"), ""}));
  EXPECT_TRUE(
      submit(*context_, {"expediente.registrar", purchase("24999.00", "201", "55101500"), ""}));
  EXPECT_TRUE(submit(*context_, {"expediente.registrar", purchase("15003.00"), ""}));
  EXPECT_EQ(refusal(Role::Compras, "expediente.registrar", purchase("0.01")),
            "verificacion.fraccionamiento");
}

TEST_P(PaymentFiles, a_norm_verified_from_a_day_on_only_warns_about_what_was_bought_before) {
  done(Role::Autoridad, "norma.verificar",
       {{"regla", "C03"}, {"motivo", "Dictamen 4"}, {"desde", "2026-03-10"}});
  const auto on_day = [&](const char* day, const char* unit) {
    auto body = purchase("24999.00", unit);
    for (auto& line : body.at("lineas").as_array())
      if (line.as_array()[0] == "fecha.solicitud") line.as_array()[1] = day;
    return body;
  };
  for (int i = 0; i < 3; ++i)
    done(Role::Compras, "expediente.registrar", on_day("2026-03-09", "201"));
  // The fourth passes the limit: before the day it warns, from the day on it is stopped.
  const auto before = done(Role::Compras, "expediente.registrar", on_day("2026-03-09", "201"));
  EXPECT_EQ(before.at("fraccionamiento").as_array()[0].at("suma"), "99996.00");
  EXPECT_EQ(before.at("fraccionamiento").as_array()[0].at("nivel"), "sobre_el_limite");
  EXPECT_EQ(refusal(Role::Compras, "expediente.registrar", on_day("2026-03-10", "201")),
            "verificacion.fraccionamiento");
  EXPECT_EQ(refusal(Role::Compras, "expediente.registrar", on_day("2026-03-10", "202")), "done");
  const auto norms = storage::norm_table(context_->db(), context_->institution).value();
  const auto rule = *verification::rule_at("C03");
  EXPECT_NE(norms.on(parse_date("2026-03-09").value()).certainty(rule), Certeza::Verificada);
  EXPECT_EQ(norms.on(parse_date("2026-03-10").value()).certainty(rule), Certeza::Verificada);
  EXPECT_EQ(refusal(Role::Autoridad, "norma.verificar",
                    {{"regla", "C03"}, {"motivo", "x"}, {"desde", "mañana"}}),
            "valor.fecha_mal_escrita");
}

TEST_P(PaymentFiles, the_last_act_on_a_norm_says_from_which_day_it_is_verified) {
  const auto verify = [&](const char* since) {
    json::object body{{"regla", "C05"}, {"motivo", "Dictamen 5"}};
    if (*since != '\0') body["desde"] = since;
    done(Role::Autoridad, "norma.verificar", body);
  };
  // The certainty of the rule and of its parameters on a day before and on one after.
  const auto certainties = [&] {
    const auto norms = storage::norm_table(context_->db(), context_->institution).value();
    const auto rule = *verification::rule_at("C05");
    std::string all;
    for (const char* day : {"2026-03-09", "2026-03-10"})
      all += show(norms.on(parse_date(day).value()).certainty(rule)) + " ";
    return all;
  };
  const auto unverified = certainties();
  EXPECT_FALSE(unverified.contains("verificada"));
  const auto held = unverified.substr(0, unverified.find(' ') + 1);
  const auto from_a_day_on = held + "verificada ", always = std::string("verificada verificada ");

  verify("2026-03-10");
  EXPECT_EQ(certainties(), from_a_day_on);
  verify("");  // Wider: every day.
  EXPECT_EQ(certainties(), always);
  verify("2026-03-10");  // And narrower again.
  EXPECT_EQ(certainties(), from_a_day_on);

  // Confirmed at a lesser degree it is verified on no day any more.
  const auto rows = storage::norm_rows(context_->db(), context_->institution, "rules").value();
  for (const auto& row : rows) {
    if (!row.code.starts_with("C05") || row.certainty == Certeza::Verificada) continue;
    json::object body{{"catalogo", "rules"},
                      {"codigo", row.code},
                      {"certeza", held.substr(0, held.size() - 1)},
                      {"motivo", "El dictamen fue revocado"}};
    if (row.from) body["desde"] = show(*row.from);
    done(Role::Autoridad, "norma.confirmar", body);
  }
  EXPECT_EQ(certainties(), unverified);
  // Verified again from a day on, what was confirmed holds before it.
  verify("2026-03-10");
  EXPECT_EQ(certainties(), from_a_day_on);
}

TEST_P(PaymentFiles, an_invoice_is_recognised_while_its_root_is_trusted) {
  const auto corpus = [](const std::string& name) {
    std::ifstream in(CEIBA_SOURCE_DIR "/tests/fuzz/corpus/" + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  // Certified on 10 March 2026.
  const auto invoice = corpus("fel_file/firmada.xml"), root = corpus("certificates/raiz.pem");
  const auto signature = [&] {
    const auto read =
        read_invoice(context_->db(), context_->institution, invoice, "firmada.xml", "");
    EXPECT_TRUE(read) << read.error().code;
    return read ? std::string(readers::code_of(read->firma)) : "";
  };
  const auto trusting = [&](const char* since, const std::string& pem) {
    return json::object{{"pem", pem}, {"desde", since}, {"motivo", "Comparado con el oficial"}};
  };
  const auto whole = std::string(readers::code_of(readers::FelSignature::Whole));
  const auto recognised = std::string(readers::code_of(readers::FelSignature::Recognised));
  EXPECT_EQ(signature(), whole);
  EXPECT_EQ(refusal(Role::Verificacion, "certificado.confiar", trusting("2026-03-01", root)),
            "acto.sin_permiso");
  EXPECT_EQ(refusal(Role::Autoridad, "certificado.confiar", trusting("2026-03-01", "nada")),
            "fel.raices_ilegibles");
  done(Role::Autoridad, "certificado.confiar", trusting("2026-03-11", root));
  EXPECT_EQ(signature(), whole);
  const auto made = done(Role::Autoridad, "certificado.confiar", trusting("2026-03-10", root));
  EXPECT_EQ(signature(), recognised);
  const auto held = trusted_certificates(context_->db(), context_->institution).value();
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].certificate.titular, "CN=Autoridad ilustrativa");
  EXPECT_EQ(held[0].row.fingerprint, made.at("huellas").as_array()[0].as_string());

  // Withdrawn today, what was certified before is recognised; withdrawn as of the day before, not.
  json::object gone{{"huella", held[0].row.fingerprint}, {"motivo", "Revocado"}};
  done(Role::Autoridad, "certificado.retirar", gone);
  EXPECT_EQ(signature(), recognised);
  gone["hasta"] = "2026-03-09";
  done(Role::Autoridad, "certificado.retirar", gone);
  EXPECT_EQ(signature(), whole);
  gone["huella"] = "00";
  EXPECT_EQ(refusal(Role::Autoridad, "certificado.retirar", gone),
            "verificacion.certificado_desconocido");
}

TEST_P(PaymentFiles, a_document_is_not_swapped_after_the_visado) {
  const auto number = verified_file();
  const json::array other{json::object{{"clase", "CONVENIO"}, {"huella", std::string(64, 'b')}}};
  approve(number);
  EXPECT_EQ(refusal(Role::Compras, "expediente.adjuntar", on(number, {{"documentos", other}})),
            "verificacion.documento_visado");
  // What was not there is added.
  const json::array more{json::object{{"clase", "CUR"}, {"fecha", "2026-03-20"}}};
  done(Role::Contabilidad, "expediente.adjuntar", on(number, {{"documentos", more}}));
}

TEST_P(PaymentFiles, separated_duties_fall_on_different_people) {
  const auto number = verified_file();
  const auto submission = approval(number);
  EXPECT_EQ(refusal(Role::Verificacion, "expediente.visar", submission->act), "acto.sin_permiso");
  // What is signed is what was seen.
  auto stale = submission->act;
  stale["huella"] = std::string(64, '0');
  EXPECT_EQ(refusal(Role::Visado, "expediente.visar", stale), "verificacion.visado_distinto");
}

TEST_P(PaymentFiles, a_role_that_was_lent_joins_no_two_duties) {
  const auto user = [&](const char* login, const char* role) {
    const auto made = done(Role::Administracion, "usuario.crear",
                           {{"usuario", login},
                            {"nombre", login},
                            {"institucion", context_->institution},
                            {"unidades", json::array{}},
                            {"roles", json::array{role}}});
    return made.empty() ? 0 : made.at("numero").as_int64();
  };
  const auto lend = [&](std::int64_t giver, const char* from, const char* to, const char* role) {
    context_->actor = {giver, {}};
    const auto lent = submit(*context_, {"delegacion.crear",
                                         {{"de", from},
                                          {"a", to},
                                          {"rol", role},
                                          {"desde", "2026-03-20"},
                                          {"hasta", "2026-03-31"},
                                          {"motivo", "Vacaciones"}},
                                         ""});
    ASSERT_TRUE(lent) << lent.error().code;
  };
  const auto as = [&](std::int64_t number, std::string_view kind, json::object body) {
    context_->actor = {number, {}};
    const auto receipt = submit(*context_, {std::string(kind), std::move(body), ""});
    return receipt ? std::string("done") : receipt.error().code;
  };
  const auto buyer = user("ana", "compras"), head = user("marta", "visado");
  const auto reviewer = user("luis", "verificacion"), other = user("nora", "verificacion");
  const auto number = verified_file();
  // Whoever made a file does not sign it with a role that somebody lent.
  lend(head, "marta", "ana", "visado");
  EXPECT_EQ(as(buyer, "expediente.registrar", purchase("10.00")), "done");
  const std::string own = "2026-000002";
  lend(reviewer, "luis", "ana", "verificacion");
  done(Role::Verificacion, "expediente.asignar", on(own, {{"a", reviewer}}));
  EXPECT_EQ(as(buyer, "expediente.revisar", on(own)), "verificacion.funciones_juntas");
  lend(head, "marta", "nora", "visado");
  EXPECT_EQ(as(other, "expediente.revisar", on(own)), "done");
  const auto steps = storage::steps_of(context_->db(), context_->institution, own).value();
  EXPECT_EQ(steps.back().actor, other);
  EXPECT_EQ(steps.back().on_behalf, std::nullopt);
  // With the lent role, on another's file: signed on behalf of its owner.
  const auto submission = approval(number);
  ASSERT_TRUE(submission);
  EXPECT_EQ(as(other, "expediente.visar", submission->act), "done");
  const auto signed_steps =
      storage::steps_of(context_->db(), context_->institution, number).value();
  EXPECT_EQ(signed_steps.back().actor, other);
  EXPECT_EQ(signed_steps.back().on_behalf, head);
}

TEST_P(PaymentFiles, a_fatal_of_a_verified_norm_stops_the_verification_and_names_its_rule) {
  const std::string number(
      done(Role::Compras, "expediente.registrar",
           [&] {
             auto body = purchase("1500.00");
             body["lineas"].as_array().push_back(json::array{"proveedor.nit", "12345670"});
             return body;
           }())
          .at("expediente")
          .as_string());
  done(Role::Autoridad, "norma.verificar", {{"regla", "V01"}, {"motivo", "Dictamen 2"}});
  done(Role::Verificacion, "expediente.tomar", {});
  EXPECT_EQ(refusal(Role::Verificacion, "expediente.verificar", on(number)),
            "verificacion.faltan_respuestas");
  done(Role::Verificacion, "expediente.observar",
       on(number, {{"motivos", json::array{"NIT_INVALIDO"}}, {"carta", "Corrija"}, {"dias", 3}}));
  done(Role::Compras, "expediente.modificar",
       on(number, {{"lineas", lines({{"proveedor.nit", "12345679"}})}}));
  done(Role::Compras, "expediente.subsanar", on(number));
  EXPECT_EQ(estado(number), "subsanado");
  EXPECT_EQ(refusal(Role::Verificacion, "expediente.observar",
                    on(number, {{"motivos", json::array{"OTRO"}}, {"carta", "x"}, {"dias", 1}})),
            "verificacion.motivo_desconocido");
}

TEST_P(PaymentFiles, the_rules_say_the_same_at_the_act_in_the_round_and_for_an_auditor) {
  const auto number = verified_file("12345670");  // A wrong check digit: rule V01.
  const auto flags_at_act =
      storage::flags_of(context_->db(), context_->institution, number).value();
  ASSERT_FALSE(flags_at_act.empty());
  done(Role::Verificacion, "regla.correr", {});
  const auto flags_of_round =
      storage::flags_of(context_->db(), context_->institution, number).value();
  // The auditor replays the journal into a base of his own and asks there.
  testing::Place other{storage::Engine::Sqlite};
  auto again = storage::open(other.location, storage::Mode::Create).value();
  const auto replayed = replay_all(context_->db(), *again, [](auto, auto) {});
  ASSERT_TRUE(replayed) << replayed.error().code << ' ' << detail_of(replayed.error(), "acto");
  EXPECT_EQ(testing::dump(*again, storage::Mark::Estado),
            testing::dump(context_->db(), storage::Mark::Estado));
  const auto norms = storage::norm_table(*again, context_->institution).value();
  const auto row = *storage::payment_file(*again, context_->institution, number).value();
  const auto facts = storage::facts_of(*again, context_->institution, row,
                                       local_date(context_->world.now()), norms)
                         .value();
  const auto flags = verification::evaluate(facts, norms).flags();
  ASSERT_EQ(flags.size(), flags_at_act.size());
  ASSERT_EQ(flags_of_round.size(), flags_at_act.size());
  for (const auto& flag : flags) {
    const auto id = verification::rules()[flag.rule].id;
    const auto same = [&](const auto& kept) {
      return kept.rule == id && kept.effect == flag.effect && kept.certainty == flag.certainty;
    };
    EXPECT_EQ(std::ranges::count_if(flags_at_act, same), 1) << id;
    EXPECT_EQ(std::ranges::count_if(flags_of_round, same), 1) << id;
  }
}

TEST_P(PaymentFiles, a_receipt_is_true_until_one_byte_of_it_changes) {
  const auto number = verified_file();
  EXPECT_EQ(receipt_of(context_->db(), context_->institution, number).error().code,
            "verificacion.sin_visado");
  approve(number);
  const auto receipt = receipt_of(context_->db(), context_->institution, number);
  ASSERT_TRUE(receipt) << receipt.error().code;
  const auto checked = check_receipt(*receipt, std::nullopt);
  ASSERT_TRUE(checked) << checked.error().code << ' ' << detail_of(checked.error(), "hallado");
  EXPECT_EQ(optional_text_at(checked->content, "expediente"), number);
  auto other = checked->key;
  other.public_key[0] ^= 1;
  EXPECT_EQ(check_receipt(*receipt, other).error().code, "verificacion.recibo_falso");
  for (std::size_t at = 0; at < receipt->size(); at += 7) {
    auto changed = *receipt;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(check_receipt(changed, std::nullopt)) << at;
  }
}

TEST_P(PaymentFiles, a_visado_done_again_is_what_its_act_saw_whatever_came_after) {
  const auto number = verified_file("12345670");
  approve(number);
  // The same question today has another answer: the norm is verified now, and a supplier known.
  done(Role::Autoridad, "norma.verificar", {{"regla", "V01"}, {"motivo", "Dictamen 3"}});
  done(Role::Compras, "proveedor.registrar",
       {{"nit", "12345670"}, {"nombre", "Organismo"}, {"lineas", json::array{}}});
  auto scratch = scratch_base();
  ASSERT_TRUE(scratch);
  const auto again = reperform_visado(context_->db(), **scratch, context_->institution, number,
                                      [](std::int64_t, std::int64_t) {});
  ASSERT_TRUE(again) << again.error().code << ' ' << detail_of(again.error(), "acto");
  EXPECT_TRUE(again->equal());
  const auto now = approval(number);
  ASSERT_TRUE(now);
  EXPECT_NE(optional_text_at(now->act, "huella"), again->signed_digest);
}

TEST_P(PaymentFiles, a_checklist_in_use_gets_a_new_version) {
  const json::array items{json::object{{"documento", "REQ"},
                                       {"nombre", "Requisición"},
                                       {"exigencia", "obligatorio"},
                                       {"responsable", "solicitante"},
                                       {"fuente", "Instructivo interno 3"}}};
  json::object body{
      {"lista", "BAJA_CUANTIA"}, {"desde", "2026-04-01"}, {"motivo", "Nuevo"}, {"lineas", items}};
  done(Role::Verificacion, "lista.crear", body);
  EXPECT_EQ(refusal(Role::Verificacion, "lista.crear", body), "verificacion.version_anterior");
  const auto norms = storage::norm_table(context_->db(), context_->institution).value();
  const auto before = parse_date("2026-03-31").value(), after = parse_date("2026-04-01").value();
  const auto lines_on = [&](Date day) {
    return norms.on(day)
        .checklist(verification::Gasto::Compra, verification::Modalidad::BajaCuantia)
        ->items.size();
  };
  EXPECT_GT(lines_on(before), 10U);
  EXPECT_EQ(lines_on(after), 1U);
  body["lista"] = "NADA";
  EXPECT_EQ(refusal(Role::Verificacion, "lista.crear", body), "verificacion.lista_desconocida");
}

TEST_P(PaymentFiles, suppliers_and_contracts_of_the_registry_stand_under_what_a_file_says) {
  done(Role::Compras, "proveedor.registrar",
       {{"nit", "12345679"},
        {"nombre", "Papelería La Unión"},
        {"lineas", lines({{"proveedor.regimen", "exento"}})}});
  const auto wrong = act(Role::Compras, "proveedor.registrar",
                         {{"nit", "1"}, {"nombre", "x"}, {"lineas", lines({{"monto", "1.00"}})}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "verificacion.lineas_ajenas");
  done(Role::Compras, "contrato.registrar",
       {{"nit", "12345679"},
        {"numero", "7-2026"},
        {"lineas", lines({{"contrato.monto", "300.00"},
                          {"contrato.garantia.1.clase", "cumplimiento"},
                          {"contrato.garantia.1.monto", "30.00"}})}});
  auto body = purchase("100.00");
  body.erase("proveedor");
  body["lineas"].as_array().push_back(json::array{"contrato.numero", "7-2026"});
  const std::string number(
      done(Role::Compras, "expediente.registrar", body).at("expediente").as_string());
  const auto row = *storage::payment_file(context_->db(), context_->institution, number).value();
  EXPECT_EQ(row.supplier, "Papelería La Unión");
  const auto norms = storage::norm_table(context_->db(), context_->institution).value();
  const auto facts = storage::facts_of(context_->db(), context_->institution, row,
                                       local_date(context_->world.now()), norms)
                         .value();
  ASSERT_TRUE(facts.contrato);
  EXPECT_EQ(facts.contrato->monto, Money::centavos(30000));
  EXPECT_EQ(facts.contrato->pagado_antes, Money{});
  ASSERT_EQ(facts.contrato->garantias.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(engines, PaymentFiles, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
