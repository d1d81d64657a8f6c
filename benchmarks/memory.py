"""The memory that a process holds."""

from pathlib import Path

_KIBIBYTE = 1024


def resident(pid: int) -> int:
    """Bytes of it in memory (`VmRSS`, proc(5)); zero where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) * _KIBIBYTE for line in lines if line.startswith("VmRSS")), 0)
