-- Money at the level of documents: CURs, modifications, quotas, purchases as Guatecompras tells
-- them, measures of austerity, and the joint review of a month.

-- One file of CURs (or two: hoja and detalle). What SICOIN approved is in cur_line; which of it
-- counts is derived from all the loads in force. until_seq: withdrawn by that entry.
-- estado
create table cur_load (
  institution {text} not null,
  load {int} not null,
  batch {text} not null,
  layout {text} not null,
  layout_hash {text} not null,
  reader {int} not null,
  file_name {text} not null,
  file_hash {text} not null,
  file_size {int} not null,
  detail_hash {text} not null,
  lines {int} not null,
  curs {int} not null,
  digest {text} not null,
  illustrative {int} not null,
  until_seq {int},
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, load)
) {strict};

-- One line of detail with the header of its CUR, which is the n-th of its file (cur). The key is
-- the batch's number followed by the line, as in budget_fact. Rows of a batch belong to the load
-- that names it.
-- estado
create table cur_line (
  institution {text} not null,
  batch {text} not null,
  line {int} not null,
  cur {int} not null,
  ejercicio {int} not null,
  entidad {text} not null,
  unidad_ejecutora {text} not null,
  numero {int} not null,
  clase {text} not null,
  estado {text} not null,
  fecha {text} not null,
  revierte {int},
  nit {text} not null,
  beneficiario {text} not null,
  descripcion {text} not null,
  programa {text} not null,
  subprograma {text} not null,
  proyecto {text},
  actividad {text} not null,
  obra {text} not null,
  renglon {text} not null,
  geografico {text} not null,
  fuente {text} not null,
  organismo {text},
  correlativo {text},
  receptora {text},
  monto {int} not null,
  primary key (line)
) {strict};
create index cur_line_by_number on cur_line (institution, ejercicio, numero);

-- A modification of the budget; annulled by the entry until_seq.
-- estado
create table budget_modification (
  institution {text} not null,
  ejercicio {int} not null,
  clase {text} not null,
  numero {int} not null,
  fecha {text} not null,
  resolucion {text} not null,
  motivo {text} not null,
  metas {text} not null,
  until_seq {int},
  reason {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, ejercicio, clase, numero)
) {strict};

-- estado
create table budget_modification_line (
  institution {text} not null,
  ejercicio {int} not null,
  clase {text} not null,
  numero {int} not null,
  n {int} not null,
  partida {text} not null,
  monto {int} not null,
  seq {int} not null,
  primary key (institution, ejercicio, clase, numero, n)
) {strict};

-- What may be promised in a cuatrimestre or owed in a month. A new load closes what it replaces.
-- estado
create table budget_quota (
  institution {text} not null,
  unidad_ejecutora {text} not null,
  fuente {text} not null,
  grupo {text} not null,
  etapa {text} not null,
  tipo {text} not null,
  primer_mes {text} not null,
  from_seq {int} not null,
  until_seq {int},
  monto {int} not null,
  documento {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, unidad_ejecutora, fuente, grupo, etapa, tipo, primer_mes, from_seq)
) {strict};

-- A purchase by its NOG or NPG, as the newest import told it.
-- estado
create table purchase (
  institution {text} not null,
  number {text} not null,
  source {text} not null,
  published {text} not null,
  title {text} not null,
  modality {text} not null,
  modality_text {text} not null,
  status {text} not null,
  buyer_code {text} not null,
  buyer {text} not null,
  unit {text} not null,
  currency {text} not null,
  amount {int},
  awarded {int},
  file_hash {text} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- Who was awarded or has the contract; n counts from 1.
-- estado
create table purchase_supplier (
  institution {text} not null,
  number {text} not null,
  n {int} not null,
  nit {text} not null,
  name {text} not null,
  on_day {text} not null,
  amount {int},
  seq {int} not null,
  primary key (institution, number, n)
) {strict};

-- estado
create table purchase_item (
  institution {text} not null,
  number {text} not null,
  n {int} not null,
  description {text} not null,
  unit {text} not null,
  quantity {int},
  price {int},
  seq {int} not null,
  primary key (institution, number, n)
) {strict};

-- A measure of austerity: which spending (renglones of a category) is held against which baseline.
-- A change of state closes the row (until_seq), so that a frozen cut still sees its own.
-- plan_measure links it to the measure of the strategy that it carries out, or is ''.
-- estado
create table austerity_measure (
  institution {text} not null,
  code {text} not null,
  from_seq {int} not null,
  until_seq {int},
  title {text} not null,
  renglones {text} not null,
  category {text} not null,
  first_month {text} not null,
  last_month {text} not null,
  baseline {int} not null,
  baseline_source {text} not null,
  saving_goal {int} not null,
  owner {text} not null,
  due {text} not null,
  state {text} not null,
  reason {text} not null,
  plan_measure {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, code, from_seq)
) {strict};

-- The joint review of a month by Finance, monitoring and verification.
-- estado
create table joint_review (
  institution {text} not null,
  number {int} not null,
  month {text} not null,
  summary {text} not null,
  equal_rows {int} not null,
  explained_rows {int} not null,
  unexplained_rows {int} not null,
  state {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- estado
create table joint_review_agreement (
  institution {text} not null,
  number {int} not null,
  n {int} not null,
  text {text} not null,
  owner {text} not null,
  due {text} not null,
  state {text} not null,
  note {text} not null,
  followed_on {text},
  actor {int} not null,
  seq {int} not null,
  primary key (institution, number, n)
) {strict};

-- estado
create table joint_review_signature (
  institution {text} not null,
  number {int} not null,
  party {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, party)
) {strict};
