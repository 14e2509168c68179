// Before the first paint: the theme, text size and language this device was set to (src/ui/prefs.ts).
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem("portal.theme");
    var text = localStorage.getItem("portal.text");
    var language = localStorage.getItem("portal.language");
    if (theme) root.dataset.theme = theme;
    if (text) root.dataset.text = text;
    if (language) root.lang = language;
  } catch {
    // storage is switched off: the defaults serve
  }
})();
