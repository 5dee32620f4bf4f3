/* In:    nothing; this is the first file, its directive makes all that follows strict.
   Out:   R, the one object every file adds to, with R.on and R.emit between the files.
   Never: touches the page. */
"use strict";

const R = {};

(() => {
  const listeners = new Map();

  R.on = (event, listener) => {
    listeners.set(event, [...(listeners.get(event) || []), listener]);
  };

  R.emit = (event, detail) => {
    for (const listener of listeners.get(event) || []) listener(detail);
  };
})();
