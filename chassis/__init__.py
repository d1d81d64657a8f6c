"""The microservice chassis: what makes a process one of ours. It knows no business word."""
