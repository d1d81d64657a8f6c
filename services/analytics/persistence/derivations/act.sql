-- The latest word on each act under a counted contract (`said`), with the dimensions of the contract and the company
-- that leads its holders.
WITH latest AS (
    SELECT * FROM told.act_version WHERE kind IN ('invoice', 'payment', 'clause', 'food')
    QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
)
SELECT
    contract.key,
    latest.act_id,
    latest.contract_id,
    latest."on" AS day,
    contract.buyer,
    contract.principal,
    contract.department,
    contract.area,
    contract.cpv,
    left(contract.cpv, 2) AS division,
    contract.nature,
    contract.technique,
    contract.procedure,
    contract.place,
    contract.commune,
    contract.size,
    contract.territory,
    contract.subsequent,
    contract.company AS holder,
    latest.kind,
    latest AS said
FROM latest JOIN derived.contract AS contract USING (contract_id)
