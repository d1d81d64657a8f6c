-- One row for each report on purchases of food under a counted contract.
SELECT
    * EXCLUDE (holder, kind, said),
    said.starts_on,
    said.value AS total,
    said.sustainable,
    said.organic,
    said.french,
    said.european
FROM derived.act
WHERE kind = 'food' AND (getvariable('as_of') IS NULL OR day <= getvariable('as_of'))
