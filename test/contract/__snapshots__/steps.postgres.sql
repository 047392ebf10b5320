-- plan consent-schema

SELECT "id" AS id, "TableNumber" AS number FROM "crm7"."sequence"
WHERE LOWER("TableName") = $1;

-- apply consent-schema

SELECT "run_id", "kind", "table_name", "object_name", "status", "position", "table_number"
FROM "crm7"."consent_upgrade_object" WHERE 1 = 1
ORDER BY "run_id", "kind", "table_name", "object_name";

INSERT INTO "crm7"."consent_upgrade_object" ("run_id", "kind", "table_name", "object_name", "status", "position", "table_number")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(20)), CAST($3 AS varchar(128)), CAST($4 AS varchar(128)), CAST($5 AS varchar(20)), CAST($6 AS integer), CAST($7 AS integer));

create table "crm7"."ConsentPurpose" ("consentpurpose_id" integer not null, "name" varchar(4000) null, "rank" smallint null, "tooltip" varchar(255) null, "deleted" smallint null, "key" varchar(255) null, "consentText" varchar(4000) null, "formText" text null, "privacyStatementDesc" varchar(4000) null, "privacyStatementUrl" varchar(4000) null, "active" smallint null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_consentpurpose" primary key ("consentpurpose_id"));

UPDATE "crm7"."consent_upgrade_object" SET "status" = CAST($1 AS varchar(20)) WHERE 1 = 1 AND "run_id" = $2 AND "kind" = $3 AND "table_name" = $4 AND "object_name" = $5;

CREATE UNIQUE INDEX "ix_consentpurpose_key" ON "crm7"."ConsentPurpose" ("key");

create table "crm7"."LegalBase" ("legalbase_id" integer not null, "name" varchar(4000) null, "rank" smallint null, "tooltip" varchar(255) null, "deleted" smallint null, "key" varchar(255) null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_legalbase" primary key ("legalbase_id"));

CREATE UNIQUE INDEX "ix_legalbase_key" ON "crm7"."LegalBase" ("key");

create table "crm7"."ConsentSource" ("consentsource_id" integer not null, "name" varchar(4000) null, "rank" smallint null, "tooltip" varchar(255) null, "deleted" smallint null, "key" varchar(255) null, "mailTemplate_id" integer null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_consentsource" primary key ("consentsource_id"));

CREATE UNIQUE INDEX "ix_consentsource_key" ON "crm7"."ConsentSource" ("key");

create table "crm7"."ConsentPerson" ("consentperson_id" integer not null, "person_id" integer null, "consentPurpose_id" integer null, "legalBase_id" integer null, "consentSource_id" integer null, "comment" varchar(255) null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_consentperson" primary key ("consentperson_id"));

CREATE INDEX "ix_consentperson_legalbase_id" ON "crm7"."ConsentPerson" ("legalBase_id");

CREATE INDEX "ix_consentperson_consentsource_id" ON "crm7"."ConsentPerson" ("consentSource_id");

CREATE UNIQUE INDEX "ix_consentperson_person_id_consentpurpose_id" ON "crm7"."ConsentPerson" ("person_id", "consentPurpose_id");

create table "crm7"."ShipmentType" ("ShipmentType_id" integer not null, "name" varchar(4000) null, "tooltip" varchar(255) null, "rank" smallint null, "deleted" smallint null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_shipmenttype" primary key ("ShipmentType_id"));

create table "crm7"."ShipmentTypeReservation" ("ShipmentTypeReservation_id" integer not null, "person_id" integer null, "ShipmentType_id" integer null, "registered" timestamp null, "registered_associate_id" integer null, "updated" timestamp null, "updated_associate_id" integer null, "updatedCount" smallint null, constraint "pk_shipmenttypereservation" primary key ("ShipmentTypeReservation_id"));

CREATE INDEX "ix_shipmenttypereservation_person_id" ON "crm7"."ShipmentTypeReservation" ("person_id");

CREATE INDEX "ix_shipmenttypereservation_shipmenttype_id_person_id" ON "crm7"."ShipmentTypeReservation" ("ShipmentType_id", "person_id");

alter table "crm7"."s_shipment" add column "shipmenttype_id" integer;

UPDATE "crm7"."consent_upgrade_step" SET "status" = CAST($1 AS varchar(20)), "finished_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp), "counts" = CAST($2 AS text), "attention" = CAST($3 AS text), "duration_ms" = CAST($4 AS bigint) WHERE 1 = 1 AND "run_id" = $5 AND "step_id" = $6;

DELETE FROM "crm7"."consent_upgrade_history";

UPDATE "crm7"."consent_upgrade_run" SET "status" = CAST($1 AS varchar(20)), "heartbeat_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp), "finished_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp) WHERE 1 = 1 AND "run_id" = $2 AND "owner_token" = $3;

SELECT "r"."consentpurpose_id", "r"."name", "r"."rank", "r"."deleted", "r"."key", "r"."active" FROM (SELECT CAST(NULL AS integer) AS "consentpurpose_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS varchar(255)) AS "tooltip", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS varchar(4000)) AS "consenttext", CAST(NULL AS text) AS "formtext", CAST(NULL AS varchar(4000)) AS "privacystatementdesc", CAST(NULL AS varchar(4000)) AS "privacystatementurl", CAST(NULL AS smallint) AS "active", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."consentpurpose_id";

SELECT "r"."legalbase_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM (SELECT CAST(NULL AS integer) AS "legalbase_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS varchar(255)) AS "tooltip", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."legalbase_id";

SELECT "r"."consentsource_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM (SELECT CAST(NULL AS integer) AS "consentsource_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS varchar(255)) AS "tooltip", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS integer) AS "mailtemplate_id", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."consentsource_id";

SELECT "r"."shipmenttype_id", "r"."name", "r"."rank", "r"."deleted" FROM (SELECT CAST(NULL AS integer) AS "shipmenttype_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS varchar(255)) AS "tooltip", CAST(NULL AS smallint) AS "rank", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."shipmenttype_id";

SELECT "r"."persint_id", "r"."name", "r"."deleted" FROM {PersInt} r WHERE 1 = 1 ORDER BY "r"."persint_id";

SELECT "r"."userpreference_id", "r"."deflevel", "r"."maxlevel", "r"."owner_id", "r"."prefsection", "r"."prefkey", "r"."prefvalue" FROM {UserPreference} r WHERE LOWER(r.prefsection) = $1
AND LOWER(r.prefkey) = $2 AND r.deflevel = $3 ORDER BY "r"."userpreference_id";

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM (SELECT CAST(NULL AS integer) AS "consentperson_id", CAST(NULL AS integer) AS "person_id", CAST(NULL AS integer) AS "consentpurpose_id", CAST(NULL AS integer) AS "legalbase_id", CAST(NULL AS integer) AS "consentsource_id", CAST(NULL AS varchar(255)) AS "comment", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) c) g
GROUP BY g.purpose, g.basis;

-- plan sales-and-service

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, (CAST($1 AS varchar(255)) || CAST($2 AS varchar(8)) || CAST($3 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($4 AS integer)) e ON "e"."person_id" = "w"."person_id"
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r;

SELECT   r.id FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r ORDER BY r.id LIMIT $1;

-- plan emarketing-from-mailing-history

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($1 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($2 AS varchar(255)) || CAST($3 AS varchar(8)) || CAST($4 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($5 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($6 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($7 AS varchar(255)) || CAST($8 AS varchar(8)) || CAST($9 AS varchar(255)))
ELSE (CAST($10 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($11 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($12 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($13 AS varchar(255)) || CAST($14 AS varchar(8)) || CAST($15 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($16, $17, $18, $19) AND s.status IN ($20, $21, $22, $23)
  AND (m.flags & $24) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($25 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $26) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($27 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $28 AND c.customer_id IS NOT NULL)) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($29 AS integer)) e ON "e"."person_id" = "w"."person_id"
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
  SELECT p.person_id AS id FROM {person} p
  WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)
    AND p.person_id IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $1 AND c.customer_id IS NOT NULL)) r;

SELECT   r.id FROM (
  SELECT p.person_id AS id FROM {person} p
  WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)
    AND p.person_id IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $1 AND c.customer_id IS NOT NULL)) r ORDER BY r.id LIMIT $2;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)
  AND p.person_id IN (
    SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = $1
    UNION ALL
    SELECT c.customer_id FROM {s_link_customer_statical} c WHERE c.link_type = $2)) r;

SELECT   r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)
  AND p.person_id IN (
    SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = $1
    UNION ALL
    SELECT c.customer_id FROM {s_link_customer_statical} c WHERE c.link_type = $2)) r ORDER BY r.id LIMIT $3;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND "p"."blockemarketing" <> 0) r;

SELECT   r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND "p"."blockemarketing" <> 0) r ORDER BY r.id LIMIT $1;

SELECT COUNT(*) AS n FROM (
SELECT a.id FROM {s_shipment_addr} a
LEFT JOIN {person} p ON p.person_id = a.customer_id
WHERE p.person_id IS NULL AND a.status IN ($1, $2, $3, $4)) r;

SELECT   r.id FROM (
SELECT a.id FROM {s_shipment_addr} a
LEFT JOIN {person} p ON p.person_id = a.customer_id
WHERE p.person_id IS NULL AND a.status IN ($1, $2, $3, $4)) r ORDER BY r.id LIMIT $5;

SELECT COUNT(*) AS n FROM (
    SELECT DISTINCT own.person_id AS id
    FROM {Email} own
    JOIN (
      SELECT LOWER(LTRIM(RTRIM("e"."email_address"))) AS address, e.person_id
      FROM {Email} e JOIN {person} p ON p.person_id = e.person_id
      WHERE "p"."nomailing" <> 0 AND RTRIM(e.email_address) <> ''
      UNION
      SELECT LOWER(LTRIM(RTRIM("e"."email_address"))), e.person_id
      FROM {Email} e JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($1 AS integer)) c ON c.person_id = e.person_id
      WHERE c.legalbase_id = CAST($2 AS integer) AND RTRIM(e.email_address) <> ''
    ) other ON other.address = LOWER(LTRIM(RTRIM("own"."email_address"))) AND other.person_id <> own.person_id
    JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($3 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($4 AS varchar(255)) || CAST($5 AS varchar(8)) || CAST($6 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($7 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($8 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($9 AS varchar(255)) || CAST($10 AS varchar(8)) || CAST($11 AS varchar(255)))
ELSE (CAST($12 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($13 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($14 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($15 AS varchar(255)) || CAST($16 AS varchar(8)) || CAST($17 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($18, $19, $20, $21) AND s.status IN ($22, $23, $24, $25)
  AND (m.flags & $26) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($27 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $28) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($29 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $30 AND c.customer_id IS NOT NULL)) w ON w.person_id = own.person_id
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($31 AS integer)) c
      WHERE c.person_id = own.person_id AND c.legalbase_id <> 0)) r;

-- plan no-mailings-to-withdrawn

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($1 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, (CAST($2 AS varchar(255)) || CAST($3 AS varchar(8)) || CAST($4 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($5 AS integer)) e ON "e"."person_id" = "w"."person_id"
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
  SELECT c.id FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($1 AS integer)) c
  JOIN {person} p ON p.person_id = c.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST($2 AS integer))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r;

SELECT   r.id FROM (
  SELECT c.id FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($1 AS integer)) c
  JOIN {person} p ON p.person_id = c.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST($2 AS integer))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r ORDER BY r.id LIMIT $3;

-- plan template-links

SELECT COUNT(*) AS n FROM (
    SELECT m.id FROM {s_message} m
    WHERE (COALESCE(m.flags, 0) & $1) <> 0 AND NOT EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN ($2, $3, $4, $5))
      AND NOT (lower(COALESCE("m"."html_message", '')) ~ $6 OR lower(COALESCE("m"."plain_message", '')) ~ $7 OR lower(COALESCE("m"."design", '')) ~ $8)) r;

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."html_message"), 0) + COALESCE(octet_length("m"."plain_message"), 0) + COALESCE(octet_length("m"."design"), 0) AS bytes
FROM {s_message} m
WHERE "m"."id" > $1 AND (lower(COALESCE("m"."html_message", '')) ~ $2 OR lower(COALESCE("m"."plain_message", '')) ~ $3 OR lower(COALESCE("m"."design", '')) ~ $4)
ORDER BY "m"."id" LIMIT $5;

SELECT "m"."id" AS id, "m"."html_message" AS "html_message", "m"."plain_message" AS "plain_message", "m"."design" AS "design", m.designtype AS "designtype", CASE WHEN (COALESCE(m.flags, 0) & $1) <> 0 THEN 1 ELSE 0 END AS "email", CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN ($2, $3, $4, $5)) THEN 1 ELSE 0 END AS "sent" FROM {s_message} m
WHERE "m"."id" > $6 AND "m"."id" <= $7 AND (lower(COALESCE("m"."html_message", '')) ~ $8 OR lower(COALESCE("m"."plain_message", '')) ~ $9 OR lower(COALESCE("m"."design", '')) ~ $10) ORDER BY "m"."id";

SELECT   "m"."s_messageblock_id" AS id, COALESCE(octet_length("m"."block"), 0) AS bytes
FROM {s_messageblock} m
WHERE "m"."s_messageblock_id" > $1 AND (lower(COALESCE("m"."block", '')) ~ $2)
ORDER BY "m"."s_messageblock_id" LIMIT $3;

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."url"), 0) AS bytes
FROM {s_link} m
WHERE "m"."id" > $1 AND (lower(COALESCE("m"."url", '')) ~ $2)
ORDER BY "m"."id" LIMIT $3;

-- plan interests-to-subscriptions

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
          SELECT c.person_id, CAST($1 AS integer) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($2 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN CAST($3 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($4 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($5 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($6 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($7 AS varchar(255)) || CAST($8 AS varchar(8)) || CAST($9 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($10 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($11 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($12 AS varchar(255)) || CAST($13 AS varchar(8)) || CAST($14 AS varchar(255)))
ELSE (CAST($15 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($16 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($17 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($18 AS varchar(255)) || CAST($19 AS varchar(8)) || CAST($20 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($21, $22, $23, $24) AND s.status IN ($25, $26, $27, $28)
  AND (m.flags & $29) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($30 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $31) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($32 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $33 AND c.customer_id IS NOT NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($34 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($35 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($36 AS varchar(255)) || CAST($37 AS varchar(8)) || CAST($38 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($39 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($40 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($41 AS varchar(255)) || CAST($42 AS varchar(8)) || CAST($43 AS varchar(255)))
ELSE (CAST($44 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($45 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($46 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($47 AS varchar(255)) || CAST($48 AS varchar(8)) || CAST($49 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($50, $51, $52, $53) AND s.status IN ($54, $55, $56, $57)
  AND (m.flags & $58) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($59 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $60) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($61 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $62 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($63 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e LEFT JOIN (
    SELECT p.person_id, (CAST($64 AS varchar(255)) || CAST($65 AS varchar(8)) || CAST($66 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($67 AS integer)
  FROM (
    SELECT p.person_id, (CAST($68 AS varchar(255)) || CAST($69 AS varchar(8)) || CAST($70 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($71 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($72 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($73 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($74 AS varchar(255)) || CAST($75 AS varchar(8)) || CAST($76 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($77 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($78 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($79 AS varchar(255)) || CAST($80 AS varchar(8)) || CAST($81 AS varchar(255)))
ELSE (CAST($82 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($83 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($84 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($85 AS varchar(255)) || CAST($86 AS varchar(8)) || CAST($87 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($88, $89, $90, $91) AND s.status IN ($92, $93, $94, $95)
  AND (m.flags & $96) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($97 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $98) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($99 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $100 AND c.customer_id IS NOT NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($101 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($102 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($103 AS varchar(255)) || CAST($104 AS varchar(8)) || CAST($105 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($106 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($107 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($108 AS varchar(255)) || CAST($109 AS varchar(8)) || CAST($110 AS varchar(255)))
ELSE (CAST($111 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($112 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($113 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($114 AS varchar(255)) || CAST($115 AS varchar(8)) || CAST($116 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($117, $118, $119, $120) AND s.status IN ($121, $122, $123, $124)
  AND (m.flags & $125) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($126 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $127) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($128 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $129 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($130 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e WHERE "e"."person_id" = "w"."person_id")) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($131 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($132 AS integer))) UNION ALL
          SELECT c.person_id, CAST($133 AS integer) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($134 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN CAST($135 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($136 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($137 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($138 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($139 AS varchar(255)) || CAST($140 AS varchar(8)) || CAST($141 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($142 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($143 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($144 AS varchar(255)) || CAST($145 AS varchar(8)) || CAST($146 AS varchar(255)))
ELSE (CAST($147 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($148 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($149 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($150 AS varchar(255)) || CAST($151 AS varchar(8)) || CAST($152 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($153, $154, $155, $156) AND s.status IN ($157, $158, $159, $160)
  AND (m.flags & $161) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($162 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $163) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($164 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $165 AND c.customer_id IS NOT NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($166 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($167 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($168 AS varchar(255)) || CAST($169 AS varchar(8)) || CAST($170 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($171 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($172 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($173 AS varchar(255)) || CAST($174 AS varchar(8)) || CAST($175 AS varchar(255)))
ELSE (CAST($176 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($177 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($178 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($179 AS varchar(255)) || CAST($180 AS varchar(8)) || CAST($181 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($182, $183, $184, $185) AND s.status IN ($186, $187, $188, $189)
  AND (m.flags & $190) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($191 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $192) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($193 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $194 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($195 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e LEFT JOIN (
    SELECT p.person_id, (CAST($196 AS varchar(255)) || CAST($197 AS varchar(8)) || CAST($198 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($199 AS integer)
  FROM (
    SELECT p.person_id, (CAST($200 AS varchar(255)) || CAST($201 AS varchar(8)) || CAST($202 AS varchar(255))) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($203 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($204 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($205 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($206 AS varchar(255)) || CAST($207 AS varchar(8)) || CAST($208 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($209 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($210 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($211 AS varchar(255)) || CAST($212 AS varchar(8)) || CAST($213 AS varchar(255)))
ELSE (CAST($214 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($215 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($216 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($217 AS varchar(255)) || CAST($218 AS varchar(8)) || CAST($219 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($220, $221, $222, $223) AND s.status IN ($224, $225, $226, $227)
  AND (m.flags & $228) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($229 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $230) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($231 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $232 AND c.customer_id IS NOT NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($233 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($234 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($235 AS varchar(255)) || CAST($236 AS varchar(8)) || CAST($237 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($238 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($239 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($240 AS varchar(255)) || CAST($241 AS varchar(8)) || CAST($242 AS varchar(255)))
ELSE (CAST($243 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($244 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($245 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($246 AS varchar(255)) || CAST($247 AS varchar(8)) || CAST($248 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN ($249, $250, $251, $252) AND s.status IN ($253, $254, $255, $256)
  AND (m.flags & $257) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($258 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $259) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($260 AS timestamp)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $261 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($262 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e WHERE "e"."person_id" = "w"."person_id")) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($263 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($264 AS integer)))) w
    LEFT JOIN (SELECT s.shipmenttypereservation_id AS id, s.person_id, CAST(NULL AS integer) AS legalbase_id, s."shipmenttype_id"
         FROM {ShipmentTypeReservation} s) e ON "e"."person_id" = "w"."person_id" AND "e"."shipmenttype_id" = "w"."shipmenttype_id"
  ) f
  GROUP BY fate, old_basis;

-- apply reference-data

SELECT "run_id", "step_id", "position", "status", "started_at", "finished_at", "greatest_person_id", "persons", "counts", "attention", "duration_ms"
FROM "crm7"."consent_upgrade_step" WHERE 1 = 1 AND "run_id" = $1 AND "step_id" = $2
ORDER BY "run_id", "step_id";

INSERT INTO "crm7"."consent_upgrade_step" ("run_id", "step_id", "position", "status", "started_at", "finished_at", "greatest_person_id", "persons", "counts", "attention", "duration_ms")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), CAST($3 AS integer), CAST($4 AS varchar(20)), CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp), CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS bigint), CAST($8 AS text), CAST($9 AS text), CAST($10 AS bigint));

SELECT "run_id", "step_id", "batch_no", "table_name", "first_key", "last_key", "records", "first_id", "last_id", "inserted", "updated", "deleted", "kept", "written_at", "undone_at"
FROM "crm7"."consent_upgrade_batch" WHERE 1 = 1 AND "run_id" = $1 AND "step_id" = $2
ORDER BY "run_id", "step_id", "batch_no";

SELECT "run_id", "step_id", "batch_no", "table_name", "first_key", "last_key", "records", "first_id", "last_id", "inserted", "updated", "deleted", "kept", "written_at", "undone_at"
FROM "crm7"."consent_upgrade_batch" WHERE 1 = 1 AND "run_id" = $1 AND "step_id" = $2 AND "batch_no" = $3
ORDER BY "run_id", "step_id", "batch_no";

UPDATE "crm7"."sequence" SET "next_id" = "next_id" + CAST($1 AS integer) WHERE "id" = $2;

SELECT "next_id" AS next_id FROM "crm7"."sequence" WHERE "id" = $1;

INSERT INTO "crm7"."consent_upgrade_reservation" ("table_name", "first_id", "last_id", "run_id", "step_id", "batch_no", "reserved_at")
VALUES (CAST($1 AS varchar(128)), CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS varchar(36)), CAST($5 AS varchar(64)), CAST($6 AS integer), CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp));

SELECT to_char(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS') AS utc, to_char(date_trunc('second', clock_timestamp() AT TIME ZONE current_setting('consent_upgrade.local_zone')), 'YYYY-MM-DD HH24:MI:SS') AS local;

INSERT INTO "crm7"."consent_upgrade_batch" ("run_id", "step_id", "batch_no", "table_name", "first_key", "last_key", "records", "first_id", "last_id", "inserted", "updated", "deleted", "kept", "written_at", "undone_at")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), CAST($3 AS integer), CAST($4 AS varchar(128)), CAST($5 AS integer), CAST($6 AS integer), CAST($7 AS bigint), CAST($8 AS integer), CAST($9 AS integer), CAST($10 AS bigint), CAST($11 AS bigint), CAST($12 AS bigint), CAST($13 AS bigint), CAST($14 AS timestamp), CAST($15 AS timestamp));

UPDATE "crm7"."consent_upgrade_run" SET "heartbeat_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp) WHERE 1 = 1 AND "run_id" = $1 AND "owner_token" = $2;

INSERT INTO "crm7"."ConsentPurpose" ("consentpurpose_id", "name", "rank", "tooltip", "deleted", "key", "consentText", "formText", "privacyStatementDesc", "privacyStatementUrl", "active", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS varchar(255)), CAST($5 AS smallint), CAST($6 AS varchar(255)), CAST($7 AS varchar(4000)), CAST($8 AS text), CAST($9 AS varchar(4000)), CAST($10 AS varchar(4000)), CAST($11 AS smallint), CAST($12 AS timestamp), CAST($13 AS integer), CAST($14 AS timestamp), CAST($15 AS integer), CAST($16 AS smallint));

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 0, 0 FROM (SELECT CAST($6 AS integer) AS record_id  ) r;

UPDATE "crm7"."consent_upgrade_batch" SET "inserted" = CAST($1 AS bigint), "updated" = CAST($2 AS bigint), "deleted" = CAST($3 AS bigint), "kept" = CAST($4 AS bigint), "last_id" = CAST($5 AS integer) WHERE 1 = 1 AND "run_id" = $6 AND "step_id" = $7 AND "batch_no" = $8;

INSERT INTO "crm7"."LegalBase" ("legalbase_id", "name", "rank", "tooltip", "deleted", "key", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS varchar(255)), CAST($5 AS smallint), CAST($6 AS varchar(255)), CAST($7 AS timestamp), CAST($8 AS integer), CAST($9 AS timestamp), CAST($10 AS integer), CAST($11 AS smallint));

INSERT INTO "crm7"."ConsentSource" ("consentsource_id", "name", "rank", "tooltip", "deleted", "key", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS varchar(255)), CAST($5 AS smallint), CAST($6 AS varchar(255)), CAST($7 AS timestamp), CAST($8 AS integer), CAST($9 AS timestamp), CAST($10 AS integer), CAST($11 AS smallint));

SELECT "r"."consentpurpose_id", "r"."name", "r"."rank", "r"."deleted", "r"."key", "r"."active" FROM {ConsentPurpose} r WHERE 1 = 1 ORDER BY "r"."consentpurpose_id";

SELECT "r"."legalbase_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM {LegalBase} r WHERE 1 = 1 ORDER BY "r"."legalbase_id";

SELECT "r"."consentsource_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM {ConsentSource} r WHERE 1 = 1 ORDER BY "r"."consentsource_id";

SELECT "r"."shipmenttype_id", "r"."name", "r"."rank", "r"."deleted" FROM {ShipmentType} r WHERE 1 = 1 ORDER BY "r"."shipmenttype_id";

-- apply sales-and-service

SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM {person} p;

SELECT MAX(r.person_id) AS last, COUNT(*) AS n FROM (
  SELECT   p.person_id FROM {person} p
  WHERE p.person_id BETWEEN $1 AND $2
  ORDER BY p.person_id LIMIT $3
) r;

SELECT COUNT(*) AS n FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" BETWEEN $1 AND $2   AND "e"."consentPurpose_id" = CAST($3 AS integer);

SELECT COUNT(*) AS n FROM "crm7"."ConsentPerson" e
WHERE "e"."person_id" BETWEEN $1 AND $2   AND "e"."consentPurpose_id" = CAST($3 AS integer) AND NOT (("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0)) AND EXISTS (SELECT 1 FROM (
  SELECT p.person_id, (CAST($4 AS varchar(255)) || CAST($5 AS varchar(8)) || CAST($6 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $7 AND $8 AND 1 = 1) w WHERE "e"."person_id" = "w"."person_id");

INSERT INTO "crm7"."consent_upgrade_old_consent" ("run_id", "step_id", "consent_id", "batch_no", "person_id", "legalbase_id", "consentsource_id", "comment_text", "updated", "updated_associate_id", "updated_count", "new_comment")
SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), "e"."consentperson_id", CAST($3 AS integer), "e"."person_id", "e"."legalBase_id", "e"."consentSource_id", "e"."comment", "e"."updated", "e"."updated_associate_id", "e"."updatedCount", "w"."comment"
FROM "crm7"."ConsentPerson" e
JOIN (
  SELECT p.person_id, (CAST($4 AS varchar(255)) || CAST($5 AS varchar(8)) || CAST($6 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $7 AND $8 AND 1 = 1) w ON "e"."person_id" = "w"."person_id"
WHERE "e"."person_id" BETWEEN $9 AND $10   AND "e"."consentPurpose_id" = CAST($11 AS integer) AND ("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0)
FOR UPDATE OF "e";

UPDATE "crm7"."ConsentPerson" SET "legalBase_id" = CAST($1 AS integer), "consentSource_id" = CAST($2 AS integer), "comment" = (
  SELECT o.new_comment FROM "crm7"."consent_upgrade_old_consent" o WHERE o.run_id = $3 AND o.step_id = $4 AND o.consent_id = "consentperson_id"), "updated" = CAST($5 AS timestamp), "updated_associate_id" = CAST($6 AS integer), "updatedCount" = COALESCE("updatedCount", 0) + 1
WHERE "person_id" BETWEEN $7 AND $8
  AND "consentperson_id" IN (
    SELECT o.consent_id FROM "crm7"."consent_upgrade_old_consent" o
    WHERE o.run_id = $9 AND o.step_id = $10 AND o.batch_no = $11);

INSERT INTO "crm7"."ConsentPerson" ("consentperson_id", "person_id", "consentPurpose_id", "legalBase_id", "consentSource_id", "comment", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id"), "w"."person_id", CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS integer), "w"."comment", CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), 0
FROM (
  SELECT p.person_id, (CAST($9 AS varchar(255)) || CAST($10 AS varchar(8)) || CAST($11 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $12 AND $13 AND 1 = 1) w
WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" = "w"."person_id"   AND "e"."consentPurpose_id" = CAST($14 AS integer));

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 0, 0 FROM (SELECT "consentperson_id" AS record_id FROM "crm7"."ConsentPerson" WHERE "consentperson_id" BETWEEN $6 AND $7) r;

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 0, 0 FROM (SELECT o.consent_id AS record_id FROM "crm7"."consent_upgrade_old_consent" o
WHERE o.run_id = $6 AND o.step_id = $7 AND o.batch_no = $8) r;

-- apply emarketing-from-mailing-history

SELECT COUNT(*) AS n FROM "crm7"."ConsentPerson" e
  WHERE "e"."person_id" BETWEEN $1 AND $2   AND "e"."consentPurpose_id" = CAST($3 AS integer) AND NOT (("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0)) AND EXISTS (SELECT 1 FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($4 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($5 AS varchar(255)) || CAST($6 AS varchar(8)) || CAST($7 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($8 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($9 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($10 AS varchar(255)) || CAST($11 AS varchar(8)) || CAST($12 AS varchar(255)))
ELSE (CAST($13 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($14 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($15 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($16 AS varchar(255)) || CAST($17 AS varchar(8)) || CAST($18 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN $19 AND $20
  AND a.status IN ($21, $22, $23, $24) AND s.status IN ($25, $26, $27, $28)
  AND (m.flags & $29) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($30 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN $31 AND $32 AND (m.flags & $33) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($34 AS timestamp)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $35 AND $36 AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $37 AND c.customer_id IS NOT NULL)) w WHERE "e"."person_id" = "w"."person_id");

INSERT INTO "crm7"."consent_upgrade_old_consent" ("run_id", "step_id", "consent_id", "batch_no", "person_id", "legalbase_id", "consentsource_id", "comment_text", "updated", "updated_associate_id", "updated_count", "new_comment")
  SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), "e"."consentperson_id", CAST($3 AS integer), "e"."person_id", "e"."legalBase_id", "e"."consentSource_id", "e"."comment", "e"."updated", "e"."updated_associate_id", "e"."updatedCount", "w"."comment"
  FROM "crm7"."ConsentPerson" e
  JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($4 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($5 AS varchar(255)) || CAST($6 AS varchar(8)) || CAST($7 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($8 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($9 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($10 AS varchar(255)) || CAST($11 AS varchar(8)) || CAST($12 AS varchar(255)))
ELSE (CAST($13 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($14 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($15 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($16 AS varchar(255)) || CAST($17 AS varchar(8)) || CAST($18 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN $19 AND $20
  AND a.status IN ($21, $22, $23, $24) AND s.status IN ($25, $26, $27, $28)
  AND (m.flags & $29) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($30 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN $31 AND $32 AND (m.flags & $33) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($34 AS timestamp)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $35 AND $36 AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $37 AND c.customer_id IS NOT NULL)) w ON "e"."person_id" = "w"."person_id"
  WHERE "e"."person_id" BETWEEN $38 AND $39   AND "e"."consentPurpose_id" = CAST($40 AS integer) AND ("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0)
  FOR UPDATE OF "e";

INSERT INTO "crm7"."ConsentPerson" ("consentperson_id", "person_id", "consentPurpose_id", "legalBase_id", "consentSource_id", "comment", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
  SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id"), "w"."person_id", CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS integer), "w"."comment", CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), 0
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($9 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($10 AS varchar(255)) || CAST($11 AS varchar(8)) || CAST($12 AS varchar(255)))
WHEN to_char(h.first_sent, 'YYYY-MM-DD') = to_char(h.last_sent, 'YYYY-MM-DD') THEN (CAST($13 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($14 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($15 AS varchar(255)) || CAST($16 AS varchar(8)) || CAST($17 AS varchar(255)))
ELSE (CAST($18 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($19 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($20 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($21 AS varchar(255)) || CAST($22 AS varchar(8)) || CAST($23 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN $24 AND $25
  AND a.status IN ($26, $27, $28, $29) AND s.status IN ($30, $31, $32, $33)
  AND (m.flags & $34) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CAST($35 AS timestamp)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN $36 AND $37 AND (m.flags & $38) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CAST($39 AS timestamp)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $40 AND $41 AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $42 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" = "w"."person_id"   AND "e"."consentPurpose_id" = CAST($43 AS integer));

-- apply no-mailings-to-withdrawn

SELECT COUNT(*) AS n FROM "crm7"."ConsentPerson" e
WHERE "e"."person_id" BETWEEN $1 AND $2   AND "e"."consentPurpose_id" = CAST($3 AS integer) AND NOT ((("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0) OR (NOT ("e"."legalBase_id" = CAST($4 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalBase_id")))) AND EXISTS (SELECT 1 FROM (
  SELECT p.person_id, (CAST($5 AS varchar(255)) || CAST($6 AS varchar(8)) || CAST($7 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $8 AND $9 AND 1 = 1 AND "p"."nomailing" <> 0) w WHERE "e"."person_id" = "w"."person_id");

INSERT INTO "crm7"."consent_upgrade_old_consent" ("run_id", "step_id", "consent_id", "batch_no", "person_id", "legalbase_id", "consentsource_id", "comment_text", "updated", "updated_associate_id", "updated_count", "new_comment")
SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), "e"."consentperson_id", CAST($3 AS integer), "e"."person_id", "e"."legalBase_id", "e"."consentSource_id", "e"."comment", "e"."updated", "e"."updated_associate_id", "e"."updatedCount", "w"."comment"
FROM "crm7"."ConsentPerson" e
JOIN (
  SELECT p.person_id, (CAST($4 AS varchar(255)) || CAST($5 AS varchar(8)) || CAST($6 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $7 AND $8 AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
WHERE "e"."person_id" BETWEEN $9 AND $10   AND "e"."consentPurpose_id" = CAST($11 AS integer) AND (("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0) OR (NOT ("e"."legalBase_id" = CAST($12 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalBase_id")))
FOR UPDATE OF "e";

INSERT INTO "crm7"."ConsentPerson" ("consentperson_id", "person_id", "consentPurpose_id", "legalBase_id", "consentSource_id", "comment", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id"), "w"."person_id", CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS integer), "w"."comment", CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), 0
FROM (
  SELECT p.person_id, (CAST($9 AS varchar(255)) || CAST($10 AS varchar(8)) || CAST($11 AS varchar(255))) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $12 AND $13 AND 1 = 1 AND "p"."nomailing" <> 0) w
WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" = "w"."person_id"   AND "e"."consentPurpose_id" = CAST($14 AS integer));

-- apply subscription-types

INSERT INTO "crm7"."ShipmentType" ("ShipmentType_id", "name", "tooltip", "rank", "deleted", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS varchar(255)), CAST($4 AS smallint), CAST($5 AS smallint), CAST($6 AS timestamp), CAST($7 AS integer), CAST($8 AS timestamp), CAST($9 AS integer), CAST($10 AS smallint));

-- apply template-links

SELECT COUNT(*) AS n FROM {s_message} m WHERE (lower(COALESCE("m"."html_message", '')) ~ $1 OR lower(COALESCE("m"."plain_message", '')) ~ $2 OR lower(COALESCE("m"."design", '')) ~ $3);

SELECT COUNT(*) AS n FROM {s_messageblock} m WHERE (lower(COALESCE("m"."block", '')) ~ $1);

SELECT COUNT(*) AS n FROM {s_link} m WHERE (lower(COALESCE("m"."url", '')) ~ $1);

SELECT "updated" AS at, "updated_associate_id" AS associate, "updatedCount" AS n
FROM "crm7"."s_message" WHERE "id" = $1;

UPDATE "crm7"."s_message" SET "html_message" = CAST($1 AS text), "updated" = CAST($2 AS timestamp), "updated_associate_id" = CAST($3 AS integer), "updatedCount" = COALESCE("updatedCount", 0) + 1 WHERE "id" = $4 AND "html_message" COLLATE "C" = CAST($5 AS text);

INSERT INTO "crm7"."consent_upgrade_old_text" ("run_id", "table_name", "row_id", "column_name", "step_id", "batch_no", "old_text", "new_hash", "updated", "updated_associate_id", "updated_count")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(128)), CAST($3 AS integer), CAST($4 AS varchar(128)), CAST($5 AS varchar(64)), CAST($6 AS integer), CAST($7 AS text), CAST($8 AS varchar(64)), CAST($9 AS timestamp), CAST($10 AS integer), CAST($11 AS smallint));

UPDATE "crm7"."consent_upgrade_step" SET "attention" = CAST($1 AS text) WHERE 1 = 1 AND "run_id" = $2 AND "step_id" = $3;

UPDATE "crm7"."consent_upgrade_batch" SET "inserted" = CAST($1 AS bigint), "updated" = CAST($2 AS bigint), "deleted" = CAST($3 AS bigint), "kept" = CAST($4 AS bigint) WHERE 1 = 1 AND "run_id" = $5 AND "step_id" = $6 AND "batch_no" = $7;

-- apply interests-to-subscriptions

SELECT COUNT(*) AS n FROM "crm7"."ShipmentTypeReservation" e WHERE "e"."person_id" BETWEEN $1 AND $2;

SELECT COUNT(*) AS n FROM "crm7"."ShipmentTypeReservation" e
  WHERE "e"."person_id" BETWEEN $1 AND $2   AND 1 = 1 AND EXISTS (SELECT 1 FROM (
          SELECT c.person_id, CAST($3 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($4 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $5 AND $6 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($7 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($8 AS integer))) UNION ALL
          SELECT c.person_id, CAST($9 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($10 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $11 AND $12 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($13 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($14 AS integer)))) w WHERE "e"."person_id" = "w"."person_id" AND "e"."ShipmentType_id" = "w"."shipmenttype_id");

INSERT INTO "crm7"."ShipmentTypeReservation" ("ShipmentTypeReservation_id", "person_id", "ShipmentType_id", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
  SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id", "w"."shipmenttype_id"), "w"."person_id", "w"."shipmenttype_id", CAST($2 AS timestamp), CAST($3 AS integer), CAST($4 AS timestamp), CAST($5 AS integer), 0
  FROM (
          SELECT c.person_id, CAST($6 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($7 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $8 AND $9 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($10 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($11 AS integer))) UNION ALL
          SELECT c.person_id, CAST($12 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($13 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $14 AND $15 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($16 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($17 AS integer)))) w
  WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ShipmentTypeReservation" e WHERE "e"."person_id" = "w"."person_id" AND "e"."ShipmentType_id" = "w"."shipmenttype_id"  );

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 0, 0 FROM (SELECT "ShipmentTypeReservation_id" AS record_id FROM "crm7"."ShipmentTypeReservation" WHERE "ShipmentTypeReservation_id" BETWEEN $6 AND $7) r;

-- apply emarketing-privacy

SELECT "updated" AS at, "updated_associate_id" AS associate, "updatedCount" AS n
FROM "crm7"."UserPreference" WHERE "userpreference_id" = $1;

UPDATE "crm7"."UserPreference" SET "prefvalue" = CAST($1 AS varchar(2046)),
  "updated" = CAST($2 AS timestamp),
  "updated_associate_id" = CAST($3 AS integer),
  "updatedCount" = COALESCE("updatedCount", 0) + 1
WHERE "userpreference_id" = $4;

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM {ConsentPerson} c) g
GROUP BY g.purpose, g.basis;
