-- plan consent-schema

SELECT "id" AS id, "TableNumber" AS number FROM "crm7"."sequence"
WHERE LOWER(BTRIM("TableName")) COLLATE "C" = $1;

-- apply consent-schema

SELECT "run_id", "kind", "table_name", "object_name", "status", "position", "table_number"
FROM "crm7"."consent_upgrade_object" WHERE 1 = 1
ORDER BY "run_id", "kind", "table_name", "object_name";

INSERT INTO "crm7"."consent_upgrade_object" ("run_id", "kind", "table_name", "object_name", "status", "position", "table_number")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(20)), CAST($3 AS varchar(128)), CAST($4 AS varchar(128)), CAST($5 AS varchar(20)), CAST($6 AS integer), CAST($7 AS integer));

create table "crm7"."ConsentPurpose" ("consentpurpose_id" integer not null, "name" varchar(4000) null, "rank" smallint null, "deleted" smallint null, "key" varchar(255) null, "active" smallint null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, "tooltip" varchar(4000) null, "consentText" varchar(4000) null, "formText" text null, "privacyStatementDesc" varchar(4000) null, "privacyStatementUrl" varchar(4000) null, constraint "pk_consentpurpose" primary key ("consentpurpose_id"));

UPDATE "crm7"."consent_upgrade_object" SET "status" = CAST($1 AS varchar(20)) WHERE 1 = 1 AND "run_id" = $2 AND "kind" = $3 AND "table_name" = $4 AND "object_name" = $5;

CREATE UNIQUE INDEX "ix_consentpurpose_key" ON "crm7"."ConsentPurpose" ("key");

create table "crm7"."LegalBase" ("legalbase_id" integer not null, "name" varchar(4000) not null, "rank" smallint null, "deleted" smallint null, "key" varchar(255) null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, "tooltip" varchar(4000) null, constraint "pk_legalbase" primary key ("legalbase_id"));

CREATE UNIQUE INDEX "ix_legalbase_key" ON "crm7"."LegalBase" ("key");

create table "crm7"."ConsentSource" ("consentsource_id" integer not null, "name" varchar(4000) not null, "rank" smallint null, "deleted" smallint null, "key" varchar(255) null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, "tooltip" varchar(4000) null, "mailTemplate_id" integer null, constraint "pk_consentsource" primary key ("consentsource_id"));

CREATE UNIQUE INDEX "ix_consentsource_key" ON "crm7"."ConsentSource" ("key");

create table "crm7"."ConsentPerson" ("consentperson_id" integer not null, "person_id" integer null, "consentPurpose_id" integer null, "legalBase_id" integer null, "consentSource_id" integer null, "comment" varchar(255) null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, constraint "pk_consentperson" primary key ("consentperson_id"));

CREATE INDEX "ix_consentperson_legalbase_id" ON "crm7"."ConsentPerson" ("legalBase_id");

CREATE INDEX "ix_consentperson_consentsource_id" ON "crm7"."ConsentPerson" ("consentSource_id");

CREATE UNIQUE INDEX "ix_consentperson_person_id_consentpurpose_id" ON "crm7"."ConsentPerson" ("person_id", "consentPurpose_id");

create table "crm7"."ShipmentType" ("ShipmentType_id" integer not null, "name" varchar(4000) not null, "rank" smallint null, "deleted" smallint null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, "tooltip" varchar(4000) null, constraint "pk_shipmenttype" primary key ("ShipmentType_id"));

create table "crm7"."ShipmentTypeReservation" ("ShipmentTypeReservation_id" integer not null, "person_id" integer not null, "ShipmentType_id" integer not null, "registered" timestamp not null, "registered_associate_id" integer not null, "updated" timestamp not null, "updated_associate_id" integer not null, "updatedCount" smallint not null, constraint "pk_shipmenttypereservation" primary key ("ShipmentTypeReservation_id"));

CREATE INDEX "ix_shipmenttypereservation_person_id" ON "crm7"."ShipmentTypeReservation" ("person_id");

CREATE INDEX "ix_shipmenttypereservation_shipmenttype_id_person_id" ON "crm7"."ShipmentTypeReservation" ("ShipmentType_id", "person_id");

alter table "crm7"."s_shipment" add column "shipmenttype_id" integer null;

UPDATE "crm7"."consent_upgrade_step" SET "status" = CAST($1 AS varchar(20)), "finished_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp), "counts" = CAST($2 AS text), "attention" = CAST($3 AS text), "duration_ms" = CAST($4 AS bigint) WHERE 1 = 1 AND "run_id" = $5 AND "step_id" = $6;

SELECT   t.person_id FROM "crm7"."consent_upgrade_history" t LIMIT $1;

UPDATE "crm7"."consent_upgrade_run" SET "status" = CAST($1 AS varchar(20)), "heartbeat_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp), "finished_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp) WHERE 1 = 1 AND "run_id" = $2 AND "owner_token" = $3;

SELECT "r"."consentpurpose_id", "r"."name", "r"."rank", "r"."deleted", "r"."key", "r"."active" FROM (SELECT CAST(NULL AS integer) AS "consentpurpose_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS smallint) AS "active", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount", CAST(NULL AS varchar(4000)) AS "tooltip", CAST(NULL AS varchar(4000)) AS "consenttext", CAST(NULL AS text) AS "formtext", CAST(NULL AS varchar(4000)) AS "privacystatementdesc", CAST(NULL AS varchar(4000)) AS "privacystatementurl"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."consentpurpose_id";

SELECT "r"."legalbase_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM (SELECT CAST(NULL AS integer) AS "legalbase_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount", CAST(NULL AS varchar(4000)) AS "tooltip"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."legalbase_id";

SELECT "r"."consentsource_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM (SELECT CAST(NULL AS integer) AS "consentsource_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS varchar(255)) AS "key", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount", CAST(NULL AS varchar(4000)) AS "tooltip", CAST(NULL AS integer) AS "mailtemplate_id"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."consentsource_id";

SELECT "r"."shipmenttype_id", "r"."name", "r"."rank", "r"."deleted" FROM (SELECT CAST(NULL AS integer) AS "shipmenttype_id", CAST(NULL AS varchar(4000)) AS "name", CAST(NULL AS smallint) AS "rank", CAST(NULL AS smallint) AS "deleted", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount", CAST(NULL AS varchar(4000)) AS "tooltip"   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY "r"."shipmenttype_id";

SELECT "r"."persint_id", "r"."name", "r"."deleted" FROM {PersInt} r WHERE 1 = 1 ORDER BY "r"."persint_id";

SELECT "r"."userpreference_id", "r"."deflevel", "r"."maxlevel", "r"."owner_id", "r"."prefsection", "r"."prefkey", "r"."prefvalue" FROM {UserPreference} r WHERE LOWER(BTRIM(r.prefsection)) COLLATE "C" = $1
AND LOWER(BTRIM(r.prefkey)) COLLATE "C" = $2 AND r.deflevel = $3 ORDER BY "r"."userpreference_id";

SELECT MIN(c.language) AS language FROM {config} c WHERE c.language <> '';

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM (SELECT CAST(NULL AS integer) AS "consentperson_id", CAST(NULL AS integer) AS "person_id", CAST(NULL AS integer) AS "consentpurpose_id", CAST(NULL AS integer) AS "legalbase_id", CAST(NULL AS integer) AS "consentsource_id", CAST(NULL AS varchar(255)) AS "comment", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) c) g
GROUP BY g.purpose, g.basis;

SELECT g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing, COUNT(*) AS n
FROM (
  SELECT k.blocked, k.addressed, k.flagged, k.excluded, k.mask,
CASE WHEN c.legalbase_id IS NULL OR c.legalbase_id = 0 THEN 'none'
     WHEN c.legalbase_id = CAST($1 AS integer) THEN 'withdrawn'
     ELSE 'given' END AS standing
  FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       CAST($2 AS bigint) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST($3 AS timestamp))
  AND (p.retired IS NULL OR p.retired = 0)) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT CAST(NULL AS integer) AS "consentperson_id", CAST(NULL AS integer) AS "person_id", CAST(NULL AS integer) AS "consentpurpose_id", CAST(NULL AS integer) AS "legalbase_id", CAST(NULL AS integer) AS "consentsource_id", CAST(NULL AS varchar(255)) AS "comment", CAST(NULL AS timestamp) AS "registered", CAST(NULL AS integer) AS "registered_associate_id", CAST(NULL AS timestamp) AS "updated", CAST(NULL AS integer) AS "updated_associate_id", CAST(NULL AS smallint) AS "updatedcount"   WHERE 1 = 0) s WHERE s.consentpurpose_id = CAST($4 AS integer)) c ON c.person_id = k.person_id
) g
GROUP BY g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing;

-- plan sales-and-service

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, CAST(NULL AS bigint) AS mask, CAST(NULL AS integer) AS own_id
    FROM (
    SELECT p.person_id, CAST($1 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND 1 = 1) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($2 AS integer)) e ON "e"."person_id" = "w"."person_id"
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r;

SELECT   r.id FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r ORDER BY r.id LIMIT $1;

-- plan emarketing-from-mailing-history

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, CAST(NULL AS integer) AS own_id
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($1 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($2 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($3 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($4 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($5 AS varchar(255)))
ELSE (CAST($6 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($7 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($8 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($9 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($10 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($11 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($12, $13, $14, $15) AND (m.flags & $16) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($17, $18, $19, $20) AND COALESCE(CASE WHEN a.sending_time > CAST($21 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($22 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($23 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($24 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $25) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($26 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($27 AS timestamp) THEN s.start_date END) >= CAST($28 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $29 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $30 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($31 AS integer)) e ON "e"."person_id" = "w"."person_id" LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST($32 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST($33 AS integer) THEN CAST($34 AS bigint) WHEN CAST($35 AS integer) THEN CAST($36 AS bigint) ELSE CAST($37 AS bigint) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST($38 AS timestamp))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $1 AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> $2
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)) r;

SELECT   r.id FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = $1 AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> $2
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)) r ORDER BY r.id LIMIT $3;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = $1
  UNION
  SELECT e.person_id
  FROM {s_link_customer_statical} c
  JOIN {Email} e ON LOWER(BTRIM(e.email_address)) COLLATE "C" = LOWER(BTRIM(c.email)) COLLATE "C"
  WHERE c.link_type = $2 AND c.email <> ''
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> $3
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)) r;

SELECT   r.id FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = $1
  UNION
  SELECT e.person_id
  FROM {s_link_customer_statical} c
  JOIN {Email} e ON LOWER(BTRIM(e.email_address)) COLLATE "C" = LOWER(BTRIM(c.email)) COLLATE "C"
  WHERE c.link_type = $2 AND c.email <> ''
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> $3
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL)) r ORDER BY r.id LIMIT $4;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND "p"."blockemarketing" <> 0) r;

SELECT   r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND "p"."blockemarketing" <> 0) r ORDER BY r.id LIMIT $1;

SELECT COUNT(*) AS n FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> $1
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN ($2, $3, $4, $5)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN ($6, $7, $8, $9)) r;

SELECT   r.id FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> $1
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN ($2, $3, $4, $5)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN ($6, $7, $8, $9)) r ORDER BY r.id LIMIT $10;

SELECT COUNT(*) AS n FROM (
    SELECT DISTINCT own.person_id AS id
    FROM {Email} own
    JOIN (
      SELECT LOWER(BTRIM("e"."email_address")) COLLATE "C" AS address, e.person_id
      FROM {Email} e JOIN {person} p ON p.person_id = e.person_id
      WHERE "p"."nomailing" <> 0 AND RTRIM(e.email_address) <> ''
      UNION
      SELECT LOWER(BTRIM("e"."email_address")) COLLATE "C", e.person_id
      FROM {Email} e JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($1 AS integer)) c ON c.person_id = e.person_id
      WHERE c.legalbase_id = CAST($2 AS integer) AND RTRIM(e.email_address) <> ''
    ) other ON other.address = LOWER(BTRIM("own"."email_address")) COLLATE "C" AND other.person_id <> own.person_id
    JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($3 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($4 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($5 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($6 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($7 AS varchar(255)))
ELSE (CAST($8 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($9 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($10 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($11 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($12 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($13 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($14, $15, $16, $17) AND (m.flags & $18) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($19, $20, $21, $22) AND COALESCE(CASE WHEN a.sending_time > CAST($23 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($24 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($25 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($26 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $27) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($28 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($29 AS timestamp) THEN s.start_date END) >= CAST($30 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $31 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $32 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON w.person_id = own.person_id
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($33 AS integer)) c
      WHERE c.person_id = own.person_id AND c.legalbase_id <> 0)) r;

-- plan no-mailings-to-withdrawn

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($1 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, CAST(NULL AS integer) AS own_id
    FROM (
    SELECT p.person_id, CAST($2 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($3 AS integer)) e ON "e"."person_id" = "w"."person_id" LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST($4 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST($5 AS integer) THEN CAST($6 AS bigint) WHEN CAST($7 AS integer) THEN CAST($8 AS bigint) ELSE CAST($9 AS bigint) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST($10 AS timestamp))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

SELECT COUNT(*) AS n FROM (
  SELECT   c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT "consentperson_id" AS "consentperson_id", "person_id" AS "person_id", "consentPurpose_id" AS "consentpurpose_id", "legalBase_id" AS "legalbase_id", "consentSource_id" AS "consentsource_id", "comment" AS "comment", "registered" AS "registered", "registered_associate_id" AS "registered_associate_id", "updated" AS "updated", "updated_associate_id" AS "updated_associate_id", "updatedCount" AS "updatedcount" FROM "crm7"."ConsentPerson"  ) s WHERE s.consentpurpose_id = CAST($1 AS integer)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST($2 AS integer))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r;

SELECT   r.id FROM (
  SELECT   c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT "consentperson_id" AS "consentperson_id", "person_id" AS "person_id", "consentPurpose_id" AS "consentpurpose_id", "legalBase_id" AS "legalbase_id", "consentSource_id" AS "consentsource_id", "comment" AS "comment", "registered" AS "registered", "registered_associate_id" AS "registered_associate_id", "updated" AS "updated", "updated_associate_id" AS "updated_associate_id", "updatedCount" AS "updatedcount" FROM "crm7"."ConsentPerson"  ) s WHERE s.consentpurpose_id = CAST($1 AS integer)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST($2 AS integer))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r ORDER BY r.id LIMIT $3;

-- plan template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (1 = 0);

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."html_message"), 0) + COALESCE(octet_length("m"."design"), 0) AS bytes
FROM {s_message} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

SELECT   "m"."s_messageblock_id" AS id, COALESCE(octet_length("m"."block"), 0) AS bytes
FROM {s_messageblock} m WHERE "m"."s_messageblock_id" > $1 ORDER BY "m"."s_messageblock_id" LIMIT $2;

SELECT TABLE_NAME AS "owner", COLUMN_NAME AS "name",
  CHARACTER_MAXIMUM_LENGTH AS "longest", current_setting('server_encoding') AS "characters"
FROM INFORMATION_SCHEMA.COLUMNS
WHERE TABLE_SCHEMA = $1 AND LOWER(BTRIM(TABLE_NAME)) COLLATE "C" IN ($2, $3, $4)
  AND DATA_TYPE IN ('varchar', 'nvarchar', 'char', 'nchar', 'text', 'ntext', 'tinytext', 'mediumtext', 'longtext', 'character varying', 'character');

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."body_plain"), 0) + COALESCE(octet_length("m"."body_html"), 0) + COALESCE(octet_length("m"."headers"), 0) AS bytes
FROM {reply_template_body} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

SELECT   "m"."form_id" AS id, COALESCE(octet_length("m"."config"), 0) AS bytes
FROM {form} m WHERE "m"."form_id" > $1 ORDER BY "m"."form_id" LIMIT $2;

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."body"), 0) AS bytes
FROM {ejscript} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."ejscript_body"), 0) AS bytes
FROM {screen_definition_action} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

SELECT   "m"."quick_reply_id" AS id, COALESCE(octet_length("m"."html_body"), 0) AS bytes
FROM {quick_reply} m WHERE "m"."quick_reply_id" > $1 ORDER BY "m"."quick_reply_id" LIMIT $2;

SELECT COUNT(*) AS n FROM {s_link} m WHERE COALESCE("m"."remove_from_selection", 0) > 0 OR COALESCE("m"."remove_contact_interest", 0) > 0 OR COALESCE("m"."remove_person_interest", 0) > 0 OR COALESCE("m"."remove_contact_selection", 0) > 0;

SELECT   m.id AS id, "m"."remove_from_selection" AS "remove_from_selection", "m"."remove_contact_interest" AS "remove_contact_interest", "m"."remove_person_interest" AS "remove_person_interest", "m"."remove_contact_selection" AS "remove_contact_selection" FROM {s_link} m
WHERE COALESCE("m"."remove_from_selection", 0) > 0 OR COALESCE("m"."remove_contact_interest", 0) > 0 OR COALESCE("m"."remove_person_interest", 0) > 0 OR COALESCE("m"."remove_contact_selection", 0) > 0 ORDER BY m.id LIMIT $1;

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."html_message"), 0) + COALESCE(octet_length("m"."plain_message"), 0) + COALESCE(octet_length("m"."design"), 0) + COALESCE(octet_length("m"."header_field"), 0) AS bytes
FROM {s_message} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

SELECT w.id AS id, "w"."designtype" AS "designtype", "w"."email" AS "email", "w"."sent" AS "sent", CASE WHEN w.travels_anyway = 1 OR ("w"."html_message" COLLATE "C" LIKE $1 OR "w"."html_message" COLLATE "C" ~* $2) OR ("w"."plain_message" COLLATE "C" LIKE $3 OR "w"."plain_message" COLLATE "C" ~* $4) OR ("w"."design" COLLATE "C" LIKE $5 OR "w"."design" COLLATE "C" ~* $6) OR ("w"."header_field" COLLATE "C" LIKE $7 OR "w"."header_field" COLLATE "C" ~* $8) THEN 1 ELSE 0 END AS travels
  FROM (
    SELECT   "m"."id" AS "id", 0 AS "travels_anyway", COALESCE("m"."html_message", '') AS "html_message", COALESCE("m"."plain_message", '') AS "plain_message", COALESCE("m"."design", '') AS "design", COALESCE("m"."header_field", '') AS "header_field", m.designtype AS "designtype", CASE WHEN (COALESCE(m.flags, 0) & $9) <> 0 THEN 1 ELSE 0 END AS "email", CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN ($10, $11, $12, $13)) THEN 1 ELSE 0 END AS "sent" FROM {s_message} m
    WHERE "m"."id" > $14 AND "m"."id" <= $15 ORDER BY "m"."id" LIMIT $16) w
  ORDER BY w.id;

SELECT "m"."id" AS "id", "m"."html_message" AS "html_message", "m"."plain_message" AS "plain_message", "m"."design" AS "design", "m"."header_field" AS "header_field", m.designtype AS "designtype", CASE WHEN (COALESCE(m.flags, 0) & $1) <> 0 THEN 1 ELSE 0 END AS "email", CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN ($2, $3, $4, $5)) THEN 1 ELSE 0 END AS "sent", m.description AS "description" FROM {s_message} m WHERE "m"."id" IN ($6);

SELECT   "m"."id" AS id, COALESCE(octet_length("m"."url"), 0) + COALESCE(octet_length("m"."template_text"), 0) AS bytes
FROM {s_link} m WHERE "m"."id" > $1 ORDER BY "m"."id" LIMIT $2;

-- plan interests-to-subscriptions

SELECT fate, old_basis, mask, own_id, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, k.mask AS mask, "w"."shipmenttype_id" AS own_id
    FROM (
          SELECT c.person_id, CAST($1 AS integer) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($2 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN CAST($3 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($4 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($5 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($6 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($7 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($8 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($9 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($10 AS varchar(255)))
ELSE (CAST($11 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($12 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($13 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($14 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($15 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($16 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($17, $18, $19, $20) AND (m.flags & $21) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($22, $23, $24, $25) AND COALESCE(CASE WHEN a.sending_time > CAST($26 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($27 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($28 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($29 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $30) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($31 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($32 AS timestamp) THEN s.start_date END) >= CAST($33 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $34 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $35 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($36 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($37 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($38 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($39 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($40 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($41 AS varchar(255)))
ELSE (CAST($42 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($43 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($44 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($45 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($46 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($47 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($48, $49, $50, $51) AND (m.flags & $52) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($53, $54, $55, $56) AND COALESCE(CASE WHEN a.sending_time > CAST($57 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($58 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($59 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($60 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $61) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($62 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($63 AS timestamp) THEN s.start_date END) >= CAST($64 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $65 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $66 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($67 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e LEFT JOIN (
    SELECT p.person_id, CAST($68 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($69 AS integer)
  FROM (
    SELECT p.person_id, CAST($70 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($71 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($72 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($73 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($74 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($75 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($76 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($77 AS varchar(255)))
ELSE (CAST($78 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($79 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($80 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($81 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($82 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($83 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($84, $85, $86, $87) AND (m.flags & $88) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($89, $90, $91, $92) AND COALESCE(CASE WHEN a.sending_time > CAST($93 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($94 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($95 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($96 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $97) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($98 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($99 AS timestamp) THEN s.start_date END) >= CAST($100 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $101 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $102 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($103 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($104 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($105 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($106 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($107 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($108 AS varchar(255)))
ELSE (CAST($109 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($110 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($111 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($112 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($113 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($114 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($115, $116, $117, $118) AND (m.flags & $119) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($120, $121, $122, $123) AND COALESCE(CASE WHEN a.sending_time > CAST($124 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($125 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($126 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($127 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $128) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($129 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($130 AS timestamp) THEN s.start_date END) >= CAST($131 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $132 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $133 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($134 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e WHERE "e"."person_id" = "w"."person_id")) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($135 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($136 AS integer))) UNION ALL
          SELECT c.person_id, CAST($137 AS integer) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) OR (NOT ("e"."legalbase_id" = CAST($138 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalbase_id"))) THEN CAST($139 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($140 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($141 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($142 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($143 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($144 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($145 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($146 AS varchar(255)))
ELSE (CAST($147 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($148 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($149 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($150 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($151 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($152 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($153, $154, $155, $156) AND (m.flags & $157) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($158, $159, $160, $161) AND COALESCE(CASE WHEN a.sending_time > CAST($162 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($163 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($164 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($165 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $166) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($167 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($168 AS timestamp) THEN s.start_date END) >= CAST($169 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $170 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $171 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($172 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($173 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($174 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($175 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($176 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($177 AS varchar(255)))
ELSE (CAST($178 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($179 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($180 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($181 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($182 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($183 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($184, $185, $186, $187) AND (m.flags & $188) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($189, $190, $191, $192) AND COALESCE(CASE WHEN a.sending_time > CAST($193 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($194 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($195 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($196 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $197) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($198 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($199 AS timestamp) THEN s.start_date END) >= CAST($200 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $201 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $202 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($203 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e LEFT JOIN (
    SELECT p.person_id, CAST($204 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($205 AS integer)
  FROM (
    SELECT p.person_id, CAST($206 AS varchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND "p"."nomailing" <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ("e"."legalbase_id" IS NULL OR "e"."legalbase_id" = 0) THEN CAST($207 AS integer) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($208 AS integer)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($209 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($210 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($211 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($212 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($213 AS varchar(255)))
ELSE (CAST($214 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($215 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($216 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($217 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($218 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($219 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($220, $221, $222, $223) AND (m.flags & $224) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($225, $226, $227, $228) AND COALESCE(CASE WHEN a.sending_time > CAST($229 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($230 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($231 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($232 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $233) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($234 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($235 AS timestamp) THEN s.start_date END) >= CAST($236 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $237 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $238 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON "e"."person_id" = "w"."person_id"
  UNION ALL
  SELECT CAST(NULL AS integer), w.person_id, CAST($239 AS integer)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($240 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($241 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($242 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($243 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($244 AS varchar(255)))
ELSE (CAST($245 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($246 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($247 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($248 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CAST(NULL AS timestamp) AS first_sent, CAST(NULL AS timestamp) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($249 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($250 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($251, $252, $253, $254) AND (m.flags & $255) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($256, $257, $258, $259) AND COALESCE(CASE WHEN a.sending_time > CAST($260 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($261 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($262 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($263 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $264) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($265 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($266 AS timestamp) THEN s.start_date END) >= CAST($267 AS timestamp)) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $268 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND p.person_id <> $269 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($270 AS integer)) e WHERE "e"."person_id" = "w"."person_id")) e WHERE "e"."person_id" = "w"."person_id")) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($271 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($272 AS integer)))) w
    LEFT JOIN (SELECT s.shipmenttypereservation_id AS id, s.person_id, CAST(NULL AS integer) AS legalbase_id, s."shipmenttype_id"
         FROM {ShipmentTypeReservation} s) e ON "e"."person_id" = "w"."person_id" AND "e"."shipmenttype_id" = "w"."shipmenttype_id" LEFT JOIN (SELECT k.person_id, k.mask FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST($273 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST($274 AS integer) THEN CAST($275 AS bigint) WHEN CAST($276 AS integer) THEN CAST($277 AS bigint) ELSE CAST($278 AS bigint) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST($279 AS timestamp))
  AND (p.retired IS NULL OR p.retired = 0)) k WHERE k.blocked = 0 AND k.addressed = 1) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id;

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

UPDATE "crm7"."sequence" SET "next_id" = "next_id" + CAST($1 AS integer) WHERE "id" = $2 AND "next_id" <= $3;

SELECT "next_id" AS next_id FROM "crm7"."sequence" WHERE "id" = $1;

INSERT INTO "crm7"."consent_upgrade_reservation" ("table_name", "first_id", "last_id", "run_id", "step_id", "batch_no", "reserved_at")
VALUES (CAST($1 AS varchar(128)), CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS varchar(36)), CAST($5 AS varchar(64)), CAST($6 AS integer), CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp));

SELECT to_char(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS') AS utc, to_char(date_trunc('second', clock_timestamp() AT TIME ZONE current_setting('consent_upgrade.local_zone')), 'YYYY-MM-DD HH24:MI:SS') AS local;

INSERT INTO "crm7"."consent_upgrade_batch" ("run_id", "step_id", "batch_no", "table_name", "first_key", "last_key", "records", "first_id", "last_id", "inserted", "updated", "deleted", "kept", "written_at", "undone_at")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), CAST($3 AS integer), CAST($4 AS varchar(128)), CAST($5 AS integer), CAST($6 AS integer), CAST($7 AS bigint), CAST($8 AS integer), CAST($9 AS integer), CAST($10 AS bigint), CAST($11 AS bigint), CAST($12 AS bigint), CAST($13 AS bigint), CAST($14 AS timestamp), CAST($15 AS timestamp));

UPDATE "crm7"."consent_upgrade_run" SET "heartbeat_at" = CAST(date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC') AS timestamp) WHERE 1 = 1 AND "run_id" = $1 AND "owner_token" = $2;

INSERT INTO "crm7"."ConsentPurpose" ("consentpurpose_id", "name", "rank", "deleted", "key", "active", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount", "tooltip", "consentText", "formText", "privacyStatementDesc", "privacyStatementUrl")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS smallint), CAST($5 AS varchar(255)), CAST($6 AS smallint), CAST($7 AS timestamp), CAST($8 AS integer), CAST($9 AS timestamp), CAST($10 AS integer), CAST($11 AS smallint), CAST($12 AS varchar(4000)), CAST($13 AS varchar(4000)), CAST($14 AS text), CAST($15 AS varchar(4000)), CAST($16 AS varchar(4000)));

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 2, 0 FROM (SELECT CAST($6 AS integer) AS record_id  ) r;

UPDATE "crm7"."consent_upgrade_batch" SET "inserted" = CAST($1 AS bigint), "updated" = CAST($2 AS bigint), "deleted" = CAST($3 AS bigint), "kept" = CAST($4 AS bigint), "last_id" = CAST($5 AS integer) WHERE 1 = 1 AND "run_id" = $6 AND "step_id" = $7 AND "batch_no" = $8;

INSERT INTO "crm7"."LegalBase" ("legalbase_id", "name", "rank", "deleted", "key", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount", "tooltip")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS smallint), CAST($5 AS varchar(255)), CAST($6 AS timestamp), CAST($7 AS integer), CAST($8 AS timestamp), CAST($9 AS integer), CAST($10 AS smallint), CAST($11 AS varchar(4000)));

INSERT INTO "crm7"."ConsentSource" ("consentsource_id", "name", "rank", "deleted", "key", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount", "tooltip")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS smallint), CAST($5 AS varchar(255)), CAST($6 AS timestamp), CAST($7 AS integer), CAST($8 AS timestamp), CAST($9 AS integer), CAST($10 AS smallint), CAST($11 AS varchar(4000)));

SELECT "r"."consentpurpose_id", "r"."name", "r"."rank", "r"."deleted", "r"."key", "r"."active" FROM {ConsentPurpose} r WHERE 1 = 1 ORDER BY "r"."consentpurpose_id";

SELECT "r"."legalbase_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM {LegalBase} r WHERE 1 = 1 ORDER BY "r"."legalbase_id";

SELECT "r"."consentsource_id", "r"."name", "r"."rank", "r"."deleted", "r"."key" FROM {ConsentSource} r WHERE 1 = 1 ORDER BY "r"."consentsource_id";

SELECT "r"."shipmenttype_id", "r"."name", "r"."rank", "r"."deleted" FROM {ShipmentType} r WHERE 1 = 1 ORDER BY "r"."shipmenttype_id";

-- apply sales-and-service

SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM {person} p;

SELECT p.person_id AS last FROM {person} p
WHERE p.person_id BETWEEN $1 AND $2 ORDER BY p.person_id LIMIT 1 OFFSET $3;

SELECT MAX(p.person_id) AS last, COUNT(*) AS n FROM {person} p WHERE p.person_id BETWEEN $1 AND $2;

SELECT   "e"."person_id" FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" BETWEEN $1 AND $2   AND "e"."consentPurpose_id" = CAST($3 AS integer) ORDER BY "e"."person_id" LIMIT $4;

INSERT INTO "crm7"."ConsentPerson" ("consentperson_id", "person_id", "consentPurpose_id", "legalBase_id", "consentSource_id", "comment", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id"), "w"."person_id", CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS integer), "w"."comment", CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), 0
FROM (
  SELECT p.person_id, CAST($9 AS varchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $10 AND $11 AND 1 = 1 AND 1 = 1) w;

SELECT COUNT(*) AS n, MAX("consentperson_id") AS last FROM "crm7"."ConsentPerson" WHERE "consentperson_id" > $1 AND "consentperson_id" <= $2;

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 2, 0 FROM (SELECT "consentperson_id" AS record_id FROM "crm7"."ConsentPerson" WHERE "consentperson_id" BETWEEN $6 AND $7) r;

SELECT c.relname AS "table", t.tgname AS name
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname IN ($2) AND NOT t.tgisinternal AND t.tgenabled <> 'D'
UNION ALL
SELECT c.relname, r.rulename
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $3 AND c.relname IN ($4) AND r.ev_type <> '1' AND r.ev_enabled <> 'D'
ORDER BY 1, 2;

-- apply emarketing-from-mailing-history

INSERT INTO "crm7"."consent_upgrade_history" (person_id, first_sent, last_sent, mailings)
    SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (
SELECT g.person_id, g.first_sent, g.last_sent, g.mailings
FROM (
  SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
         COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
  FROM (
SELECT   a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CAST($1 AS timestamp) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CAST($2 AS timestamp) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN ($3, $4, $5, $6) AND (m.flags & $7) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN ($8, $9, $10, $11) AND COALESCE(CASE WHEN a.sending_time > CAST($12 AS timestamp) THEN a.sending_time END, s.start_date) >= CAST($13 AS timestamp)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CAST($14 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($15 AS timestamp) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & $16) <> 0 AND COALESCE(CASE WHEN l.when_sent > CAST($17 AS timestamp) THEN l.when_sent END, CASE WHEN s.start_date > CAST($18 AS timestamp) THEN s.start_date END) >= CAST($19 AS timestamp)) h
  GROUP BY h.person_id
) g
WHERE g.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = $20 AND c.customer_id IS NOT NULL)) h;

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT   CASE WHEN ("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0) THEN 1 ELSE 0 END AS gives
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($1 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($2 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($3 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($4 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($5 AS varchar(255)))
ELSE (CAST($6 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($7 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($8 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($9 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM "crm7"."consent_upgrade_history" t
WHERE t.person_id BETWEEN $10 AND $11) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $12 AND $13 AND p.person_id <> $14 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
    JOIN "crm7"."ConsentPerson" e ON "e"."person_id" = "w"."person_id"
    WHERE "e"."person_id" BETWEEN $15 AND $16   AND "e"."consentPurpose_id" = CAST($17 AS integer)
  ) m;

INSERT INTO "crm7"."consent_upgrade_old_consent" ("run_id", "step_id", "consent_id", "batch_no", "person_id", "legalbase_id", "consentsource_id", "comment_text", "updated", "updated_associate_id", "updated_count", "new_comment")
  SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), "e"."consentperson_id", CAST($3 AS integer), "e"."person_id", "e"."legalBase_id", "e"."consentSource_id", "e"."comment", "e"."updated", "e"."updated_associate_id", "e"."updatedCount", "w"."comment"
  FROM "crm7"."ConsentPerson" e
  JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($4 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($5 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($6 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($7 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($8 AS varchar(255)))
ELSE (CAST($9 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($10 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($11 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($12 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM "crm7"."consent_upgrade_history" t
WHERE t.person_id BETWEEN $13 AND $14) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $15 AND $16 AND p.person_id <> $17 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w ON "e"."person_id" = "w"."person_id"
  WHERE "e"."person_id" BETWEEN $18 AND $19   AND "e"."consentPurpose_id" = CAST($20 AS integer) AND ("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0)
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
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN (CAST($9 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($10 AS varchar(255)))
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN (CAST($11 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($12 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($13 AS varchar(255)))
ELSE (CAST($14 AS varchar(255)) || CAST(h.mailings AS varchar(10)) || CAST($15 AS varchar(255)) || to_char(h.first_sent, 'YYYY-MM-DD') || CAST($16 AS varchar(255)) || to_char(h.last_sent, 'YYYY-MM-DD') || CAST($17 AS varchar(255))) END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM "crm7"."consent_upgrade_history" t
WHERE t.person_id BETWEEN $18 AND $19) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN $20 AND $21 AND p.person_id <> $22 AND 1 = 1
      AND 1 = 1
      AND ("p"."nomailing" = 0 OR "p"."nomailing" IS NULL) AND ("p"."blockemarketing" = 0 OR "p"."blockemarketing" IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" = "w"."person_id" AND "e"."person_id" BETWEEN $23 AND $24   AND "e"."consentPurpose_id" = CAST($25 AS integer));

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 2, 0 FROM (SELECT o.consent_id AS record_id FROM "crm7"."consent_upgrade_old_consent" o
WHERE o.run_id = $6 AND o.step_id = $7 AND o.batch_no = $8) r;

-- apply no-mailings-to-withdrawn

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
FROM (
  SELECT   CASE WHEN (("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0) OR (NOT ("e"."legalBase_id" = CAST($1 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalBase_id"))) THEN 1 ELSE 0 END AS gives
  FROM (
  SELECT p.person_id, CAST($2 AS varchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $3 AND $4 AND 1 = 1 AND "p"."nomailing" <> 0) w
  JOIN "crm7"."ConsentPerson" e ON "e"."person_id" = "w"."person_id"
  WHERE "e"."person_id" BETWEEN $5 AND $6   AND "e"."consentPurpose_id" = CAST($7 AS integer)
) m;

INSERT INTO "crm7"."consent_upgrade_old_consent" ("run_id", "step_id", "consent_id", "batch_no", "person_id", "legalbase_id", "consentsource_id", "comment_text", "updated", "updated_associate_id", "updated_count", "new_comment")
SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(64)), "e"."consentperson_id", CAST($3 AS integer), "e"."person_id", "e"."legalBase_id", "e"."consentSource_id", "e"."comment", "e"."updated", "e"."updated_associate_id", "e"."updatedCount", "w"."comment"
FROM "crm7"."ConsentPerson" e
JOIN (
  SELECT p.person_id, CAST($4 AS varchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $5 AND $6 AND 1 = 1 AND "p"."nomailing" <> 0) w ON "e"."person_id" = "w"."person_id"
WHERE "e"."person_id" BETWEEN $7 AND $8   AND "e"."consentPurpose_id" = CAST($9 AS integer) AND (("e"."legalBase_id" IS NULL OR "e"."legalBase_id" = 0) OR (NOT ("e"."legalBase_id" = CAST($10 AS integer)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = "e"."legalBase_id")))
FOR UPDATE OF "e";

INSERT INTO "crm7"."ConsentPerson" ("consentperson_id", "person_id", "consentPurpose_id", "legalBase_id", "consentSource_id", "comment", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY "w"."person_id"), "w"."person_id", CAST($2 AS integer), CAST($3 AS integer), CAST($4 AS integer), "w"."comment", CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), 0
FROM (
  SELECT p.person_id, CAST($9 AS varchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN $10 AND $11 AND 1 = 1 AND "p"."nomailing" <> 0) w
WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ConsentPerson" e WHERE "e"."person_id" = "w"."person_id" AND "e"."person_id" BETWEEN $12 AND $13   AND "e"."consentPurpose_id" = CAST($14 AS integer));

-- apply subscription-types

INSERT INTO "crm7"."ShipmentType" ("ShipmentType_id", "name", "rank", "deleted", "registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount", "tooltip")
VALUES (CAST($1 AS integer), CAST($2 AS varchar(4000)), CAST($3 AS smallint), CAST($4 AS smallint), CAST($5 AS timestamp), CAST($6 AS integer), CAST($7 AS timestamp), CAST($8 AS integer), CAST($9 AS smallint), CAST($10 AS varchar(4000)));

-- apply template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (EXISTS (SELECT 1 FROM "crm7"."consent_upgrade_batch" b
WHERE b.table_name = $1 AND b.undone_at IS NULL AND t.shipmenttype_id BETWEEN b.first_id AND b.last_id));

SELECT COUNT(*) AS n FROM {s_message} m;

SELECT COUNT(*) AS n FROM {s_messageblock} m;

SELECT COUNT(*) AS n FROM {s_link} m;

INSERT INTO "crm7"."consent_upgrade_old_text" ("run_id", "table_name", "row_id", "column_name", "step_id", "batch_no", "old_text", "new_hash", "updated", "updated_associate_id", "updated_count")
SELECT CAST($1 AS varchar(36)), CAST($2 AS varchar(128)), "e"."id", CAST($3 AS varchar(128)), CAST($4 AS varchar(64)), CAST($5 AS integer), "e"."html_message", CAST(CASE "e"."id" WHEN $6 THEN $7 END AS varchar(64)), "e"."updated", "e"."updated_associate_id", "e"."updatedCount" FROM "crm7"."s_message" e
WHERE "e"."id" IN ($8) FOR UPDATE OF "e";

SELECT "m"."id" AS "id", m.designtype AS "designtype", CASE WHEN (COALESCE(m.flags, 0) & $1) <> 0 THEN 1 ELSE 0 END AS "email", CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN ($2, $3, $4, $5)) THEN 1 ELSE 0 END AS "sent" FROM {s_message} m WHERE "m"."id" IN ($6);

UPDATE "crm7"."s_message" SET "html_message" = CASE "id" WHEN $1 THEN CAST(convert_from(overlay(overlay(convert_to("html_message", 'UTF8') PLACING $2 FROM $3 FOR $4) PLACING $5 FROM $6 FOR $7), 'UTF8') AS text) END, "updated" = CAST($8 AS timestamp), "updated_associate_id" = CAST($9 AS integer), "updatedCount" = COALESCE("updatedCount", 0) + 1
WHERE "id" IN ($10) AND (("id" = $11 AND sha256(convert_to("html_message", 'UTF8')) = $12));

UPDATE "crm7"."consent_upgrade_step" SET "counts" = CAST($1 AS text), "attention" = CAST($2 AS text) WHERE 1 = 1 AND "run_id" = $3 AND "step_id" = $4;

-- apply interests-to-subscriptions

SELECT   "e"."person_id" FROM "crm7"."ShipmentTypeReservation" e WHERE "e"."person_id" BETWEEN $1 AND $2   ORDER BY "e"."person_id" LIMIT $3;

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT   CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS gives
    FROM (
          SELECT c.person_id, CAST($1 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($2 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $3 AND $4 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($5 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($6 AS integer))) UNION ALL
          SELECT c.person_id, CAST($7 AS integer) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($8 AS integer)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN $9 AND $10 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST($11 AS integer)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST($12 AS integer)))) w
    JOIN "crm7"."ShipmentTypeReservation" e ON "e"."person_id" = "w"."person_id" AND "e"."ShipmentType_id" = "w"."shipmenttype_id"
    WHERE "e"."person_id" BETWEEN $13 AND $14
  ) m;

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
  WHERE NOT EXISTS (SELECT 1 FROM "crm7"."ShipmentTypeReservation" e WHERE "e"."person_id" = "w"."person_id" AND "e"."ShipmentType_id" = "w"."shipmenttype_id" AND "e"."person_id" BETWEEN $18 AND $19  );

SELECT COUNT(*) AS n, MAX("ShipmentTypeReservation_id") AS last FROM "crm7"."ShipmentTypeReservation" WHERE "ShipmentTypeReservation_id" > $1 AND "ShipmentTypeReservation_id" <= $2;

INSERT INTO "crm7"."traveltransactionlog" ("traveltransactionlog_id", "ttime", "prev_record_id", "type", "associate_id", "tablenumber", "record_id", "flags", "application_id")
SELECT CAST($1 AS integer) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CAST($2 AS timestamp), 0, CAST($3 AS integer), CAST($4 AS integer), CAST($5 AS integer), r.record_id, 2, 0 FROM (SELECT "ShipmentTypeReservation_id" AS record_id FROM "crm7"."ShipmentTypeReservation" WHERE "ShipmentTypeReservation_id" BETWEEN $6 AND $7) r;

-- apply emarketing-privacy

SELECT "updated" AS at, "updated_associate_id" AS associate, "updatedCount" AS n
FROM "crm7"."UserPreference" WHERE "userpreference_id" = $1;

INSERT INTO "crm7"."consent_upgrade_old_text" ("run_id", "table_name", "row_id", "column_name", "step_id", "batch_no", "old_text", "new_hash", "updated", "updated_associate_id", "updated_count")
VALUES (CAST($1 AS varchar(36)), CAST($2 AS varchar(128)), CAST($3 AS integer), CAST($4 AS varchar(128)), CAST($5 AS varchar(64)), CAST($6 AS integer), CAST($7 AS text), CAST($8 AS varchar(64)), CAST($9 AS timestamp), CAST($10 AS integer), CAST($11 AS smallint));

UPDATE "crm7"."UserPreference" SET "prefvalue" = CAST($1 AS varchar(2046)),
  "updated" = CAST($2 AS timestamp),
  "updated_associate_id" = CAST($3 AS integer),
  "updatedCount" = COALESCE("updatedCount", 0) + 1
WHERE "userpreference_id" = $4;

UPDATE "crm7"."consent_upgrade_batch" SET "inserted" = CAST($1 AS bigint), "updated" = CAST($2 AS bigint), "deleted" = CAST($3 AS bigint), "kept" = CAST($4 AS bigint) WHERE 1 = 1 AND "run_id" = $5 AND "step_id" = $6 AND "batch_no" = $7;

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM {ConsentPerson} c) g
GROUP BY g.purpose, g.basis;

SELECT g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing, COUNT(*) AS n
FROM (
  SELECT k.blocked, k.addressed, k.flagged, k.excluded, k.mask,
CASE WHEN c.legalbase_id IS NULL OR c.legalbase_id = 0 THEN 'none'
     WHEN c.legalbase_id = CAST($1 AS integer) THEN 'withdrawn'
     ELSE 'given' END AS standing
  FROM (
SELECT p.person_id,
       CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
       CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS addressed,
       CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
       CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS excluded,
       COALESCE(v.mask, CAST($2 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, SUM(CASE d.shipmenttype_id WHEN CAST($3 AS integer) THEN CAST($4 AS bigint) WHEN CAST($5 AS integer) THEN CAST($6 AS bigint) ELSE CAST($7 AS bigint) END) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id
WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CAST($8 AS timestamp))
  AND (p.retired IS NULL OR p.retired = 0)) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST($9 AS integer)) c ON c.person_id = k.person_id
) g
GROUP BY g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing;
