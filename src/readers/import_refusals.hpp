// Why a file of Guatecompras or an invoice of FEL is refused.
#pragma once

#include "base/result.hpp"

namespace readers {

// In order of precedence within each kind of file.
enum class ImportRefusal {
  OcdsNoReleases,
  OcdsNumberMissing,
  OcdsAmountMalformed,
  OcdsDateMalformed,
  NpgNoRecords,
  NpgFieldsMissing,
  NpgDateMalformed,
  NpgAmountMalformed,
  FelMalformed,
  FelDtd,
  FelTooLarge,
  FelNotADte,
  FelFieldMissing,
  FelAuthorizationMalformed,
  FelKindUnknown,
  FelAmountMalformed,
  FelDateMalformed,
  FelRepeated,
  FelSignatureUnsupported,
  FelSignatureWithoutCertificate,
  FelSignatureWrong,
  FelSignatureElsewhere,
  FelCertificateExpired,
  FelRootsUnreadable,
  FelOtherReceiver,
};
const RefusalRow& row_of(ImportRefusal);

}  // namespace readers
