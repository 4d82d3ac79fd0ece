// The button that goes from the system's theme to light, to dark, and back.

const ORDER = ["system", "light", "dark"];
const NAMES = {system: "Auto", light: "Light", dark: "Dark"};
const root = document.documentElement;

export function themeSwitch(button) {
  const tell = () => {
    const theme = root.dataset.theme ?? "system";
    button.textContent = NAMES[theme];
    button.setAttribute("aria-label", `Theme: ${NAMES[theme]}`);
  };
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "system") + 1) % ORDER.length];
    if (next === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = next;
    }
    try {
      localStorage.setItem("memoir.theme", next);
    } catch {
      // then it is forgotten with the page
    }
    tell();
  });
  tell();
}
