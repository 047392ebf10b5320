-- The ledger of consent-upgrade, version 1: its own tables, beside the CRM's, all named consent_upgrade_….
-- Run this before apply, and the program's login needs no right to create tables (docs/grants.md).
-- If the CRM's schema is not crm7, change the name throughout. Run it with: sqlcmd -b -d DATABASE -i mssql.sql

SET XACT_ABORT ON;

BEGIN TRANSACTION;

CREATE TABLE [crm7].[consent_upgrade_run] (
  [run_id] nvarchar(36) not null,
  [run_no] int not null,
  [status] nvarchar(20) not null,
  [tool_version] nvarchar(40) not null,
  [ledger_version] int not null,
  [language] nvarchar(5) not null,
  [row_settings] nvarchar(max) null,
  [differences] nvarchar(max) null,
  [consents_before] nvarchar(max) null,
  [started_at] datetime not null,
  [finished_at] datetime null,
  [heartbeat_at] datetime not null,
  [owner_token] nvarchar(36) not null,
  [holder_login] nvarchar(255) not null,
  [holder_machine] nvarchar(255) not null,
  [holder_session] nvarchar(40) not null,
  [attempts] int not null,
  CONSTRAINT [pk_consent_upgrade_run] PRIMARY KEY ([run_id])
);

CREATE TABLE [crm7].[consent_upgrade_step] (
  [run_id] nvarchar(36) not null,
  [step_id] nvarchar(64) not null,
  [position] int not null,
  [status] nvarchar(20) not null,
  [started_at] datetime not null,
  [finished_at] datetime null,
  [greatest_person_id] int null,
  [persons] bigint null,
  [counts] nvarchar(max) null,
  [attention] nvarchar(max) null,
  [duration_ms] bigint not null,
  CONSTRAINT [pk_consent_upgrade_step] PRIMARY KEY ([run_id],
  [step_id])
);

CREATE TABLE [crm7].[consent_upgrade_batch] (
  [run_id] nvarchar(36) not null,
  [step_id] nvarchar(64) not null,
  [batch_no] int not null,
  [table_name] nvarchar(128) null,
  [first_key] int null,
  [last_key] int null,
  [records] bigint not null,
  [first_id] int null,
  [last_id] int null,
  [inserted] bigint not null,
  [updated] bigint not null,
  [deleted] bigint not null,
  [kept] bigint not null,
  [written_at] datetime not null,
  [undone_at] datetime null,
  CONSTRAINT [pk_consent_upgrade_batch] PRIMARY KEY ([run_id],
  [step_id],
  [batch_no])
);

CREATE INDEX [ix_consent_upgrade_batch_table_name_first_id] ON [crm7].[consent_upgrade_batch] ([table_name], [first_id]);

CREATE TABLE [crm7].[consent_upgrade_reservation] (
  [table_name] nvarchar(128) not null,
  [first_id] int not null,
  [last_id] int not null,
  [run_id] nvarchar(36) not null,
  [step_id] nvarchar(64) not null,
  [batch_no] int not null,
  [reserved_at] datetime not null,
  CONSTRAINT [pk_consent_upgrade_reservation] PRIMARY KEY ([table_name],
  [first_id])
);

CREATE TABLE [crm7].[consent_upgrade_old_consent] (
  [run_id] nvarchar(36) not null,
  [step_id] nvarchar(64) not null,
  [consent_id] int not null,
  [batch_no] int not null,
  [person_id] int not null,
  [legalbase_id] int null,
  [consentsource_id] int null,
  [comment_text] nvarchar(255) null,
  [updated] datetime2(7) null,
  [updated_associate_id] int null,
  [updated_count] smallint null,
  [new_comment] nvarchar(255) null,
  [undone_piece] int null,
  CONSTRAINT [pk_consent_upgrade_old_consent] PRIMARY KEY ([run_id],
  [step_id],
  [consent_id])
);

CREATE INDEX [ix_consent_upgrade_old_consent_consent_id] ON [crm7].[consent_upgrade_old_consent] ([consent_id]);

CREATE TABLE [crm7].[consent_upgrade_old_text] (
  [run_id] nvarchar(36) not null,
  [table_name] nvarchar(128) not null,
  [row_id] int not null,
  [column_name] nvarchar(128) not null,
  [step_id] nvarchar(64) not null,
  [batch_no] int not null,
  [old_text] nvarchar(max) null,
  [new_hash] nvarchar(64) not null,
  [updated] datetime2(7) null,
  [updated_associate_id] int null,
  [updated_count] smallint null,
  [undone_piece] int null,
  CONSTRAINT [pk_consent_upgrade_old_text] PRIMARY KEY ([run_id],
  [table_name],
  [row_id],
  [column_name])
);

CREATE TABLE [crm7].[consent_upgrade_undo] (
  [run_id] nvarchar(36) not null,
  [step_id] nvarchar(64) not null,
  [piece_no] int not null,
  [kind] nvarchar(20) not null,
  [table_name] nvarchar(128) not null,
  [batch_no] int null,
  [first_id] int not null,
  [last_id] int not null,
  [deleted] bigint not null,
  [updated] bigint not null,
  [left_behind] bigint not null,
  [undone_at] datetime not null,
  CONSTRAINT [pk_consent_upgrade_undo] PRIMARY KEY ([run_id],
  [step_id],
  [piece_no])
);

CREATE TABLE [crm7].[consent_upgrade_object] (
  [run_id] nvarchar(36) not null,
  [kind] nvarchar(20) not null,
  [table_name] nvarchar(128) not null,
  [object_name] nvarchar(128) not null,
  [status] nvarchar(20) not null,
  [position] int not null,
  [table_number] int null,
  CONSTRAINT [pk_consent_upgrade_object] PRIMARY KEY ([run_id],
  [kind],
  [table_name],
  [object_name])
);

CREATE TABLE [crm7].[consent_upgrade_report] (
  [run_id] nvarchar(36) not null,
  [attempt] int not null,
  [command] nvarchar(20) not null,
  [created_at] datetime not null,
  [report] nvarchar(max) null,
  CONSTRAINT [pk_consent_upgrade_report] PRIMARY KEY ([run_id],
  [attempt])
);

CREATE TABLE [crm7].[consent_upgrade_history] (
  [person_id] int not null,
  [first_sent] datetime2(7) null,
  [last_sent] datetime2(7) null,
  [mailings] int not null,
  CONSTRAINT [pk_consent_upgrade_history] PRIMARY KEY ([person_id])
);

COMMIT TRANSACTION;
