-- plan consent-schema

SELECT `id` AS id, `TableNumber` AS number FROM `crm7`.`sequence`
WHERE CONVERT(CONVERT(LOWER(TRIM(`TableName`)) USING utf8mb4) USING binary) = ?;

-- apply consent-schema

SELECT `run_id`, `kind`, `table_name`, `object_name`, `status`, `position`, `table_number`
FROM `crm7`.`consent_upgrade_object` WHERE 1 = 1
ORDER BY `run_id`, `kind`, `table_name`, `object_name`;

INSERT INTO `crm7`.`consent_upgrade_object` (`run_id`, `kind`, `table_name`, `object_name`, `status`, `position`, `table_number`)
VALUES (LEFT(?, ?), LEFT(?, ?), LEFT(?, ?), LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED));

create table `crm7`.`ConsentPurpose` (`consentpurpose_id` int not null, `name` text CHARACTER SET utf8mb4 null, `rank` smallint null, `deleted` smallint null, `key` varchar(255) CHARACTER SET utf8mb4 null, `active` smallint null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, `tooltip` text CHARACTER SET utf8mb4 null, `consentText` text CHARACTER SET utf8mb4 null, `formText` longtext CHARACTER SET utf8mb4 null, `privacyStatementDesc` text CHARACTER SET utf8mb4 null, `privacyStatementUrl` text CHARACTER SET utf8mb4 null, constraint `pk_consentpurpose` primary key (`consentpurpose_id`));

UPDATE `crm7`.`consent_upgrade_object` SET `status` = LEFT(?, ?) WHERE 1 = 1 AND `run_id` = ? AND `kind` = ? AND `table_name` = ? AND `object_name` = ?;

CREATE UNIQUE INDEX `ix_consentpurpose_key` ON `crm7`.`ConsentPurpose` (`key`);

create table `crm7`.`LegalBase` (`legalbase_id` int not null, `name` text CHARACTER SET utf8mb4 not null, `rank` smallint null, `deleted` smallint null, `key` varchar(255) CHARACTER SET utf8mb4 null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, `tooltip` text CHARACTER SET utf8mb4 null, constraint `pk_legalbase` primary key (`legalbase_id`));

CREATE UNIQUE INDEX `ix_legalbase_key` ON `crm7`.`LegalBase` (`key`);

create table `crm7`.`ConsentSource` (`consentsource_id` int not null, `name` text CHARACTER SET utf8mb4 not null, `rank` smallint null, `deleted` smallint null, `key` varchar(255) CHARACTER SET utf8mb4 null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, `tooltip` text CHARACTER SET utf8mb4 null, `mailTemplate_id` int null, constraint `pk_consentsource` primary key (`consentsource_id`));

CREATE UNIQUE INDEX `ix_consentsource_key` ON `crm7`.`ConsentSource` (`key`);

create table `crm7`.`ConsentPerson` (`consentperson_id` int not null, `person_id` int null, `consentPurpose_id` int null, `legalBase_id` int null, `consentSource_id` int null, `comment` varchar(255) CHARACTER SET utf8mb4 null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, constraint `pk_consentperson` primary key (`consentperson_id`));

CREATE INDEX `ix_consentperson_legalbase_id` ON `crm7`.`ConsentPerson` (`legalBase_id`);

CREATE INDEX `ix_consentperson_consentsource_id` ON `crm7`.`ConsentPerson` (`consentSource_id`);

CREATE UNIQUE INDEX `ix_consentperson_person_id_consentpurpose_id` ON `crm7`.`ConsentPerson` (`person_id`, `consentPurpose_id`);

create table `crm7`.`ShipmentType` (`ShipmentType_id` int not null, `name` text CHARACTER SET utf8mb4 not null, `rank` smallint null, `deleted` smallint null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, `tooltip` text CHARACTER SET utf8mb4 null, constraint `pk_shipmenttype` primary key (`ShipmentType_id`));

create table `crm7`.`ShipmentTypeReservation` (`ShipmentTypeReservation_id` int not null, `person_id` int not null, `ShipmentType_id` int not null, `registered` datetime not null, `registered_associate_id` int not null, `updated` datetime not null, `updated_associate_id` int not null, `updatedCount` smallint not null, constraint `pk_shipmenttypereservation` primary key (`ShipmentTypeReservation_id`));

CREATE INDEX `ix_shipmenttypereservation_person_id` ON `crm7`.`ShipmentTypeReservation` (`person_id`);

CREATE INDEX `ix_shipmenttypereservation_shipmenttype_id_person_id` ON `crm7`.`ShipmentTypeReservation` (`ShipmentType_id`, `person_id`);

alter table `crm7`.`s_shipment` add `shipmenttype_id` int null;

UPDATE `crm7`.`consent_upgrade_step` SET `status` = LEFT(?, ?), `finished_at` = CAST(UTC_TIMESTAMP() AS DATETIME), `counts` = CONCAT('', ?), `attention` = CONCAT('', ?), `duration_ms` = CAST(? AS SIGNED) WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ?;

SELECT   t.person_id FROM `crm7`.`consent_upgrade_history` t LIMIT ?;

UPDATE `crm7`.`consent_upgrade_run` SET `status` = LEFT(?, ?), `heartbeat_at` = CAST(UTC_TIMESTAMP() AS DATETIME), `finished_at` = CAST(UTC_TIMESTAMP() AS DATETIME) WHERE 1 = 1 AND `run_id` = ? AND `owner_token` = ?;

SELECT `r`.`consentpurpose_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key`, `r`.`active` FROM (SELECT CAST(NULL AS SIGNED) AS `consentpurpose_id`, LEFT(NULL, ?) AS `name`, CAST(NULL AS SIGNED) AS `rank`, CAST(NULL AS SIGNED) AS `deleted`, LEFT(NULL, ?) AS `key`, CAST(NULL AS SIGNED) AS `active`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount`, LEFT(NULL, ?) AS `tooltip`, LEFT(NULL, ?) AS `consenttext`, CONCAT('', NULL) AS `formtext`, LEFT(NULL, ?) AS `privacystatementdesc`, LEFT(NULL, ?) AS `privacystatementurl` FROM DUAL WHERE 1 = 0) r WHERE 1 = 1 ORDER BY `r`.`consentpurpose_id`;

SELECT `r`.`legalbase_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key` FROM (SELECT CAST(NULL AS SIGNED) AS `legalbase_id`, LEFT(NULL, ?) AS `name`, CAST(NULL AS SIGNED) AS `rank`, CAST(NULL AS SIGNED) AS `deleted`, LEFT(NULL, ?) AS `key`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount`, LEFT(NULL, ?) AS `tooltip` FROM DUAL WHERE 1 = 0) r WHERE 1 = 1 ORDER BY `r`.`legalbase_id`;

SELECT `r`.`consentsource_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key` FROM (SELECT CAST(NULL AS SIGNED) AS `consentsource_id`, LEFT(NULL, ?) AS `name`, CAST(NULL AS SIGNED) AS `rank`, CAST(NULL AS SIGNED) AS `deleted`, LEFT(NULL, ?) AS `key`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount`, LEFT(NULL, ?) AS `tooltip`, CAST(NULL AS SIGNED) AS `mailtemplate_id` FROM DUAL WHERE 1 = 0) r WHERE 1 = 1 ORDER BY `r`.`consentsource_id`;

SELECT `r`.`shipmenttype_id`, `r`.`name`, `r`.`rank`, `r`.`deleted` FROM (SELECT CAST(NULL AS SIGNED) AS `shipmenttype_id`, LEFT(NULL, ?) AS `name`, CAST(NULL AS SIGNED) AS `rank`, CAST(NULL AS SIGNED) AS `deleted`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount`, LEFT(NULL, ?) AS `tooltip` FROM DUAL WHERE 1 = 0) r WHERE 1 = 1 ORDER BY `r`.`shipmenttype_id`;

SELECT `r`.`persint_id`, `r`.`name`, `r`.`deleted` FROM {PersInt} r WHERE 1 = 1 ORDER BY `r`.`persint_id`;

SELECT `r`.`userpreference_id`, `r`.`deflevel`, `r`.`maxlevel`, `r`.`owner_id`, `r`.`prefsection`, `r`.`prefkey`, `r`.`prefvalue` FROM {UserPreference} r WHERE CONVERT(CONVERT(LOWER(TRIM(r.prefsection)) USING utf8mb4) USING binary) = ?
AND CONVERT(CONVERT(LOWER(TRIM(r.prefkey)) USING utf8mb4) USING binary) = ? AND r.deflevel = ? ORDER BY `r`.`userpreference_id`;

SELECT MIN(c.language) AS language FROM {config} c WHERE c.language <> '';

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM (SELECT CAST(NULL AS SIGNED) AS `consentperson_id`, CAST(NULL AS SIGNED) AS `person_id`, CAST(NULL AS SIGNED) AS `consentpurpose_id`, CAST(NULL AS SIGNED) AS `legalbase_id`, CAST(NULL AS SIGNED) AS `consentsource_id`, LEFT(NULL, ?) AS `comment`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount` FROM DUAL WHERE 1 = 0) c) g
GROUP BY g.purpose, g.basis;

SELECT g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing, COUNT(*) AS n
FROM (
  SELECT k.blocked, k.addressed, k.flagged, k.excluded, k.mask,
CASE WHEN c.legalbase_id IS NULL OR c.legalbase_id = 0 THEN 'none'
     WHEN c.legalbase_id = CAST(? AS SIGNED) THEN 'withdrawn'
     ELSE 'given' END AS standing
  FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       CAST(? AS SIGNED) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST(? AS DATETIME))
  AND (p.retired IS NULL OR p.retired = 0)) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT CAST(NULL AS SIGNED) AS `consentperson_id`, CAST(NULL AS SIGNED) AS `person_id`, CAST(NULL AS SIGNED) AS `consentpurpose_id`, CAST(NULL AS SIGNED) AS `legalbase_id`, CAST(NULL AS SIGNED) AS `consentsource_id`, LEFT(NULL, ?) AS `comment`, CAST(NULL AS DATETIME) AS `registered`, CAST(NULL AS SIGNED) AS `registered_associate_id`, CAST(NULL AS DATETIME) AS `updated`, CAST(NULL AS SIGNED) AS `updated_associate_id`, CAST(NULL AS SIGNED) AS `updatedcount` FROM DUAL WHERE 1 = 0) s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c ON c.person_id = k.person_id
) g
GROUP BY g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing;

-- plan sales-and-service

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, CAST(NULL AS SIGNED) AS mask, CAST(NULL AS SIGNED) AS own_id
    FROM (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND 1 = 1) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e ON `e`.`person_id` = `w`.`person_id`
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r;

SELECT   r.id FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r ORDER BY r.id LIMIT ?;

-- plan emarketing-from-mailing-history

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, CAST(NULL AS SIGNED) AS own_id
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e ON `e`.`person_id` = `w`.`person_id` LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST(? AS SIGNED)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST(? AS DATETIME))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = ? AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> ?
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL)) r;

SELECT   r.id FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = ? AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> ?
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL)) r ORDER BY r.id LIMIT ?;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = ?
  UNION
  SELECT e.person_id
  FROM {s_link_customer_statical} c
  JOIN {Email} e ON CONVERT(CONVERT(LOWER(TRIM(e.email_address)) USING utf8mb4) USING binary) = CONVERT(CONVERT(LOWER(TRIM(c.email)) USING utf8mb4) USING binary)
  WHERE c.link_type = ? AND c.email <> ''
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> ?
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL)) r;

SELECT   r.id FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = ?
  UNION
  SELECT e.person_id
  FROM {s_link_customer_statical} c
  JOIN {Email} e ON CONVERT(CONVERT(LOWER(TRIM(e.email_address)) USING utf8mb4) USING binary) = CONVERT(CONVERT(LOWER(TRIM(c.email)) USING utf8mb4) USING binary)
  WHERE c.link_type = ? AND c.email <> ''
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> ?
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL)) r ORDER BY r.id LIMIT ?;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND `p`.`blockemarketing` <> 0) r;

SELECT   r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND `p`.`blockemarketing` <> 0) r ORDER BY r.id LIMIT ?;

SELECT COUNT(*) AS n FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> ?
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN (?, ?, ?, ?)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN (?, ?, ?, ?)) r;

SELECT   r.id FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> ?
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN (?, ?, ?, ?)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN (?, ?, ?, ?)) r ORDER BY r.id LIMIT ?;

SELECT COUNT(*) AS n FROM (
    SELECT DISTINCT own.person_id AS id
    FROM {Email} own
    JOIN (
      SELECT CONVERT(CONVERT(LOWER(TRIM(`e`.`email_address`)) USING utf8mb4) USING binary) AS address, e.person_id
      FROM {Email} e JOIN {person} p ON p.person_id = e.person_id
      WHERE `p`.`nomailing` <> 0 AND RTRIM(e.email_address) <> ''
      UNION
      SELECT CONVERT(CONVERT(LOWER(TRIM(`e`.`email_address`)) USING utf8mb4) USING binary), e.person_id
      FROM {Email} e JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c ON c.person_id = e.person_id
      WHERE c.legalbase_id = CAST(? AS SIGNED) AND RTRIM(e.email_address) <> ''
    ) other ON other.address = CONVERT(CONVERT(LOWER(TRIM(`own`.`email_address`)) USING utf8mb4) USING binary) AND other.person_id <> own.person_id
    JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON w.person_id = own.person_id
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c
      WHERE c.person_id = own.person_id AND c.legalbase_id <> 0)) r;

-- plan no-mailings-to-withdrawn

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ((`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) OR (NOT (`e`.`legalbase_id` = CAST(? AS SIGNED)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = `e`.`legalbase_id`))) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, CAST(NULL AS SIGNED) AS own_id
    FROM (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e ON `e`.`person_id` = `w`.`person_id` LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST(? AS SIGNED)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST(? AS DATETIME))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
  SELECT STRAIGHT_JOIN c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT `consentperson_id` AS `consentperson_id`, `person_id` AS `person_id`, `consentPurpose_id` AS `consentpurpose_id`, `legalBase_id` AS `legalbase_id`, `consentSource_id` AS `consentsource_id`, `comment` AS `comment`, `registered` AS `registered`, `registered_associate_id` AS `registered_associate_id`, `updated` AS `updated`, `updated_associate_id` AS `updated_associate_id`, `updatedCount` AS `updatedcount` FROM `crm7`.`ConsentPerson` FORCE INDEX (`one_each`)) s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(? AS SIGNED))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r;

SELECT   r.id FROM (
  SELECT STRAIGHT_JOIN c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT `consentperson_id` AS `consentperson_id`, `person_id` AS `person_id`, `consentPurpose_id` AS `consentpurpose_id`, `legalBase_id` AS `legalbase_id`, `consentSource_id` AS `consentsource_id`, `comment` AS `comment`, `registered` AS `registered`, `registered_associate_id` AS `registered_associate_id`, `updated` AS `updated`, `updated_associate_id` AS `updated_associate_id`, `updatedCount` AS `updatedcount` FROM `crm7`.`ConsentPerson` FORCE INDEX (`one_each`)) s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(? AS SIGNED))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r ORDER BY r.id LIMIT ?;

-- plan template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (1 = 0);

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`html_message`), 0) + COALESCE(LENGTH(`m`.`design`), 0) AS bytes
FROM {s_message} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

SELECT   `m`.`s_messageblock_id` AS id, COALESCE(LENGTH(`m`.`block`), 0) AS bytes
FROM {s_messageblock} m WHERE `m`.`s_messageblock_id` > ? ORDER BY `m`.`s_messageblock_id` LIMIT ?;

SELECT TABLE_NAME AS `owner`, COLUMN_NAME AS `name`,
  CHARACTER_MAXIMUM_LENGTH AS `longest`, CHARACTER_SET_NAME AS `characters`
FROM INFORMATION_SCHEMA.COLUMNS
WHERE TABLE_SCHEMA = ? AND CONVERT(CONVERT(LOWER(TRIM(TABLE_NAME)) USING utf8mb4) USING binary) IN (?, ?, ?)
  AND DATA_TYPE IN ('varchar', 'nvarchar', 'char', 'nchar', 'text', 'ntext', 'tinytext', 'mediumtext', 'longtext', 'character varying', 'character');

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`body_plain`), 0) + COALESCE(LENGTH(`m`.`body_html`), 0) + COALESCE(LENGTH(`m`.`headers`), 0) AS bytes
FROM {reply_template_body} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

SELECT   `m`.`form_id` AS id, COALESCE(LENGTH(`m`.`config`), 0) AS bytes
FROM {form} m WHERE `m`.`form_id` > ? ORDER BY `m`.`form_id` LIMIT ?;

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`body`), 0) AS bytes
FROM {ejscript} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`ejscript_body`), 0) AS bytes
FROM {screen_definition_action} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

SELECT   `m`.`quick_reply_id` AS id, COALESCE(LENGTH(`m`.`html_body`), 0) AS bytes
FROM {quick_reply} m WHERE `m`.`quick_reply_id` > ? ORDER BY `m`.`quick_reply_id` LIMIT ?;

SELECT COUNT(*) AS n FROM {s_link} m WHERE COALESCE(`m`.`remove_from_selection`, 0) > 0 OR COALESCE(`m`.`remove_contact_interest`, 0) > 0 OR COALESCE(`m`.`remove_person_interest`, 0) > 0 OR COALESCE(`m`.`remove_contact_selection`, 0) > 0;

SELECT   m.id AS id, `m`.`remove_from_selection` AS `remove_from_selection`, `m`.`remove_contact_interest` AS `remove_contact_interest`, `m`.`remove_person_interest` AS `remove_person_interest`, `m`.`remove_contact_selection` AS `remove_contact_selection` FROM {s_link} m
WHERE COALESCE(`m`.`remove_from_selection`, 0) > 0 OR COALESCE(`m`.`remove_contact_interest`, 0) > 0 OR COALESCE(`m`.`remove_person_interest`, 0) > 0 OR COALESCE(`m`.`remove_contact_selection`, 0) > 0 ORDER BY m.id LIMIT ?;

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`html_message`), 0) + COALESCE(LENGTH(`m`.`plain_message`), 0) + COALESCE(LENGTH(`m`.`design`), 0) + COALESCE(LENGTH(`m`.`header_field`), 0) AS bytes
FROM {s_message} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

SELECT w.id AS id, `w`.`designtype` AS `designtype`, `w`.`email` AS `email`, `w`.`sent` AS `sent`, CASE WHEN w.travels_anyway = 1 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`html_message`) > 0) OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`plain_message`) > 0) OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`design`) > 0) OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 AND (LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0)) OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0 OR LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), `w`.`header_field`) > 0) THEN 1 ELSE 0 END AS travels
  FROM (
    SELECT   `m`.`id` AS `id`, 0 AS `travels_anyway`, CASE WHEN LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), CONVERT(CONVERT(COALESCE(`m`.`html_message`, '') USING utf8mb4) USING binary)) > 0 THEN CONVERT(CONVERT(? USING utf8mb4) USING binary) ELSE CONVERT(CONVERT(LOWER(CONVERT(COALESCE(`m`.`html_message`, '') USING utf8mb4)) USING utf8mb4) USING binary) END AS `html_message`, CASE WHEN LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), CONVERT(CONVERT(COALESCE(`m`.`plain_message`, '') USING utf8mb4) USING binary)) > 0 THEN CONVERT(CONVERT(? USING utf8mb4) USING binary) ELSE CONVERT(CONVERT(LOWER(CONVERT(COALESCE(`m`.`plain_message`, '') USING utf8mb4)) USING utf8mb4) USING binary) END AS `plain_message`, CASE WHEN LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), CONVERT(CONVERT(COALESCE(`m`.`design`, '') USING utf8mb4) USING binary)) > 0 THEN CONVERT(CONVERT(? USING utf8mb4) USING binary) ELSE CONVERT(CONVERT(LOWER(CONVERT(COALESCE(`m`.`design`, '') USING utf8mb4)) USING utf8mb4) USING binary) END AS `design`, CASE WHEN LOCATE(CONVERT(CONVERT(? USING utf8mb4) USING binary), CONVERT(CONVERT(COALESCE(`m`.`header_field`, '') USING utf8mb4) USING binary)) > 0 THEN CONVERT(CONVERT(? USING utf8mb4) USING binary) ELSE CONVERT(CONVERT(LOWER(CONVERT(COALESCE(`m`.`header_field`, '') USING utf8mb4)) USING utf8mb4) USING binary) END AS `header_field`, m.designtype AS `designtype`, CASE WHEN (COALESCE(m.flags, 0) & ?) <> 0 THEN 1 ELSE 0 END AS `email`, CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (?, ?, ?, ?)) THEN 1 ELSE 0 END AS `sent` FROM {s_message} m
    WHERE `m`.`id` > ? AND `m`.`id` <= ? ORDER BY `m`.`id` LIMIT ?) w
  ORDER BY w.id;

SELECT `m`.`id` AS `id`, `m`.`html_message` AS `html_message`, `m`.`plain_message` AS `plain_message`, `m`.`design` AS `design`, `m`.`header_field` AS `header_field`, m.designtype AS `designtype`, CASE WHEN (COALESCE(m.flags, 0) & ?) <> 0 THEN 1 ELSE 0 END AS `email`, CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (?, ?, ?, ?)) THEN 1 ELSE 0 END AS `sent`, m.description AS `description` FROM {s_message} m WHERE `m`.`id` IN (?);

SELECT   `m`.`id` AS id, COALESCE(LENGTH(`m`.`url`), 0) + COALESCE(LENGTH(`m`.`template_text`), 0) AS bytes
FROM {s_link} m WHERE `m`.`id` > ? ORDER BY `m`.`id` LIMIT ?;

-- plan interests-to-subscriptions

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, `w`.`shipmenttype_id` AS own_id
    FROM (
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ((`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) OR (NOT (`e`.`legalbase_id` = CAST(? AS SIGNED)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = `e`.`legalbase_id`))) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e WHERE `e`.`person_id` = `w`.`person_id`)) e LEFT JOIN (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e WHERE `e`.`person_id` = `w`.`person_id`)) e WHERE `e`.`person_id` = `w`.`person_id`)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED))) UNION ALL
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ((`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) OR (NOT (`e`.`legalbase_id` = CAST(? AS SIGNED)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = `e`.`legalbase_id`))) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e WHERE `e`.`person_id` = `w`.`person_id`)) e LEFT JOIN (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, LEFT(?, ?) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND `p`.`nomailing` <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (`e`.`legalbase_id` IS NULL OR `e`.`legalbase_id` = 0) THEN CAST(? AS SIGNED) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON `e`.`person_id` = `w`.`person_id`
  UNION ALL
  SELECT CAST(NULL AS SIGNED), w.person_id, CAST(? AS SIGNED)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS DATETIME) AS first_sent, CAST(NULL AS DATETIME) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id IS NOT NULL AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) e WHERE `e`.`person_id` = `w`.`person_id`)) e WHERE `e`.`person_id` = `w`.`person_id`)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED)))) w
    LEFT JOIN (SELECT s.shipmenttypereservation_id AS id, s.person_id, CAST(NULL AS SIGNED) AS legalbase_id, s.`shipmenttype_id`
         FROM {ShipmentTypeReservation} s) e ON `e`.`person_id` = `w`.`person_id` AND `e`.`shipmenttype_id` = `w`.`shipmenttype_id` LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST(? AS SIGNED)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST(? AS DATETIME))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

-- apply reference-data

SELECT `run_id`, `step_id`, `position`, `status`, `started_at`, `finished_at`, `greatest_person_id`, `persons`, `counts`, `attention`, `duration_ms`
FROM `crm7`.`consent_upgrade_step` WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ?
ORDER BY `run_id`, `step_id`;

INSERT INTO `crm7`.`consent_upgrade_step` (`run_id`, `step_id`, `position`, `status`, `started_at`, `finished_at`, `greatest_person_id`, `persons`, `counts`, `attention`, `duration_ms`)
VALUES (LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), LEFT(?, ?), CAST(UTC_TIMESTAMP() AS DATETIME), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS SIGNED), CONCAT('', ?), CONCAT('', ?), CAST(? AS SIGNED));

SELECT `run_id`, `step_id`, `batch_no`, `table_name`, `first_key`, `last_key`, `records`, `first_id`, `last_id`, `inserted`, `updated`, `deleted`, `kept`, `written_at`, `undone_at`
FROM `crm7`.`consent_upgrade_batch` WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ?
ORDER BY `run_id`, `step_id`, `batch_no`;

SELECT `run_id`, `step_id`, `batch_no`, `table_name`, `first_key`, `last_key`, `records`, `first_id`, `last_id`, `inserted`, `updated`, `deleted`, `kept`, `written_at`, `undone_at`
FROM `crm7`.`consent_upgrade_batch` WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ? AND `batch_no` = ?
ORDER BY `run_id`, `step_id`, `batch_no`;

UPDATE `crm7`.`sequence` SET `next_id` = `next_id` + CAST(? AS SIGNED) WHERE `id` = ? AND `next_id` <= ?;

SELECT `next_id` AS next_id FROM `crm7`.`sequence` WHERE `id` = ?;

INSERT INTO `crm7`.`consent_upgrade_reservation` (`table_name`, `first_id`, `last_id`, `run_id`, `step_id`, `batch_no`, `reserved_at`)
VALUES (LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), CAST(UTC_TIMESTAMP() AS DATETIME));

SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:%i:%s') AS utc, DATE_FORMAT(CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone), '%Y-%m-%d %H:%i:%s') AS local FROM DUAL;

INSERT INTO `crm7`.`consent_upgrade_batch` (`run_id`, `step_id`, `batch_no`, `table_name`, `first_key`, `last_key`, `records`, `first_id`, `last_id`, `inserted`, `updated`, `deleted`, `kept`, `written_at`, `undone_at`)
VALUES (LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS DATETIME));

UPDATE `crm7`.`consent_upgrade_run` SET `heartbeat_at` = CAST(UTC_TIMESTAMP() AS DATETIME) WHERE 1 = 1 AND `run_id` = ? AND `owner_token` = ?;

INSERT INTO `crm7`.`ConsentPurpose` (`consentpurpose_id`, `name`, `rank`, `deleted`, `key`, `active`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`, `tooltip`, `consentText`, `formText`, `privacyStatementDesc`, `privacyStatementUrl`)
VALUES (CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?), LEFT(?, ?), CONCAT('', ?), LEFT(?, ?), LEFT(?, ?));

INSERT INTO `crm7`.`traveltransactionlog` (`traveltransactionlog_id`, `ttime`, `prev_record_id`, `type`, `associate_id`, `tablenumber`, `record_id`, `flags`, `application_id`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST(? AS DATETIME), 0, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), r.record_id, 2, 0 FROM (SELECT CAST(? AS SIGNED) AS record_id FROM DUAL) r;

UPDATE `crm7`.`consent_upgrade_batch` SET `inserted` = CAST(? AS SIGNED), `updated` = CAST(? AS SIGNED), `deleted` = CAST(? AS SIGNED), `kept` = CAST(? AS SIGNED), `last_id` = CAST(? AS SIGNED) WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ? AND `batch_no` = ?;

INSERT INTO `crm7`.`LegalBase` (`legalbase_id`, `name`, `rank`, `deleted`, `key`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`, `tooltip`)
VALUES (CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?));

INSERT INTO `crm7`.`ConsentSource` (`consentsource_id`, `name`, `rank`, `deleted`, `key`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`, `tooltip`)
VALUES (CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?));

SELECT `r`.`consentpurpose_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key`, `r`.`active` FROM {ConsentPurpose} r WHERE 1 = 1 ORDER BY `r`.`consentpurpose_id`;

SELECT `r`.`legalbase_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key` FROM {LegalBase} r WHERE 1 = 1 ORDER BY `r`.`legalbase_id`;

SELECT `r`.`consentsource_id`, `r`.`name`, `r`.`rank`, `r`.`deleted`, `r`.`key` FROM {ConsentSource} r WHERE 1 = 1 ORDER BY `r`.`consentsource_id`;

SELECT `r`.`shipmenttype_id`, `r`.`name`, `r`.`rank`, `r`.`deleted` FROM {ShipmentType} r WHERE 1 = 1 ORDER BY `r`.`shipmenttype_id`;

-- apply sales-and-service

INSERT INTO `crm7`.`consent_upgrade_history` (person_id, first_sent, last_sent, mailings)
    SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (
SELECT g.person_id, g.first_sent, g.last_sent, g.mailings
FROM (
  SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
         COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
  FROM (
SELECT STRAIGHT_JOIN a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (?, ?, ?, ?) AND (m.flags & ?) <> 0
  GROUP BY s.id) s ON s.id + 0 = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (?, ?, ?, ?) AND COALESCE(CASE WHEN CASE WHEN MONTH(a.sending_time) > 0 AND DAYOFMONTH(a.sending_time) > 0 THEN a.sending_time END > CAST(? AS DATETIME) THEN a.sending_time END, s.start_date) >= CAST(? AS DATETIME)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & ?) <> 0 AND COALESCE(CASE WHEN CASE WHEN MONTH(l.when_sent) > 0 AND DAYOFMONTH(l.when_sent) > 0 THEN l.when_sent END > CAST(? AS DATETIME) THEN l.when_sent END, CASE WHEN CASE WHEN MONTH(s.start_date) > 0 AND DAYOFMONTH(s.start_date) > 0 THEN s.start_date END > CAST(? AS DATETIME) THEN s.start_date END) >= CAST(? AS DATETIME)) h
  GROUP BY h.person_id
) g
WHERE g.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = ? AND c.customer_id IS NOT NULL)) h;

SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM {person} p;

SELECT p.person_id AS last FROM {person} p
WHERE p.person_id BETWEEN ? AND ? ORDER BY p.person_id LIMIT 1 OFFSET ?;

SELECT MAX(p.person_id) AS last, COUNT(*) AS n FROM {person} p WHERE p.person_id BETWEEN ? AND ?;

SELECT   `e`.`person_id` FROM `crm7`.`ConsentPerson` e WHERE `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED) ORDER BY `e`.`person_id` LIMIT ?;

INSERT INTO `crm7`.`ConsentPerson` (`consentperson_id`, `person_id`, `consentPurpose_id`, `legalBase_id`, `consentSource_id`, `comment`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY `w`.`person_id`), `w`.`person_id`, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), `w`.`comment`, CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), 0
FROM (
  SELECT p.person_id, LEFT(?, ?) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN ? AND ? AND 1 = 1 AND 1 = 1) w;

SELECT COUNT(*) AS n, MAX(`consentperson_id`) AS last FROM `crm7`.`ConsentPerson` WHERE `consentperson_id` > ? AND `consentperson_id` <= ?;

INSERT INTO `crm7`.`traveltransactionlog` (`traveltransactionlog_id`, `ttime`, `prev_record_id`, `type`, `associate_id`, `tablenumber`, `record_id`, `flags`, `application_id`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST(? AS DATETIME), 0, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), r.record_id, 2, 0 FROM (SELECT `consentperson_id` AS record_id FROM `crm7`.`ConsentPerson` WHERE `consentperson_id` BETWEEN ? AND ?) r;

SELECT t.event_object_table AS `table`, t.trigger_name AS name FROM information_schema.triggers t
WHERE t.event_object_schema = ? AND t.event_object_table IN (?)
ORDER BY t.event_object_table, t.trigger_name;

-- apply emarketing-from-mailing-history

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT STRAIGHT_JOIN CASE WHEN (`e`.`legalBase_id` IS NULL OR `e`.`legalBase_id` = 0) THEN 1 ELSE 0 END AS gives
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM `crm7`.`consent_upgrade_history` t
WHERE t.person_id BETWEEN ? AND ?) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id BETWEEN ? AND ? AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
    JOIN `crm7`.`ConsentPerson` e ON `e`.`person_id` = `w`.`person_id`
    WHERE `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED)
  ) m;

INSERT INTO `crm7`.`consent_upgrade_old_consent` (`run_id`, `step_id`, `consent_id`, `batch_no`, `person_id`, `legalbase_id`, `consentsource_id`, `comment_text`, `updated`, `updated_associate_id`, `updated_count`, `new_comment`)
  SELECT LEFT(?, ?), LEFT(?, ?), `e`.`consentperson_id`, CAST(? AS SIGNED), `e`.`person_id`, `e`.`legalBase_id`, `e`.`consentSource_id`, `e`.`comment`, `e`.`updated`, `e`.`updated_associate_id`, `e`.`updatedCount`, `w`.`comment`
  FROM `crm7`.`ConsentPerson` e
  JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM `crm7`.`consent_upgrade_history` t
WHERE t.person_id BETWEEN ? AND ?) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id BETWEEN ? AND ? AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w ON `e`.`person_id` = `w`.`person_id`
  WHERE `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED) AND (`e`.`legalBase_id` IS NULL OR `e`.`legalBase_id` = 0)
  FOR UPDATE OF `e`;

UPDATE `crm7`.`ConsentPerson` SET `legalBase_id` = CAST(? AS SIGNED), `consentSource_id` = CAST(? AS SIGNED), `comment` = (
  SELECT o.new_comment FROM `crm7`.`consent_upgrade_old_consent` o WHERE o.run_id = ? AND o.step_id = ? AND o.consent_id = `consentperson_id`), `updated` = CAST(? AS DATETIME), `updated_associate_id` = CAST(? AS SIGNED), `updatedCount` = COALESCE(`updatedCount`, 0) + 1
WHERE `person_id` BETWEEN ? AND ?
  AND `consentperson_id` IN (
    SELECT o.consent_id FROM `crm7`.`consent_upgrade_old_consent` o
    WHERE o.run_id = ? AND o.step_id = ? AND o.batch_no = ?);

INSERT INTO `crm7`.`ConsentPerson` (`consentperson_id`, `person_id`, `consentPurpose_id`, `legalBase_id`, `consentSource_id`, `comment`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`)
  SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY `w`.`person_id`), `w`.`person_id`, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), `w`.`comment`, CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), 0
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?))
ELSE CONCAT(LEFT(?, ?), LEFT(h.mailings, ?), LEFT(?, ?), DATE_FORMAT(h.first_sent, '%Y-%m-%d'), LEFT(?, ?), DATE_FORMAT(h.last_sent, '%Y-%m-%d'), LEFT(?, ?)) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM `crm7`.`consent_upgrade_history` t
WHERE t.person_id BETWEEN ? AND ?) h ON h.person_id + 0 = p.person_id + 0
    WHERE p.person_id BETWEEN ? AND ? AND p.person_id <> ? AND 1 = 1
      AND 1 = 1
      AND (`p`.`nomailing` = 0 OR `p`.`nomailing` IS NULL) AND (`p`.`blockemarketing` = 0 OR `p`.`blockemarketing` IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM `crm7`.`ConsentPerson` e WHERE `e`.`person_id` = `w`.`person_id` AND `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED));

INSERT INTO `crm7`.`traveltransactionlog` (`traveltransactionlog_id`, `ttime`, `prev_record_id`, `type`, `associate_id`, `tablenumber`, `record_id`, `flags`, `application_id`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST(? AS DATETIME), 0, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), r.record_id, 2, 0 FROM (SELECT o.consent_id AS record_id FROM `crm7`.`consent_upgrade_old_consent` o
WHERE o.run_id = ? AND o.step_id = ? AND o.batch_no = ?) r;

-- apply no-mailings-to-withdrawn

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
FROM (
  SELECT STRAIGHT_JOIN CASE WHEN ((`e`.`legalBase_id` IS NULL OR `e`.`legalBase_id` = 0) OR (NOT (`e`.`legalBase_id` = CAST(? AS SIGNED)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = `e`.`legalBase_id`))) THEN 1 ELSE 0 END AS gives
  FROM (
  SELECT p.person_id, LEFT(?, ?) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN ? AND ? AND 1 = 1 AND `p`.`nomailing` <> 0) w
  JOIN `crm7`.`ConsentPerson` e ON `e`.`person_id` = `w`.`person_id`
  WHERE `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED)
) m;

INSERT INTO `crm7`.`consent_upgrade_old_consent` (`run_id`, `step_id`, `consent_id`, `batch_no`, `person_id`, `legalbase_id`, `consentsource_id`, `comment_text`, `updated`, `updated_associate_id`, `updated_count`, `new_comment`)
SELECT LEFT(?, ?), LEFT(?, ?), `e`.`consentperson_id`, CAST(? AS SIGNED), `e`.`person_id`, `e`.`legalBase_id`, `e`.`consentSource_id`, `e`.`comment`, `e`.`updated`, `e`.`updated_associate_id`, `e`.`updatedCount`, `w`.`comment`
FROM `crm7`.`ConsentPerson` e
JOIN (
  SELECT p.person_id, LEFT(?, ?) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN ? AND ? AND 1 = 1 AND `p`.`nomailing` <> 0) w ON `e`.`person_id` = `w`.`person_id`
WHERE `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED) AND ((`e`.`legalBase_id` IS NULL OR `e`.`legalBase_id` = 0) OR (NOT (`e`.`legalBase_id` = CAST(? AS SIGNED)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = `e`.`legalBase_id`)))
FOR UPDATE OF `e`;

INSERT INTO `crm7`.`ConsentPerson` (`consentperson_id`, `person_id`, `consentPurpose_id`, `legalBase_id`, `consentSource_id`, `comment`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY `w`.`person_id`), `w`.`person_id`, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), `w`.`comment`, CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), 0
FROM (
  SELECT p.person_id, LEFT(?, ?) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN ? AND ? AND 1 = 1 AND `p`.`nomailing` <> 0) w
WHERE NOT EXISTS (SELECT 1 FROM `crm7`.`ConsentPerson` e WHERE `e`.`person_id` = `w`.`person_id` AND `e`.`person_id` BETWEEN ? AND ?   AND `e`.`consentPurpose_id` = CAST(? AS SIGNED));

-- apply subscription-types

INSERT INTO `crm7`.`ShipmentType` (`ShipmentType_id`, `name`, `rank`, `deleted`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`, `tooltip`)
VALUES (CAST(? AS SIGNED), LEFT(?, ?), CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS SIGNED), LEFT(?, ?));

-- apply template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (EXISTS (SELECT 1 FROM `crm7`.`consent_upgrade_batch` b
WHERE b.table_name = ? AND b.undone_at IS NULL AND t.shipmenttype_id BETWEEN b.first_id AND b.last_id));

SELECT COUNT(*) AS n FROM {s_message} m;

SELECT COUNT(*) AS n FROM {s_messageblock} m;

SELECT COUNT(*) AS n FROM {s_link} m;

INSERT INTO `crm7`.`consent_upgrade_old_text` (`run_id`, `table_name`, `row_id`, `column_name`, `step_id`, `batch_no`, `old_text`, `new_hash`, `updated`, `updated_associate_id`, `updated_count`)
SELECT LEFT(?, ?), LEFT(?, ?), `e`.`id`, LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), `e`.`html_message`, LEFT(CASE `e`.`id` WHEN ? THEN ? END, ?), `e`.`updated`, `e`.`updated_associate_id`, `e`.`updatedCount` FROM `crm7`.`s_message` e
WHERE `e`.`id` IN (?) FOR UPDATE OF `e`;

SELECT `m`.`id` AS `id`, m.designtype AS `designtype`, CASE WHEN (COALESCE(m.flags, 0) & ?) <> 0 THEN 1 ELSE 0 END AS `email`, CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (?, ?, ?, ?)) THEN 1 ELSE 0 END AS `sent` FROM {s_message} m WHERE `m`.`id` IN (?);

UPDATE `crm7`.`s_message` SET `html_message` = CASE `id` WHEN ? THEN CONCAT('', CONVERT(INSERT(INSERT(CONVERT(CONVERT(`html_message` USING utf8mb4) USING binary), ?, ?, ?), ?, ?, ?) USING utf8mb4)) END, `updated` = CAST(? AS DATETIME), `updated_associate_id` = CAST(? AS SIGNED), `updatedCount` = COALESCE(`updatedCount`, 0) + 1
WHERE `id` IN (?) AND ((`id` = ? AND SHA2(CONVERT(`html_message` USING utf8mb4), 256) = ?));

UPDATE `crm7`.`consent_upgrade_step` SET `counts` = CONCAT('', ?), `attention` = CONCAT('', ?) WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ?;

-- apply interests-to-subscriptions

SELECT   `e`.`person_id` FROM `crm7`.`ShipmentTypeReservation` e WHERE `e`.`person_id` BETWEEN ? AND ?   ORDER BY `e`.`person_id` LIMIT ?;

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT STRAIGHT_JOIN CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS gives
    FROM (
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN ? AND ? AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED))) UNION ALL
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN ? AND ? AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED)))) w
    JOIN `crm7`.`ShipmentTypeReservation` e ON `e`.`person_id` = `w`.`person_id` AND `e`.`ShipmentType_id` = `w`.`shipmenttype_id`
    WHERE `e`.`person_id` BETWEEN ? AND ?
  ) m;

INSERT INTO `crm7`.`ShipmentTypeReservation` (`ShipmentTypeReservation_id`, `person_id`, `ShipmentType_id`, `registered`, `registered_associate_id`, `updated`, `updated_associate_id`, `updatedCount`)
  SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY `w`.`person_id`, `w`.`shipmenttype_id`), `w`.`person_id`, `w`.`shipmenttype_id`, CAST(? AS DATETIME), CAST(? AS SIGNED), CAST(? AS DATETIME), CAST(? AS SIGNED), 0
  FROM (
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN ? AND ? AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED))) UNION ALL
          SELECT c.person_id, CAST(? AS SIGNED) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN ? AND ? AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(? AS SIGNED)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(? AS SIGNED)))) w
  WHERE NOT EXISTS (SELECT 1 FROM `crm7`.`ShipmentTypeReservation` e WHERE `e`.`person_id` = `w`.`person_id` AND `e`.`ShipmentType_id` = `w`.`shipmenttype_id` AND `e`.`person_id` BETWEEN ? AND ?  );

SELECT COUNT(*) AS n, MAX(`ShipmentTypeReservation_id`) AS last FROM `crm7`.`ShipmentTypeReservation` WHERE `ShipmentTypeReservation_id` > ? AND `ShipmentTypeReservation_id` <= ?;

INSERT INTO `crm7`.`traveltransactionlog` (`traveltransactionlog_id`, `ttime`, `prev_record_id`, `type`, `associate_id`, `tablenumber`, `record_id`, `flags`, `application_id`)
SELECT CAST(? AS SIGNED) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST(? AS DATETIME), 0, CAST(? AS SIGNED), CAST(? AS SIGNED), CAST(? AS SIGNED), r.record_id, 2, 0 FROM (SELECT `ShipmentTypeReservation_id` AS record_id FROM `crm7`.`ShipmentTypeReservation` WHERE `ShipmentTypeReservation_id` BETWEEN ? AND ?) r;

-- apply emarketing-privacy

SELECT `updated` AS at, `updated_associate_id` AS associate, `updatedCount` AS n
FROM `crm7`.`UserPreference` WHERE `userpreference_id` = ?;

INSERT INTO `crm7`.`consent_upgrade_old_text` (`run_id`, `table_name`, `row_id`, `column_name`, `step_id`, `batch_no`, `old_text`, `new_hash`, `updated`, `updated_associate_id`, `updated_count`)
VALUES (LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), LEFT(?, ?), LEFT(?, ?), CAST(? AS SIGNED), CONCAT('', ?), LEFT(?, ?), CAST(? AS DATETIME(6)), CAST(? AS SIGNED), CAST(? AS SIGNED));

UPDATE `crm7`.`UserPreference` SET `prefvalue` = LEFT(?, ?),
  `updated` = CAST(? AS DATETIME),
  `updated_associate_id` = CAST(? AS SIGNED),
  `updatedCount` = COALESCE(`updatedCount`, 0) + 1
WHERE `userpreference_id` = ?;

UPDATE `crm7`.`consent_upgrade_batch` SET `inserted` = CAST(? AS SIGNED), `updated` = CAST(? AS SIGNED), `deleted` = CAST(? AS SIGNED), `kept` = CAST(? AS SIGNED) WHERE 1 = 1 AND `run_id` = ? AND `step_id` = ? AND `batch_no` = ?;

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM {ConsentPerson} c) g
GROUP BY g.purpose, g.basis;

SELECT g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing, COUNT(*) AS n
FROM (
  SELECT k.blocked, k.addressed, k.flagged, k.excluded, k.mask,
CASE WHEN c.legalbase_id IS NULL OR c.legalbase_id = 0 THEN 'none'
     WHEN c.legalbase_id = CAST(? AS SIGNED) THEN 'withdrawn'
     ELSE 'given' END AS standing
  FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST(? AS SIGNED)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) WHEN CAST(? AS SIGNED) THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST(? AS DATETIME))
  AND (p.retired IS NULL OR p.retired = 0)) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(? AS SIGNED)) c ON c.person_id = k.person_id
) g
GROUP BY g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing;
