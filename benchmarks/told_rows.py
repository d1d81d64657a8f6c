"""A market of any size as told rows, made by DuckDB alone: for measuring the columnar copy without feeding it facts.

Eight years; buyers, companies and divisions as unevenly as a national register has them; 4.9 % modified, 1.2 holders a
contract, half with a payment, a quarter with its tender and the notice of its lot.
"""

import duckdb

from deploy.sample.identifiers import siret

COMPANIES_A_CONTRACT = 0.25
"""A national register has about one company for four contracts."""
CONTRACTS_A_BUYER = 200
DEPARTMENTS = ("buildings", "schools", "rail", "ports", "digital", "culture", "sea")
AREAS = ("construction", "it", "food", "energy", "travel")
PROCEDURES = ("open", "adapted", "negotiated", "restricted", "without-publicity")
NATURES = ("works", "goods", "services")
FIRST_YEAR, YEARS = 2018, 8
_FIRST_BUYER = 40_000

_CONTRACT = """
INSERT INTO told.contract_version BY NAME
WITH numbered AS (
    SELECT i, hash(i) AS h, hash(i * 31 + 1) AS g, hash(i * 17 + 5) AS k FROM range($contracts) AS r(i)
),
drawn AS (
    SELECT
        *,
        ($buyers::VARCHAR[])[1 + floor(len($buyers::VARCHAR[]) * ((g % 1000003) / 1000003.0) ** 3)::BIGINT] AS buyer,
        DATE '2018-01-01' + (k % 2922)::INTEGER AS day,
        round(exp(7 + (h % 1000) / 100.0 + (g % 100) / 50.0), 2)::DECIMAL(18,2) AS value
    FROM numbered
)
SELECT
    md5('contract ' || i)::UUID AS contract_id,
    1 AS version, 'notified' AS kind, 1 AS lot, 'M' || i AS reference,
    'Marché numéro ' || i || ' de travaux et de fournitures' AS title,
    buyer, buyer AS principal,
    ['buildings', 'schools', 'rail', 'ports', 'digital', 'culture', 'sea', NULL][1 + (h % 8)::INTEGER] AS department,
    ['construction', 'it', 'food', 'energy', 'travel', NULL][1 + (g % 6)::INTEGER] AS area,
    lpad((3 + floor(90 * ((h // 13 % 1009) / 1009.0) ** 2))::BIGINT::VARCHAR, 2, '0')
        || lpad((k % 300 * 1000)::VARCHAR, 6, '0') AS cpv,
    ['works', 'goods', 'services'][1 + (k % 3)::INTEGER] AS nature,
    ['adapted', 'adapted', 'adapted', 'open', 'open', 'open', 'negotiated', 'restricted', 'without-publicity']
        [1 + (h // 7 % 9)::INTEGER] AS procedure,
    h // 7 % 9 < 8 AS competed,
    ['simple', 'simple', 'simple', 'framework', 'subsequent'][1 + (g // 11 % 5)::INTEGER] AS technique,
    CASE WHEN h % 3 > 0 THEN round(value * 1.1, 2) END AS planned,
    CASE WHEN h % 50 > 0 THEN value END AS initial,
    CASE WHEN h % 7 = 0 THEN round(value * 1.2, 2) ELSE value END AS current,
    day AS notified_on, day + 20 AS published_on, 1 + (h % 48)::BIGINT AS months,
    CASE WHEN g % 4 > 0 THEN 1 + (k // 13 % 9)::BIGINT END AS bids,
    'lump-sum' AS price_form, k % 2 = 0 AS price_revision,
    CASE WHEN h % 2 = 0 THEN 0.3 END AS advance, false AS advance_guarantee,
    h % 4 = 0 AS social, g % 3 = 0 AS environmental, h % 9 = 0 AS equality, false AS innovation,
    0 AS modifications, '["FRH03"]' AS places, true AS electronic,
    md5('procedure ' || i)::UUID AS key, day AS valid_on, TIMESTAMPTZ '2026-01-05 00:00:00+00' AS recorded_at
FROM drawn
"""
_MODIFIED = """
INSERT INTO told.contract_version BY NAME
SELECT * REPLACE (
    2 AS version, 'modified' AS kind, notified_on + 90 AS valid_on, recorded_at + INTERVAL 1 DAY AS recorded_at,
    1 AS modifications, round(current * 1.15, 2) AS current
)
FROM told.contract_version WHERE hash(contract_id) % 1000 < 49
"""
_HOLDERS = """
INSERT INTO told.holder_version BY NAME
WITH spread AS (
    SELECT contract.*, ordinal, hash(contract_id) % 5 = 0 AS shared, hash(contract_id, ordinal) AS h
    FROM told.contract_version AS contract, range(2) AS r(ordinal)
),
drawn AS (
    SELECT *, lpad((300000000 + floor(sqrt(h % 1000000) / 1000 * $companies)::BIGINT)::VARCHAR, 9, '0') AS siren
    FROM spread WHERE ordinal = 0 OR shared
)
SELECT
    contract_id, version, ordinal, 'SIRET:' || siren || '00012' AS identifier, siren AS company,
    'Entreprise ' || siren AS name, CASE WHEN shared THEN 'member' ELSE 'sole' END AS role, ordinal = 0 AS is_lead,
    CASE WHEN shared THEN 0.5 ELSE 1 END AS portion,
    CASE WHEN h % 3 > 0 THEN ['tpe', 'pme', 'eti', 'ge'][1 + (siren::BIGINT % 4)::INTEGER] END AS size,
    CASE WHEN h % 4 > 0 THEN lpad((1 + siren::BIGINT % 95)::VARCHAR, 2, '0') END AS department,
    CASE WHEN h % 4 > 0 THEN 'FR' END AS country,
    false AS natural_person, key, valid_on, recorded_at
FROM drawn
"""
_SUPPLIERS = """
INSERT INTO told.supplier_version BY NAME
SELECT DISTINCT ON (identifier)
    md5(identifier)::UUID AS supplier_id, 1 AS version, identifier, company, name, 'pme' AS size, '35' AS department,
    'FR' AS country, '75' AS head_department, 'FR' AS head_country, false AS natural_person,
    md5(identifier)::UUID AS key, NULL AS valid_on, TIMESTAMPTZ '2026-01-04 00:00:00+00' AS recorded_at
FROM told.holder_version ORDER BY identifier
"""
_PAYMENTS = """
INSERT INTO told.act_version BY NAME
SELECT
    md5('act ' || contract_id)::UUID AS act_id, 1 AS version, 'payment' AS kind, contract_id, buyer,
    notified_on + 60 AS on, round(initial / 2, 2) AS value, (hash(contract_id) % 60)::BIGINT AS delay_days,
    hash(contract_id) % 60 > 30 AS late, key, notified_on + 60 AS valid_on, recorded_at
FROM told.contract_version WHERE version = 1 AND initial IS NOT NULL AND hash(contract_id) % 2 = 0
"""
_TENDERS = """
INSERT INTO told.tender_version BY NAME
SELECT
    key AS tender_id, 1 AS version, 'published' AS kind, notified_on - 60 AS at, notified_on - 30 AS deadline,
    title, buyer, principal, department, area, cpv, nature, procedure, competed, technique, initial AS estimated,
    1 AS lots, places, electronic, key, notified_on - 60 AS valid_on, recorded_at
FROM told.contract_version WHERE version = 1 AND hash(contract_id) % 4 = 1
"""
_NOTICES = """
INSERT INTO told.lot_notice BY NAME
SELECT
    key AS tender_id, 1 AS version, 1 AS lot, title, cpv, initial AS value, months, 3 AS criteria,
    40 + (hash(contract_id) // 4 % 40)::BIGINT AS price_weight, (hash(contract_id) // 4 % 3 * 10)::BIGINT
        AS environmental_weight,
    coalesce(social, false) AS social, coalesce(environmental, false) AS environmental, false AS equality,
    false AS innovation, false AS advance_guarantee, key, notified_on - 60 AS valid_on, recorded_at
FROM told.contract_version WHERE version = 1 AND hash(contract_id) % 4 = 1
"""


def buyers(contracts: int) -> list[str]:
    """Who buys in a market of so many contracts, those that buy most first."""
    return [siret(_FIRST_BUYER + number) for number in range(max(contracts // CONTRACTS_A_BUYER, 20))]


def tell(connection: duckdb.DuckDBPyConnection, contracts: int) -> None:
    """Fill empty told tables with a market of so many contracts."""
    companies = max(int(contracts * COMPANIES_A_CONTRACT), 10)
    connection.execute(_CONTRACT, {"contracts": contracts, "buyers": buyers(contracts)})
    connection.execute(_MODIFIED)
    connection.execute(_HOLDERS, {"companies": companies})
    connection.execute(_SUPPLIERS)
    for statement in (_PAYMENTS, _TENDERS, _NOTICES):
        connection.execute(statement)
