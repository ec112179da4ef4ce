// Why production refuses a goal, a report of progress, a step of the month or a rectification: in
// the order in which it is checked.
#pragma once

#include <span>

#include "base/result.hpp"

namespace production {

enum class Refusal {
  NoPlan,  // Nothing can be said of subproductos before a plan is in force.
  // What a row says.
  UnknownSubproducto,
  UnknownUnit,
  RowEmpty,
  RowDoubled,
  KindMissing,
  KindDiffers,
  AmountNegative,
  AmountNotWhole,
  AmountTooLarge,
  AxisUnknown,
  CategoryUnknown,
  PartDoubled,
  PartsWithoutTotal,
  PartsExceedTotal,
  EvidenceMalformed,
  // Whether it may be said now.
  MonthClosed,
  ReportSent,
  MonthNotBegun,
  AlreadyProgrammed,
  NotProgrammed,
  ReprogrammingWithoutReason,
  ReprogrammingWithoutAct,
  // Steps of a unit's month.
  NothingReported,
  ReportIncomplete,
  NoteMissing,  // Of a figure outside of what is usual.
  NotSent,
  SamePerson,
  ReasonMissing,
  UnitNothingDue,
  NotEndorsed,  // The subdirección has not given its visto bueno.
  // Cells that people type.
  CellChanged,
  AttachmentUnknown,
  SettingUnknown,
  // Closing a month.
  AlreadyClosed,
  MonthNotOver,
  EarlierMonthOpen,
  AbsenteeNotNamed,
  AbsenteeUnknown,
  AbsenteeReported,
  // Opening it again.
  MonthPublished,
  LaterMonthClosed,
  // Rectifying.
  MonthNotClosed,
  OldValueDiffers,
  NothingChanges,
  EvidenceMissing,
  RectificationUnknown,
  RectificationDecided,
  // A series of its own: history, reference populations.
  SeriesMissing,
  PeriodMalformed,
  ValueMissing,
  SourceMissing,
  MeasureDiffers,
  ValueDoubled,
  PeriodsOverlap,
  ValueChanged,
  // Cuts.
  CutCodeMalformed,
  CutTooEarly,
  CutUnknown,
};

const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace production
