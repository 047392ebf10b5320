-- The script that somebody writes at the first go: one transaction, three INSERT … SELECT, nothing tuned.
BEGIN;

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT (SELECT next_id FROM sequence WHERE "TableName" = 'ConsentPerson') - 1 + row_number() OVER (), p.person_id,
       pu.consentpurpose_id, b.legalbase_id, s.consentsource_id,
       'Sales and service for every contact: legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.',
       now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC', 0, 0
FROM person p, "ConsentPurpose" pu, "LegalBase" b, "ConsentSource" s
WHERE pu.key = 'STORE' AND b.key = '61F' AND s.key = 'UNKNOWN'
  AND NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = p.person_id AND c."consentPurpose_id" = pu.consentpurpose_id);

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT (SELECT max(consentperson_id) FROM "ConsentPerson") + row_number() OVER (), h.person_id,
       pu.consentpurpose_id, b.legalbase_id, s.consentsource_id,
       'E-mail mailings sent: ' || h.mailings || ', first ' || to_char(h.first_sent, 'YYYY-MM-DD')
         || ', last ' || to_char(h.last_sent, 'YYYY-MM-DD') || '. Legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.',
       now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC', 0, 0
FROM (
  SELECT p.person_id, min(COALESCE(a.sending_time, sh.start_date)) AS first_sent,
         max(COALESCE(a.sending_time, sh.start_date)) AS last_sent, count(DISTINCT a.shipment_id) AS mailings
  FROM person p
  JOIN s_shipment_addr a ON a.customer_id = p.person_id AND a.status IN (4, 5, 6, 8)
  JOIN s_shipment sh ON sh.id = a.shipment_id AND sh.status IN (1, 4, 5, 6)
  JOIN s_message m ON m.id = sh.message_id AND m.flags & 3 <> 0
  WHERE COALESCE(p.nomailing, 0) = 0 AND COALESCE(p."blockEmarketing", 0) = 0
    AND p.person_id NOT IN (SELECT k.customer_id FROM s_shipment_addr k WHERE k.status = 10 AND k.customer_id IS NOT NULL)
  GROUP BY p.person_id
) h, "ConsentPurpose" pu, "LegalBase" b, "ConsentSource" s
WHERE pu.key = 'EMARKETING' AND b.key = '61F' AND s.key = 'UNKNOWN'
  AND NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = h.person_id AND c."consentPurpose_id" = pu.consentpurpose_id);

INSERT INTO "ConsentPerson" (consentperson_id, person_id, "consentPurpose_id", "legalBase_id", "consentSource_id", comment,
                             registered, registered_associate_id, updated, updated_associate_id, "updatedCount")
SELECT (SELECT max(consentperson_id) FROM "ConsentPerson") + row_number() OVER (), p.person_id,
       pu.consentpurpose_id, b.legalbase_id, s.consentsource_id,
       'Flagged "No mailings": withdrawn. By hand, night of January 31.',
       now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC', 0, 0
FROM person p, "ConsentPurpose" pu, "LegalBase" b, "ConsentSource" s
WHERE pu.key = 'EMARKETING' AND b.key = 'WITHDRAWN' AND s.key = 'UNKNOWN' AND p.nomailing <> 0
  AND NOT EXISTS (SELECT 1 FROM "ConsentPerson" c WHERE c.person_id = p.person_id AND c."consentPurpose_id" = pu.consentpurpose_id);

UPDATE sequence SET next_id = (SELECT max(consentperson_id) + 1 FROM "ConsentPerson") WHERE "TableName" = 'ConsentPerson';
COMMIT;
