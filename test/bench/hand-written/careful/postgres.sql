-- The script that a DBA would write by hand: one transaction, three INSERT … SELECT.
BEGIN;
SET LOCAL work_mem = '64MB';

CREATE TEMPORARY TABLE ids ON COMMIT DROP AS
SELECT (SELECT consentpurpose_id FROM "ConsentPurpose" WHERE key = 'STORE')      AS store,
       (SELECT consentpurpose_id FROM "ConsentPurpose" WHERE key = 'EMARKETING') AS emarketing,
       (SELECT legalbase_id FROM "LegalBase" WHERE key = '61F')                  AS legitimate,
       (SELECT legalbase_id FROM "LegalBase" WHERE key = 'WITHDRAWN')            AS withdrawn,
       (SELECT consentsource_id FROM "ConsentSource" WHERE key = 'UNKNOWN')      AS source,
       (SELECT next_id FROM sequence WHERE "TableName" = 'ConsentPerson' FOR UPDATE) AS next_id,
       date_trunc('second', now() AT TIME ZONE 'UTC')                            AS at;

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT i.next_id - 1 + row_number() OVER (), p.person_id, i.store, i.legitimate, i.source,
       'Sales and service for every contact: legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.', i.at, 0, i.at, 0, 0
FROM person p CROSS JOIN ids i
WHERE NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = p.person_id AND c."consentPurpose_id" = i.store);

UPDATE ids SET next_id = (SELECT COALESCE(max(consentperson_id), 0) + 1 FROM "ConsentPerson");

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT i.next_id - 1 + row_number() OVER (), p.person_id, i.emarketing, i.legitimate, i.source,
       'E-mail mailings sent: ' || h.mailings || ', first ' || to_char(h.first_sent, 'YYYY-MM-DD')
         || ', last ' || to_char(h.last_sent, 'YYYY-MM-DD') || '. Legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.',
       i.at, 0, i.at, 0, 0
FROM person p
CROSS JOIN ids i
JOIN (
  SELECT m.person_id, min(m.sent_at) AS first_sent, max(m.sent_at) AS last_sent, count(DISTINCT m.shipment_id) AS mailings
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
WHERE (p.nomailing = 0 OR p.nomailing IS NULL)
  AND (p."blockEmarketing" = 0 OR p."blockEmarketing" IS NULL)
  AND NOT EXISTS (SELECT 1 FROM s_shipment_addr k WHERE k.customer_id = p.person_id AND k.status = 10)
  AND NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = p.person_id AND c."consentPurpose_id" = i.emarketing);

UPDATE ids SET next_id = (SELECT COALESCE(max(consentperson_id), 0) + 1 FROM "ConsentPerson");

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT i.next_id - 1 + row_number() OVER (), p.person_id, i.emarketing, i.withdrawn, i.source,
       'Flagged "No mailings": withdrawn. By hand, night of January 31.', i.at, 0, i.at, 0, 0
FROM person p CROSS JOIN ids i
WHERE p.nomailing <> 0
  AND NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = p.person_id AND c."consentPurpose_id" = i.emarketing);

UPDATE sequence SET next_id = (SELECT max(consentperson_id) + 1 FROM "ConsentPerson") WHERE "TableName" = 'ConsentPerson';
COMMIT;
