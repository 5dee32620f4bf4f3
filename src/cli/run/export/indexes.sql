-- Made when all rows are there.
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_issued ON documents (issued);
CREATE INDEX units_by_unit ON units (document, unit);
CREATE INDEX assignments_by_unit ON assignments (document, unit);
CREATE INDEX assignments_by_organization ON assignments (organization);
CREATE INDEX findings_by_rule ON findings (rule, severity);
CREATE INDEX finding_units_by_finding ON finding_units (document, finding);
CREATE INDEX finding_units_by_unit ON finding_units (document, unit);
CREATE VIEW unit_findings AS
  SELECT d.path, d.number AS document_number, u.unit, u.title, u.lead, u.deadline,
         f.rule, f.severity, f.confidence, f.message_vi, f.message_en, f.body, f.appendix, f.suggestion, f.id
  FROM finding_units AS fu
  JOIN findings AS f ON f.document = fu.document AND f.seq = fu.finding
  JOIN units AS u ON u.document = fu.document AND u.unit = fu.unit
  JOIN documents AS d ON d.document = fu.document;
