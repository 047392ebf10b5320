-- plan consent-schema

SELECT [id] AS id, [TableNumber] AS number FROM [crm7].[sequence]
WHERE LOWER([TableName]) = @p0;

-- apply consent-schema

SELECT [run_id], [kind], [table_name], [object_name], [status], [position], [table_number]
FROM [crm7].[consent_upgrade_object] WHERE 1 = 1
ORDER BY [run_id], [kind], [table_name], [object_name];

INSERT INTO [crm7].[consent_upgrade_object] ([run_id], [kind], [table_name], [object_name], [status], [position], [table_number])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(20)), CAST(@p2 AS nvarchar(128)), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS nvarchar(20)), CAST(@p5 AS int), CAST(@p6 AS int));

CREATE TABLE [crm7].[ConsentPurpose] ([consentpurpose_id] int not null, [name] nvarchar(4000) null, [rank] smallint null, [tooltip] nvarchar(255) null, [deleted] smallint null, [key] nvarchar(255) null, [consentText] nvarchar(4000) null, [formText] nvarchar(max) null, [privacyStatementDesc] nvarchar(4000) null, [privacyStatementUrl] nvarchar(4000) null, [active] smallint null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_consentpurpose] PRIMARY KEY ([consentpurpose_id]));

UPDATE [crm7].[consent_upgrade_object] SET [status] = CAST(@p0 AS nvarchar(20)) WHERE 1 = 1 AND [run_id] = @p1 AND [kind] = @p2 AND [table_name] = @p3 AND [object_name] = @p4;

CREATE UNIQUE INDEX [ix_consentpurpose_key] ON [crm7].[ConsentPurpose] ([key]);

CREATE TABLE [crm7].[LegalBase] ([legalbase_id] int not null, [name] nvarchar(4000) null, [rank] smallint null, [tooltip] nvarchar(255) null, [deleted] smallint null, [key] nvarchar(255) null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_legalbase] PRIMARY KEY ([legalbase_id]));

CREATE UNIQUE INDEX [ix_legalbase_key] ON [crm7].[LegalBase] ([key]);

CREATE TABLE [crm7].[ConsentSource] ([consentsource_id] int not null, [name] nvarchar(4000) null, [rank] smallint null, [tooltip] nvarchar(255) null, [deleted] smallint null, [key] nvarchar(255) null, [mailTemplate_id] int null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_consentsource] PRIMARY KEY ([consentsource_id]));

CREATE UNIQUE INDEX [ix_consentsource_key] ON [crm7].[ConsentSource] ([key]);

CREATE TABLE [crm7].[ConsentPerson] ([consentperson_id] int not null, [person_id] int null, [consentPurpose_id] int null, [legalBase_id] int null, [consentSource_id] int null, [comment] nvarchar(255) null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_consentperson] PRIMARY KEY ([consentperson_id]));

CREATE INDEX [ix_consentperson_legalbase_id] ON [crm7].[ConsentPerson] ([legalBase_id]);

CREATE INDEX [ix_consentperson_consentsource_id] ON [crm7].[ConsentPerson] ([consentSource_id]);

CREATE UNIQUE INDEX [ix_consentperson_person_id_consentpurpose_id] ON [crm7].[ConsentPerson] ([person_id], [consentPurpose_id]);

CREATE TABLE [crm7].[ShipmentType] ([ShipmentType_id] int not null, [name] nvarchar(4000) null, [tooltip] nvarchar(255) null, [rank] smallint null, [deleted] smallint null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_shipmenttype] PRIMARY KEY ([ShipmentType_id]));

CREATE TABLE [crm7].[ShipmentTypeReservation] ([ShipmentTypeReservation_id] int not null, [person_id] int null, [ShipmentType_id] int null, [registered] datetime null, [registered_associate_id] int null, [updated] datetime null, [updated_associate_id] int null, [updatedCount] smallint null, CONSTRAINT [pk_shipmenttypereservation] PRIMARY KEY ([ShipmentTypeReservation_id]));

CREATE INDEX [ix_shipmenttypereservation_person_id] ON [crm7].[ShipmentTypeReservation] ([person_id]);

CREATE INDEX [ix_shipmenttypereservation_shipmenttype_id_person_id] ON [crm7].[ShipmentTypeReservation] ([ShipmentType_id], [person_id]);

ALTER TABLE [crm7].[s_shipment] ADD [shipmenttype_id] int;

UPDATE [crm7].[consent_upgrade_step] SET [status] = CAST(@p0 AS nvarchar(20)), [finished_at] = CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121), [counts] = CAST(@p1 AS nvarchar(max)), [attention] = CAST(@p2 AS nvarchar(max)), [duration_ms] = CAST(@p3 AS bigint) WHERE 1 = 1 AND [run_id] = @p4 AND [step_id] = @p5;

DELETE FROM [crm7].[consent_upgrade_history];

UPDATE [crm7].[consent_upgrade_run] SET [status] = CAST(@p0 AS nvarchar(20)), [heartbeat_at] = CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121), [finished_at] = CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121) WHERE 1 = 1 AND [run_id] = @p1 AND [owner_token] = @p2;

SELECT [r].[consentpurpose_id], [r].[name], [r].[rank], [r].[deleted], [r].[key], [r].[active] FROM (SELECT CAST(NULL AS int) AS [consentpurpose_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS nvarchar(255)) AS [tooltip], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CAST(NULL AS nvarchar(4000)) AS [consenttext], CAST(NULL AS nvarchar(max)) AS [formtext], CAST(NULL AS nvarchar(4000)) AS [privacystatementdesc], CAST(NULL AS nvarchar(4000)) AS [privacystatementurl], CAST(NULL AS smallint) AS [active], CONVERT(datetime, NULL, 121) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, NULL, 121) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount]   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[consentpurpose_id];

SELECT [r].[legalbase_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM (SELECT CAST(NULL AS int) AS [legalbase_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS nvarchar(255)) AS [tooltip], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CONVERT(datetime, NULL, 121) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, NULL, 121) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount]   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[legalbase_id];

SELECT [r].[consentsource_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM (SELECT CAST(NULL AS int) AS [consentsource_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS nvarchar(255)) AS [tooltip], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CAST(NULL AS int) AS [mailtemplate_id], CONVERT(datetime, NULL, 121) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, NULL, 121) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount]   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[consentsource_id];

SELECT [r].[shipmenttype_id], [r].[name], [r].[rank], [r].[deleted] FROM (SELECT CAST(NULL AS int) AS [shipmenttype_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS nvarchar(255)) AS [tooltip], CAST(NULL AS smallint) AS [rank], CAST(NULL AS smallint) AS [deleted], CONVERT(datetime, NULL, 121) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, NULL, 121) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount]   WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[shipmenttype_id];

SELECT [r].[persint_id], [r].[name], [r].[deleted] FROM {PersInt} r WHERE 1 = 1 ORDER BY [r].[persint_id];

SELECT [r].[userpreference_id], [r].[deflevel], [r].[maxlevel], [r].[owner_id], [r].[prefsection], [r].[prefkey], [r].[prefvalue] FROM {UserPreference} r WHERE LOWER(r.prefsection) = @p0
AND LOWER(r.prefkey) = @p1 AND r.deflevel = @p2 ORDER BY [r].[userpreference_id];

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM (SELECT CAST(NULL AS int) AS [consentperson_id], CAST(NULL AS int) AS [person_id], CAST(NULL AS int) AS [consentpurpose_id], CAST(NULL AS int) AS [legalbase_id], CAST(NULL AS int) AS [consentsource_id], CAST(NULL AS nvarchar(255)) AS [comment], CONVERT(datetime, NULL, 121) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, NULL, 121) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount]   WHERE 1 = 0) c) g
GROUP BY g.purpose, g.basis;

-- plan sales-and-service

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, CONCAT(CAST(@p0 AS nvarchar(255)), CAST(@p1 AS nvarchar(8)), CAST(@p2 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p3 AS int)) e ON [e].[person_id] = [w].[person_id]
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r;

SELECT TOP (@p0) r.id FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r ORDER BY r.id;

-- plan emarketing-from-mailing-history

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p0 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p1 AS nvarchar(255)), CAST(@p2 AS nvarchar(8)), CAST(@p3 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p4 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p5 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p6 AS nvarchar(255)), CAST(@p7 AS nvarchar(8)), CAST(@p8 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p9 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p10 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p11 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p12 AS nvarchar(255)), CAST(@p13 AS nvarchar(8)), CAST(@p14 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p15, @p16, @p17, @p18) AND s.status IN (@p19, @p20, @p21, @p22)
  AND (m.flags & @p23) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p24, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p25) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p26, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p27 AND c.customer_id IS NOT NULL)) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p28 AS int)) e ON [e].[person_id] = [w].[person_id]
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
  SELECT p.person_id AS id FROM {person} p
  WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
    AND p.person_id IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p0 AND c.customer_id IS NOT NULL)) r;

SELECT TOP (@p0) r.id FROM (
  SELECT p.person_id AS id FROM {person} p
  WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
    AND p.person_id IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p1 AND c.customer_id IS NOT NULL)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
  AND p.person_id IN (
    SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = @p0
    UNION ALL
    SELECT c.customer_id FROM {s_link_customer_statical} c WHERE c.link_type = @p1)) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
  AND p.person_id IN (
    SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = @p1
    UNION ALL
    SELECT c.customer_id FROM {s_link_customer_statical} c WHERE c.link_type = @p2)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND [p].[blockemarketing] <> 0) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND [p].[blockemarketing] <> 0) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT a.id FROM {s_shipment_addr} a
LEFT JOIN {person} p ON p.person_id = a.customer_id
WHERE p.person_id IS NULL AND a.status IN (@p0, @p1, @p2, @p3)) r;

SELECT TOP (@p0) r.id FROM (
SELECT a.id FROM {s_shipment_addr} a
LEFT JOIN {person} p ON p.person_id = a.customer_id
WHERE p.person_id IS NULL AND a.status IN (@p1, @p2, @p3, @p4)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
    SELECT DISTINCT own.person_id AS id
    FROM {Email} own
    JOIN (
      SELECT LOWER(LTRIM(RTRIM([e].[email_address]))) AS address, e.person_id
      FROM {Email} e JOIN {person} p ON p.person_id = e.person_id
      WHERE [p].[nomailing] <> 0 AND RTRIM(e.email_address) <> ''
      UNION
      SELECT LOWER(LTRIM(RTRIM([e].[email_address]))), e.person_id
      FROM {Email} e JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c ON c.person_id = e.person_id
      WHERE c.legalbase_id = CAST(@p1 AS int) AND RTRIM(e.email_address) <> ''
    ) other ON other.address = LOWER(LTRIM(RTRIM([own].[email_address]))) AND other.person_id <> own.person_id
    JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p2 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p3 AS nvarchar(255)), CAST(@p4 AS nvarchar(8)), CAST(@p5 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p6 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p7 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p8 AS nvarchar(255)), CAST(@p9 AS nvarchar(8)), CAST(@p10 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p11 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p12 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p13 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p14 AS nvarchar(255)), CAST(@p15 AS nvarchar(8)), CAST(@p16 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p17, @p18, @p19, @p20) AND s.status IN (@p21, @p22, @p23, @p24)
  AND (m.flags & @p25) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p26, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p27) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p28, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p29 AND c.customer_id IS NOT NULL)) w ON w.person_id = own.person_id
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p30 AS int)) c
      WHERE c.person_id = own.person_id AND c.legalbase_id <> 0)) r;

-- plan no-mailings-to-withdrawn

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) OR (NOT ([e].[legalbase_id] = CAST(@p0 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalbase_id]))) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
    SELECT p.person_id, CONCAT(CAST(@p1 AS nvarchar(255)), CAST(@p2 AS nvarchar(8)), CAST(@p3 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p4 AS int)) e ON [e].[person_id] = [w].[person_id]
  ) f
  GROUP BY fate, old_basis;

SELECT COUNT(*) AS n FROM (
  SELECT c.id FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c
  JOIN {person} p ON p.person_id = c.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p1 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r;

SELECT TOP (@p0) r.id FROM (
  SELECT c.id FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p1 AS int)) c
  JOIN {person} p ON p.person_id = c.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p2 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r ORDER BY r.id;

-- plan template-links

SELECT COUNT(*) AS n FROM (
    SELECT m.id FROM {s_message} m
    WHERE (COALESCE(m.flags, 0) & @p0) <> 0 AND NOT EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (@p1, @p2, @p3, @p4))
      AND NOT ((CHARINDEX(@p5, LOWER(CAST(COALESCE([m].[html_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p67, LOWER(CAST(COALESCE([m].[plain_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p129, LOWER(CAST(COALESCE([m].[design], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0))) r;

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[html_message]), 0) + COALESCE(DATALENGTH([m].[plain_message]), 0) + COALESCE(DATALENGTH([m].[design]), 0) AS bytes
FROM {s_message} m
WHERE [m].[id] > @p1 AND ((CHARINDEX(@p2, LOWER(CAST(COALESCE([m].[html_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p64, LOWER(CAST(COALESCE([m].[plain_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p126, LOWER(CAST(COALESCE([m].[design], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0))
ORDER BY [m].[id];

SELECT [m].[id] AS id, [m].[html_message] AS [html_message], [m].[plain_message] AS [plain_message], [m].[design] AS [design], m.designtype AS [designtype], CASE WHEN (COALESCE(m.flags, 0) & @p0) <> 0 THEN 1 ELSE 0 END AS [email], CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (@p1, @p2, @p3, @p4)) THEN 1 ELSE 0 END AS [sent] FROM {s_message} m
WHERE [m].[id] > @p5 AND [m].[id] <= @p6 AND ((CHARINDEX(@p7, LOWER(CAST(COALESCE([m].[html_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p69, LOWER(CAST(COALESCE([m].[plain_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p131, LOWER(CAST(COALESCE([m].[design], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0)) ORDER BY [m].[id];

SELECT TOP (@p0) [m].[s_messageblock_id] AS id, COALESCE(DATALENGTH([m].[block]), 0) AS bytes
FROM {s_messageblock} m
WHERE [m].[s_messageblock_id] > @p1 AND ((CHARINDEX(@p2, LOWER(CAST(COALESCE([m].[block], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0))
ORDER BY [m].[s_messageblock_id];

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[url]), 0) AS bytes
FROM {s_link} m
WHERE [m].[id] > @p1 AND ((CHARINDEX(@p2, LOWER(CAST(COALESCE([m].[url], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0))
ORDER BY [m].[id];

-- plan interests-to-subscriptions

SELECT fate, old_basis, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis
    FROM (
          SELECT c.person_id, CAST(@p0 AS int) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) OR (NOT ([e].[legalbase_id] = CAST(@p1 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalbase_id]))) THEN CAST(@p2 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN CAST(@p3 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p4 AS int)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p5 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p6 AS nvarchar(255)), CAST(@p7 AS nvarchar(8)), CAST(@p8 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p9 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p10 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p11 AS nvarchar(255)), CAST(@p12 AS nvarchar(8)), CAST(@p13 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p14 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p15 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p16 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p17 AS nvarchar(255)), CAST(@p18 AS nvarchar(8)), CAST(@p19 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p20, @p21, @p22, @p23) AND s.status IN (@p24, @p25, @p26, @p27)
  AND (m.flags & @p28) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p29, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p30) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p31, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p32 AND c.customer_id IS NOT NULL)) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p33 AS int)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p34 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p35 AS nvarchar(255)), CAST(@p36 AS nvarchar(8)), CAST(@p37 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p38 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p39 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p40 AS nvarchar(255)), CAST(@p41 AS nvarchar(8)), CAST(@p42 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p43 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p44 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p45 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p46 AS nvarchar(255)), CAST(@p47 AS nvarchar(8)), CAST(@p48 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p49, @p50, @p51, @p52) AND s.status IN (@p53, @p54, @p55, @p56)
  AND (m.flags & @p57) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p58, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p59) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p60, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p61 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p62 AS int)) e WHERE [e].[person_id] = [w].[person_id])) e LEFT JOIN (
    SELECT p.person_id, CONCAT(CAST(@p63 AS nvarchar(255)), CAST(@p64 AS nvarchar(8)), CAST(@p65 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p66 AS int)
  FROM (
    SELECT p.person_id, CONCAT(CAST(@p67 AS nvarchar(255)), CAST(@p68 AS nvarchar(8)), CAST(@p69 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN CAST(@p70 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p71 AS int)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p72 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p73 AS nvarchar(255)), CAST(@p74 AS nvarchar(8)), CAST(@p75 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p76 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p77 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p78 AS nvarchar(255)), CAST(@p79 AS nvarchar(8)), CAST(@p80 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p81 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p82 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p83 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p84 AS nvarchar(255)), CAST(@p85 AS nvarchar(8)), CAST(@p86 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p87, @p88, @p89, @p90) AND s.status IN (@p91, @p92, @p93, @p94)
  AND (m.flags & @p95) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p96, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p97) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p98, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p99 AND c.customer_id IS NOT NULL)) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p100 AS int)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p101 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p102 AS nvarchar(255)), CAST(@p103 AS nvarchar(8)), CAST(@p104 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p105 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p106 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p107 AS nvarchar(255)), CAST(@p108 AS nvarchar(8)), CAST(@p109 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p110 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p111 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p112 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p113 AS nvarchar(255)), CAST(@p114 AS nvarchar(8)), CAST(@p115 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p116, @p117, @p118, @p119) AND s.status IN (@p120, @p121, @p122, @p123)
  AND (m.flags & @p124) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p125, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p126) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p127, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p128 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p129 AS int)) e WHERE [e].[person_id] = [w].[person_id])) e WHERE [e].[person_id] = [w].[person_id])) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p130 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p131 AS int))) UNION ALL
          SELECT c.person_id, CAST(@p132 AS int) AS shipmenttype_id
          FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND (([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) OR (NOT ([e].[legalbase_id] = CAST(@p133 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalbase_id]))) THEN CAST(@p134 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN CAST(@p135 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p136 AS int)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p137 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p138 AS nvarchar(255)), CAST(@p139 AS nvarchar(8)), CAST(@p140 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p141 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p142 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p143 AS nvarchar(255)), CAST(@p144 AS nvarchar(8)), CAST(@p145 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p146 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p147 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p148 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p149 AS nvarchar(255)), CAST(@p150 AS nvarchar(8)), CAST(@p151 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p152, @p153, @p154, @p155) AND s.status IN (@p156, @p157, @p158, @p159)
  AND (m.flags & @p160) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p161, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p162) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p163, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p164 AND c.customer_id IS NOT NULL)) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p165 AS int)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p166 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p167 AS nvarchar(255)), CAST(@p168 AS nvarchar(8)), CAST(@p169 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p170 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p171 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p172 AS nvarchar(255)), CAST(@p173 AS nvarchar(8)), CAST(@p174 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p175 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p176 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p177 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p178 AS nvarchar(255)), CAST(@p179 AS nvarchar(8)), CAST(@p180 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p181, @p182, @p183, @p184) AND s.status IN (@p185, @p186, @p187, @p188)
  AND (m.flags & @p189) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p190, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p191) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p192, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p193 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p194 AS int)) e WHERE [e].[person_id] = [w].[person_id])) e LEFT JOIN (
    SELECT p.person_id, CONCAT(CAST(@p195 AS nvarchar(255)), CAST(@p196 AS nvarchar(8)), CAST(@p197 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p198 AS int)
  FROM (
    SELECT p.person_id, CONCAT(CAST(@p199 AS nvarchar(255)), CAST(@p200 AS nvarchar(8)), CAST(@p201 AS nvarchar(255)), N'') AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w
  WHERE NOT EXISTS (SELECT 1 FROM (
  SELECT e.id, e.person_id, CASE WHEN w.person_id IS NOT NULL AND ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN CAST(@p202 AS int) ELSE e.legalbase_id END AS legalbase_id
  FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p203 AS int)) e LEFT JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p204 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p205 AS nvarchar(255)), CAST(@p206 AS nvarchar(8)), CAST(@p207 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p208 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p209 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p210 AS nvarchar(255)), CAST(@p211 AS nvarchar(8)), CAST(@p212 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p213 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p214 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p215 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p216 AS nvarchar(255)), CAST(@p217 AS nvarchar(8)), CAST(@p218 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p219, @p220, @p221, @p222) AND s.status IN (@p223, @p224, @p225, @p226)
  AND (m.flags & @p227) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p228, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p229) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p230, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p231 AND c.customer_id IS NOT NULL)) w ON [e].[person_id] = [w].[person_id]
  UNION ALL
  SELECT CAST(NULL AS int), w.person_id, CAST(@p232 AS int)
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p233 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p234 AS nvarchar(255)), CAST(@p235 AS nvarchar(8)), CAST(@p236 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p237 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p238 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p239 AS nvarchar(255)), CAST(@p240 AS nvarchar(8)), CAST(@p241 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p242 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p243 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p244 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p245 AS nvarchar(255)), CAST(@p246 AS nvarchar(8)), CAST(@p247 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, NULL, 121) AS first_sent, CONVERT(datetime, NULL, 121) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id IS NOT NULL
  AND a.status IN (@p248, @p249, @p250, @p251) AND s.status IN (@p252, @p253, @p254, @p255)
  AND (m.flags & @p256) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p257, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p258) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p259, 121)) d) h) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p260 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p261 AS int)) e WHERE [e].[person_id] = [w].[person_id])) e WHERE [e].[person_id] = [w].[person_id])) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p262 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p263 AS int)))) w
    LEFT JOIN (SELECT s.shipmenttypereservation_id AS id, s.person_id, CAST(NULL AS int) AS legalbase_id, s.[shipmenttype_id]
         FROM {ShipmentTypeReservation} s) e ON [e].[person_id] = [w].[person_id] AND [e].[shipmenttype_id] = [w].[shipmenttype_id]
  ) f
  GROUP BY fate, old_basis;

-- apply reference-data

SELECT [run_id], [step_id], [position], [status], [started_at], [finished_at], [greatest_person_id], [persons], [counts], [attention], [duration_ms]
FROM [crm7].[consent_upgrade_step] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1
ORDER BY [run_id], [step_id];

INSERT INTO [crm7].[consent_upgrade_step] ([run_id], [step_id], [position], [status], [started_at], [finished_at], [greatest_person_id], [persons], [counts], [attention], [duration_ms])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(20)), CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121), CONVERT(datetime, @p4, 121), CAST(@p5 AS int), CAST(@p6 AS bigint), CAST(@p7 AS nvarchar(max)), CAST(@p8 AS nvarchar(max)), CAST(@p9 AS bigint));

SELECT [run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at]
FROM [crm7].[consent_upgrade_batch] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1
ORDER BY [run_id], [step_id], [batch_no];

SELECT [run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at]
FROM [crm7].[consent_upgrade_batch] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1 AND [batch_no] = @p2
ORDER BY [run_id], [step_id], [batch_no];

UPDATE [crm7].[sequence] SET [next_id] = [next_id] + CAST(@p0 AS int) WHERE [id] = @p1;

SELECT [next_id] AS next_id FROM [crm7].[sequence] WHERE [id] = @p0;

INSERT INTO [crm7].[consent_upgrade_reservation] ([table_name], [first_id], [last_id], [run_id], [step_id], [batch_no], [reserved_at])
VALUES (CAST(@p0 AS nvarchar(128)), CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS nvarchar(36)), CAST(@p4 AS nvarchar(64)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121));

SELECT CONVERT(nvarchar(19), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 120) AS utc, CONVERT(nvarchar(19), CONVERT(datetime, CONVERT(nvarchar(19), GETDATE(), 120), 120), 120) AS local;

INSERT INTO [crm7].[consent_upgrade_batch] ([run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS int), CAST(@p5 AS int), CAST(@p6 AS bigint), CAST(@p7 AS int), CAST(@p8 AS int), CAST(@p9 AS bigint), CAST(@p10 AS bigint), CAST(@p11 AS bigint), CAST(@p12 AS bigint), CONVERT(datetime, @p13, 121), CONVERT(datetime, @p14, 121));

UPDATE [crm7].[consent_upgrade_run] SET [heartbeat_at] = CONVERT(datetime, CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121) WHERE 1 = 1 AND [run_id] = @p0 AND [owner_token] = @p1;

INSERT INTO [crm7].[ConsentPurpose] ([consentpurpose_id], [name], [rank], [tooltip], [deleted], [key], [consentText], [formText], [privacyStatementDesc], [privacyStatementUrl], [active], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS nvarchar(255)), CAST(@p4 AS smallint), CAST(@p5 AS nvarchar(255)), CAST(@p6 AS nvarchar(4000)), CAST(@p7 AS nvarchar(max)), CAST(@p8 AS nvarchar(4000)), CAST(@p9 AS nvarchar(4000)), CAST(@p10 AS smallint), CONVERT(datetime, @p11, 121), CAST(@p12 AS int), CONVERT(datetime, @p13, 121), CAST(@p14 AS int), CAST(@p15 AS smallint));

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, @p1, 121), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 0, 0 FROM (SELECT CAST(@p5 AS int) AS record_id  ) r;

UPDATE [crm7].[consent_upgrade_batch] SET [inserted] = CAST(@p0 AS bigint), [updated] = CAST(@p1 AS bigint), [deleted] = CAST(@p2 AS bigint), [kept] = CAST(@p3 AS bigint), [last_id] = CAST(@p4 AS int) WHERE 1 = 1 AND [run_id] = @p5 AND [step_id] = @p6 AND [batch_no] = @p7;

INSERT INTO [crm7].[LegalBase] ([legalbase_id], [name], [rank], [tooltip], [deleted], [key], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS nvarchar(255)), CAST(@p4 AS smallint), CAST(@p5 AS nvarchar(255)), CONVERT(datetime, @p6, 121), CAST(@p7 AS int), CONVERT(datetime, @p8, 121), CAST(@p9 AS int), CAST(@p10 AS smallint));

INSERT INTO [crm7].[ConsentSource] ([consentsource_id], [name], [rank], [tooltip], [deleted], [key], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS nvarchar(255)), CAST(@p4 AS smallint), CAST(@p5 AS nvarchar(255)), CONVERT(datetime, @p6, 121), CAST(@p7 AS int), CONVERT(datetime, @p8, 121), CAST(@p9 AS int), CAST(@p10 AS smallint));

SELECT [r].[consentpurpose_id], [r].[name], [r].[rank], [r].[deleted], [r].[key], [r].[active] FROM {ConsentPurpose} r WHERE 1 = 1 ORDER BY [r].[consentpurpose_id];

SELECT [r].[legalbase_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM {LegalBase} r WHERE 1 = 1 ORDER BY [r].[legalbase_id];

SELECT [r].[consentsource_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM {ConsentSource} r WHERE 1 = 1 ORDER BY [r].[consentsource_id];

SELECT [r].[shipmenttype_id], [r].[name], [r].[rank], [r].[deleted] FROM {ShipmentType} r WHERE 1 = 1 ORDER BY [r].[shipmenttype_id];

-- apply sales-and-service

SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM {person} p;

SELECT MAX(r.person_id) AS last, COUNT(*) AS n FROM (
  SELECT TOP (@p0) p.person_id FROM {person} p
  WHERE p.person_id BETWEEN @p1 AND @p2
  ORDER BY p.person_id
) r;

SELECT COUNT(*) AS n FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] BETWEEN @p0 AND @p1   AND [e].[consentPurpose_id] = CAST(@p2 AS int);

SELECT COUNT(*) AS n FROM [crm7].[ConsentPerson] e
WHERE [e].[person_id] BETWEEN @p0 AND @p1   AND [e].[consentPurpose_id] = CAST(@p2 AS int) AND NOT (([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0)) AND EXISTS (SELECT 1 FROM (
  SELECT p.person_id, CONCAT(CAST(@p3 AS nvarchar(255)), CAST(@p4 AS nvarchar(8)), CAST(@p5 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p6 AND @p7 AND 1 = 1) w WHERE [e].[person_id] = [w].[person_id]);

INSERT INTO [crm7].[consent_upgrade_old_consent] ([run_id], [step_id], [consent_id], [batch_no], [person_id], [legalbase_id], [consentsource_id], [comment_text], [updated], [updated_associate_id], [updated_count], [new_comment])
SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), [e].[consentperson_id], CAST(@p2 AS int), [e].[person_id], [e].[legalBase_id], [e].[consentSource_id], [e].[comment], [e].[updated], [e].[updated_associate_id], [e].[updatedCount], [w].[comment]
FROM [crm7].[ConsentPerson] e WITH (UPDLOCK, ROWLOCK)
JOIN (
  SELECT p.person_id, CONCAT(CAST(@p3 AS nvarchar(255)), CAST(@p4 AS nvarchar(8)), CAST(@p5 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p6 AND @p7 AND 1 = 1) w ON [e].[person_id] = [w].[person_id]
WHERE [e].[person_id] BETWEEN @p8 AND @p9   AND [e].[consentPurpose_id] = CAST(@p10 AS int) AND ([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0);

UPDATE [crm7].[ConsentPerson] SET [legalBase_id] = CAST(@p0 AS int), [consentSource_id] = CAST(@p1 AS int), [comment] = (
  SELECT o.new_comment FROM [crm7].[consent_upgrade_old_consent] o WHERE o.run_id = @p2 AND o.step_id = @p3 AND o.consent_id = [consentperson_id]), [updated] = CONVERT(datetime, @p4, 121), [updated_associate_id] = CAST(@p5 AS int), [updatedCount] = COALESCE([updatedCount], 0) + 1
WHERE [person_id] BETWEEN @p6 AND @p7
  AND [consentperson_id] IN (
    SELECT o.consent_id FROM [crm7].[consent_upgrade_old_consent] o
    WHERE o.run_id = @p8 AND o.step_id = @p9 AND o.batch_no = @p10);

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, @p4, 121), CAST(@p5 AS int), CONVERT(datetime, @p6, 121), CAST(@p7 AS int), 0
FROM (
  SELECT p.person_id, CONCAT(CAST(@p8 AS nvarchar(255)), CAST(@p9 AS nvarchar(8)), CAST(@p10 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p11 AND @p12 AND 1 = 1) w
WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] = [w].[person_id]   AND [e].[consentPurpose_id] = CAST(@p13 AS int));

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, @p1, 121), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 0, 0 FROM (SELECT [consentperson_id] AS record_id FROM [crm7].[ConsentPerson] WHERE [consentperson_id] BETWEEN @p5 AND @p6) r;

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, @p1, 121), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 0, 0 FROM (SELECT o.consent_id AS record_id FROM [crm7].[consent_upgrade_old_consent] o
WHERE o.run_id = @p5 AND o.step_id = @p6 AND o.batch_no = @p7) r;

-- apply emarketing-from-mailing-history

SELECT COUNT(*) AS n FROM [crm7].[ConsentPerson] e
  WHERE [e].[person_id] BETWEEN @p0 AND @p1   AND [e].[consentPurpose_id] = CAST(@p2 AS int) AND NOT (([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0)) AND EXISTS (SELECT 1 FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p3 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p4 AS nvarchar(255)), CAST(@p5 AS nvarchar(8)), CAST(@p6 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p7 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p8 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p9 AS nvarchar(255)), CAST(@p10 AS nvarchar(8)), CAST(@p11 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p12 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p13 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p14 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p15 AS nvarchar(255)), CAST(@p16 AS nvarchar(8)), CAST(@p17 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN @p18 AND @p19
  AND a.status IN (@p20, @p21, @p22, @p23) AND s.status IN (@p24, @p25, @p26, @p27)
  AND (m.flags & @p28) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p29, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN @p30 AND @p31 AND (m.flags & @p32) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p33, 121)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p34 AND @p35 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p36 AND c.customer_id IS NOT NULL)) w WHERE [e].[person_id] = [w].[person_id]);

INSERT INTO [crm7].[consent_upgrade_old_consent] ([run_id], [step_id], [consent_id], [batch_no], [person_id], [legalbase_id], [consentsource_id], [comment_text], [updated], [updated_associate_id], [updated_count], [new_comment])
  SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), [e].[consentperson_id], CAST(@p2 AS int), [e].[person_id], [e].[legalBase_id], [e].[consentSource_id], [e].[comment], [e].[updated], [e].[updated_associate_id], [e].[updatedCount], [w].[comment]
  FROM [crm7].[ConsentPerson] e WITH (UPDLOCK, ROWLOCK)
  JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p3 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p4 AS nvarchar(255)), CAST(@p5 AS nvarchar(8)), CAST(@p6 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p7 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p8 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p9 AS nvarchar(255)), CAST(@p10 AS nvarchar(8)), CAST(@p11 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p12 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p13 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p14 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p15 AS nvarchar(255)), CAST(@p16 AS nvarchar(8)), CAST(@p17 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN @p18 AND @p19
  AND a.status IN (@p20, @p21, @p22, @p23) AND s.status IN (@p24, @p25, @p26, @p27)
  AND (m.flags & @p28) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p29, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN @p30 AND @p31 AND (m.flags & @p32) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p33, 121)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p34 AND @p35 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p36 AND c.customer_id IS NOT NULL)) w ON [e].[person_id] = [w].[person_id]
  WHERE [e].[person_id] BETWEEN @p37 AND @p38   AND [e].[consentPurpose_id] = CAST(@p39 AS int) AND ([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0);

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
  SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, @p4, 121), CAST(@p5 AS int), CONVERT(datetime, @p6, 121), CAST(@p7 AS int), 0
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p8 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p9 AS nvarchar(255)), CAST(@p10 AS nvarchar(8)), CAST(@p11 AS nvarchar(255)), N'')
WHEN CONVERT(nvarchar(10), h.first_sent, 120) = CONVERT(nvarchar(10), h.last_sent, 120) THEN CONCAT(CAST(@p12 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p13 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p14 AS nvarchar(255)), CAST(@p15 AS nvarchar(8)), CAST(@p16 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p17 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p18 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p19 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p20 AS nvarchar(255)), CAST(@p21 AS nvarchar(8)), CAST(@p22 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
       COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN {s_shipment} s ON s.id = a.shipment_id
JOIN {s_message} m ON m.id = s.message_id
WHERE a.customer_id BETWEEN @p23 AND @p24
  AND a.status IN (@p25, @p26, @p27, @p28) AND s.status IN (@p29, @p30, @p31, @p32)
  AND (m.flags & @p33) <> 0 AND COALESCE(a.sending_time, s.start_date) >= CONVERT(datetime, @p34, 121)
UNION ALL
SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id BETWEEN @p35 AND @p36 AND (m.flags & @p37) <> 0 AND COALESCE(l.when_sent, s.start_date) >= CONVERT(datetime, @p38, 121)) h
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p39 AND @p40 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND p.person_id NOT IN (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p41 AND c.customer_id IS NOT NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] = [w].[person_id]   AND [e].[consentPurpose_id] = CAST(@p42 AS int));

-- apply no-mailings-to-withdrawn

SELECT COUNT(*) AS n FROM [crm7].[ConsentPerson] e
WHERE [e].[person_id] BETWEEN @p0 AND @p1   AND [e].[consentPurpose_id] = CAST(@p2 AS int) AND NOT ((([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0) OR (NOT ([e].[legalBase_id] = CAST(@p3 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalBase_id])))) AND EXISTS (SELECT 1 FROM (
  SELECT p.person_id, CONCAT(CAST(@p4 AS nvarchar(255)), CAST(@p5 AS nvarchar(8)), CAST(@p6 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p7 AND @p8 AND 1 = 1 AND [p].[nomailing] <> 0) w WHERE [e].[person_id] = [w].[person_id]);

INSERT INTO [crm7].[consent_upgrade_old_consent] ([run_id], [step_id], [consent_id], [batch_no], [person_id], [legalbase_id], [consentsource_id], [comment_text], [updated], [updated_associate_id], [updated_count], [new_comment])
SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), [e].[consentperson_id], CAST(@p2 AS int), [e].[person_id], [e].[legalBase_id], [e].[consentSource_id], [e].[comment], [e].[updated], [e].[updated_associate_id], [e].[updatedCount], [w].[comment]
FROM [crm7].[ConsentPerson] e WITH (UPDLOCK, ROWLOCK)
JOIN (
  SELECT p.person_id, CONCAT(CAST(@p3 AS nvarchar(255)), CAST(@p4 AS nvarchar(8)), CAST(@p5 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p6 AND @p7 AND 1 = 1 AND [p].[nomailing] <> 0) w ON [e].[person_id] = [w].[person_id]
WHERE [e].[person_id] BETWEEN @p8 AND @p9   AND [e].[consentPurpose_id] = CAST(@p10 AS int) AND (([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0) OR (NOT ([e].[legalBase_id] = CAST(@p11 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalBase_id])));

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, @p4, 121), CAST(@p5 AS int), CONVERT(datetime, @p6, 121), CAST(@p7 AS int), 0
FROM (
  SELECT p.person_id, CONCAT(CAST(@p8 AS nvarchar(255)), CAST(@p9 AS nvarchar(8)), CAST(@p10 AS nvarchar(255)), N'') AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p11 AND @p12 AND 1 = 1 AND [p].[nomailing] <> 0) w
WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] = [w].[person_id]   AND [e].[consentPurpose_id] = CAST(@p13 AS int));

-- apply subscription-types

INSERT INTO [crm7].[ShipmentType] ([ShipmentType_id], [name], [tooltip], [rank], [deleted], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS nvarchar(255)), CAST(@p3 AS smallint), CAST(@p4 AS smallint), CONVERT(datetime, @p5, 121), CAST(@p6 AS int), CONVERT(datetime, @p7, 121), CAST(@p8 AS int), CAST(@p9 AS smallint));

-- apply template-links

SELECT COUNT(*) AS n FROM {s_message} m WHERE ((CHARINDEX(@p0, LOWER(CAST(COALESCE([m].[html_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p62, LOWER(CAST(COALESCE([m].[plain_message], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0) OR (CHARINDEX(@p124, LOWER(CAST(COALESCE([m].[design], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0));

SELECT COUNT(*) AS n FROM {s_messageblock} m WHERE ((CHARINDEX(@p0, LOWER(CAST(COALESCE([m].[block], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0));

SELECT COUNT(*) AS n FROM {s_link} m WHERE ((CHARINDEX(@p0, LOWER(CAST(COALESCE([m].[url], '') AS nvarchar(max)) COLLATE Latin1_General_BIN2)) > 0));

SELECT [updated] AS at, [updated_associate_id] AS associate, [updatedCount] AS n
FROM [crm7].[s_message] WHERE [id] = @p0;

UPDATE [crm7].[s_message] SET [html_message] = CAST(@p0 AS nvarchar(max)), [updated] = CONVERT(datetime, @p1, 121), [updated_associate_id] = CAST(@p2 AS int), [updatedCount] = COALESCE([updatedCount], 0) + 1 WHERE [id] = @p3 AND CAST([html_message] AS nvarchar(max)) COLLATE Latin1_General_BIN2 + N'.' = CAST(CAST(@p4 AS nvarchar(max)) AS nvarchar(max)) COLLATE Latin1_General_BIN2 + N'.';

INSERT INTO [crm7].[consent_upgrade_old_text] ([run_id], [table_name], [row_id], [column_name], [step_id], [batch_no], [old_text], [new_hash], [updated], [updated_associate_id], [updated_count])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(128)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS nvarchar(64)), CAST(@p5 AS int), CAST(@p6 AS nvarchar(max)), CAST(@p7 AS nvarchar(64)), CONVERT(datetime, @p8, 121), CAST(@p9 AS int), CAST(@p10 AS smallint));

UPDATE [crm7].[consent_upgrade_step] SET [attention] = CAST(@p0 AS nvarchar(max)) WHERE 1 = 1 AND [run_id] = @p1 AND [step_id] = @p2;

UPDATE [crm7].[consent_upgrade_batch] SET [inserted] = CAST(@p0 AS bigint), [updated] = CAST(@p1 AS bigint), [deleted] = CAST(@p2 AS bigint), [kept] = CAST(@p3 AS bigint) WHERE 1 = 1 AND [run_id] = @p4 AND [step_id] = @p5 AND [batch_no] = @p6;

-- apply interests-to-subscriptions

SELECT COUNT(*) AS n FROM [crm7].[ShipmentTypeReservation] e WHERE [e].[person_id] BETWEEN @p0 AND @p1;

SELECT COUNT(*) AS n FROM [crm7].[ShipmentTypeReservation] e
  WHERE [e].[person_id] BETWEEN @p0 AND @p1   AND 1 = 1 AND EXISTS (SELECT 1 FROM (
          SELECT c.person_id, CAST(@p2 AS int) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p3 AS int)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN @p4 AND @p5 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p6 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p7 AS int))) UNION ALL
          SELECT c.person_id, CAST(@p8 AS int) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p9 AS int)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN @p10 AND @p11 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p12 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p13 AS int)))) w WHERE [e].[person_id] = [w].[person_id] AND [e].[ShipmentType_id] = [w].[shipmenttype_id]);

INSERT INTO [crm7].[ShipmentTypeReservation] ([ShipmentTypeReservation_id], [person_id], [ShipmentType_id], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
  SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id], [w].[shipmenttype_id]), [w].[person_id], [w].[shipmenttype_id], CONVERT(datetime, @p1, 121), CAST(@p2 AS int), CONVERT(datetime, @p3, 121), CAST(@p4 AS int), 0
  FROM (
          SELECT c.person_id, CAST(@p5 AS int) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p6 AS int)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN @p7 AND @p8 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p9 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p10 AS int))) UNION ALL
          SELECT c.person_id, CAST(@p11 AS int) AS shipmenttype_id
          FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p12 AS int)) c
          JOIN {person} p ON p.person_id = c.person_id
          WHERE c.person_id BETWEEN @p13 AND @p14 AND c.legalbase_id <> 0
            AND c.legalbase_id <> CAST(@p15 AS int)
            AND NOT EXISTS (
              SELECT 1 FROM {personinterest} i
              WHERE i.person_id = c.person_id AND i.pinterest_idx IN (CAST(@p16 AS int)))) w
  WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ShipmentTypeReservation] e WHERE [e].[person_id] = [w].[person_id] AND [e].[ShipmentType_id] = [w].[shipmenttype_id]  );

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, @p1, 121), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 0, 0 FROM (SELECT [ShipmentTypeReservation_id] AS record_id FROM [crm7].[ShipmentTypeReservation] WHERE [ShipmentTypeReservation_id] BETWEEN @p5 AND @p6) r;

-- apply emarketing-privacy

SELECT [updated] AS at, [updated_associate_id] AS associate, [updatedCount] AS n
FROM [crm7].[UserPreference] WHERE [userpreference_id] = @p0;

UPDATE [crm7].[UserPreference] SET [prefvalue] = CAST(@p0 AS nvarchar(2046)),
  [updated] = CONVERT(datetime, @p1, 121),
  [updated_associate_id] = CAST(@p2 AS int),
  [updatedCount] = COALESCE([updatedCount], 0) + 1
WHERE [userpreference_id] = @p3;

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM {ConsentPerson} c) g
GROUP BY g.purpose, g.basis;
