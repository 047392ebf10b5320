-- The script that a DBA would write by hand: one transaction, three INSERT … SELECT.
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
START TRANSACTION;

SELECT consentpurpose_id INTO @store FROM ConsentPurpose WHERE `key` = 'STORE';
SELECT consentpurpose_id INTO @emarketing FROM ConsentPurpose WHERE `key` = 'EMARKETING';
SELECT legalbase_id INTO @legitimate FROM LegalBase WHERE `key` = '61F';
SELECT legalbase_id INTO @withdrawn FROM LegalBase WHERE `key` = 'WITHDRAWN';
SELECT consentsource_id INTO @source FROM ConsentSource WHERE `key` = 'UNKNOWN';
SELECT next_id INTO @next_id FROM sequence WHERE TableName = 'ConsentPerson' FOR UPDATE;
SET @at = UTC_TIMESTAMP();

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT @next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, @store, @legitimate, @source,
       'Sales and service for every contact: legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.', @at, 0, @at, 0, 0
FROM person p
WHERE NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = @store);

SELECT COALESCE(MAX(consentperson_id), 0) + 1 INTO @next_id FROM ConsentPerson;

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT @next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, @emarketing, @legitimate, @source,
       CONCAT('E-mail mailings sent: ', h.mailings, ', first ', DATE_FORMAT(h.first_sent, '%Y-%m-%d'), ', last ',
              DATE_FORMAT(h.last_sent, '%Y-%m-%d'), '. Legitimate interest, GDPR Art. 6(1)(f). By hand, night of January 31.'),
       @at, 0, @at, 0, 0
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
WHERE (p.nomailing = 0 OR p.nomailing IS NULL)
  AND (p.blockEmarketing = 0 OR p.blockEmarketing IS NULL)
  AND NOT EXISTS (SELECT 1 FROM s_shipment_addr k WHERE k.customer_id = p.person_id AND k.status = 10)
  AND NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = @emarketing);

SELECT COALESCE(MAX(consentperson_id), 0) + 1 INTO @next_id FROM ConsentPerson;

INSERT INTO ConsentPerson (consentperson_id, person_id, consentPurpose_id, legalBase_id, consentSource_id, comment,
                           registered, registered_associate_id, updated, updated_associate_id, updatedCount)
SELECT @next_id - 1 + ROW_NUMBER() OVER (ORDER BY p.person_id), p.person_id, @emarketing, @withdrawn, @source,
       'Flagged "No mailings": withdrawn. By hand, night of January 31.', @at, 0, @at, 0, 0
FROM person p
WHERE p.nomailing <> 0
  AND NOT EXISTS (SELECT 1 FROM ConsentPerson c WHERE c.person_id = p.person_id AND c.consentPurpose_id = @emarketing);

SELECT MAX(consentperson_id) + 1 INTO @next_id FROM ConsentPerson;
UPDATE sequence SET next_id = @next_id WHERE TableName = 'ConsentPerson';
COMMIT;
