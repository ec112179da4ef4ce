// Why a request is turned away before any page sees it, and what pages refuse on their own.
#pragma once

#include <span>

#include "base/result.hpp"

namespace web {

enum class Refusal {
  RequestMalformed,
  PageUnknown,
  MethodUnknown,  // The page exists, but not for this method.
  NotSignedIn,
  RoleMayNot,      // {permiso}, {roles}
  ForeignOrigin,   // The form was not sent from a page of this site.
  TokenWrong,      // The form's token is not its session's.
  UploadTooLarge,  // {maximo}
  Overloaded,
  Failed,  // A fault of the program.
  JobUnknown,
  VersionStale,      // What was changed is no longer what was read.
  VersionMissing,    // A change of the API without If-Match.
  ParameterUnknown,  // {campo}, {esperado}
  ParameterInvalid,  // {campo}, {hallado}, {esperado}
  BodyKind,          // Another Content-Type than the resource takes.
  TooManyRequests,   // {segundos}
  ScopeMissing,      // The token does not reach so far.
  AddressInvalid,    // --escuchar
  AddressTaken,
  CertificateUnusable,
  MailFailed,       // {hallado}: the server; {motivo}: what it said.
  HeldFileUnknown,  // Of a wizard: it was thrown away, a day has passed, it is somebody else's.
  HeldFileFailed,   // {archivo}
  FolderForeign,    // {carpeta}: of a wizard: somebody else made it, or others may write there.
  FileMissing,      // A form for a file came without one.
  ActMissing,       // A version of the plan names the act that approves it.
  PiecesUnknown,    // Of a file in pieces: a day has passed, it was cancelled, it is another's.
  PiecesMissing,    // {archivo}, {recibido}: the form was sent before the whole file was here.
  PieceMisplaced,   // {hallado}, {recibido}: the piece begins elsewhere than what is here ends.
  PieceDamaged,     // {recibido}: the bytes are not those that were announced.
  FileDamaged,      // {archivo}: all pieces together are not the file that was announced.
  ListTooLong,      // {hallado}, {esperado}: rows of a list of the API that is asked for whole.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace web
