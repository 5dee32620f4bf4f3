-- The tables of rasoat.sqlite. Columns are those of src/emit/flat.rs; "document" is the place in manifest.jsonl, from 1.
CREATE TABLE documents (
  document INTEGER PRIMARY KEY, path TEXT NOT NULL, status TEXT NOT NULL,
  error_kind TEXT, error_vi TEXT, error_en TEXT, sha256 TEXT, record TEXT, media_type TEXT, pages INTEGER,
  "type" TEXT, number TEXT, issuer TEXT, issuer_id TEXT, place TEXT, issued TEXT, subject TEXT,
  signatory TEXT, position TEXT, period_start TEXT, period_end TEXT,
  units INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL
);
CREATE TABLE units (
  document INTEGER NOT NULL REFERENCES documents, seq INTEGER NOT NULL, unit TEXT NOT NULL,
  kind TEXT, label TEXT, number INTEGER, "group" TEXT,
  title TEXT, title_status TEXT, title_body TEXT, title_appendix TEXT,
  lead TEXT, lead_status TEXT, coordinate TEXT, coordinate_status TEXT,
  deadline TEXT, deadline_status TEXT, deadline_body TEXT, deadline_body_end TEXT,
  deadline_appendix TEXT, deadline_appendix_end TEXT, tools TEXT, objective TEXT, location TEXT, product TEXT,
  PRIMARY KEY (document, seq)
);
CREATE TABLE assignments (
  document INTEGER NOT NULL REFERENCES documents, seq INTEGER NOT NULL, unit TEXT NOT NULL,
  role TEXT, requested INTEGER, basis TEXT, organization TEXT, organization_id TEXT, raw TEXT, task TEXT,
  PRIMARY KEY (document, seq)
);
CREATE TABLE findings (
  document INTEGER NOT NULL REFERENCES documents, seq INTEGER NOT NULL, id TEXT NOT NULL,
  rule TEXT NOT NULL, severity TEXT NOT NULL, confidence TEXT, units TEXT, message_vi TEXT, message_en TEXT,
  body TEXT, appendix TEXT, elsewhere TEXT, line INTEGER, page INTEGER, suggestion TEXT,
  PRIMARY KEY (document, seq)
);
CREATE TABLE finding_units (
  document INTEGER NOT NULL, finding INTEGER NOT NULL, unit TEXT NOT NULL,
  FOREIGN KEY (document, finding) REFERENCES findings (document, seq)
);
