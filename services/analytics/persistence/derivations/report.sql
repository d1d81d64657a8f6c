-- One row for each report on the clauses of a counted contract.
SELECT
    * EXCLUDE (holder, kind, said),
    said.starts_on,
    said.insertion_hours_contracted,
    said.insertion_hours_achieved,
    said.equality,
    said.environmental
FROM derived.act
WHERE kind = 'clause' AND (getvariable('as_of') IS NULL OR day <= getvariable('as_of'))
