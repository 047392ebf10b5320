-- The ledger of consent-upgrade, version 1: its own tables, beside the CRM's, all named consent_upgrade_….
-- Run this before apply, and the program's login needs no right to create tables (docs/grants.md).
-- For MySQL and MariaDB. Run it in the CRM's database: mysql DATABASE < mysql.sql

SET SESSION default_storage_engine = InnoDB;

create table `consent_upgrade_run` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `run_no` int not null,
  `status` varchar(20) CHARACTER SET utf8mb4 not null,
  `tool_version` varchar(40) CHARACTER SET utf8mb4 not null,
  `ledger_version` int not null,
  `language` varchar(5) CHARACTER SET utf8mb4 not null,
  `row_settings` longtext CHARACTER SET utf8mb4 null,
  `differences` longtext CHARACTER SET utf8mb4 null,
  `consents_before` longtext CHARACTER SET utf8mb4 null,
  `started_at` datetime not null,
  `finished_at` datetime null,
  `heartbeat_at` datetime not null,
  `owner_token` varchar(36) CHARACTER SET utf8mb4 not null,
  `holder_login` varchar(255) CHARACTER SET utf8mb4 not null,
  `holder_machine` varchar(255) CHARACTER SET utf8mb4 not null,
  `holder_session` varchar(40) CHARACTER SET utf8mb4 not null,
  `attempts` int not null,
  constraint `pk_consent_upgrade_run` primary key (`run_id`)
);

create table `consent_upgrade_step` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `position` int not null,
  `status` varchar(20) CHARACTER SET utf8mb4 not null,
  `started_at` datetime not null,
  `finished_at` datetime null,
  `greatest_person_id` int null,
  `persons` bigint null,
  `counts` longtext CHARACTER SET utf8mb4 null,
  `attention` longtext CHARACTER SET utf8mb4 null,
  `duration_ms` bigint not null,
  constraint `pk_consent_upgrade_step` primary key (`run_id`,
  `step_id`)
);

create table `consent_upgrade_batch` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `batch_no` int not null,
  `table_name` varchar(128) CHARACTER SET utf8mb4 null,
  `first_key` int null,
  `last_key` int null,
  `records` bigint not null,
  `first_id` int null,
  `last_id` int null,
  `inserted` bigint not null,
  `updated` bigint not null,
  `deleted` bigint not null,
  `kept` bigint not null,
  `written_at` datetime not null,
  `undone_at` datetime null,
  constraint `pk_consent_upgrade_batch` primary key (`run_id`,
  `step_id`,
  `batch_no`)
);

CREATE INDEX `ix_consent_upgrade_batch_table_name_first_id` ON `consent_upgrade_batch` (`table_name`, `first_id`);

create table `consent_upgrade_reservation` (
  `table_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `first_id` int not null,
  `last_id` int not null,
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `batch_no` int not null,
  `reserved_at` datetime not null,
  constraint `pk_consent_upgrade_reservation` primary key (`table_name`,
  `first_id`)
);

create table `consent_upgrade_old_consent` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `consent_id` int not null,
  `batch_no` int not null,
  `person_id` int not null,
  `legalbase_id` int null,
  `consentsource_id` int null,
  `comment_text` varchar(255) CHARACTER SET utf8mb4 null,
  `updated` datetime(6) null,
  `updated_associate_id` int null,
  `updated_count` smallint null,
  `new_comment` varchar(255) CHARACTER SET utf8mb4 null,
  `undone_piece` int null,
  constraint `pk_consent_upgrade_old_consent` primary key (`run_id`,
  `step_id`,
  `consent_id`)
);

CREATE INDEX `ix_consent_upgrade_old_consent_consent_id` ON `consent_upgrade_old_consent` (`consent_id`);

create table `consent_upgrade_old_text` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `table_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `row_id` int not null,
  `column_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `batch_no` int not null,
  `old_text` longtext CHARACTER SET utf8mb4 null,
  `new_hash` varchar(64) CHARACTER SET utf8mb4 not null,
  `updated` datetime(6) null,
  `updated_associate_id` int null,
  `updated_count` smallint null,
  `undone_piece` int null,
  constraint `pk_consent_upgrade_old_text` primary key (`run_id`,
  `table_name`,
  `row_id`,
  `column_name`)
);

create table `consent_upgrade_undo` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `step_id` varchar(64) CHARACTER SET utf8mb4 not null,
  `piece_no` int not null,
  `kind` varchar(20) CHARACTER SET utf8mb4 not null,
  `table_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `batch_no` int null,
  `first_id` int not null,
  `last_id` int not null,
  `deleted` bigint not null,
  `updated` bigint not null,
  `left_behind` bigint not null,
  `undone_at` datetime not null,
  constraint `pk_consent_upgrade_undo` primary key (`run_id`,
  `step_id`,
  `piece_no`)
);

create table `consent_upgrade_object` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `kind` varchar(20) CHARACTER SET utf8mb4 not null,
  `table_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `object_name` varchar(128) CHARACTER SET utf8mb4 not null,
  `status` varchar(20) CHARACTER SET utf8mb4 not null,
  `position` int not null,
  `table_number` int null,
  constraint `pk_consent_upgrade_object` primary key (`run_id`,
  `kind`,
  `table_name`,
  `object_name`)
);

create table `consent_upgrade_report` (
  `run_id` varchar(36) CHARACTER SET utf8mb4 not null,
  `attempt` int not null,
  `command` varchar(20) CHARACTER SET utf8mb4 not null,
  `created_at` datetime not null,
  `report` longtext CHARACTER SET utf8mb4 null,
  constraint `pk_consent_upgrade_report` primary key (`run_id`,
  `attempt`)
);

create table `consent_upgrade_history` (
  `person_id` int not null,
  `first_sent` datetime(6) null,
  `last_sent` datetime(6) null,
  `mailings` int not null,
  constraint `pk_consent_upgrade_history` primary key (`person_id`)
);
