"""Programs that a measure runs in processes of their own: a plan as JSON on standard input, figures on output."""
