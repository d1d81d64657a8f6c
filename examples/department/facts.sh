#!/bin/sh
# Prints every fact of a topic so far, one JSON document a line, with kcat: ./facts.sh [TOPIC]
# Leave `-e` away to wait for more; `-G GROUP TOPIC` instead of `-C -t TOPIC` keeps the place in a group.
exec kcat -C -q -e -b "$KAFKA_BOOTSTRAP" -t "${1:-procurement.procedures.v1}" -o beginning \
  -X "security.protocol=$KAFKA_PROTOCOL" -X "sasl.mechanisms=$KAFKA_MECHANISM" \
  -X "sasl.username=$KAFKA_USER" -X "sasl.password=$KAFKA_PASSWORD" \
  -f '{"key":"%k","partition":%p,"offset":%o,"data":%s}\n'
