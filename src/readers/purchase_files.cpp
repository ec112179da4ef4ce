// OCDS by look-ups that forgive what is absent, NPG by lines.
#include "readers/purchase_files.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "base/text.hpp"
#include "readers/amounts.hpp"
#include "readers/document_table.hpp"
#include "readers/encoding.hpp"
#include "readers/import_refusals.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

using budget::Awarded;
using budget::Purchase;

// Numbers with a fraction or an exponent become texts of the same digits, so that none is rounded.
std::string with_fractions_as_text(std::string_view json) {
  std::string out;
  out.reserve(json.size() + 64);
  bool inside = false;
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (inside) {
      out += c;
      if (c == '\\' && i + 1 < json.size()) out += json[++i];
      if (c == '"') inside = false;
      ++i;
      continue;
    }
    if (c != '-' && (c < '0' || c > '9')) {
      inside = c == '"';
      out += c;
      ++i;
      continue;
    }
    const auto end = std::min(json.find_first_not_of("+-.0123456789eE", i), json.size());
    const auto number = json.substr(i, end - i);
    const bool fraction = number.find_first_of(".eE") != number.npos || number.size() > 18;
    if (fraction) out += '"';
    out += number;
    if (fraction) out += '"';
    i = end;
  }
  return out;
}

// ---- OCDS --------------------------------------------------------------------------------------

const json::value* at(const json::value* from, std::string_view key) {
  const auto* object = from ? from->if_object() : nullptr;
  return object ? object->if_contains(key) : nullptr;
}
const json::array* list_at(const json::value* from, std::string_view key) {
  const auto* value = at(from, key);
  return value ? value->if_array() : nullptr;
}
std::string text_of(const json::value* value) {
  if (!value) return {};
  if (value->is_string()) return collapsed(std::string_view(value->as_string()));
  if (value->is_int64()) return std::to_string(value->as_int64());
  return {};
}
std::string text_at(const json::value* from, std::string_view key) {
  return text_of(at(from, key));
}

class Releases {
 public:
  explicit Releases(PurchaseFile& file) : file_{file} {}

  void take(const json::value& release) {
    ++n_;
    ++file_.releases;
    const auto ocid = text_at(&release, "ocid");
    const auto* tender = at(&release, "tender");
    Purchase one;
    one.source = "ocds";
    one.number = number_of(ocid);
    if (one.number.empty()) one.number = number_of(text_at(tender, "id"));
    if (one.number.empty()) {
      fault(ImportRefusal::OcdsNumberMissing, "ocid", ocid);
      return;
    }
    one.published = day_at(tender, "datePublished");
    if (!one.published) one.published = day_at(&release, "date");
    one.title = text_at(tender, "title");
    one.modality_text = text_at(tender, "procurementMethodDetails");
    one.status = text_at(tender, "statusDetails");
    if (one.status.empty()) one.status = text_at(tender, "status");
    take_parties(release, one);
    take_value(at(tender, "value"), "tender.value", one.amount, one.currency);
    if (const auto* items = list_at(tender, "items"))
      for (const auto& item : *items) take_item(item, one);
    take_awards(release, one);
    keep(std::move(one));
  }

  Faults& faults() { return faults_; }

 private:
  void fault(ImportRefusal why, std::string_view field, std::string_view found) {
    faults_.add(refusal(why, {{"n", std::to_string(n_)},
                              {"campo", std::string(field)},
                              {"hallado", std::string(found.substr(0, 60))}}));
  }

  // "ocds-xqjsxa-29813743", "GT-NOG-29813743" → "29813743"
  static std::string number_of(std::string_view id) {
    const auto dash = id.rfind('-');
    const auto tail = dash == id.npos ? id : id.substr(dash + 1);
    return !tail.empty() && tail.size() <= 12 && only_digits(tail) ? std::string(tail) : "";
  }

  std::optional<Date> day_at(const json::value* from, std::string_view key) {
    const auto text = text_at(from, key);
    if (text.empty()) return std::nullopt;
    const auto day = parse_date(std::string_view(text).substr(0, 10));
    if (day) return *day;
    fault(ImportRefusal::OcdsDateMalformed, key, text);
    return std::nullopt;
  }

  std::optional<Money> amount_of(const json::value* value, std::string_view field) {
    const auto text = text_of(value);
    if (text.empty()) return std::nullopt;
    const auto amount = parse_amount(text, Convention::PointDecimal);
    if (amount) return amount->value;
    fault(ImportRefusal::OcdsAmountMalformed, field, text);
    return std::nullopt;
  }

  void take_value(const json::value* value, std::string_view field, std::optional<Money>& amount,
                  std::string& currency) {
    if (!value) return;
    amount = amount_of(at(value, "amount"), field);
    if (const auto said = text_at(value, "currency"); !said.empty()) currency = said;
  }

  // "GT-NIT-6200060" → "6200060"
  static std::string nit_in(std::string_view id) {
    constexpr std::string_view scheme = "GT-NIT-";
    return id.starts_with(scheme) ? std::string(id.substr(scheme.size())) : "";
  }

  static void take_parties(const json::value& release, Purchase& one) {
    one.buyer = text_at(at(&release, "buyer"), "name");
    const auto* parties = list_at(&release, "parties");
    if (!parties) return;
    for (const auto& party : *parties) {
      const auto id = text_at(&party, "id");
      if (id.starts_with("GT-CISP-")) {
        one.buyer_code = id.substr(8);
        if (one.buyer.empty()) one.buyer = text_at(&party, "name");
      }
      if (id.starts_with("GT-GCUC-")) one.unit = text_at(&party, "name");
    }
  }

  void take_item(const json::value& item, Purchase& one) {
    budget::PurchasedItem made;
    made.description = text_at(&item, "description");
    made.unit = text_at(at(&item, "unit"), "name");
    if (const auto text = text_at(&item, "quantity"); !text.empty()) {
      const auto quantity = parse_quantity(text, Convention::PointDecimal);
      if (quantity)
        made.quantity = quantity->value;
      else
        fault(ImportRefusal::OcdsAmountMalformed, "quantity", text);
    }
    made.price = amount_of(at(at(at(&item, "unit"), "value"), "amount"), "unit.value");
    one.items.push_back(std::move(made));
  }

  // What was awarded; where there are only contracts, what was contracted.
  void take_awards(const json::value& release, Purchase& one) {
    MoneySum sum;
    bool any = false;
    for (const auto* key : {"awards", "contracts"}) {
      const auto* list = list_at(&release, key);
      if (!list || any) continue;
      for (const auto& award : *list) {
        Awarded made;
        std::string currency = one.currency;
        take_value(at(&award, "value"), std::string(key) + ".value", made.amount, currency);
        made.on = day_at(&award, *key == 'a' ? "date" : "dateSigned");
        if (made.amount) {
          sum += *made.amount;
          any = true;
        }
        const auto* suppliers = list_at(&award, "suppliers");
        if (!suppliers || suppliers->empty()) {
          one.suppliers.push_back(made);
          continue;
        }
        // One amount for all of them: it stands at the first.
        for (std::size_t s = 0; s < suppliers->size(); ++s) {
          auto supplier = made;
          if (s > 0) supplier.amount.reset();
          supplier.nit = nit_in(text_at(&(*suppliers)[s], "id"));
          supplier.name = text_at(&(*suppliers)[s], "name");
          one.suppliers.push_back(std::move(supplier));
        }
      }
    }
    if (!any) return;
    if (const auto money = sum.narrow())
      one.awarded = *money;
    else
      fault(ImportRefusal::OcdsAmountMalformed, "awards.value", show(sum));
  }

  void keep(Purchase one) {
    const auto [place, fresh] = places_.emplace(one.number, file_.purchases.size());
    if (fresh)
      file_.purchases.push_back(std::move(one));
    else
      file_.purchases[place->second] = std::move(one);
  }

  PurchaseFile& file_;
  Faults faults_;
  std::map<std::string, std::size_t> places_;
  std::size_t n_ = 0;
};

Result<PurchaseFile> read_ocds(std::string_view bytes) {
  const auto root = TRY(parse_json(with_fractions_as_text(bytes)));
  PurchaseFile file;
  file.format = PurchaseFormat::Ocds;
  Releases releases(file);
  const auto take_all = [&](const json::array& list) {
    for (const auto& each : list) {
      // A record holds its compiled release, or the releases that it is made of.
      if (const auto* compiled = at(&each, "compiledRelease")) {
        releases.take(*compiled);
      } else if (const auto* inner = list_at(&each, "releases")) {
        for (const auto& one : *inner) releases.take(one);
      } else {
        releases.take(each);
      }
    }
  };
  if (const auto* list = root.if_array())
    take_all(*list);
  else if (const auto* packed = list_at(&root, "releases"))
    take_all(*packed);
  else if (const auto* records = list_at(&root, "records"))
    take_all(*records);
  else if (at(&root, "ocid"))
    releases.take(root);
  CHECK(releases.faults().finish());
  if (file.purchases.empty()) return refuse(ImportRefusal::OcdsNoReleases);
  return file;
}

// ---- NPG ---------------------------------------------------------------------------------------

constexpr std::string_view month_marks[] = {"ene", "feb", "mar", "abr", "may", "jun",
                                            "jul", "ago", "sep", "oct", "nov", "dic"};

bool is_npg(std::string_view line) {
  return line.size() == 10 && line[0] == 'E' && only_digits(line.substr(1));
}

// "24.ago..2026 07:30:53"
std::optional<Date> npg_day(std::string_view text) {
  std::vector<std::string> parts;
  for (auto& part : split(text.substr(0, text.find(' ')), '.'))
    if (!part.empty()) parts.push_back(std::move(part));
  if (parts.size() != 3 || parts[0].size() > 2 || parts[2].size() != 4) return std::nullopt;
  const auto mark = folded(parts[1]).substr(0, 3);
  const auto month = std::ranges::find(month_marks, mark);
  if (month == std::end(month_marks)) return std::nullopt;
  const auto date = parse_date(parts[2] + "-" +
                               padded_left(std::to_string(month - std::begin(month_marks) + 1), 2) +
                               "-" + padded_left(parts[0], 2));
  return date ? std::optional(*date) : std::nullopt;
}

struct NpgRecord {
  std::size_t line = 0;  // Of its NPG, from 1.
  std::vector<std::string> fields;
};

// NPG, date, state, "Guatecompras", entity, unit, modality, [submodality], description, NIT,
// supplier, amount.
void take_npg(const NpgRecord& record, PurchaseFile& file, Faults& faults) {
  constexpr std::size_t least = 11;
  const auto& field = record.fields;
  const auto place = [&](std::size_t i, std::vector<Detail> more) {
    more.push_back({"linea", std::to_string(record.line + i)});
    return more;
  };
  if (field.size() != least && field.size() != least + 1) {
    faults.add(refusal(ImportRefusal::NpgFieldsMissing,
                       place(0, {{"codigo", field[0]},
                                 {"hallado", std::to_string(field.size())},
                                 {"esperado", "11 o 12"}})));
    return;
  }
  const auto extra = field.size() - least;
  Purchase one;
  one.source = "npg";
  one.number = field[0];
  one.published = npg_day(field[1]);
  if (!one.published)
    faults.add(refusal(ImportRefusal::NpgDateMalformed, place(1, {{"hallado", field[1]}})));
  one.status = field[2];
  one.buyer = field[4];
  one.unit = field[5];
  one.modality_text = extra ? field[6] + ": " + field[7] : field[6];
  one.title = field[7 + extra];
  Awarded supplier;
  supplier.nit = replaced(field[8 + extra], "-", "");
  supplier.name = field[9 + extra];
  supplier.on = one.published;
  const auto amount = parse_amount(field[10 + extra], Convention::PointDecimal);
  if (amount)
    supplier.amount = amount->value;
  else
    faults.add(refusal(ImportRefusal::NpgAmountMalformed,
                       place(10 + extra, {{"hallado", field[10 + extra]}})));
  one.amount = one.awarded = supplier.amount;
  one.suppliers.push_back(std::move(supplier));
  file.purchases.push_back(std::move(one));
}

Result<PurchaseFile> read_npg(std::string_view bytes) {
  PurchaseFile file;
  file.format = PurchaseFormat::Npg;
  Faults faults;
  std::vector<NpgRecord> records;
  std::size_t number = 0;
  for (const auto& raw : split(bytes, '\n')) {
    ++number;
    const auto line = collapsed(raw);
    if (is_npg(line)) records.push_back({number, {}});
    if (!line.empty() && !records.empty()) records.back().fields.push_back(line);
  }
  for (const auto& record : records) take_npg(record, file, faults);
  file.releases = records.size();
  CHECK(faults.finish());
  if (file.purchases.empty()) return refuse(ImportRefusal::NpgNoRecords);
  return file;
}

}  // namespace

std::string_view name_of(PurchaseFormat format) {
  return format == PurchaseFormat::Ocds ? "ocds" : "npg";
}

Result<PurchaseFile> read_purchases(std::string_view bytes) {
  if (bytes.empty()) return refuse(Refusal::EmptyFile);
  auto start = bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  start = trimmed(start.substr(0, 200));
  const auto text = as_utf8(bytes, encoding_of(bytes));
  if (!start.empty() && (start[0] == '{' || start[0] == '[')) return read_ocds(text);
  return read_npg(text);
}

}  // namespace readers
