// One reader, one act.
#include "commands/import_organization.hpp"

#include "domain/organization/organization.hpp"
#include "readers/organization_file.hpp"

namespace commands {

Result<Submission> organization_of_file(std::string_view bytes, Date from) {
  // Read once here, so that what is submitted is the canonical form.
  const auto read = TRY(readers::read_organization(bytes, from));
  const auto all = TRY(organization::organization_from(read));
  return Submission{"organizacion.cargar", organization::to_json(all), ""};
}

}  // namespace commands
