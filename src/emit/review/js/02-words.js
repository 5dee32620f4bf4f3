/* In:    nothing.
   Out:   R.WORDS, every string of the interface as [Vietnamese, English]; {x} is filled in by R.t.
   Never: holds a string that comes from a document. */
R.WORDS = {
  // The page.
  skipToFindings: ["Đến danh sách phát hiện", "Skip to the findings"],
  skipToSource: ["Đến văn bản", "Skip to the document"],
  source: ["Văn bản", "Document"],
  findings: ["Phát hiện", "Findings"],
  panes: ["Chuyển giữa phát hiện và văn bản", "Switch between findings and document"],
  tools: ["Công cụ", "Tools"],
  undo: ["Hoàn tác", "Undo"],
  redo: ["Làm lại", "Redo"],
  export: ["Xuất quyết định", "Export decisions"],
  import: ["Nhập quyết định", "Import decisions"],
  print: ["In", "Print"],
  printSource: ["In cả văn bản", "Print the document too"],
  keysOn: ["Phím tắt", "Keyboard shortcuts"],
  help: ["Trợ giúp", "Help"],
  close: ["Đóng", "Close"],
  otherLanguage: ["English", "Tiếng Việt"],
  themeAuto: ["Giao diện: theo máy", "Theme: system"],
  themeLight: ["Giao diện: sáng", "Theme: light"],
  themeDark: ["Giao diện: tối", "Theme: dark"],
  untitled: ["Văn bản không có tên", "Untitled document"],
  numbered: ["số {number}", "No. {number}"],
  issued: ["ngày {date}", "dated {date}"],
  recognised: ["chữ được nhận dạng từ ảnh quét, có thể sai", "text recognised from a scan, may be wrong"],
  partlyRecognised: ["một phần chữ được nhận dạng từ ảnh quét", "part of the text was recognised from a scan"],
  madeBy: ["Lập bởi {name} {version}. Mã SHA-256 của văn bản: {sha}", "Made by {name} {version}. SHA-256 of the document: {sha}"],

  // Counts and progress.
  shownCount: ["hiện {shown} / {all}", "showing {shown} / {all}"],
  progress: ["đã xem {done} trên {all}", "reviewed {done} of {all}"],
  progressSkipped: ["đã xem {done} trên {all}, để lại {skipped}", "reviewed {done} of {all}, {skipped} left for later"],
  noFindings: [
    "Không tìm thấy chỗ mâu thuẫn nào trong phần văn bản đã đọc và so được.",
    "No inconsistency was found in the parts of the document that were read and compared.",
  ],
  noneShown: ["Không có phát hiện nào hợp với bộ lọc.", "No finding matches the filters."],

  // Filters.
  filters: ["Tìm và lọc", "Search and filter"],
  searchWords: ["Tìm (có dấu hoặc không dấu)", "Search (tone marks optional)"],
  severity: ["Mức độ", "Severity"],
  rule: ["Quy tắc", "Rule"],
  unit: ["Mục", "Item"],
  decision: ["Quyết định", "Decision"],
  all: ["Tất cả", "All"],
  filterClear: ["Bỏ lọc", "Clear filters"],
  filterDropped: ["Đã bỏ lọc để hiện phát hiện này.", "Filters cleared to show this finding."],
  optionCount: ["{name} ({count})", "{name} ({count})"],
  wholeDocument: ["Cả văn bản", "Whole document"],

  // Severity, confidence, parts of the document.
  error: ["Lỗi", "Error"],
  warning: ["Cảnh báo", "Warning"],
  info: ["Lưu ý", "Notice"],
  confidence: ["Độ tin cậy: {level}", "Confidence: {level}"],
  high: ["cao", "high"],
  medium: ["vừa", "medium"],
  low: ["thấp, cần xem kỹ", "low, look closely"],
  headerSays: ["Phần đầu nói", "The header says"],
  bodySays: ["Thân văn bản nói", "The body says"],
  appendixSays: ["Phụ lục nói", "The appendix says"],
  glossarySays: ["Bảng chữ viết tắt nói", "The list of abbreviations says"],
  noteSays: ["Ghi chú nói", "The note says"],
  otherSays: ["Văn bản nói", "The document says"],
  line: ["dòng {line}", "line {line}"],
  lineAndPage: ["dòng {line}, trang {page}", "line {line}, page {page}"],
  emptyQuote: ["(chỗ trống)", "(blank)"],

  // The card.
  likely: ["Giá trị có thể đúng", "Likely value"],
  likelySafe: ["Giá trị đúng", "Right value"],
  why: ["Vì sao cần xem", "Why it matters"],
  whichUnits: ["Liên quan: {units}", "About: {units}"],
  note: ["Ghi chú (không bắt buộc)", "Note (optional)"],
  noteKept: ["Đã ghi chú.", "Note kept."],
  rightValue: ["Giá trị đúng", "Right value"],
  save: ["Lưu", "Save"],
  cancel: ["Thôi", "Cancel"],
  decide: ["Quyết định về phát hiện này", "Decide on this finding"],

  // Decisions: what the button says, and what the card says afterwards.
  accept: ["Chấp nhận", "Accept"],
  reject: ["Bác bỏ", "Reject"],
  edit: ["Sửa", "Edit"],
  skip: ["Bỏ qua", "Skip"],
  none: ["Chưa quyết định", "Undecided"],
  accepted: ["Đã chấp nhận", "Accepted"],
  rejected: ["Đã bác bỏ", "Rejected"],
  edited: ["Đã sửa", "Edited"],
  skipped: ["Để lại xem sau", "Left for later"],
  editedTo: ["Đã sửa thành: ", "Edited to: "],
  noteIs: ["Ghi chú: ", "Note: "],
  decided: ["{state}: {title}.", "{state}: {title}."],
  released: ["Đã bỏ quyết định: {title}.", "Decision removed: {title}."],
  allDone: ["Đã xem hết các phát hiện đang hiện.", "All findings shown have been reviewed."],
  undone: ["Đã hoàn tác.", "Undone."],
  redone: ["Đã làm lại.", "Redone."],
  nothingToUndo: ["Không có gì để hoàn tác.", "Nothing to undo."],
  nothingToRedo: ["Không có gì để làm lại.", "Nothing to redo."],

  // Places in the source.
  places: ["Các chỗ của phát hiện đang chọn", "Places of the chosen finding"],
  placePrevious: ["Chỗ trước", "Previous place"],
  placeNext: ["Chỗ sau", "Next place"],
  placeOf: ["chỗ {place} trên {all}", "place {place} of {all}"],
  placeAbove: ["chỗ {places} ở phía trên", "place {places} is above"],
  placeBelow: ["chỗ {places} ở phía dưới", "place {places} is below"],
  placeNowhere: ["Phát hiện này không chỉ vào chỗ nào trong văn bản.", "This finding points to no place in the document."],
  markName: ["chỗ {place} của phát hiện {title}", "place {place} of finding {title}"],
  markMore: ["và {count} chỗ khác", "and {count} more"],

  // Export and import.
  exported: ["Đã xuất {count} quyết định vào tệp {name}.", "Exported {count} decisions to {name}."],
  imported: ["Đã nhập {taken} quyết định.", "Imported {taken} decisions."],
  importedSome: [
    "Đã nhập {taken} quyết định; không dùng {ignored} quyết định vì mã không có trong văn bản này hoặc ghi sai.",
    "Imported {taken} decisions; ignored {ignored} whose id is not in this document or which are malformed.",
  ],
  importNotJson: ["Tệp này không phải tệp quyết định của rasoat.", "This is not a file of rasoat decisions."],
  importOther: ["Tệp này là quyết định của văn bản khác.", "This file holds decisions on another document."],
  memoryOnly: [
    "Trình duyệt không cho lưu: quyết định sẽ mất khi đóng trang. Hãy xuất ra tệp trước khi đóng.",
    "This browser does not allow storage: decisions are lost when the page closes. Export them first.",
  ],

  // What could not be read.
  unread: ["Chưa đọc hoặc chưa so được ({count})", "Not read or not compared ({count})"],
  allRead: ["Đã đọc và so được toàn bộ văn bản.", "The whole document was read and compared."],
  onPage: ["Trang {page}", "Page {page}"],

  // Help.
  helpWhat: [
    "Chấp nhận: đúng là chỗ sai của văn bản. Bác bỏ: văn bản không sai, máy báo nhầm. Sửa: đúng là sai, và ghi luôn giá trị đúng. Bỏ qua: để lại xem sau. Bấm lại nút đang chọn để bỏ quyết định.",
    "Accept: a real fault of the document. Reject: a false alarm. Edit: a real fault, with the right value typed in. Skip: leave it for later. Press the chosen button again to remove the decision.",
  ],
  helpKeep: [
    "Quyết định được giữ trong trình duyệt của máy này. Văn bản gốc không bị thay đổi. Muốn chuyển cho người khác, hãy xuất ra tệp.",
    "Decisions stay in the browser of this computer. The document itself is never changed. To hand them to someone else, export them to a file.",
  ],
  keyNext: ["phát hiện sau", "next finding"],
  keyPrevious: ["phát hiện trước", "previous finding"],
  keySearch: ["tìm theo từ", "search words"],

  // The printed sheet.
  printTitle: ["Kết quả rà soát", "Review"],

  // The overview of a batch.
  overview: ["Kết quả rà soát các văn bản", "Review of the documents"],
  skipToDocuments: ["Đến danh sách văn bản", "Skip to the documents"],
  documents: ["Các văn bản", "Documents"],
  rules: ["Các quy tắc", "Rules"],
  ruleDocuments: ["Số văn bản", "Documents"],
  ruleFindings: ["Số phát hiện", "Findings"],
  status: ["Tình trạng đọc", "Reading"],
  complete: ["Đọc đủ", "Complete"],
  partial: ["Đọc được một phần", "Partial"],
  failed: ["Không đọc được", "Failed"],
  noDocuments: ["Không có văn bản nào.", "There are no documents."],
  noneMatch: ["Không có văn bản nào hợp với bộ lọc.", "No document matches the filters."],
  sortBy: ["Xếp theo", "Sort by"],
  sortGiven: ["Thứ tự đã cho", "Given order"],
  sortWorst: ["Nhiều lỗi trước", "Most errors first"],
  sortName: ["Tên văn bản", "Title"],
  documentFilter: ["Tìm theo tên hoặc tệp", "Search title or file"],
  totals: [
    "{documents} văn bản: {error} lỗi, {warning} cảnh báo, {info} lưu ý.",
    "{documents} documents: {error} errors, {warning} warnings, {info} notices.",
  ],
  unreadable: ["Có {failed} văn bản không đọc được, {partial} văn bản chỉ đọc được một phần.", "{failed} documents could not be read, {partial} were read in part."],
};
