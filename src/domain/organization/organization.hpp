// The institution from within, as plain values:
//
//   unit ── parent ──> unit        direction, subdirección, unidad, departamento, delegación,
//   centro post ──> unit                  who signs, by post holder ──> post                who
//   held it, between dates function ──> unit              what the Manual de Organización y
//   Funciones says, with its number
//     link ──> act kind, document, part of a report: what shows that it is exercised
//
// Goals, budgets and users point here by the unit's code; nothing here points back.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "domain/organization/refusals.hpp"
#include "domain/values/codes.hpp"
#include "domain/values/period.hpp"

namespace organization {

enum class UnitKind : std::uint8_t {
  Direccion,
  Subdireccion,
  Unidad,
  Departamento,
  Delegacion,
  Centro,
};
std::string_view name_of(UnitKind);  // "subdireccion"
Result<UnitKind> parse_unit_kind(std::string_view name);

struct Unit {
  std::string code;  // "DEL-CARMEN": A–Z, 0–9 and hyphens.
  std::string name;
  std::string short_name;  // "" where the name is short enough.
  UnitKind kind = UnitKind::Unidad;
  std::string parent;               // "" for the highest.
  std::optional<Geografico> place;  // Where it works.
  bool reports = false;             // Reports physical goals every month.
  std::optional<Date> from, until;
  std::string source;
  friend bool operator==(const Unit&, const Unit&) = default;
};

struct Post {
  std::string code;
  std::string name;  // "Subdirector Financiero"
  std::string unit;
  friend bool operator==(const Post&, const Post&) = default;
};

struct Holder {
  std::string post;
  Date from{};
  std::optional<Date> until;  // Inclusive; nothing: still holds it.
  std::string name;
  bool person = true;  // False in demonstrations: the name is the post's.
  std::string act;     // Of appointment; may be empty.
  friend bool operator==(const Holder&, const Holder&) = default;
};

enum class LinkKind : std::uint8_t { Acto, Documento, Parte };
std::string_view name_of(LinkKind);  // "acto"

struct Link {
  LinkKind kind = LinkKind::Acto;
  std::string target;  // "metas.cerrar", "informe_cuatrimestral", "analisis_corto_plazo".
  friend bool operator==(const Link&, const Link&) = default;
};

struct Function {
  std::string code;  // "UMEGR-2": unit and number, unless the file names another.
  std::string unit;
  std::string norm;         // "Acuerdo MOF 44-2020", as it is printed.
  std::int64_t number = 0;  // The manual's own; gaps are the manual's.
  std::string text;         // Verbatim.
  std::optional<Date> from, until;
  std::vector<Link> links;
  friend bool operator==(const Function&, const Function&) = default;
};

struct Organization {
  std::string source;
  std::vector<Unit> units;  // In the order in which reports show them.
  std::vector<Post> posts;
  std::vector<Holder> holders;
  std::vector<Function> functions;
  friend bool operator==(const Organization&, const Organization&) = default;
};

// docs/formats/organizacion.md. Errors: JsonRefusal and Refusal, with the code of the row.
Result<Organization> organization_from(const json::object&);
json::object to_json(const Organization&);
Result<Holder> holder_from(const json::object&);
json::object to_json(const Holder&);

// Every fault of the whole, the first as the error and all of them in Error::all: codes, doubles,
// parents that exist and form no loop, posts and functions of units, holders one at a time.
// Whether a place exists is asked of the catalogue by the command.
Result<void> check(const Organization&);

// Who held the post on that day, or nullptr.
const Holder* holder_on(std::span<const Holder>, std::string_view post, Date);

// The holders of a post after `next` begins: the one who held it until then ends on the eve.
// Errors: DatesReversed, HoldersOverlap.
Result<std::vector<Holder>> succeeded(std::span<const Holder> of_the_post, const Holder& next);

// The unit and everything under it, parents first, in the order of `units`.
std::vector<std::string> with_dependents(std::span<const Unit> units, std::string_view code);

}  // namespace organization
