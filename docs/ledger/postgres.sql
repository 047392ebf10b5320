-- The ledger of consent-upgrade, version 1: its own tables, beside the CRM's, all named consent_upgrade_….
-- Run this before apply, and the program's login needs no right to create tables (docs/grants.md).
-- If the CRM's schema is not crm7, change the name below. Run it with: psql -X -v ON_ERROR_STOP=1 -f postgres.sql DATABASE

BEGIN;

SET LOCAL search_path = crm7;

create table "consent_upgrade_run" (
  "run_id" varchar(36) not null,
  "run_no" integer not null,
  "status" varchar(20) not null,
  "tool_version" varchar(40) not null,
  "ledger_version" integer not null,
  "language" varchar(5) not null,
  "row_settings" text null,
  "differences" text null,
  "consents_before" text null,
  "started_at" timestamp not null,
  "finished_at" timestamp null,
  "heartbeat_at" timestamp not null,
  "owner_token" varchar(36) not null,
  "holder_login" varchar(255) not null,
  "holder_machine" varchar(255) not null,
  "holder_session" varchar(40) not null,
  "attempts" integer not null,
  constraint "pk_consent_upgrade_run" primary key ("run_id")
);

create table "consent_upgrade_step" (
  "run_id" varchar(36) not null,
  "step_id" varchar(64) not null,
  "position" integer not null,
  "status" varchar(20) not null,
  "started_at" timestamp not null,
  "finished_at" timestamp null,
  "greatest_person_id" integer null,
  "persons" bigint null,
  "counts" text null,
  "attention" text null,
  "duration_ms" bigint not null,
  constraint "pk_consent_upgrade_step" primary key ("run_id",
  "step_id")
);

create table "consent_upgrade_batch" (
  "run_id" varchar(36) not null,
  "step_id" varchar(64) not null,
  "batch_no" integer not null,
  "table_name" varchar(128) null,
  "first_key" integer null,
  "last_key" integer null,
  "records" bigint not null,
  "first_id" integer null,
  "last_id" integer null,
  "inserted" bigint not null,
  "updated" bigint not null,
  "deleted" bigint not null,
  "kept" bigint not null,
  "written_at" timestamp not null,
  "undone_at" timestamp null,
  constraint "pk_consent_upgrade_batch" primary key ("run_id",
  "step_id",
  "batch_no")
);

CREATE INDEX "ix_consent_upgrade_batch_table_name_first_id" ON "consent_upgrade_batch" ("table_name", "first_id");

create table "consent_upgrade_reservation" (
  "table_name" varchar(128) not null,
  "first_id" integer not null,
  "last_id" integer not null,
  "run_id" varchar(36) not null,
  "step_id" varchar(64) not null,
  "batch_no" integer not null,
  "reserved_at" timestamp not null,
  constraint "pk_consent_upgrade_reservation" primary key ("table_name",
  "first_id")
);

create table "consent_upgrade_old_consent" (
  "run_id" varchar(36) not null,
  "step_id" varchar(64) not null,
  "consent_id" integer not null,
  "batch_no" integer not null,
  "person_id" integer not null,
  "legalbase_id" integer null,
  "consentsource_id" integer null,
  "comment_text" varchar(255) null,
  "updated" timestamp null,
  "updated_associate_id" integer null,
  "updated_count" smallint null,
  "new_comment" varchar(255) null,
  "undone_piece" integer null,
  constraint "pk_consent_upgrade_old_consent" primary key ("run_id",
  "step_id",
  "consent_id")
);

CREATE INDEX "ix_consent_upgrade_old_consent_consent_id" ON "consent_upgrade_old_consent" ("consent_id");

create table "consent_upgrade_old_text" (
  "run_id" varchar(36) not null,
  "table_name" varchar(128) not null,
  "row_id" integer not null,
  "column_name" varchar(128) not null,
  "step_id" varchar(64) not null,
  "batch_no" integer not null,
  "old_text" text null,
  "new_hash" varchar(64) not null,
  "updated" timestamp null,
  "updated_associate_id" integer null,
  "updated_count" smallint null,
  "undone_piece" integer null,
  constraint "pk_consent_upgrade_old_text" primary key ("run_id",
  "table_name",
  "row_id",
  "column_name")
);

create table "consent_upgrade_undo" (
  "run_id" varchar(36) not null,
  "step_id" varchar(64) not null,
  "piece_no" integer not null,
  "kind" varchar(20) not null,
  "table_name" varchar(128) not null,
  "batch_no" integer null,
  "first_id" integer not null,
  "last_id" integer not null,
  "deleted" bigint not null,
  "updated" bigint not null,
  "left_behind" bigint not null,
  "undone_at" timestamp not null,
  constraint "pk_consent_upgrade_undo" primary key ("run_id",
  "step_id",
  "piece_no")
);

create table "consent_upgrade_object" (
  "run_id" varchar(36) not null,
  "kind" varchar(20) not null,
  "table_name" varchar(128) not null,
  "object_name" varchar(128) not null,
  "status" varchar(20) not null,
  "position" integer not null,
  "table_number" integer null,
  constraint "pk_consent_upgrade_object" primary key ("run_id",
  "kind",
  "table_name",
  "object_name")
);

create table "consent_upgrade_report" (
  "run_id" varchar(36) not null,
  "attempt" integer not null,
  "command" varchar(20) not null,
  "created_at" timestamp not null,
  "report" text null,
  constraint "pk_consent_upgrade_report" primary key ("run_id",
  "attempt")
);

create table "consent_upgrade_history" (
  "person_id" integer not null,
  "first_sent" timestamp null,
  "last_sent" timestamp null,
  "mailings" integer not null,
  constraint "pk_consent_upgrade_history" primary key ("person_id")
);

COMMIT;
