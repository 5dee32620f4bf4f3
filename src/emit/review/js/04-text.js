/* In:    R.WORDS; strings of the interface and of documents.
   Out:   R.t (an interface string), R.say (a {vi, en} string of the data), R.visible, R.fold, R.number.
   Never: touches the page. */
(() => {
  const LANGUAGES = ["vi", "en"];
  // Characters that control, reorder, hide or break text: a clerk must see that they are there.
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|\udb40[\udc00-\udfff]/g;

  R.lang = "vi";
  R.setLanguage = (lang) => {
    R.lang = LANGUAGES.includes(lang) ? lang : "vi";
  };

  R.t = (key, values = {}) => {
    const words = R.WORDS[key][LANGUAGES.indexOf(R.lang)];
    return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };

  R.say = (bilingual) => (bilingual ? bilingual[R.lang] || bilingual.vi || "" : "");

  const numberFormats = { vi: new Intl.NumberFormat("vi"), en: new Intl.NumberFormat("en") };
  R.number = (value) => numberFormats[R.lang].format(value);

  const codeName = (char) => `⟨U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;

  /** Writes control and direction characters by their number: ⟨U+202E⟩. */
  R.visible = (text) => String(text).replace(UNSEEN, codeName);

  R.lower = (text) => text.normalize("NFC").toLowerCase();

  /** Without tone marks, so that "ke hoach" finds "kế hoạch". */
  R.fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  /** Whether every word is in the text; a word typed with tone marks must have them there too. */
  R.wordMatcher = (query) => {
    const words = R.lower(query).split(/\s+/).filter(Boolean)
      .map((word) => ({ word, plain: R.fold(word) === word }));
    return (exact, folded) => words.every(({ word, plain }) => (plain ? folded : exact).includes(word));
  };
})();
