// What pages gain with JavaScript. Everything works without it.
htmx.config.includeIndicatorStyles = false; // the policy of the site allows no style made by scripts
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;

// Filters apply as they are chosen; the button stays for those who prefer it.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form && event.target.matches("select")) form.requestSubmit();
});

// Empty words do not belong in an address that people share.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.filters")) return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});

// A clock counts down to a deadline: the words of the last day are said by the server.
const clocks = [...document.querySelectorAll("time[data-left]")];
const left = (instant) => Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
const pad = (number) => String(number).padStart(2, "0");
if (clocks.length) setInterval(() => {
  for (const clock of clocks) {
    const seconds = left(clock.dateTime);
    const days = Math.floor(seconds / 86400);
    const time = `${pad(Math.floor((seconds % 86400) / 3600))}:${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
    clock.textContent = clock.dataset.left.replace("{days}", days).replace("{time}", time);
  }
}, 1000);
