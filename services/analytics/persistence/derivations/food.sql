-- One row for each report on purchases of food under a counted contract.
WITH act AS (
    SELECT * FROM told.act_version
    QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
)
SELECT
    contract.key,
    act.act_id,
    act.contract_id,
    act."on" AS day,
    contract.buyer,
    contract.principal,
    contract.department,
    contract.area,
    contract.cpv,
    contract.nature,
    contract.technique,
    contract.procedure,
    contract.place,
    contract.commune,
    contract.size,
    contract.territory,
    contract.subsequent,
    act.starts_on,
    act.value AS total,
    act.sustainable,
    act.organic,
    act.french,
    act.european
FROM act JOIN derived.contract AS contract USING (contract_id)
WHERE act.kind = 'food' AND (getvariable('as_of') IS NULL OR act."on" <= getvariable('as_of'))
