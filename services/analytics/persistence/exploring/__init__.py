"""What people open beside figures: contracts, companies, buyers, comparisons, the quality of data."""
