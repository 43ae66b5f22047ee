import PDFDocument from 'pdfkit';
import type { Contract } from '../model/contract.ts';
import { compositeId } from '../model/contract.ts';
import type { Workspace } from '../model/workspace.ts';

/**
 * The contract as a PDF that a person can read: title, parties, terms and signatures. The same contract always gives the
 * same bytes, so that two downloads of one version have one checksum.
 */
export function contractPdf(contract: Contract, workspace: Workspace): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 56,
    compress: true,
    info: {
      Title: contract.title,
      Author: workspace.organization,
      CreationDate: new Date(contract.createdAt),
      ModDate: new Date(contract.updatedAt),
    },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  writeTitle(document, contract);
  writeParties(document, contract, workspace);
  writeTerms(document, contract);
  writeSignatures(document, contract);
  document.end();
  return finished.then((pdf) => inflate(pdf, contract.file.minimumBytes ?? 0));
}

type Document = InstanceType<typeof PDFDocument>;

function heading(document: Document, text: string): void {
  document.moveDown().font('Helvetica-Bold').fontSize(13).text(text).font('Helvetica').fontSize(11).moveDown(0.3);
}

function writeTitle(document: Document, contract: Contract): void {
  document.font('Helvetica-Bold').fontSize(20).text(contract.title);
  document
    .font('Helvetica')
    .fontSize(10)
    .fillColor('#555555')
    .text(
      `${compositeId(contract)}${contract.referenceId === undefined ? '' : ` · ${contract.referenceId}`} · ${contract.status}`,
    )
    .fillColor('black');
}

function writeParties(document: Document, contract: Contract, workspace: Workspace): void {
  heading(document, 'Parties');
  const entity = workspace.entities.find((candidate) => candidate.referenceId === contract.entityReferenceId);
  document.text(entity?.name ?? workspace.organization);
  for (const party of contract.counterparties)
    document.text(`${party.organizationName ?? party.pocName ?? 'Counterparty'}`);
}

function writeTerms(document: Document, contract: Contract): void {
  if (contract.keyPointers.length === 0) return;
  heading(document, 'Terms');
  for (const { label, value } of contract.keyPointers) document.text(`${label}: ${readable(value)}`);
}

function writeSignatures(document: Document, contract: Contract): void {
  heading(document, 'Signatures');
  for (const { name, designation, outcome } of contract.signatories) {
    const state =
      outcome === undefined
        ? 'not signed'
        : outcome.signed
          ? `signed ${outcome.at.slice(0, 19).replace('T', ' ')} UTC`
          : 'declined';
    document.text(`${name}${designation === null ? '' : `, ${designation}`} - ${state}`);
  }
}

function readable(value: unknown): string {
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = value as Record<string, unknown>;
  if ('value' in parts) return `${readable(parts['value'])} ${readable(parts['type'] ?? '')}`.trim();
  return Object.values(parts).map(readable).join(', ');
}

/** Grows a PDF by a comment behind its end, which readers skip. */
function inflate(pdf: Buffer, minimumBytes: number): Buffer {
  if (pdf.length >= minimumBytes) return pdf;
  const line = `%${'0'.repeat(126)}\n`;
  const padding = Buffer.alloc(minimumBytes - pdf.length, line, 'latin1');
  return Buffer.concat([pdf, padding]);
}
