/* In:    localStorage where the browser allows it; the buttons #theme and #lang.
   Out:   R.keep and R.recall (small values by key), R.storageWorks, R.startSettings, the events "language" and "memory-only".
   Never: fails because storage is not allowed; values then last as long as the page. */
(() => {
  const THEMES = ["Auto", "Light", "Dark"];
  const memory = new Map();
  R.storageWorks = true;

  function loseStorage() {
    R.storageWorks = false;
    R.emit("memory-only");
  }

  R.keep = (key, value) => {
    memory.set(key, value);
    try {
      localStorage.setItem(`rasoat:${key}`, value);
    } catch {
      loseStorage();
    }
  };

  R.recall = (key) => {
    if (memory.has(key)) return memory.get(key);
    try {
      return localStorage.getItem(`rasoat:${key}`);
    } catch {
      loseStorage();
      return null;
    }
  };

  let theme = "Auto";

  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

  function showTheme() {
    const dark = theme === "Auto" ? systemDark.matches : theme === "Dark";
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    R.byId("theme").textContent = R.t(`theme${theme}`);
  }

  function nextTheme() {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    R.keep("theme", theme);
    showTheme();
    R.announce(R.t(`theme${theme}`));
  }

  function showLanguage() {
    R.applyWords();
    R.byId("lang").textContent = R.t("otherLanguage");
    R.byId("lang").lang = R.lang === "vi" ? "en" : "vi";
    showTheme();
  }

  function switchLanguage() {
    R.setLanguage(R.lang === "vi" ? "en" : "vi");
    showLanguage();
    R.emit("language");
  }

  R.startSettings = (dataLanguage) => {
    R.setLanguage(dataLanguage);
    const kept = R.recall("theme");
    theme = THEMES.includes(kept) ? kept : "Auto";
    showLanguage();
    R.byId("theme").addEventListener("click", nextTheme);
    R.byId("lang").addEventListener("click", switchLanguage);
    systemDark.addEventListener("change", showTheme);
  };
})();
