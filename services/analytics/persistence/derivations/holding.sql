-- Holders of the contracts that count, each with its part of the value in whole cents, half of one upwards, EUR
-- excluding VAT. Place and size are the holder's own; the other dimensions its contract's.
SELECT
    contract.key, contract.contract_id, holder.ordinal,
    contract.day, contract.buyer, contract.principal, contract.department, contract.area, contract.cpv,
    contract.division, contract.nature, contract.technique, contract.procedure,
    holder.department AS place, holder.commune, holder.size, holder.territory, contract.subsequent,
    holder.identifier, holder.company, holder.name, holder.role, holder.is_lead, holder.portion,
    round(contract.planned * holder.portion, 2)::DECIMAL(18,2) AS planned,
    round(contract.initial * holder.portion, 2)::DECIMAL(18,2) AS initial,
    round(contract.current * holder.portion, 2)::DECIMAL(18,2) AS current,
    round(contract.paid * holder.portion, 2)::DECIMAL(18,2) AS paid,
    holder.placed AS known_place, holder.regional, holder.head_placed AS head_known, holder.head_regional,
    holder.social_economy, holder.inclusive, holder.natural_person, holder.identifier IS NOT NULL AS known,
    holder.turnover, holder.payment_days, NULL::BOOLEAN AS priority_zone,
    NULL::DATE AS previous, NULL::DATE AS own_previous,
    NULL::VARCHAR AS aside_initial, NULL::VARCHAR AS aside_planned,
    NULL::VARCHAR AS aside_current, NULL::VARCHAR AS aside_paid
FROM derived.contract AS contract JOIN derived.holder AS holder USING (contract_id)
