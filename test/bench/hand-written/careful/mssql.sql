-- The script that a DBA would write by hand: one transaction, three INSERT … SELECT.
SET XACT_ABORT ON;
BEGIN TRANSACTION;

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT q.next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, i.store, i.legitimate, i.source,
       N'Sales and service for every contact: legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.',
       SYSUTCDATETIME(), 0, SYSUTCDATETIME(), 0, 0
FROM person p
CROSS JOIN (SELECT MAX(CASE WHEN [key] = 'STORE' THEN consentpurpose_id END) AS store,
                   (SELECT legalbase_id FROM LegalBase WHERE [key] = '61F') AS legitimate,
                   (SELECT consentsource_id FROM ConsentSource WHERE [key] = 'UNKNOWN') AS source FROM ConsentPurpose) i
CROSS JOIN (SELECT next_id FROM sequence WITH (UPDLOCK) WHERE TableName = 'ConsentPerson') q
WHERE NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = i.store);

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT q.next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, i.emarketing, i.legitimate, i.source,
       CONCAT(N'E-mail mailings sent: ', h.mailings, N', first ', CONVERT(nvarchar(10), h.first_sent, 23), N', last ',
              CONVERT(nvarchar(10), h.last_sent, 23),
              N'. Legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.'),
       SYSUTCDATETIME(), 0, SYSUTCDATETIME(), 0, 0
FROM person p
JOIN (
  SELECT m.person_id, MIN(m.sent_at) AS first_sent, MAX(m.sent_at) AS last_sent, COUNT(DISTINCT m.shipment_id) AS mailings
  FROM (
    SELECT a.customer_id AS person_id, a.shipment_id, COALESCE(a.sending_time, s.start_date) AS sent_at
    FROM s_shipment_addr a JOIN s_shipment s ON s.id = a.shipment_id JOIN s_message t ON t.id = s.message_id
    WHERE a.status IN (4, 5, 6, 8) AND s.status IN (1, 4, 5, 6) AND t.flags & 3 <> 0
    UNION ALL
    SELECT l.customer_id, l.shipment_id, COALESCE(l.when_sent, s.start_date)
    FROM s_sent_message l JOIN s_message t ON t.id = l.message_id LEFT JOIN s_shipment s ON s.id = l.shipment_id
    WHERE t.flags & 3 <> 0
  ) m
  GROUP BY m.person_id
) h ON h.person_id = p.person_id
CROSS JOIN (SELECT MAX(CASE WHEN [key] = 'EMARKETING' THEN consentpurpose_id END) AS emarketing,
                   (SELECT legalbase_id FROM LegalBase WHERE [key] = '61F') AS legitimate,
                   (SELECT consentsource_id FROM ConsentSource WHERE [key] = 'UNKNOWN') AS source FROM ConsentPurpose) i
CROSS JOIN (SELECT COALESCE(MAX(consentperson_id), 0) + 1 AS next_id FROM ConsentPerson) q
WHERE (p.nomailing = 0 OR p.nomailing IS NULL)
  AND (p.blockEmarketing = 0 OR p.blockEmarketing IS NULL)
  AND NOT EXISTS (SELECT 1 FROM s_shipment_addr k WHERE k.customer_id = p.person_id AND k.status = 10)
  AND NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = i.emarketing);

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT q.next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, i.emarketing, i.withdrawn, i.source,
       N'Flagged "No mailings": withdrawn. By hand, night of January 31.', SYSUTCDATETIME(), 0, SYSUTCDATETIME(), 0, 0
FROM person p
CROSS JOIN (SELECT MAX(CASE WHEN [key] = 'EMARKETING' THEN consentpurpose_id END) AS emarketing,
                   (SELECT legalbase_id FROM LegalBase WHERE [key] = 'WITHDRAWN') AS withdrawn,
                   (SELECT consentsource_id FROM ConsentSource WHERE [key] = 'UNKNOWN') AS source FROM ConsentPurpose) i
CROSS JOIN (SELECT COALESCE(MAX(consentperson_id), 0) + 1 AS next_id FROM ConsentPerson) q
WHERE p.nomailing <> 0
  AND NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = i.emarketing);

UPDATE sequence SET next_id = (SELECT MAX(consentperson_id) + 1 FROM ConsentPerson) WHERE TableName = 'ConsentPerson';
COMMIT TRANSACTION;
