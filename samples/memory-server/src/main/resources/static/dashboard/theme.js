// Before the first paint: the theme that was chosen. No module, since those run later.
try {
  const theme = localStorage.getItem("memoir.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // then the system's theme is used
}
