"""A real Apache Kafka without containers: one KRaft node, resolved by Maven and run by Java."""
