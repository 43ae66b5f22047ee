/** FileType of ContentVersion by extension. Source: Object Reference, "ContentVersion". */
const types: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  doc: 'WORD',
  docx: 'WORD_X',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  txt: 'TEXT',
  csv: 'CSV',
  png: 'PNG',
  jpg: 'JPG',
  jpeg: 'JPG',
  gif: 'GIF',
  svg: 'SVG',
  zip: 'ZIP',
  xml: 'XML',
  html: 'HTML',
  json: 'JSON',
  rtf: 'RTF',
};

export function fileTypeOf(extension: string | null): string {
  return types[extension?.toLowerCase() ?? ''] ?? 'UNKNOWN';
}
