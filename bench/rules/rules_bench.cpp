// Measures the rules of verification: generated payment files in memory with planted faults, every
// rule that one file decides, on two threads. It also proves what it measures: each planted fault
// is found, and clean files raise nothing. README.md of bench/ says how to run it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory_resource>
#include <random>
#include <thread>

#include "domain/verification/evaluate.hpp"
#include "rules/cases.hpp"

using namespace verification;

namespace {

using Clock = std::chrono::steady_clock;

long long milliseconds_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

// A fault that is planted in a clean file, and the rule that must find it.
struct Fault {
  const char* base;
  const char* rule;
  const char* field;
  const char* value;
};
constexpr Fault faults[] = {
    {"baja_cuantia", "V01", "proveedor.nit", "12345678"},
    {"baja_cuantia", "V03", "factura.1.autorizacion", "D412A347-9720-44C0-8F5B"},
    {"baja_cuantia", "V04", "factura.1.numero", "2535474369"},
    {"baja_cuantia", "V05", "factura.1.receptor", "CF"},
    {"baja_cuantia", "V06", "factura.1.estado", "anulado"},
    {"baja_cuantia", "V07", "factura.1.total", "11200.01"},
    {"baja_cuantia", "V13", "documento.ORDEN", "no"},
    {"baja_cuantia", "V14", "documento.RTU.hasta", "2026-03-01"},
    {"baja_cuantia", "V15", "fecha.recepcion", "2026-02-16"},
    {"baja_cuantia", "V17", "factura.1.emitida", "2025-12-29"},
    {"baja_cuantia", "V20", "recepcion.solicitante", "902"},
    {"baja_cuantia", "V21", "documento.F1H", "no"},
    {"compra_directa", "B01", "partida.1.vigente", "30000.00"},
    {"compra_directa", "B02", "cur.2.monto", "56000.01"},
    {"compra_directa", "B04", "partida.1.cuota_compromiso", "20000.00"},
    {"compra_directa", "B05", "documento.CDP.monto", "55999.99"},
    {"compra_directa", "B07", "partida.1.en_red", "no"},
    {"compra_directa", "B15", "retencion_iva", "1400.00"},
    {"compra_directa", "B16", "proveedor.cuenta_nit", "23456787"},
    {"compra_directa", "C05", "adjudicado", "90000.01"},
    {"compra_directa", "C07", "nog", "sin dato"},
    {"cotizacion", "C19", "contrato.pagado_antes", "1.00"},
    {"cotizacion", "C20", "contrato.garantia.1.monto", "33599.99"},
    {"cotizacion", "C22", "contrato.registrado_cgc", "2026-03-20"},
    {"cotizacion", "C24", "contrato.entregado", "2026-03-05"},
    {"viatico", "A02", "documento.AUTAUST", "no"},
    {"viatico", "A03", "comision.pedido", "1050.01"},
    {"viatico", "V02", "proveedor.cui", "1234567880101"},
    {"baja_cuantia", "W01", "acto.3.actor", "900"},
    {"baja_cuantia", "W08", "cita.1.vigente", "no"},
};

struct Planted {
  std::size_t file = 0;
  std::size_t rule = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  const auto norms = norms_with({}, Certeza::Verificada);
  const auto bases = base_files();
  const char* shares[] = {"baja_cuantia",   "baja_cuantia",  "baja_cuantia", "compra_directa",
                          "compra_directa", "viatico",       "nomina",       "servicio_basico",
                          "cotizacion",     "fondo_rotativo"};

  // The files of a half lie side by side in one block of memory.
  std::pmr::monotonic_buffer_resource memory{std::size_t{1} << 26};
  std::pmr::set_default_resource(&memory);
  std::mt19937 chance(2026);
  std::vector<FileFacts> files;
  files.reserve(count);
  std::vector<Planted> planted;
  const auto generating = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    const bool plant = chance() % 25 == 0;
    const auto& fault = faults[chance() % std::size(faults)];
    files.push_back(bases.at(plant ? fault.base : shares[chance() % std::size(shares)]));
    auto& file = files.back();
    file.numero = *Number::of("2026-" + std::to_string(i));
    if (!plant) continue;
    if (!set_field(file, fault.field, fault.value)) {
      std::fprintf(stderr, "%s: %s\n", fault.field, fault.value);
      return 1;
    }
    planted.push_back({i, *rule_at(fault.rule)});
  }
  std::printf("%zu files of %zu bytes and their lists, %zu faults planted: %lld ms to make\n",
              count, sizeof(FileFacts), planted.size(), milliseconds_since(generating));
  std::pmr::set_default_resource(nullptr);

  std::vector<FoundFlag> found[2];
  Tally tally[2];
  long long best = -1;
  for (int round = 0; round < rounds; ++round) {
    for (auto& half : found) half.clear();
    tally[0] = tally[1] = {};
    const auto start = Clock::now();
    const auto middle = count / 2;
    const std::span<const FileFacts> all(files);
    std::thread second([&] { round_over(all.subspan(middle), middle, norms, tally[1], found[1]); });
    round_over(all.first(middle), 0, norms, tally[0], found[0]);
    second.join();
    const auto took = milliseconds_since(start);
    std::printf("round %d: %lld ms, %zu flags\n", round + 1, took,
                found[0].size() + found[1].size());
    if (best < 0 || took < best) best = took;
  }

  std::size_t missed = 0, false_fatal = 0, false_other = 0, at = 0;
  std::vector<FoundFlag> flags = std::move(found[0]);
  std::ranges::move(found[1], std::back_inserter(flags));
  for (const auto& one : planted) {
    while (at < flags.size() && flags[at].file < one.file) {
      ++(flags[at].flag.effect == Effect::Blocks ? false_fatal : false_other);
      ++at;
    }
    bool hit = false;
    while (at < flags.size() && flags[at].file == one.file)
      hit |= flags[at++].flag.rule == one.rule;
    missed += hit ? 0 : 1;
  }
  for (; at < flags.size(); ++at)
    ++(flags[at].flag.effect == Effect::Blocks ? false_fatal : false_other);

  // One file, all rules: how long the slowest in a hundred take.
  std::vector<long long> single;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 100'000); ++i) {
    const auto start = Clock::now();
    const auto evaluation = evaluate(files[i], norms);
    single.push_back(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count());
    if (evaluation.all.empty()) return 1;
  }
  std::ranges::sort(single);
  const auto p99 = single[single.size() * 99 / 100];

  std::printf("best %lld ms for %zu files and %zu rules (wanted: 4000 ms for 1000000)\n", best,
              count, file_rules().size());
  std::printf("one file, all rules: p99 %lld us (wanted: 1000)\n", p99 / 1000);
  std::printf("planted %zu, missed %zu; false fatal %zu, other %zu\n", planted.size(), missed,
              false_fatal, false_other);
  return missed == 0 && false_fatal == 0 ? 0 : 1;
}
