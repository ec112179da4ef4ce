// Why planning refuses a plan, a formula or an act about them: in the order of precedence.
#pragma once

#include <span>

#include "base/result.hpp"

namespace planning {

enum class Refusal {
  // What plan.json says, field by field; `campo` is the path ("pei.filas[0].metas[3].anio").
  FieldMissing,
  FieldUnknown,
  FieldWrongType,
  TextEmpty,
  NameUnknown,     // A word outside a closed list.
  IdMalformed,     // Identifiers are letters, digits, '.', '-', '_'.
  ValueMalformed,  // A quantity, amount or date that cannot be read.
  NumberOutOfRange,
  CodeMalformed,  // A normalised programmatic code that is not 2-2-3-3-3.
  MonthsNotTwelve,
  // How its parts hold together.
  IdDoubled,
  ReferenceUnknown,
  ParentLoop,
  ModelLoop,
  PathBroken,
  YearsNotAscending,
  YearOutside,
  DatesReversed,
  GoalDoubled,
  GoalNegative,
  VersionDoubled,
  // Formulas; `columna` counts code points from 1.
  FormulaEmpty,
  FormulaTooLong,
  FormulaTooDeep,
  FormulaUnexpected,
  FormulaNumberTooLong,
  FormulaUnknownFunction,
  FormulaUnknownVariable,
  FormulaArguments,
  FormulaSeriesNotReduced,
  FormulaNothingToReduce,
  FormulaUnitsDiffer,
  FormulaKindsDiffer,
  FormulaOverflow,
  // Acts.
  InstitutionDiffers,
  UnitUnknown,
  PlanSame,
  PlanUnknown,
  VersionUnknown,
  ApprovalSamePerson,
  FichaUnknown,
  FichaAlreadyApproved,
  FichaNotFed,
  FindingUnknown,
  FindingAlreadyAccepted,
  ReasonMissing,
  MeasureUnknown,
  PolicyLineUnknown,
  ProgressMissing,
  EvidenceMalformed,
  // Tables of others.
  LayoutUnknown,
  HeaderMissing,
  CellUnreadable,
  SheetMissing,
  FormatUnknown,
};

const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace planning
