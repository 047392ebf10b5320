-- plan consent-schema

SELECT [id] AS id, [TableNumber] AS number FROM [crm7].[sequence]
WHERE LOWER((LTRIM(RTRIM([TableName])) + N'') COLLATE Latin1_General_BIN2) = @p0;

SELECT g.marks, g.mask, g.old_basis, COUNT(*) AS n
FROM (SELECT k.marks, k.mask, e.legalbase_id AS old_basis
  FROM (
SELECT p.person_id, CASE WHEN p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CONVERT(datetime, CONVERT(datetime2(7), @p0, 121))) AND ([p].[retired] = 0 OR [p].[retired] IS NULL) THEN @p1 ELSE 0 END +
       CASE WHEN p.blockemarketing <> 0 THEN @p2 ELSE 0 END +
       CASE WHEN a.person_id IS NOT NULL THEN @p3 ELSE 0 END +
       CASE WHEN p.nomailing <> 0 THEN @p4 ELSE 0 END +
       CASE WHEN 1 = 0 THEN @p5 ELSE 0 END AS marks, CAST(@p6 AS bigint) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT CAST(NULL AS int) AS [consentperson_id], CAST(NULL AS int) AS [person_id], CAST(NULL AS int) AS [consentpurpose_id], CAST(NULL AS int) AS [legalbase_id], CAST(NULL AS int) AS [consentsource_id], CAST(NULL AS nvarchar(255)) AS [comment], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount] WHERE 1 = 0) s WHERE s.consentpurpose_id = CAST(@p7 AS int)) e ON e.person_id = k.person_id) g
GROUP BY g.marks, g.mask, g.old_basis;

-- apply consent-schema

SELECT [run_id], [kind], [table_name], [object_name], [status], [position], [table_number]
FROM [crm7].[consent_upgrade_object] WHERE 1 = 1
ORDER BY [run_id], [kind], [table_name], [object_name];

INSERT INTO [crm7].[consent_upgrade_object] ([run_id], [kind], [table_name], [object_name], [status], [position], [table_number])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(20)), CAST(@p2 AS nvarchar(128)), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS nvarchar(20)), CAST(@p5 AS int), CAST(@p6 AS int));

CREATE TABLE [crm7].[ConsentPurpose] ([consentpurpose_id] int not null, [name] nvarchar(4000) null, [rank] smallint null, [deleted] smallint null, [key] nvarchar(255) null, [active] smallint null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, [tooltip] nvarchar(4000) null, [consentText] nvarchar(4000) null, [formText] nvarchar(max) null, [privacyStatementDesc] nvarchar(4000) null, [privacyStatementUrl] nvarchar(4000) null, CONSTRAINT [pk_consentpurpose] PRIMARY KEY ([consentpurpose_id]));

UPDATE [crm7].[consent_upgrade_object] SET [status] = CAST(@p0 AS nvarchar(20)) WHERE 1 = 1 AND [run_id] = @p1 AND [kind] = @p2 AND [table_name] = @p3 AND [object_name] = @p4;

CREATE UNIQUE INDEX [ix_consentpurpose_key] ON [crm7].[ConsentPurpose] ([key]);

CREATE TABLE [crm7].[LegalBase] ([legalbase_id] int not null, [name] nvarchar(4000) not null, [rank] smallint null, [deleted] smallint null, [key] nvarchar(255) null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, [tooltip] nvarchar(4000) null, CONSTRAINT [pk_legalbase] PRIMARY KEY ([legalbase_id]));

CREATE UNIQUE INDEX [ix_legalbase_key] ON [crm7].[LegalBase] ([key]);

CREATE TABLE [crm7].[ConsentSource] ([consentsource_id] int not null, [name] nvarchar(4000) not null, [rank] smallint null, [deleted] smallint null, [key] nvarchar(255) null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, [tooltip] nvarchar(4000) null, [mailTemplate_id] int null, CONSTRAINT [pk_consentsource] PRIMARY KEY ([consentsource_id]));

CREATE UNIQUE INDEX [ix_consentsource_key] ON [crm7].[ConsentSource] ([key]);

CREATE TABLE [crm7].[ConsentPerson] ([consentperson_id] int not null, [person_id] int null, [consentPurpose_id] int null, [legalBase_id] int null, [consentSource_id] int null, [comment] nvarchar(255) null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, CONSTRAINT [pk_consentperson] PRIMARY KEY ([consentperson_id]));

CREATE INDEX [ix_consentperson_legalbase_id] ON [crm7].[ConsentPerson] ([legalBase_id]);

CREATE INDEX [ix_consentperson_consentsource_id] ON [crm7].[ConsentPerson] ([consentSource_id]);

CREATE UNIQUE INDEX [ix_consentperson_person_id_consentpurpose_id] ON [crm7].[ConsentPerson] ([person_id], [consentPurpose_id]);

CREATE TABLE [crm7].[ShipmentType] ([ShipmentType_id] int not null, [name] nvarchar(4000) not null, [rank] smallint null, [deleted] smallint null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, [tooltip] nvarchar(4000) null, CONSTRAINT [pk_shipmenttype] PRIMARY KEY ([ShipmentType_id]));

CREATE TABLE [crm7].[ShipmentTypeReservation] ([ShipmentTypeReservation_id] int not null, [person_id] int not null, [ShipmentType_id] int not null, [registered] datetime not null, [registered_associate_id] int not null, [updated] datetime not null, [updated_associate_id] int not null, [updatedCount] smallint not null, CONSTRAINT [pk_shipmenttypereservation] PRIMARY KEY ([ShipmentTypeReservation_id]));

CREATE INDEX [ix_shipmenttypereservation_person_id] ON [crm7].[ShipmentTypeReservation] ([person_id]);

CREATE INDEX [ix_shipmenttypereservation_shipmenttype_id_person_id] ON [crm7].[ShipmentTypeReservation] ([ShipmentType_id], [person_id]);

ALTER TABLE [crm7].[s_shipment] ADD [shipmenttype_id] int null;

UPDATE [crm7].[consent_upgrade_step] SET [status] = CAST(@p0 AS nvarchar(20)), [finished_at] = CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)), [counts] = CAST(@p1 AS nvarchar(max)), [attention] = CAST(@p2 AS nvarchar(max)), [duration_ms] = CAST(@p3 AS bigint) WHERE 1 = 1 AND [run_id] = @p4 AND [step_id] = @p5;

SELECT [r].[consentpurpose_id], [r].[name], [r].[rank], [r].[deleted], [r].[key], [r].[active] FROM (SELECT CAST(NULL AS int) AS [consentpurpose_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CAST(NULL AS smallint) AS [active], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount], CAST(NULL AS nvarchar(4000)) AS [tooltip], CAST(NULL AS nvarchar(4000)) AS [consenttext], CAST(NULL AS nvarchar(max)) AS [formtext], CAST(NULL AS nvarchar(4000)) AS [privacystatementdesc], CAST(NULL AS nvarchar(4000)) AS [privacystatementurl] WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[consentpurpose_id];

SELECT [r].[legalbase_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM (SELECT CAST(NULL AS int) AS [legalbase_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount], CAST(NULL AS nvarchar(4000)) AS [tooltip] WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[legalbase_id];

SELECT [r].[consentsource_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM (SELECT CAST(NULL AS int) AS [consentsource_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS smallint) AS [deleted], CAST(NULL AS nvarchar(255)) AS [key], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount], CAST(NULL AS nvarchar(4000)) AS [tooltip], CAST(NULL AS int) AS [mailtemplate_id] WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[consentsource_id];

SELECT [r].[shipmenttype_id], [r].[name], [r].[rank], [r].[deleted] FROM (SELECT CAST(NULL AS int) AS [shipmenttype_id], CAST(NULL AS nvarchar(4000)) AS [name], CAST(NULL AS smallint) AS [rank], CAST(NULL AS smallint) AS [deleted], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount], CAST(NULL AS nvarchar(4000)) AS [tooltip] WHERE 1 = 0) r WHERE 1 = 1 ORDER BY [r].[shipmenttype_id];

SELECT [r].[persint_id], [r].[name], [r].[deleted] FROM {PersInt} r WHERE 1 = 1 ORDER BY [r].[persint_id];

SELECT [r].[userpreference_id], [r].[deflevel], [r].[maxlevel], [r].[owner_id], [r].[prefsection], [r].[prefkey], [r].[prefvalue] FROM {UserPreference} r WHERE LOWER((LTRIM(RTRIM(r.prefsection)) + N'') COLLATE Latin1_General_BIN2) = @p0
AND LOWER((LTRIM(RTRIM(r.prefkey)) + N'') COLLATE Latin1_General_BIN2) IN (@p1, @p2) ORDER BY [r].[userpreference_id];

SELECT [r].[id], [r].[reg_id], [r].[name], [r].[value] FROM {registry} r WHERE r.reg_id = @p0 ORDER BY [r].[id];

SELECT MIN(c.language) AS language FROM {config} c WHERE c.language <> '';

SELECT [run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at]
FROM [crm7].[consent_upgrade_batch] WHERE 1 = 1 AND [run_id] = @p0
ORDER BY [run_id], [step_id], [batch_no];

SELECT TOP (@p0) t.person_id FROM [crm7].[consent_upgrade_history] t;

UPDATE [crm7].[consent_upgrade_run] SET [status] = CAST(@p0 AS nvarchar(20)), [heartbeat_at] = CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)), [finished_at] = CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)) WHERE 1 = 1 AND [run_id] = @p1 AND [owner_token] = @p2;

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM (SELECT CAST(NULL AS int) AS [consentperson_id], CAST(NULL AS int) AS [person_id], CAST(NULL AS int) AS [consentpurpose_id], CAST(NULL AS int) AS [legalbase_id], CAST(NULL AS int) AS [consentsource_id], CAST(NULL AS nvarchar(255)) AS [comment], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [registered], CAST(NULL AS int) AS [registered_associate_id], CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS [updated], CAST(NULL AS int) AS [updated_associate_id], CAST(NULL AS smallint) AS [updatedcount] WHERE 1 = 0) c) g
GROUP BY g.purpose, g.basis;

-- plan sales-and-service

SELECT fate, old_basis, mask, own_id, last_year, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, CAST(NULL AS bigint) AS mask, CAST(NULL AS int) AS own_id,
           CAST(NULL AS nvarchar(4)) AS last_year
    FROM (
    SELECT p.person_id, CAST(@p0 AS nvarchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND 1 = 1) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p1 AS int)) e ON [e].[person_id] = [w].[person_id]
  ) f
  GROUP BY fate, old_basis, mask, own_id, last_year;

SELECT COUNT(*) AS n FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r;

SELECT TOP (@p0) r.id FROM (
SELECT c.consentperson_id AS id FROM {ConsentPerson} c
WHERE c.legalbase_id <> 0
  AND NOT EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id)) r ORDER BY r.id;

-- plan emarketing-from-mailing-history

SELECT g.marks, g.mask, g.old_basis, g.fate, g.last_year, COUNT(*) AS n
FROM (
  SELECT k.marks, k.mask, e.legalbase_id AS old_basis,
         CASE WHEN w.person_id IS NULL THEN 'none' ELSE CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) THEN 'update' ELSE 'keep' END END AS fate, CAST(CONVERT(nvarchar(10), w.last_sent, 120) AS nvarchar(4)) AS last_year
  FROM (
SELECT p.person_id, CASE WHEN p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CONVERT(datetime, CONVERT(datetime2(7), @p0, 121))) AND ([p].[retired] = 0 OR [p].[retired] IS NULL) THEN @p1 ELSE 0 END +
       CASE WHEN p.blockemarketing <> 0 THEN @p2 ELSE 0 END +
       CASE WHEN a.person_id IS NOT NULL THEN @p3 ELSE 0 END +
       CASE WHEN p.nomailing <> 0 THEN @p4 ELSE 0 END +
       CASE WHEN 1 = 0 THEN @p5 ELSE 0 END AS marks, COALESCE(v.mask, CAST(@p6 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, CAST(SUM(CASE d.shipmenttype_id WHEN CAST(@p7 AS int) THEN CAST(@p8 AS bigint) WHEN CAST(@p9 AS int) THEN CAST(@p10 AS bigint) ELSE CAST(@p11 AS bigint) END) AS bigint) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p12 AS int)) e ON e.person_id = k.person_id
  LEFT JOIN (
    SELECT p.person_id, h.last_sent
    FROM {person} p
    JOIN (
SELECT h.person_id, MAX(h.last_sent) AS last_sent
FROM (
  SELECT a.customer_id AS person_id, MAX(COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p13, 121)) THEN a.sending_time END, s.start_date)) AS last_sent
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p14, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p15, @p16, @p17, @p18) AND (m.flags & @p19) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p20, @p21, @p22, @p23) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p24, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p25, 121))
  GROUP BY a.customer_id
  UNION ALL
  SELECT l.customer_id, MAX(COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p26, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p27, 121)) THEN s.start_date END))
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p28) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p29, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p30, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p31, 121))
  GROUP BY l.customer_id
) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p32 AND c.customer_id IS NOT NULL)
GROUP BY h.person_id) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND [p].[person_id] <> @p33 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) w ON w.person_id = k.person_id
) g
GROUP BY g.marks, g.mask, g.old_basis, g.fate, g.last_year;

SELECT COUNT(*) AS n FROM (
  SELECT p.person_id AS id
  FROM {person} p
  JOIN (
SELECT h.person_id, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS first_sent, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p0, 121)) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p2, @p3, @p4, @p5) AND (m.flags & @p6) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p7, @p8, @p9, @p10)
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p11, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p12, 121)) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p13) <> 0) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p14 AND c.customer_id IS NOT NULL)) o ON o.person_id = p.person_id
  LEFT JOIN (
SELECT h.person_id, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS first_sent, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p15, 121)) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p16, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p17, @p18, @p19, @p20) AND (m.flags & @p21) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p22, @p23, @p24, @p25) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p26, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p27, 121))
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p28, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p29, 121)) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p30) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p31, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p32, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p33, 121))) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p34 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
  WHERE h.person_id IS NULL AND [p].[person_id] <> @p35 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) r;

SELECT COUNT(*) AS n FROM (
  SELECT p.person_id AS id
  FROM {person} p
  JOIN (
SELECT g.person_id FROM (SELECT DISTINCT l.customer_id AS person_id
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p0) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p2, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p3, 121))) g
WHERE NOT g.person_id IN (SELECT a.customer_id
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p5, @p6, @p7, @p8) AND (m.flags & @p9) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p10, @p11, @p12, @p13) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p14, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p15, 121))) AND g.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p16 AND c.customer_id IS NOT NULL)) o ON o.person_id = p.person_id
  WHERE [p].[person_id] <> @p17 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) r;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p0 AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> @p1
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id
FROM (SELECT DISTINCT k.customer_id FROM (
SELECT c.customer_id FROM {s_shipment_addr} c
WHERE c.status = @p1 AND c.customer_id IS NOT NULL) k) c
JOIN {person} p ON p.person_id = c.customer_id AND p.person_id <> @p2
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = @p0
  UNION
  SELECT e.person_id FROM {Email} e WHERE LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) IN (
    SELECT LOWER((LTRIM(RTRIM(s.email)) + N'') COLLATE Latin1_General_BIN2) FROM {s_link_customer_statical} s
    WHERE s.link_type = @p1 AND RTRIM(s.email) <> '')
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> @p2
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
  AND NOT EXISTS (SELECT 1 FROM {ShipmentTypeReservation} r WHERE r.person_id = p.person_id)) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id
FROM (
  SELECT c.customer_id FROM {s_link_customer} c WHERE c.link_type = @p1
  UNION
  SELECT e.person_id FROM {Email} e WHERE LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) IN (
    SELECT LOWER((LTRIM(RTRIM(s.email)) + N'') COLLATE Latin1_General_BIN2) FROM {s_link_customer_statical} s
    WHERE s.link_type = @p2 AND RTRIM(s.email) <> '')
) k
JOIN {person} p ON p.person_id = k.customer_id AND p.person_id <> @p3
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL)
  AND NOT EXISTS (SELECT 1 FROM {ShipmentTypeReservation} r WHERE r.person_id = p.person_id)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT c.id FROM {s_link_customer_statical} c
LEFT JOIN (
  SELECT DISTINCT LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) AS address
  FROM {Email} e
  JOIN {person} p ON p.person_id = e.person_id AND p.person_id <> @p0
  WHERE LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) IN (
    SELECT LOWER((LTRIM(RTRIM(s.email)) + N'') COLLATE Latin1_General_BIN2) FROM {s_link_customer_statical} s
    WHERE s.link_type = @p1 AND RTRIM(s.email) <> '')
) a ON a.address = LOWER((LTRIM(RTRIM(c.email)) + N'') COLLATE Latin1_General_BIN2)
WHERE c.link_type = @p2 AND a.address IS NULL) r;

SELECT TOP (@p0) r.id FROM (
SELECT c.id FROM {s_link_customer_statical} c
LEFT JOIN (
  SELECT DISTINCT LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) AS address
  FROM {Email} e
  JOIN {person} p ON p.person_id = e.person_id AND p.person_id <> @p1
  WHERE LOWER((LTRIM(RTRIM(e.email_address)) + N'') COLLATE Latin1_General_BIN2) IN (
    SELECT LOWER((LTRIM(RTRIM(s.email)) + N'') COLLATE Latin1_General_BIN2) FROM {s_link_customer_statical} s
    WHERE s.link_type = @p2 AND RTRIM(s.email) <> '')
) a ON a.address = LOWER((LTRIM(RTRIM(c.email)) + N'') COLLATE Latin1_General_BIN2)
WHERE c.link_type = @p3 AND a.address IS NULL) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND [p].[blockemarketing] <> 0) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id FROM {person} p
WHERE 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND [p].[blockemarketing] <> 0) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> @p0
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN (@p1, @p2, @p3, @p4)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN (@p5, @p6, @p7, @p8)) r;

SELECT TOP (@p0) r.id FROM (
SELECT a.id
FROM (
  SELECT d.customer_id
  FROM (SELECT DISTINCT r.customer_id FROM {s_shipment_addr} r) d
  LEFT JOIN {person} p ON p.person_id = d.customer_id AND p.person_id <> @p1
  WHERE p.person_id IS NULL
) o
JOIN {s_shipment_addr} a ON a.customer_id = o.customer_id
WHERE a.status IN (@p2, @p3, @p4, @p5)
UNION ALL
SELECT a.id FROM {s_shipment_addr} a WHERE a.customer_id IS NULL AND a.status IN (@p6, @p7, @p8, @p9)) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
    SELECT s.person_id AS id
    FROM (
      SELECT DISTINCT own.person_id
      FROM {Email} own
      JOIN (
        SELECT LOWER((LTRIM(RTRIM([e].[email_address])) + N'') COLLATE Latin1_General_BIN2) AS address, e.person_id
        FROM {Email} e JOIN {person} p ON p.person_id = e.person_id
        WHERE [p].[nomailing] <> 0 AND RTRIM(e.email_address) <> ''
        UNION
        SELECT LOWER((LTRIM(RTRIM([e].[email_address])) + N'') COLLATE Latin1_General_BIN2), e.person_id
        FROM {Email} e JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c ON c.person_id = e.person_id
        WHERE c.legalbase_id = CAST(@p1 AS int) AND RTRIM(e.email_address) <> ''
      ) other ON other.address = LOWER((LTRIM(RTRIM([own].[email_address])) + N'') COLLATE Latin1_General_BIN2) AND other.person_id <> own.person_id
    ) s
    JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p2 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p3 AS nvarchar(255)), N'')
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(CAST(@p4 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p5 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p6 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p7 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p8 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p9 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p10 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT h.person_id, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS first_sent, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS last_sent, 0 AS mailings
FROM (SELECT DISTINCT d.person_id FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p11, 121)) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p12, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p13, @p14, @p15, @p16) AND (m.flags & @p17) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p18, @p19, @p20, @p21) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p22, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p23, 121))
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p24, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p25, 121)) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p26) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p27, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p28, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p29, 121))) d) h
WHERE h.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p30 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
    WHERE p.person_id IS NOT NULL AND [p].[person_id] <> @p31 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) w ON w.person_id = s.person_id
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p32 AS int)) c
      WHERE c.person_id = s.person_id AND c.legalbase_id <> 0)) r;

-- plan no-mailings-to-withdrawn

SELECT fate, old_basis, mask, own_id, last_year, COUNT(*) AS n
  FROM (
    SELECT CASE WHEN e.person_id IS NULL THEN 'insert' WHEN (([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) OR (NOT ([e].[legalbase_id] = CAST(@p0 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalbase_id]))) THEN 'update' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, [k].[mask] AS mask, CAST(NULL AS int) AS own_id,
           CAST(NULL AS nvarchar(4)) AS last_year
    FROM (
    SELECT p.person_id, CAST(@p1 AS nvarchar(255)) AS comment
    FROM {person} p
    WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0) w
    LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p2 AS int)) e ON [e].[person_id] = [w].[person_id]
    LEFT JOIN (SELECT p.person_id, CASE WHEN p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CONVERT(datetime, CONVERT(datetime2(7), @p3, 121))) AND ([p].[retired] = 0 OR [p].[retired] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
  AND EXISTS (SELECT 1 FROM {Email} e WHERE e.person_id = p.person_id AND RTRIM(e.email_address) <> '') THEN COALESCE(v.mask, CAST(@p4 AS bigint)) END AS mask FROM {person} p
LEFT JOIN (
  SELECT d.person_id, CAST(SUM(CASE d.shipmenttype_id WHEN CAST(@p5 AS int) THEN CAST(@p6 AS bigint) WHEN CAST(@p7 AS int) THEN CAST(@p8 AS bigint) ELSE CAST(@p9 AS bigint) END) AS bigint) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id) k ON k.person_id = w.person_id
  ) f
  GROUP BY fate, old_basis, mask, own_id, last_year;

SELECT COUNT(*) AS n FROM (
  SELECT c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT [consentperson_id] AS [consentperson_id], [person_id] AS [person_id], [consentPurpose_id] AS [consentpurpose_id], [legalBase_id] AS [legalbase_id], [consentSource_id] AS [consentsource_id], [comment] AS [comment], [registered] AS [registered], [registered_associate_id] AS [registered_associate_id], [updated] AS [updated], [updated_associate_id] AS [updated_associate_id], [updatedCount] AS [updatedcount] FROM [crm7].[ConsentPerson] ) s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p1 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r;

SELECT TOP (@p0) r.id FROM (
  SELECT c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT [consentperson_id] AS [consentperson_id], [person_id] AS [person_id], [consentPurpose_id] AS [consentpurpose_id], [legalBase_id] AS [legalbase_id], [consentSource_id] AS [consentsource_id], [comment] AS [comment], [registered] AS [registered], [registered_associate_id] AS [registered_associate_id], [updated] AS [updated], [updated_associate_id] AS [updated_associate_id], [updatedCount] AS [updatedcount] FROM [crm7].[ConsentPerson] ) s WHERE s.consentpurpose_id = CAST(@p1 AS int)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p2 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT 1 = 0) r ORDER BY r.id;

SELECT COUNT(*) AS n FROM (
SELECT p.person_id AS id FROM {person} p
JOIN {contact} x ON x.contact_id = p.contact_id
WHERE x.nomailing <> 0 AND 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND 1 = 1) r;

SELECT TOP (@p0) r.id FROM (
SELECT p.person_id AS id FROM {person} p
JOIN {contact} x ON x.contact_id = p.contact_id
WHERE x.nomailing <> 0 AND 1 = 1 AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND 1 = 1) r ORDER BY r.id;

-- plan template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (1 = 0);

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[html_message]), 0) + COALESCE(DATALENGTH([m].[design]), 0) AS bytes
FROM {s_message} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

SELECT TOP (@p0) [m].[s_messageblock_id] AS id, COALESCE(DATALENGTH([m].[block]), 0) AS bytes
FROM {s_messageblock} m WHERE [m].[s_messageblock_id] > @p1 ORDER BY [m].[s_messageblock_id];

SELECT TABLE_NAME AS [owner], COLUMN_NAME AS [name],
  CHARACTER_MAXIMUM_LENGTH AS [longest], CHARACTER_SET_NAME AS [characters]
FROM INFORMATION_SCHEMA.COLUMNS
WHERE TABLE_SCHEMA = @p0 AND LOWER((LTRIM(RTRIM(TABLE_NAME)) + N'') COLLATE Latin1_General_BIN2) IN (@p1, @p2, @p3)
  AND DATA_TYPE IN ('varchar', 'nvarchar', 'char', 'nchar', 'text', 'ntext', 'tinytext', 'mediumtext', 'longtext', 'character varying', 'character');

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[body_plain]), 0) + COALESCE(DATALENGTH([m].[body_html]), 0) + COALESCE(DATALENGTH([m].[headers]), 0) AS bytes
FROM {reply_template_body} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

SELECT TOP (@p0) [m].[form_id] AS id, COALESCE(DATALENGTH([m].[config]), 0) AS bytes
FROM {form} m WHERE [m].[form_id] > @p1 ORDER BY [m].[form_id];

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[body]), 0) AS bytes
FROM {ejscript} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[ejscript_body]), 0) AS bytes
FROM {screen_definition_action} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

SELECT TOP (@p0) [m].[quick_reply_id] AS id, COALESCE(DATALENGTH([m].[html_body]), 0) AS bytes
FROM {quick_reply} m WHERE [m].[quick_reply_id] > @p1 ORDER BY [m].[quick_reply_id];

SELECT COUNT(*) AS n FROM {s_link} m WHERE (COALESCE([m].[remove_from_selection], 0) > 0 OR COALESCE([m].[remove_contact_interest], 0) > 0 OR COALESCE([m].[remove_person_interest], 0) > 0 OR COALESCE([m].[remove_contact_selection], 0) > 0);

SELECT TOP (@p0) m.id AS id, [m].[remove_from_selection] AS [remove_from_selection], [m].[remove_contact_interest] AS [remove_contact_interest], [m].[remove_person_interest] AS [remove_person_interest], [m].[remove_contact_selection] AS [remove_contact_selection] FROM {s_link} m
WHERE (COALESCE([m].[remove_from_selection], 0) > 0 OR COALESCE([m].[remove_contact_interest], 0) > 0 OR COALESCE([m].[remove_person_interest], 0) > 0 OR COALESCE([m].[remove_contact_selection], 0) > 0) ORDER BY m.id;

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[html_message]), 0) + COALESCE(DATALENGTH([m].[plain_message]), 0) + COALESCE(DATALENGTH([m].[design]), 0) + COALESCE(DATALENGTH([m].[header_field]), 0) AS bytes
FROM {s_message} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

SELECT [m].[id] AS [id], m.designtype AS [designtype], CASE WHEN (COALESCE(m.flags, 0) & @p0) <> 0 THEN 1 ELSE 0 END AS [email], CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (@p1, @p2, @p3, @p4)) THEN 1 ELSE 0 END AS [sent], [m].[html_message] AS [html_message], [m].[plain_message] AS [plain_message], [m].[design] AS [design], [m].[header_field] AS [header_field], m.description AS [description] FROM {s_message} m WHERE [m].[id] IN (@p5);

SELECT TOP (@p0) [m].[id] AS id, COALESCE(DATALENGTH([m].[url]), 0) + COALESCE(DATALENGTH([m].[template_text]), 0) AS bytes
FROM {s_link} m WHERE [m].[id] > @p1 ORDER BY [m].[id];

-- plan interests-to-subscriptions

WITH [emarketing_stored] AS (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
    FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p0 AS int)),
[emarketing_from_mailing_history] AS (
        SELECT p.person_id, CASE
    WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p1 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p2 AS nvarchar(255)), N'')
    WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(CAST(@p3 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p4 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p5 AS nvarchar(255)), N'')
    ELSE CONCAT(CAST(@p6 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p7 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p8 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p9 AS nvarchar(255)), N'') END AS comment
        FROM {person} p
        JOIN (
    SELECT h.person_id, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS first_sent, CONVERT(datetime, CONVERT(datetime2(7), NULL, 121)) AS last_sent, 0 AS mailings
    FROM (SELECT DISTINCT d.person_id FROM (
    SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p10, 121)) THEN a.sending_time END, s.start_date) AS sent_at
    FROM {s_shipment_addr} a
    JOIN (
      SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p11, 121)) THEN s.start_date END) AS start_date
      FROM {s_shipment} s
      JOIN {s_message} m ON m.id = s.message_id
      WHERE s.status IN (@p12, @p13, @p14, @p15) AND (m.flags & @p16) <> 0
      GROUP BY s.id) s ON s.id = a.shipment_id
    WHERE a.customer_id IS NOT NULL AND a.status IN (@p17, @p18, @p19, @p20) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p21, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p22, 121))
    UNION ALL
    SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p23, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p24, 121)) THEN s.start_date END) AS sent_at
    FROM {s_sent_message} l
    JOIN {s_message} m ON m.id = l.message_id
    LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
    WHERE l.customer_id IS NOT NULL AND (m.flags & @p25) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p26, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p27, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p28, 121))) d) h
    WHERE h.person_id NOT IN (
      SELECT c.customer_id FROM {s_shipment_addr} c
      WHERE c.status = @p29 AND c.customer_id IS NOT NULL)) h ON h.person_id = p.person_id
        WHERE p.person_id IS NOT NULL AND [p].[person_id] <> @p30 AND 1 = 1 AND 1 = 1
          AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)),
[after_emarketing_from_mailing_history] AS (
      SELECT e.id, COALESCE(e.person_id, w.person_id) AS person_id,
             CASE WHEN e.person_id IS NULL OR (w.person_id IS NOT NULL AND ([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0)) THEN CAST(@p31 AS int) ELSE e.legalbase_id END AS legalbase_id
      FROM [emarketing_stored] e FULL JOIN [emarketing_from_mailing_history] w ON [e].[person_id] = [w].[person_id]),
[no_mailings_to_withdrawn] AS (
        SELECT p.person_id, CAST(@p32 AS nvarchar(255)) AS comment
        FROM {person} p
        WHERE p.person_id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0),
[after_no_mailings_to_withdrawn] AS (
      SELECT e.id, COALESCE(e.person_id, w.person_id) AS person_id,
             CASE WHEN e.person_id IS NULL OR (w.person_id IS NOT NULL AND (([e].[legalbase_id] IS NULL OR [e].[legalbase_id] = 0) OR (NOT ([e].[legalbase_id] = CAST(@p33 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalbase_id])))) THEN CAST(@p34 AS int) ELSE e.legalbase_id END AS legalbase_id
      FROM [after_emarketing_from_mailing_history] e FULL JOIN [no_mailings_to_withdrawn] w ON [e].[person_id] = [w].[person_id])
      SELECT fate, old_basis, mask, own_id, last_year, COUNT(*) AS n
      FROM (
        SELECT CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END AS fate, e.legalbase_id AS old_basis, [k].[mask] AS mask, [w].[shipmenttype_id] AS own_id,
               CAST(NULL AS nvarchar(4)) AS last_year
        FROM (
        SELECT c.person_id, t.shipmenttype_id
        FROM [after_no_mailings_to_withdrawn] c
        JOIN {person} p ON p.person_id = c.person_id
        CROSS JOIN (SELECT CAST(@p35 AS int) AS shipmenttype_id  UNION ALL SELECT CAST(@p36 AS int) AS shipmenttype_id ) t
        LEFT JOIN {personinterest} i ON i.person_id = c.person_id AND ((t.shipmenttype_id = CAST(@p37 AS int) AND i.pinterest_idx IN (CAST(@p38 AS int))) OR (t.shipmenttype_id = CAST(@p39 AS int) AND i.pinterest_idx IN (CAST(@p40 AS int))))
        WHERE c.person_id IS NOT NULL AND c.legalbase_id <> 0
          AND c.legalbase_id <> CAST(@p41 AS int) AND i.person_id IS NULL) w
        LEFT JOIN (SELECT s.shipmenttypereservation_id AS id, s.person_id, CAST(NULL AS int) AS legalbase_id, s.[shipmenttype_id]
             FROM {ShipmentTypeReservation} s) e ON [e].[person_id] = [w].[person_id] AND [e].[shipmenttype_id] = [w].[shipmenttype_id]
        LEFT JOIN (SELECT p.person_id, CASE WHEN p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CONVERT(datetime, CONVERT(datetime2(7), @p42, 121))) AND ([p].[retired] = 0 OR [p].[retired] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)
      AND EXISTS (SELECT 1 FROM {Email} e WHERE e.person_id = p.person_id AND RTRIM(e.email_address) <> '') THEN COALESCE(v.mask, CAST(@p43 AS bigint)) END AS mask FROM {person} p
    LEFT JOIN (
      SELECT d.person_id, CAST(SUM(CASE d.shipmenttype_id WHEN CAST(@p44 AS int) THEN CAST(@p45 AS bigint) WHEN CAST(@p46 AS int) THEN CAST(@p47 AS bigint) ELSE CAST(@p48 AS bigint) END) AS bigint) AS mask
      FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
      GROUP BY d.person_id
    ) v ON v.person_id = p.person_id) k ON k.person_id = w.person_id
      ) f
      GROUP BY fate, old_basis, mask, own_id, last_year;

-- plan emarketing-privacy

SELECT [CacheTabs_id] AS record_id, [tableId] AS table_number FROM [crm7].[CacheTables] WHERE [tableId] IN (@p0) AND [checkSum] <> 0;

-- apply reference-data

SELECT [run_id], [step_id], [position], [status], [started_at], [finished_at], [greatest_person_id], [persons], [counts], [attention], [duration_ms]
FROM [crm7].[consent_upgrade_step] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1
ORDER BY [run_id], [step_id];

INSERT INTO [crm7].[consent_upgrade_step] ([run_id], [step_id], [position], [status], [started_at], [finished_at], [greatest_person_id], [persons], [counts], [attention], [duration_ms])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(20)), CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)), CONVERT(datetime, @p4, 121), CAST(@p5 AS int), CAST(@p6 AS bigint), CAST(@p7 AS nvarchar(max)), CAST(@p8 AS nvarchar(max)), CAST(@p9 AS bigint));

SELECT [run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at]
FROM [crm7].[consent_upgrade_batch] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1
ORDER BY [run_id], [step_id], [batch_no];

SELECT [run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at]
FROM [crm7].[consent_upgrade_batch] WHERE 1 = 1 AND [run_id] = @p0 AND [step_id] = @p1 AND [batch_no] = @p2
ORDER BY [run_id], [step_id], [batch_no];

UPDATE [crm7].[sequence] SET [next_id] = [next_id] + CAST(@p0 AS int) WHERE [id] = @p1 AND [next_id] <= @p2;

SELECT [next_id] AS next_id FROM [crm7].[sequence] WHERE [id] = @p0;

INSERT INTO [crm7].[consent_upgrade_reservation] ([table_name], [first_id], [last_id], [run_id], [step_id], [batch_no], [reserved_at])
VALUES (CAST(@p0 AS nvarchar(128)), CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS nvarchar(36)), CAST(@p4 AS nvarchar(64)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)));

SELECT CONVERT(nvarchar(19), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 120) AS utc, CONVERT(nvarchar(19), CONVERT(datetime, CONVERT(nvarchar(19), GETDATE(), 120), 120), 120) AS local;

INSERT INTO [crm7].[consent_upgrade_batch] ([run_id], [step_id], [batch_no], [table_name], [first_key], [last_key], [records], [first_id], [last_id], [inserted], [updated], [deleted], [kept], [written_at], [undone_at])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS int), CAST(@p5 AS int), CAST(@p6 AS bigint), CAST(@p7 AS int), CAST(@p8 AS int), CAST(@p9 AS bigint), CAST(@p10 AS bigint), CAST(@p11 AS bigint), CAST(@p12 AS bigint), CONVERT(datetime, CONVERT(datetime2(7), @p13, 121)), CONVERT(datetime, @p14, 121));

UPDATE [crm7].[consent_upgrade_run] SET [heartbeat_at] = CONVERT(datetime, CONVERT(datetime2(7), CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120), 121)) WHERE 1 = 1 AND [run_id] = @p0 AND [owner_token] = @p1;

INSERT INTO [crm7].[ConsentPurpose] ([consentpurpose_id], [name], [rank], [deleted], [key], [active], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount], [tooltip], [consentText], [formText], [privacyStatementDesc], [privacyStatementUrl])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS smallint), CAST(@p4 AS nvarchar(255)), CAST(@p5 AS smallint), CONVERT(datetime, CONVERT(datetime2(7), @p6, 121)), CAST(@p7 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p8, 121)), CAST(@p9 AS int), CAST(@p10 AS smallint), CAST(@p11 AS nvarchar(4000)), CAST(@p12 AS nvarchar(4000)), CAST(@p13 AS nvarchar(max)), CAST(@p14 AS nvarchar(4000)), CAST(@p15 AS nvarchar(4000)));

SELECT [consentpurpose_id] AS id FROM [crm7].[ConsentPurpose] WHERE [consentpurpose_id] BETWEEN @p0 AND @p1 ORDER BY [consentpurpose_id];

UPDATE [crm7].[consent_upgrade_batch] SET [inserted] = CAST(@p0 AS bigint), [updated] = CAST(@p1 AS bigint), [kept] = CAST(@p2 AS bigint), [first_id] = CAST(@p3 AS int), [last_id] = CAST(@p4 AS int) WHERE 1 = 1 AND [run_id] = @p5 AND [step_id] = @p6 AND [batch_no] = @p7;

INSERT INTO [crm7].[LegalBase] ([legalbase_id], [name], [rank], [deleted], [key], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount], [tooltip])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS smallint), CAST(@p4 AS nvarchar(255)), CONVERT(datetime, CONVERT(datetime2(7), @p5, 121)), CAST(@p6 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p7, 121)), CAST(@p8 AS int), CAST(@p9 AS smallint), CAST(@p10 AS nvarchar(4000)));

SELECT [legalbase_id] AS id FROM [crm7].[LegalBase] WHERE [legalbase_id] BETWEEN @p0 AND @p1 ORDER BY [legalbase_id];

INSERT INTO [crm7].[ConsentSource] ([consentsource_id], [name], [rank], [deleted], [key], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount], [tooltip])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS smallint), CAST(@p4 AS nvarchar(255)), CONVERT(datetime, CONVERT(datetime2(7), @p5, 121)), CAST(@p6 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p7, 121)), CAST(@p8 AS int), CAST(@p9 AS smallint), CAST(@p10 AS nvarchar(4000)));

SELECT [consentsource_id] AS id FROM [crm7].[ConsentSource] WHERE [consentsource_id] BETWEEN @p0 AND @p1 ORDER BY [consentsource_id];

-- apply sales-and-service

SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM {person} p;

SELECT p.person_id AS last FROM {person} p
WHERE p.person_id BETWEEN @p0 AND @p1 ORDER BY p.person_id OFFSET @p2 ROWS FETCH NEXT 1 ROWS ONLY;

SELECT MAX(p.person_id) AS last, COUNT(*) AS n FROM {person} p WHERE p.person_id BETWEEN @p0 AND @p1;

SELECT TOP (@p0) [e].[person_id] FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] BETWEEN @p1 AND @p2 AND [e].[consentPurpose_id] = CAST(@p3 AS int) ORDER BY [e].[person_id];

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p6, 121)), CAST(@p7 AS int), 0
FROM (
  SELECT p.person_id, CAST(@p8 AS nvarchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p9 AND @p10 AND 1 = 1 AND 1 = 1) w;

SELECT COUNT(*) AS n, MAX([consentperson_id]) AS last FROM [crm7].[ConsentPerson] WHERE [consentperson_id] > @p0 AND [consentperson_id] <= @p1;

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 2, 0 FROM (SELECT [consentperson_id] AS record_id FROM [crm7].[ConsentPerson] WHERE [consentperson_id] BETWEEN @p5 AND @p6) r;

UPDATE [crm7].[consent_upgrade_batch] SET [inserted] = CAST(@p0 AS bigint), [updated] = CAST(@p1 AS bigint), [kept] = CAST(@p2 AS bigint), [last_id] = CAST(@p3 AS int) WHERE 1 = 1 AND [run_id] = @p4 AND [step_id] = @p5 AND [batch_no] = @p6;

SELECT o.name AS [table], t.name AS name
FROM sys.triggers t
JOIN sys.objects o ON o.object_id = t.parent_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
WHERE s.name = @p0 AND o.name IN (@p1) AND t.is_disabled = 0
ORDER BY o.name, t.name;

-- apply emarketing-from-mailing-history

INSERT INTO [crm7].[consent_upgrade_history] (person_id, first_sent, last_sent, mailings)
    SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (
SELECT g.person_id, g.first_sent, g.last_sent, g.mailings
FROM (
  SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
         COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
  FROM (
SELECT a.customer_id AS person_id, a.shipment_id AS shipment_id, COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p0, 121)) THEN a.sending_time END, s.start_date) AS sent_at
FROM {s_shipment_addr} a
JOIN (
  SELECT s.id, MIN(CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)) THEN s.start_date END) AS start_date
  FROM {s_shipment} s
  JOIN {s_message} m ON m.id = s.message_id
  WHERE s.status IN (@p2, @p3, @p4, @p5) AND (m.flags & @p6) <> 0
  GROUP BY s.id) s ON s.id = a.shipment_id
WHERE a.customer_id IS NOT NULL AND a.status IN (@p7, @p8, @p9, @p10) AND COALESCE(CASE WHEN a.sending_time > CONVERT(datetime, CONVERT(datetime2(7), @p11, 121)) THEN a.sending_time END, s.start_date) >= CONVERT(datetime, CONVERT(datetime2(7), @p12, 121))
UNION ALL
SELECT l.customer_id AS person_id, l.shipment_id AS shipment_id, COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p13, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p14, 121)) THEN s.start_date END) AS sent_at
FROM {s_sent_message} l
JOIN {s_message} m ON m.id = l.message_id
LEFT JOIN {s_shipment} s ON s.id = l.shipment_id
WHERE l.customer_id IS NOT NULL AND (m.flags & @p15) <> 0 AND COALESCE(CASE WHEN l.when_sent > CONVERT(datetime, CONVERT(datetime2(7), @p16, 121)) THEN l.when_sent END, CASE WHEN s.start_date > CONVERT(datetime, CONVERT(datetime2(7), @p17, 121)) THEN s.start_date END) >= CONVERT(datetime, CONVERT(datetime2(7), @p18, 121))) h
  GROUP BY h.person_id
) g
WHERE g.person_id NOT IN (
  SELECT c.customer_id FROM {s_shipment_addr} c
  WHERE c.status = @p19 AND c.customer_id IS NOT NULL)) h;

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT CASE WHEN ([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0) THEN 1 ELSE 0 END AS gives
    FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p0 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p1 AS nvarchar(255)), N'')
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(CAST(@p2 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p3 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p4 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p5 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p6 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p7 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p8 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM [crm7].[consent_upgrade_history] t
WHERE t.person_id BETWEEN @p9 AND @p10) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p11 AND @p12 AND [p].[person_id] <> @p13 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) w
    JOIN [crm7].[ConsentPerson] e ON [e].[person_id] = [w].[person_id]
    WHERE [e].[person_id] BETWEEN @p14 AND @p15 AND [e].[consentPurpose_id] = CAST(@p16 AS int)
  ) m;

INSERT INTO [crm7].[consent_upgrade_old_consent] ([run_id], [step_id], [consent_id], [batch_no], [person_id], [legalbase_id], [consentsource_id], [comment_text], [updated], [updated_associate_id], [updated_count], [new_comment])
  SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), [e].[consentperson_id], CAST(@p2 AS int), [e].[person_id], [e].[legalBase_id], [e].[consentSource_id], [e].[comment], [e].[updated], [e].[updated_associate_id], [e].[updatedCount], [w].[comment]
  FROM [crm7].[ConsentPerson] e WITH (UPDLOCK, ROWLOCK)
  JOIN (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p3 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p4 AS nvarchar(255)), N'')
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(CAST(@p5 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p6 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p7 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p8 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p9 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p10 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p11 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM [crm7].[consent_upgrade_history] t
WHERE t.person_id BETWEEN @p12 AND @p13) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p14 AND @p15 AND [p].[person_id] <> @p16 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) w ON [e].[person_id] = [w].[person_id]
  WHERE [e].[person_id] BETWEEN @p17 AND @p18 AND [e].[consentPurpose_id] = CAST(@p19 AS int) AND ([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0);

UPDATE [crm7].[ConsentPerson] SET [legalBase_id] = CAST(@p0 AS int), [consentSource_id] = CAST(@p1 AS int), [comment] = (
  SELECT o.new_comment FROM [crm7].[consent_upgrade_old_consent] o WHERE o.run_id = @p2 AND o.step_id = @p3 AND o.consent_id = [consentperson_id]), [updated] = CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)), [updated_associate_id] = CAST(@p5 AS int), [updatedCount] = COALESCE([updatedCount], 0) + 1
WHERE [person_id] BETWEEN @p6 AND @p7
  AND [consentperson_id] IN (
    SELECT o.consent_id FROM [crm7].[consent_upgrade_old_consent] o
    WHERE o.run_id = @p8 AND o.step_id = @p9 AND o.batch_no = @p10);

UPDATE [crm7].[consent_upgrade_old_consent] SET undone_piece = @p0
WHERE run_id = @p1 AND step_id = @p2 AND batch_no = @p3
  AND consent_id IN (
    SELECT [consentperson_id] FROM [crm7].[ConsentPerson]
    WHERE [person_id] BETWEEN @p4 AND @p5 AND (([legalBase_id] IS NULL OR [legalBase_id] <> CAST(@p6 AS int)) OR ([consentSource_id] IS NULL OR [consentSource_id] <> CAST(@p7 AS int))));

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
  SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p6, 121)), CAST(@p7 AS int), 0
  FROM (
    SELECT p.person_id, CASE
WHEN h.first_sent IS NULL THEN CONCAT(CAST(@p8 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p9 AS nvarchar(255)), N'')
WHEN CAST(h.first_sent AS DATE) = CAST(h.last_sent AS DATE) THEN CONCAT(CAST(@p10 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p11 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p12 AS nvarchar(255)), N'')
ELSE CONCAT(CAST(@p13 AS nvarchar(255)), CAST(h.mailings AS nvarchar(10)), CAST(@p14 AS nvarchar(255)), CONVERT(nvarchar(10), h.first_sent, 120), CAST(@p15 AS nvarchar(255)), CONVERT(nvarchar(10), h.last_sent, 120), CAST(@p16 AS nvarchar(255)), N'') END AS comment
    FROM {person} p
    JOIN (
SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM [crm7].[consent_upgrade_history] t
WHERE t.person_id BETWEEN @p17 AND @p18) h ON h.person_id = p.person_id
    WHERE p.person_id BETWEEN @p19 AND @p20 AND [p].[person_id] <> @p21 AND 1 = 1 AND 1 = 1
      AND ([p].[nomailing] = 0 OR [p].[nomailing] IS NULL) AND ([p].[blockemarketing] = 0 OR [p].[blockemarketing] IS NULL)) w
  WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] = [w].[person_id] AND [e].[person_id] BETWEEN @p22 AND @p23 AND [e].[consentPurpose_id] = CAST(@p24 AS int));

-- apply no-mailings-to-withdrawn

SELECT COUNT(*) AS n FROM (
  SELECT c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT [consentperson_id] AS [consentperson_id], [person_id] AS [person_id], [consentPurpose_id] AS [consentpurpose_id], [legalBase_id] AS [legalbase_id], [consentSource_id] AS [consentsource_id], [comment] AS [comment], [registered] AS [registered], [registered_associate_id] AS [registered_associate_id], [updated] AS [updated], [updated_associate_id] AS [updated_associate_id], [updatedCount] AS [updatedcount] FROM [crm7].[ConsentPerson] ) s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p1 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT (EXISTS (SELECT 1 FROM [crm7].[consent_upgrade_batch] b
  WHERE b.table_name = 'ConsentPerson' AND b.undone_at IS NULL AND CASE WHEN [p].[nomailing] <> 0 THEN c.id END BETWEEN b.first_id AND b.last_id)
OR EXISTS (SELECT 1 FROM [crm7].[consent_upgrade_old_consent] o
  JOIN [crm7].[consent_upgrade_batch] made ON made.run_id = o.run_id AND made.step_id = o.step_id AND made.batch_no = o.batch_no
  WHERE o.consent_id = CASE WHEN [p].[nomailing] <> 0 THEN c.id END AND o.undone_piece IS NULL AND made.undone_at IS NULL))) r;

SELECT TOP (@p0) r.id FROM (
  SELECT c.id FROM {person} p
  JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM (SELECT [consentperson_id] AS [consentperson_id], [person_id] AS [person_id], [consentPurpose_id] AS [consentpurpose_id], [legalBase_id] AS [legalbase_id], [consentSource_id] AS [consentsource_id], [comment] AS [comment], [registered] AS [registered], [registered_associate_id] AS [registered_associate_id], [updated] AS [updated], [updated_associate_id] AS [updated_associate_id], [updatedCount] AS [updatedcount] FROM [crm7].[ConsentPerson] ) s WHERE s.consentpurpose_id = CAST(@p1 AS int)) c ON c.person_id = p.person_id
  WHERE c.id IS NOT NULL AND 1 = 1 AND [p].[nomailing] <> 0
    AND NOT (c.legalbase_id IS NULL OR c.legalbase_id = 0) AND NOT (c.legalbase_id = CAST(@p2 AS int))
    AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = c.legalbase_id) AND NOT (EXISTS (SELECT 1 FROM [crm7].[consent_upgrade_batch] b
  WHERE b.table_name = 'ConsentPerson' AND b.undone_at IS NULL AND CASE WHEN [p].[nomailing] <> 0 THEN c.id END BETWEEN b.first_id AND b.last_id)
OR EXISTS (SELECT 1 FROM [crm7].[consent_upgrade_old_consent] o
  JOIN [crm7].[consent_upgrade_batch] made ON made.run_id = o.run_id AND made.step_id = o.step_id AND made.batch_no = o.batch_no
  WHERE o.consent_id = CASE WHEN [p].[nomailing] <> 0 THEN c.id END AND o.undone_piece IS NULL AND made.undone_at IS NULL))) r ORDER BY r.id;

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
FROM (
  SELECT CASE WHEN (([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0) OR (NOT ([e].[legalBase_id] = CAST(@p0 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalBase_id]))) THEN 1 ELSE 0 END AS gives
  FROM (
  SELECT p.person_id, CAST(@p1 AS nvarchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p2 AND @p3 AND 1 = 1 AND [p].[nomailing] <> 0) w
  JOIN [crm7].[ConsentPerson] e ON [e].[person_id] = [w].[person_id]
  WHERE [e].[person_id] BETWEEN @p4 AND @p5 AND [e].[consentPurpose_id] = CAST(@p6 AS int)
) m;

INSERT INTO [crm7].[consent_upgrade_old_consent] ([run_id], [step_id], [consent_id], [batch_no], [person_id], [legalbase_id], [consentsource_id], [comment_text], [updated], [updated_associate_id], [updated_count], [new_comment])
SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(64)), [e].[consentperson_id], CAST(@p2 AS int), [e].[person_id], [e].[legalBase_id], [e].[consentSource_id], [e].[comment], [e].[updated], [e].[updated_associate_id], [e].[updatedCount], [w].[comment]
FROM [crm7].[ConsentPerson] e WITH (UPDLOCK, ROWLOCK)
JOIN (
  SELECT p.person_id, CAST(@p3 AS nvarchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p4 AND @p5 AND 1 = 1 AND [p].[nomailing] <> 0) w ON [e].[person_id] = [w].[person_id]
WHERE [e].[person_id] BETWEEN @p6 AND @p7 AND [e].[consentPurpose_id] = CAST(@p8 AS int) AND (([e].[legalBase_id] IS NULL OR [e].[legalBase_id] = 0) OR (NOT ([e].[legalBase_id] = CAST(@p9 AS int)) AND EXISTS (SELECT 1 FROM {LegalBase} b WHERE b.legalbase_id = [e].[legalBase_id])));

INSERT INTO [crm7].[ConsentPerson] ([consentperson_id], [person_id], [consentPurpose_id], [legalBase_id], [consentSource_id], [comment], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id]), [w].[person_id], CAST(@p1 AS int), CAST(@p2 AS int), CAST(@p3 AS int), [w].[comment], CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p6, 121)), CAST(@p7 AS int), 0
FROM (
  SELECT p.person_id, CAST(@p8 AS nvarchar(255)) AS comment
  FROM {person} p
  WHERE p.person_id BETWEEN @p9 AND @p10 AND 1 = 1 AND [p].[nomailing] <> 0) w
WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ConsentPerson] e WHERE [e].[person_id] = [w].[person_id] AND [e].[person_id] BETWEEN @p11 AND @p12 AND [e].[consentPurpose_id] = CAST(@p13 AS int));

-- apply subscription-types

SELECT g.purpose, g.basis, COUNT(*) AS n
FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM {ConsentPerson} c) g
GROUP BY g.purpose, g.basis;

INSERT INTO [crm7].[ShipmentType] ([ShipmentType_id], [name], [rank], [deleted], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount], [tooltip])
VALUES (CAST(@p0 AS int), CAST(@p1 AS nvarchar(4000)), CAST(@p2 AS smallint), CAST(@p3 AS smallint), CONVERT(datetime, CONVERT(datetime2(7), @p4, 121)), CAST(@p5 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p6, 121)), CAST(@p7 AS int), CAST(@p8 AS smallint), CAST(@p9 AS nvarchar(4000)));

SELECT [ShipmentType_id] AS id FROM [crm7].[ShipmentType] WHERE [ShipmentType_id] BETWEEN @p0 AND @p1 ORDER BY [ShipmentType_id];

-- apply template-links

SELECT COUNT(*) AS n FROM {ShipmentType} t WHERE NOT (EXISTS (SELECT 1 FROM [crm7].[consent_upgrade_batch] b
WHERE b.table_name = @p0 AND b.undone_at IS NULL AND t.shipmenttype_id BETWEEN b.first_id AND b.last_id));

SELECT COUNT(*) AS n FROM {s_message} m;

SELECT COUNT(*) AS n FROM {s_messageblock} m;

SELECT COUNT(*) AS n FROM {s_link} m;

INSERT INTO [crm7].[consent_upgrade_old_text] ([run_id], [table_name], [row_id], [column_name], [step_id], [batch_no], [old_text], [new_hash], [updated], [updated_associate_id], [updated_count])
SELECT CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(128)), [e].[id], CAST(@p2 AS nvarchar(128)), CAST(@p3 AS nvarchar(64)), CAST(@p4 AS int), [e].[html_message], CAST(CASE [e].[id] WHEN @p5 THEN @p6 END AS nvarchar(64)), [e].[updated], [e].[updated_associate_id], [e].[updatedCount] FROM [crm7].[s_message] e WITH (UPDLOCK, ROWLOCK)
WHERE [e].[id] IN (@p7);

SELECT [m].[id] AS [id], m.designtype AS [designtype], CASE WHEN (COALESCE(m.flags, 0) & @p0) <> 0 THEN 1 ELSE 0 END AS [email], CASE WHEN EXISTS (
SELECT 1 FROM {s_shipment} s
WHERE s.message_id = m.id AND s.status IN (@p1, @p2, @p3, @p4)) THEN 1 ELSE 0 END AS [sent] FROM {s_message} m WHERE [m].[id] IN (@p5);

UPDATE [crm7].[s_message] SET [html_message] = CASE [id] WHEN @p0 THEN CAST(@p1 AS nvarchar(max)) END, [updated] = CONVERT(datetime, CONVERT(datetime2(7), @p2, 121)), [updated_associate_id] = CAST(@p3 AS int), [updatedCount] = COALESCE([updatedCount], 0) + 1
WHERE [id] IN (@p4) AND (([id] = @p5 AND HASHBYTES('SHA2_256', CAST([html_message] AS nvarchar(max))) IN (@p6, @p7)));

UPDATE [crm7].[consent_upgrade_step] SET [counts] = CAST(@p0 AS nvarchar(max)), [attention] = CAST(@p1 AS nvarchar(max)) WHERE 1 = 1 AND [run_id] = @p2 AND [step_id] = @p3;

-- apply interests-to-subscriptions

SELECT TOP (@p0) [e].[person_id] FROM [crm7].[ShipmentTypeReservation] e WHERE [e].[person_id] BETWEEN @p1 AND @p2 ORDER BY [e].[person_id];

SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
  FROM (
    SELECT CASE WHEN 1 = 0 THEN 1 ELSE 0 END AS gives
    FROM (
    SELECT c.person_id, t.shipmenttype_id
    FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p0 AS int)) c
    JOIN {person} p ON p.person_id = c.person_id
    CROSS JOIN (SELECT CAST(@p1 AS int) AS shipmenttype_id  UNION ALL SELECT CAST(@p2 AS int) AS shipmenttype_id ) t
    LEFT JOIN {personinterest} i ON i.person_id = c.person_id AND ((t.shipmenttype_id = CAST(@p3 AS int) AND i.pinterest_idx IN (CAST(@p4 AS int))) OR (t.shipmenttype_id = CAST(@p5 AS int) AND i.pinterest_idx IN (CAST(@p6 AS int))))
    WHERE c.person_id BETWEEN @p7 AND @p8 AND c.legalbase_id <> 0
      AND c.legalbase_id <> CAST(@p9 AS int) AND i.person_id IS NULL) w
    JOIN [crm7].[ShipmentTypeReservation] e ON [e].[person_id] = [w].[person_id] AND [e].[ShipmentType_id] = [w].[shipmenttype_id]
    WHERE [e].[person_id] BETWEEN @p10 AND @p11
  ) m;

INSERT INTO [crm7].[ShipmentTypeReservation] ([ShipmentTypeReservation_id], [person_id], [ShipmentType_id], [registered], [registered_associate_id], [updated], [updated_associate_id], [updatedCount])
  SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY [w].[person_id], [w].[shipmenttype_id]), [w].[person_id], [w].[shipmenttype_id], CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)), CAST(@p2 AS int), CONVERT(datetime, CONVERT(datetime2(7), @p3, 121)), CAST(@p4 AS int), 0
  FROM (
    SELECT c.person_id, t.shipmenttype_id
    FROM (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p5 AS int)) c
    JOIN {person} p ON p.person_id = c.person_id
    CROSS JOIN (SELECT CAST(@p6 AS int) AS shipmenttype_id  UNION ALL SELECT CAST(@p7 AS int) AS shipmenttype_id ) t
    LEFT JOIN {personinterest} i ON i.person_id = c.person_id AND ((t.shipmenttype_id = CAST(@p8 AS int) AND i.pinterest_idx IN (CAST(@p9 AS int))) OR (t.shipmenttype_id = CAST(@p10 AS int) AND i.pinterest_idx IN (CAST(@p11 AS int))))
    WHERE c.person_id BETWEEN @p12 AND @p13 AND c.legalbase_id <> 0
      AND c.legalbase_id <> CAST(@p14 AS int) AND i.person_id IS NULL) w
  WHERE NOT EXISTS (SELECT 1 FROM [crm7].[ShipmentTypeReservation] e WHERE [e].[person_id] = [w].[person_id] AND [e].[ShipmentType_id] = [w].[shipmenttype_id] AND [e].[person_id] BETWEEN @p15 AND @p16);

SELECT COUNT(*) AS n, MAX([ShipmentTypeReservation_id]) AS last FROM [crm7].[ShipmentTypeReservation] WHERE [ShipmentTypeReservation_id] > @p0 AND [ShipmentTypeReservation_id] <= @p1;

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 2, 0 FROM (SELECT [ShipmentTypeReservation_id] AS record_id FROM [crm7].[ShipmentTypeReservation] WHERE [ShipmentTypeReservation_id] BETWEEN @p5 AND @p6) r;

-- apply default-legal-basis

SELECT [updated] AS at, [updated_associate_id] AS associate, [updatedCount] AS n
FROM [crm7].[UserPreference] WHERE [userpreference_id] = @p0;

UPDATE [crm7].[UserPreference] SET [prefvalue] = CAST(@p0 AS nvarchar(2046)), [updated] = CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)), [updated_associate_id] = CAST(@p2 AS int), [updatedCount] = COALESCE([updatedCount], 0) + 1
WHERE [userpreference_id] = @p3;

INSERT INTO [crm7].[consent_upgrade_old_text] ([run_id], [table_name], [row_id], [column_name], [step_id], [batch_no], [old_text], [new_hash], [updated], [updated_associate_id], [updated_count], [undone_piece])
VALUES (CAST(@p0 AS nvarchar(36)), CAST(@p1 AS nvarchar(128)), CAST(@p2 AS int), CAST(@p3 AS nvarchar(128)), CAST(@p4 AS nvarchar(64)), CAST(@p5 AS int), CAST(@p6 AS nvarchar(max)), CAST(@p7 AS nvarchar(64)), CONVERT(datetime2(7), @p8, 121), CAST(@p9 AS int), CAST(@p10 AS smallint), CAST(@p11 AS int));

INSERT INTO [crm7].[traveltransactionlog] ([traveltransactionlog_id], [ttime], [prev_record_id], [type], [associate_id], [tablenumber], [record_id], [flags], [application_id])
SELECT CAST(@p0 AS int) - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id), CONVERT(datetime, CONVERT(datetime2(7), @p1, 121)), 0, CAST(@p2 AS int), CAST(@p3 AS int), CAST(@p4 AS int), r.record_id, 2, 0 FROM (SELECT CAST(@p5 AS int) AS record_id ) r;

UPDATE [crm7].[consent_upgrade_batch] SET [inserted] = CAST(@p0 AS bigint), [updated] = CAST(@p1 AS bigint), [kept] = CAST(@p2 AS bigint) WHERE 1 = 1 AND [run_id] = @p3 AND [step_id] = @p4 AND [batch_no] = @p5;

SELECT [r].[consentpurpose_id], [r].[name], [r].[rank], [r].[deleted], [r].[key], [r].[active] FROM {ConsentPurpose} r WHERE 1 = 1 ORDER BY [r].[consentpurpose_id];

SELECT [r].[legalbase_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM {LegalBase} r WHERE 1 = 1 ORDER BY [r].[legalbase_id];

SELECT [r].[consentsource_id], [r].[name], [r].[rank], [r].[deleted], [r].[key] FROM {ConsentSource} r WHERE 1 = 1 ORDER BY [r].[consentsource_id];

SELECT [r].[shipmenttype_id], [r].[name], [r].[rank], [r].[deleted] FROM {ShipmentType} r WHERE 1 = 1 ORDER BY [r].[shipmenttype_id];

-- apply emarketing-privacy

INSERT INTO [crm7].[registry] ([id], [reg_id], [value], [name])
VALUES (CAST(@p0 AS int), CAST(@p1 AS int), CAST(@p2 AS nvarchar(255)), CAST(@p3 AS nvarchar(255)));

SELECT [id] AS id FROM [crm7].[registry] WHERE [id] BETWEEN @p0 AND @p1 ORDER BY [id];

SELECT g.marks, g.mask, g.old_basis, COUNT(*) AS n
FROM (SELECT k.marks, k.mask, e.legalbase_id AS old_basis
  FROM (
SELECT p.person_id, CASE WHEN p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= CONVERT(datetime, CONVERT(datetime2(7), @p0, 121))) AND ([p].[retired] = 0 OR [p].[retired] IS NULL) THEN @p1 ELSE 0 END +
       CASE WHEN p.blockemarketing <> 0 THEN @p2 ELSE 0 END +
       CASE WHEN a.person_id IS NOT NULL THEN @p3 ELSE 0 END +
       CASE WHEN p.nomailing <> 0 THEN @p4 ELSE 0 END +
       CASE WHEN 1 = 0 THEN @p5 ELSE 0 END AS marks, COALESCE(v.mask, CAST(@p6 AS bigint)) AS mask
FROM {person} p
LEFT JOIN (
  SELECT DISTINCT e.person_id FROM {Email} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
) a ON a.person_id = p.person_id
LEFT JOIN (
  SELECT d.person_id, CAST(SUM(CASE d.shipmenttype_id WHEN CAST(@p7 AS int) THEN CAST(@p8 AS bigint) WHEN CAST(@p9 AS int) THEN CAST(@p10 AS bigint) ELSE CAST(@p11 AS bigint) END) AS bigint) AS mask
  FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM {ShipmentTypeReservation} r) d
  GROUP BY d.person_id
) v ON v.person_id = p.person_id) k
  LEFT JOIN (SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
FROM {ConsentPerson} s WHERE s.consentpurpose_id = CAST(@p12 AS int)) e ON e.person_id = k.person_id) g
GROUP BY g.marks, g.mask, g.old_basis;

-- apply emarketing-from-mailing-history

SELECT g.last_year, COUNT(*) AS n
FROM (
  SELECT LEFT(RIGHT(s.comment, @p0), 4) AS last_year
  FROM {ConsentPerson} s
  WHERE s.consentpurpose_id = CAST(@p1 AS int)
    AND s.legalbase_id = CAST(@p2 AS int)
    AND RIGHT(s.comment, @p3) = CAST(@p4 AS nvarchar(255))
) g
GROUP BY g.last_year;
